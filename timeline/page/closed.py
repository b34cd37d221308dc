"""The closed entry of each event: made when the event is written, and kept beside the index.

What an entry says follows from its event; to where it leads follows from the page that it is on.
So what is kept has blanks in place of the latter, and of what stands above the entry (`blanks`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from timeline.models import Event
from timeline.page import labels
from timeline.page.blanks import ENTRY, NOWHERE, OF_CLOSED, with_signs
from timeline.page.entries import entry_of
from timeline.page.flat import pieces
from timeline.page.quotes import days_of

_STATEMENTS = re.compile(r"\{[{%].*?[%}]\}|\n\s*")
_COMPRESSION = 6
_RAW = -zlib.MAX_WBITS  # deflate without a header


class Closed(NamedTuple):
    """An event as the timeline lists it: under which `heading`, with which `words` for its date.

    `html` is the entry with its blanks, "" where just the place of the event was asked for."""

    sort_key: int
    public_id: str
    starts_on: date | None
    ends_on: date | None
    heading: str
    words: str
    html: str = ""

    @property
    def first_day(self) -> date | None:
        """As `Event.first_day`."""
        return self.starts_on or self.ends_on

    @property
    def undated(self) -> bool:
        return self.first_day is None


def closed_of(events: Sequence[Event]) -> list[Closed]:
    """The entries of these events, whose articles, accounts and names must have been fetched."""
    entries = [entry_of(event, NOWHERE) for event in events]
    made = pieces(ENTRY, "entry", entries, on_its_own=False, blank=OF_CLOSED)
    return [
        placed(entry.event, entry.label.text)._replace(html=with_signs(html))
        for entry, html in zip(entries, made, strict=True)
    ]


def placed(event: Event, words: str = "") -> Closed:
    """The place of the event, whose date is said by these words if that matters."""
    return Closed(
        sort_key=event.sort_key or 0,
        public_id=event.public_id,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        heading=labels.heading(days_of(event)),
        words=words,
    )


# As it is kept


Stored = tuple[int, str, int | None, int | None, str, str, bytes]  # who made it, then as in COLUMNS
OF_PLACE = ("public_id", "starts_on", "ends_on", "heading", "words")
COLUMNS = ("made_by", *OF_PLACE, "html")


def stored_of(closed: Closed) -> Stored:
    """The values of the columns beside the sort key; days are ordinals."""
    packing = zlib.compressobj(_COMPRESSION, wbits=_RAW, zdict=_COMMON)
    return (
        MADE_BY,
        closed.public_id,
        closed.starts_on.toordinal() if closed.starts_on else None,
        closed.ends_on.toordinal() if closed.ends_on else None,
        closed.heading,
        closed.words,
        packing.compress(closed.html.encode()) + packing.flush(),
    )


def kept(sort_key: int, *values: Any) -> Closed:
    """The entry again, out of the columns of its place and, if it was asked for, its HTML."""
    public_id, starts_on, ends_on, heading, words, *html = values
    return Closed(
        sort_key,
        public_id,
        date.fromordinal(starts_on) if starts_on else None,
        date.fromordinal(ends_on) if ends_on else None,
        heading,
        words,
        _unpacked(html[0]) if html else "",
    )


def _unpacked(html: bytes) -> str:
    return zlib.decompressobj(_RAW, zdict=_COMMON).decompress(html).decode()


def _made_by() -> int:
    root = Path(settings.BASE_DIR)
    sources = [*root.glob("timeline/page/*.py"), *root.glob("articles/*.py")]
    made = sha256(zlib.ZLIB_RUNTIME_VERSION.encode())
    for source in (*sorted(sources), root / "timeline/models.py", _TEMPLATE):
        made.update(source.read_bytes())
    return int.from_bytes(made.digest()[:7], "big")


# Both are of the program as it was loaded, and not of one that was put in its place since.
_TEMPLATE = Path(settings.BASE_DIR, "templates", ENTRY)
MADE_BY = _made_by()  # a number of the program that makes the entries: no other one's are used
_COMMON = _STATEMENTS.sub("", _TEMPLATE.read_text()).encode()  # of all entries, for deflate
