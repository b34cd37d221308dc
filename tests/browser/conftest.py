"""A real Chromium, and a page that tolerates no error, no breach of CSP and no other host."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Condition
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import OperationalError
from django.test import override_settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from timeline.building import dated, indexing
from timeline.models import Event

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_LONGEST_REQUEST = 10  # seconds
_PATIENCE = 20_000  # milliseconds: a machine may be busy
expect.set_options(timeout=_PATIENCE)


def browser_path(playwright: Playwright) -> str:
    """CHROMIUM, else the first one in PATH, else Playwright's own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    path = found or playwright.chromium.executable_path
    if not Path(path).exists():
        pytest.fail(
            "No Chromium was found: install one, set CHROMIUM to its path,"
            " or run `playwright install chromium`."
        )
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread, and Django refuses a database beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_path(playwright), args=ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files as they are served: one sheet, one script; collected before the server
    starts, which takes them from there. Compressing them is left out."""
    folder = tmp_path_factory.mktemp("static")
    every = ["css", "js", "svg", "png", "woff2", "txt", "map"]
    with override_settings(STATIC_ROOT=folder, WHITENOISE_SKIP_COMPRESS_EXTENSIONS=every):
        call_command("collectstatic", interactive=False, verbosity=0)
        with override_settings(STATICFILES_DIRS=[folder]):
            yield folder


@pytest.fixture(scope="session")
def live_server(collected: Path, live_server: Any) -> Any:
    return live_server


@pytest.fixture(autouse=True)
def site(transactional_db: None, live_server: Any, asked_of_server: _Asked) -> Iterator[str]:
    yield live_server.url
    until = time.monotonic() + _LONGEST_REQUEST
    while True:
        asked_of_server.wait()
        try:
            return clear_index()
        except OperationalError:  # asked for before the page was closed, begun only now
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def clear_index() -> None:
    """It and what is kept of dated articles are no models, so that Django does not flush them."""
    indexing.clear()
    dated.clear()


class _Asked:
    """How many requests the server's threads are at. SQLite in memory does not wait for them: what
    a page asked for last may still be read when its test is over."""

    def __init__(self) -> None:
        self._requests = 0
        self._changed = Condition()
        request_started.connect(self._begun)
        request_finished.connect(self._done)

    def _begun(self, **_: Any) -> None:
        with self._changed:
            self._requests += 1

    def _done(self, **_: Any) -> None:
        with self._changed:
            self._requests -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._requests <= 0, timeout=_LONGEST_REQUEST)


@pytest.fixture(scope="session")
def asked_of_server() -> _Asked:
    return _Asked()


@pytest.fixture
def noticed() -> list[str]:
    """What went wrong on a page; a test that breaks one on purpose empties it."""
    return []


@pytest.fixture
def open_page(browser: Browser, site: str, noticed: list[str]) -> Iterator[Callable[..., Page]]:
    """Open pages as wanted (`width`, `dark`, `scripts`); at the end none may have failed."""
    contexts: list[BrowserContext] = []

    def open_page(
        *, width: int = 1440, height: int = 900, dark: bool = False, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        _watch(page, site, noticed)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noticed == []


def _watch(page: Page, site: str, wrong: list[str]) -> None:
    """Note errors, warnings (a breach of CSP is one) and requests that leave the site."""
    host = urlsplit(site).netloc
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: (
            wrong.append(f"console: {message.text}")
            if message.type in {"error", "warning"}
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if urlsplit(request.url).netloc == host
            else wrong.append(f"another host: {request.url}")
        ),
    )


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def story(make_article: Callable[..., Any], make_event: Callable[..., Event]) -> dict[str, Event]:
    """Three articles; one event that two of them tell with figures that differ."""
    first = make_article(
        "The minister said on Monday that 12 people were hurt.\n\nAnna Berg resigned in May 2021.\n\n"
        "A vote is planned for the summer.",
        outlet="The Herald",
        published_on=date(2021, 6, 14),
        url="https://example.org/herald",
        title="A minister speaks",
    )
    second = make_article(
        "At least 15 people were hurt on June 14, the ministry said.\n\nAnna Berg was seen again.",
        published_on=date(2021, 6, 15),
    )
    hurt = make_event(
        date(2021, 6, 14),
        quote="The minister said on Monday that 12 people were hurt.",
        headline="12 people were hurt",
        article=first,
        mention_start=21,
        mention_end=27,
        actors=["Ministry"],
        figures=[_figure("12 people", 12, 33)],
        working=_working("Monday", "2021-06-14"),
        sources=2,
        independent_texts=2,
    )
    make_event(
        date(2021, 6, 14),
        quote="At least 15 people were hurt on June 14, the ministry said.",
        headline="15 people were hurt",
        article=second,
        lead=hurt,
        actors=["Ministry"],
        figures=[_figure("15 people", 15, 9)],
        working=_working("June 14", "2021-06-15"),
    )
    resigned = make_event(
        date(2021, 5, 1),
        date(2021, 5, 31),
        quote="Anna Berg resigned in May 2021.",
        article=first,
        precision="month",
        edtf="2021-05",
        actors=["Anna Berg"],
    )
    planned = make_event(
        date(2021, 6, 1),
        date(2021, 8, 31),
        quote="A vote is planned for the summer.",
        article=first,
        precision="season",
        edtf="2021-22",
        planned=True,
    )
    seen = make_event(quote="Anna Berg was seen again.", article=second, actors=["Anna Berg"])
    return {"hurt": hurt, "resigned": resigned, "planned": planned, "seen": seen}


@pytest.fixture
def long_story(make_events: Callable[..., list[Event]]) -> list[Event]:
    """120 events, three days from one to the next: three pages."""
    return make_events(date(2020, 1, 1) + timedelta(days=3 * place) for place in range(120))


def _figure(text: str, value: float, start: int) -> dict[str, Any]:
    return {
        "text": text,
        "value": value,
        "bound": "",
        "counts": "people",
        "kind": "count",
        "start": start,
        "end": start + len(text),
    }


def _working(words: str, day: str) -> dict[str, Any]:
    return {
        "words": words,
        "rule": "same-day weekday",
        "result": "2021-06-14",
        "anchor": {"day": day, "basis": "stated", "words": ""},
        "tense": "past",
        "note": "",
    }
