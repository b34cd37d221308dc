"""What a visitor's Chromium does with a page, measured the same way for every page."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import (
    Browser,
    CDPSession,
    Page,
    Playwright,
    TimeoutError,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
LONGEST_WAIT = 60  # seconds for a page to be ready
_AFTERWARDS = 1500  # milliseconds in which late work counts, too
_STEP, _PAUSE = 700, 60  # pixels and milliseconds of scrolling
_MOVES = 5  # that a browser is told of on the way of a pointer
_PRESSED = 70  # milliseconds that a hand keeps a button of a mouse down

_NOTE_SHIFTS = """() => {
    window.seen = { shift: 0, frames: [] };
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.seen.shift += entry.value;
    }).observe({ type: "layout-shift" });
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.seen.frames.push(entry.duration);
    }).observe({ type: "long-animation-frame" });
}"""

_NOTE_CLICK = """id => {
    let began;
    document.getElementById(id).addEventListener("click", event => { began = event.timeStamp; });
    window.spent = new Promise(done => document.addEventListener("htmx:afterSwap", ({ detail }) => {
        if (detail.target.id !== "found") return;
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
    }));
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit: kilobytes as transferred, `fonts` apart; milliseconds of the main thread,
    and how many more once the pointer has moved."""

    kilobytes: float
    fonts: float
    main_thread: float
    moved: float


@dataclass(frozen=True, slots=True)
class Scrolled:
    entries: int
    shift: float
    longest: str


def browser_path(playwright: Playwright) -> str:
    """CHROMIUM, else the first one in PATH, else Playwright's own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    path = found or playwright.chromium.executable_path
    if not Path(path).exists():
        raise SystemExit("No Chromium was found: run scripts/browser.sh, or set CHROMIUM.")
    return path


def chromium_path() -> str:
    """The same, for programs that start a browser of their own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def first_visits(
    browser: Browser, url: str, runs: int, *, says_ready: bool = False
) -> Visit | None:
    """The medians of so many first visits, none with a cache; None if the page is never ready.
    A page that is made by its scripts `says_ready`; what asks it takes next to none of its time."""
    visits = []
    for _ in range(runs):
        visit = _first_visit(browser, url, says_ready=says_ready)
        if visit is None:
            return None
        visits.append(visit)
    return Visit(*(median(getattr(one, name) for one in visits) for name in Visit.__slots__))


def _first_visit(browser: Browser, url: str, *, says_ready: bool) -> Visit | None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    names: dict[str, str] = {}
    received: dict[str, float] = {}
    devtools.on(
        "Network.requestWillBeSent", lambda e: names.update({e["requestId"]: e["request"]["url"]})
    )
    devtools.on("Network.loadingFinished", lambda e: received.update({e["requestId"]: e["encodedDataLength"]}))  # fmt: skip
    try:
        page.goto(url, wait_until="load", timeout=1000 * LONGEST_WAIT)
        if says_ready and not _is_ready(page, devtools):
            return None
        page.wait_for_timeout(_AFTERWARDS)
        main_thread = _main_thread(devtools)
        page.mouse.move(700, 500, steps=_MOVES)
        page.wait_for_timeout(_AFTERWARDS)
        moved = _main_thread(devtools) - main_thread
    except TimeoutError:
        return None
    finally:
        context.close()
    fonts = sum(size for key, size in received.items() if ".woff" in names.get(key, ""))
    return Visit((sum(received.values()) - fonts) / 1000, fonts / 1000, main_thread, moved)


def _is_ready(page: Page, devtools: CDPSession) -> bool:
    """Wait for its word. (Playwright's own ways to wait put 20 ms of scripts into a page.)"""
    expression = "document.querySelector('[data-ready]') !== null"
    for _ in range(10 * LONGEST_WAIT):
        answer = devtools.send("Runtime.evaluate", {"expression": expression})
        if answer["result"].get("value"):
            return True
        page.wait_for_timeout(100)
    return False


def _main_thread(devtools: CDPSession) -> float:
    """The milliseconds that the main thread has worked."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return next(1000 * one["value"] for one in metrics if one["name"] == "TaskDuration")


def scrolled(browser: Browser, url: str) -> Scrolled:
    """Scroll past three pages and back up again, as far as the way down was long."""
    page = _opened(browser, url)
    page.evaluate(_NOTE_SHIFTS)
    for direction in (1, -1):
        for _ in range(60):
            page.mouse.wheel(0, direction * _STEP)
            page.wait_for_timeout(_PAUSE)
    page.wait_for_timeout(500)
    seen: dict[str, Any] = page.evaluate("window.seen")
    entries = page.locator(".entry").count()
    page.context.close()
    longest = max(seen["frames"], default=0)
    return Scrolled(entries, seen["shift"], f"{longest:.0f} ms" if longest else "under 50 ms")


def clicked(browser: Browser, url: str) -> list[float]:
    """Milliseconds from click on an actor, with a mouse that a hand moves and presses, to the
    painted result, ascending: one an actor."""
    page = _opened(browser, url)
    boxes = page.locator("#filters input[name=actor]")
    ids = boxes.evaluate_all("boxes => boxes.slice(0, 14).map(box => box.id)")
    spent = []
    for box in ids:
        page.goto(url)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(300)
        page.evaluate(_NOTE_CLICK, box)
        page.locator(f"#{box}").click(delay=_PRESSED)
        spent.append(page.evaluate("() => window.spent"))
    page.context.close()
    return sorted(spent[2:])  # the first ones find the server's workers cold


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(url)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    return page
