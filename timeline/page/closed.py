"""The closed entry of each event: made when the event is written, kept beside the index, and
filled in by the pages that show it.

What an entry says follows from its event; to where it leads follows from the page that it is on.
So what is kept has blanks in place of the latter, and of what stands above the entry. The blanks of
addresses are letters between control characters, which no imported text has.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString

from articles.passages import Mark, segments
from timeline.models import Event
from timeline.page import labels
from timeline.page.entries import Entry, entry_of
from timeline.page.flat import PHRASE, Blanks, escape, marked, pieces
from timeline.page.highlight import find_words, mark_words
from timeline.page.quotes import days_of
from timeline.page.ways import Ways, name_in_address

_MARKS, _ABOVE, _LONG, _QUOTE = (SafeString(f"<{n}>") for n in range(4))  # no text has a bare <
_CLOSED, _QUERY, _BACK, _ARTICLES, _EVENTS, _ACTOR, _AFTER_ACTOR = (
    f"\x12{letter}\x13" for letter in "abcdefg"
)
_BETWEEN = "\0"
_ENTRY = "timeline/_entry.html"
_OF_CLOSED = Blanks(marks=_MARKS, above=_ABOVE, long=_LONG, quote=_QUOTE)
_OF_OPENED = Blanks(marks=_MARKS, above=_ABOVE)
_NOWHERE = Ways(
    closed=_CLOSED,
    query=_QUERY,
    back=_BACK,
    brief=False,
    articles=_ARTICLES,
    event=(_EVENTS, "/"),
    actor=(_ACTOR, _AFTER_ACTOR),
    same="",
    actors=frozenset(),
)
_LONGER = re.compile(f"{_LONG}.*?{_LONG}", re.DOTALL)
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
    entries = [entry_of(event, _NOWHERE) for event in events]
    made = pieces(_ENTRY, "entry", entries, on_its_own=False, blank=_OF_CLOSED)
    return [
        placed(entry.event, entry.label.text)._replace(html=html)
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


def opened_html(entry: Entry) -> str:
    """An opened entry with blanks for what stands above it."""
    (html,) = pieces(_ENTRY, "entry", [entry], on_its_own=False, blank=_OF_OPENED)
    return html


class Unfilled(NamedTuple):
    """An entry with its blanks; `repeated` where the row above has the same date, `gap` is the
    empty time between the two in words."""

    html: str
    opened: bool = False
    repeated: bool = False
    gap: str = ""


def filled(entries: Sequence[Unfilled], way: Ways, words: str = "") -> list[SafeString]:
    """The entries as HTML for a page with these ways; `words` are the searched ones, to be marked."""
    together = _BETWEEN.join(_under(entry, way.brief, words) for entry in entries)
    together = _LONGER.sub("", together) if way.brief else together.replace(_LONG, "")
    for blank, value in _values(way):
        together = together.replace(blank, value)
    return [SafeString(html) for html in together.split(_BETWEEN)] if entries else []


def _under(entry: Unfilled, brief: bool, words: str) -> str:
    marks = f"{' data-repeated' if entry.repeated else ''}{' data-brief' if brief and not entry.opened else ''}"
    above = f'<p class="gap">{escape(entry.gap)}</p>' if entry.gap else ""
    html = entry.html.replace(_MARKS, marks, 1).replace(_ABOVE, above, 1)
    return html if entry.opened else _with_found(html, words)


def _with_found(html: str, words: str) -> str:
    before, _, rest = html.partition(_QUOTE)
    quote, _, after = rest.partition(_QUOTE)
    return f"{before}{_quote_with_found(quote, words) if words else quote}{after}"


def _quote_with_found(html: str, words: str) -> str:
    """The quote, its mention marked already, with the words marked, too."""
    if (marked_so := mark_words(html, words)) is not None:
        return marked_so
    before, mention, after = map(unescape, _in_three(html))
    text = f"{before}{mention}{after}"
    marks = [Mark(len(before), len(before) + len(mention), "mention")] if mention else []
    marks += [Mark(*found, "found") for found in find_words(text, words)]
    return marked(segments(text, marks))


def _in_three(html: str) -> tuple[str, str, str]:
    start, end = PHRASE
    before, _, rest = html.partition(start)
    mention, _, after = rest.partition(end)
    return before, mention, after


@lru_cache(maxsize=256)
def _values(way: Ways) -> tuple[tuple[str, str], ...]:
    """What goes where, in this order: the links of chosen actors as a whole first."""
    chosen = [
        (
            f'<a href="{_ACTOR}{escape(name_in_address(name))}{_AFTER_ACTOR}">{escape(name)}</a>',
            f'<a href="{escape(way.same)}" aria-current="true"><b>{escape(name)}</b></a>',
        )
        for name in sorted(way.actors)
    ]
    before, after = way.actor
    sign = "&" if way.query else "?"
    return (
        *chosen,
        (f"{_CLOSED}&amp;", escape(f"{way.closed}{sign}")),
        (f"?{_QUERY}", escape(f"?{way.query}") if way.query else ""),
        (_BACK, escape(way.back)),
        (_ARTICLES, escape(way.articles)),
        (_EVENTS, escape(way.event[0])),
        (_ACTOR, escape(before)),
        (_AFTER_ACTOR, escape(after)),
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
    others = (root / "timeline/models.py", root / "articles/passages.py", _TEMPLATE)
    made = sha256(zlib.ZLIB_RUNTIME_VERSION.encode())
    for source in (*sorted(root.glob("timeline/page/*.py")), *others):
        made.update(source.read_bytes())
    return int.from_bytes(made.digest()[:7], "big")


# Both are of the program as it was loaded, and not of one that was put in its place since.
_TEMPLATE = Path(settings.BASE_DIR, "templates", _ENTRY)
MADE_BY = _made_by()  # a number of the program that makes the entries: no other one's are used
_COMMON = _STATEMENTS.sub("", _TEMPLATE.read_text()).encode()  # of all entries, for deflate
