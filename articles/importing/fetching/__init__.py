"""An article by its address: fetched once, where the operator has allowed it.

Every address, the first one and each that it leads on to, is checked and resolved once, and the
connection goes to the address that was checked. What comes back is kept as it came.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from articles.importing import NO_FILE, Outcome, import_content
from articles.importing.drafts import UnreadableFile
from articles.importing.fetching.addresses import Resolve, Target, resolve_name, target_of
from articles.importing.fetching.asking import Answer, Ask, ask_server
from articles.importing.fetching.robots import may_fetch
from articles.importing.limits import LARGEST_FILE
from articles.importing.saving import printable

MOST_HOPS = 5
SECONDS = 30  # for all of it, robots.txt and redirects included
_REDIRECTS = {301, 302, 303, 307, 308}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes as they came, and the address that they came from in the end."""

    content: bytes
    url: str


def import_link(link: str) -> Iterator[Outcome]:
    """Fetch the article and import it; yield what became of it."""
    try:
        if not settings.ALLOW_URLS:
            raise UnreadableFile(
                "addresses are not fetched here: who runs Datelines allows it with ALLOW_URLS=yes"
            )
        fetched = fetch(link)
        for outcome in import_content(fetched.content, _named(fetched.url), url=fetched.url):
            yield replace(outcome, path=NO_FILE, part=f"{link}{outcome.part}")
    except UnreadableFile as error:
        yield Outcome(NO_FILE, "unreadable", printable(str(error)), part=link)


def fetch(url: str, *, resolve: Resolve = resolve_name, ask: Ask = ask_server) -> Fetched:
    """Return what is at the address. Raises UnreadableFile with the reason."""
    return _within(SECONDS, lambda: _followed(url, resolve, ask))


def _followed(url: str, resolve: Resolve, ask: Ask) -> Fetched:
    for _ in range(MOST_HOPS + 1):
        target = target_of(url, resolve)
        if not may_fetch(target, resolve, ask):
            raise UnreadableFile(
                f"{target.host} asks programs not to fetch this address (robots.txt)"
            )
        answer = ask(target, LARGEST_FILE)
        if answer.status not in _REDIRECTS or not answer.location:
            return Fetched(_content_of(answer, target), target.url)
        url = urljoin(target.url, answer.location)
    raise UnreadableFile(f"it leads on more than {MOST_HOPS} times")


def _content_of(answer: Answer, target: Target) -> bytes:
    if answer.status != 200:
        raise UnreadableFile(f"{target.host} answered {answer.status} instead of the article")
    if not answer.content:
        raise UnreadableFile(f"{target.host} answered with nothing")
    return answer.content


def _named(url: str) -> Path:
    """A file name for what has only an address."""
    parts = urlsplit(url)
    return Path(Path(f"{parts.hostname}{parts.path}").name)


def _within(seconds: float, work: Callable[[], _T]) -> _T:
    """Do the work, or give it up after so many seconds, whatever it hangs in."""
    done: queue.SimpleQueue[tuple[_T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except BaseException as error:
            done.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = done.get(timeout=seconds)
    except queue.Empty:
        raise UnreadableFile(f"fetching it took more than {seconds:.0f} seconds") from None
    if error:
        raise error
    return result  # type: ignore[return-value]  # there is no error
