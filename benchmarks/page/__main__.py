"""The timeline page in a real Chromium, beside TimelineJS and vis-timeline with the same events.

    .venv/bin/python benchmarks/page [--events 50 5000 50000] [--runs 5] [--folder FOLDER]

Made-up corpora are written and served as `make run` serves them, the peers (installed by npm)
from loopback, too. Measured alike for all: bytes of a first visit, fonts apart, and time of the
main thread until nothing more happens. Of the page also: layout shift and the longest frame
while scrolling down and up again, from click on an actor to the painted result, Lighthouse.
FOLDER keeps corpora and packages for the next time; without it all is in a temporary one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from benchmarks.page import peers, served, watched  # noqa: E402

MOST_KB, MOST_FONTS_KB, MOST_SHIFT, MOST_CLICK = 45, 70, 0.02, 100
FIRST_PORT = 8191
MANY = 5_000  # events


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, nargs="+", default=[50, 5_000, 50_000])
    parser.add_argument("--runs", type=int, default=5, help="first visits; the median counts")
    parser.add_argument("--folder", type=Path, help="keeps corpora and packages")
    parser.add_argument("--port", type=int, default=FIRST_PORT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = (options.folder or Path(temporary)).resolve()
        chromium = playwright.chromium.launch(
            executable_path=watched.browser_path(playwright), args=watched.ARGUMENTS
        )
        for events in options.events:
            _corpus(chromium, folder, events, options.runs, options.port)
        chromium.close()


def _corpus(chromium: Browser, folder: Path, events: int, runs: int, port: int) -> None:
    print(f"\n{events:,} events", flush=True)
    data = served.corpus(folder / f"events-{events}", events)
    with served.datelines(data, port) as url:
        ours = watched.first_visits(chromium, url, runs)
        _say("Datelines", ours)
        site = peers.pages(folder, served.exported(data))
        best = None
        with served.files(site, port + 1) as address:
            for name, path in peers.PAGES.items():
                visits = runs if events < MANY else 1  # which takes them a minute each
                theirs = watched.first_visits(
                    chromium, f"{address}/{path}", visits, says_ready=True
                )
                _say(name, theirs)
                if theirs and (best is None or theirs.main_thread < best):
                    best = theirs.main_thread
        if ours and best:
            print(f"  main thread: {ours.main_thread / best:.2f} of the better peer's (goal: 0.33)")
        _scrolling(chromium, url)
        _clicking(chromium, url)
        for form, scores in peers.lighthouse(folder, url).items():
            print(f"  Lighthouse, {form}: {scores}")


def _say(name: str, visit: watched.Visit | None) -> None:
    if visit is None:
        print(f"  {name}: never ready ({watched.LONGEST_WAIT} s waited)", flush=True)
        return
    print(
        f"  {name}: {visit.kilobytes:.1f} kB and {visit.fonts:.1f} kB of fonts,"
        f" {visit.main_thread:.0f} ms of main thread, {visit.moved:.0f} more when the pointer moves",
        flush=True,
    )


def _scrolling(chromium: Browser, url: str) -> None:
    for words, path in (("from the start", "/"), ("from the middle", "/?at=2022")):
        scrolled = watched.scrolled(chromium, url + path)
        print(
            f"  scrolled {words} down and up, {scrolled.entries} events: layout shift"
            f" {scrolled.shift:.4f} (goal: {MOST_SHIFT}), longest frame {scrolled.longest}",
            flush=True,
        )


def _clicking(chromium: Browser, url: str) -> None:
    clicked = watched.clicked(chromium, url)
    if clicked:
        print(
            f"  click on an actor to painted result: median {clicked[len(clicked) // 2]:.0f} ms,"
            f" slowest {clicked[-1]:.0f} of {len(clicked)} (goal: {MOST_CLICK})",
            flush=True,
        )


if __name__ == "__main__":
    main()
