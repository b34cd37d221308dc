"""Kept entries filled in for a page: to where they lead, what stands above them, what was searched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from django.utils.safestring import SafeString

from articles.passages import Mark, segments
from timeline.page import blanks
from timeline.page.entries import Entry
from timeline.page.flat import PHRASE, escape, marked, pieces
from timeline.page.highlight import find_words, mark_words
from timeline.page.ways import Ways, name_in_address

_BETWEEN = "\0"
_LONGER = re.compile(f"{blanks.LONG}.*?{blanks.LONG}", re.DOTALL)


def opened_html(entry: Entry) -> str:
    """An opened entry with blanks for what stands above it."""
    (html,) = pieces(blanks.ENTRY, "entry", [entry], on_its_own=False, blank=blanks.OF_OPENED)
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
    together = _LONGER.sub("", together) if way.brief else together.replace(blanks.LONG, "")
    for blank, value in _values(way):
        together = together.replace(blank, value)
    return [SafeString(html) for html in together.split(_BETWEEN)] if entries else []


def _under(entry: Unfilled, brief: bool, words: str) -> str:
    marks = " data-repeated" if entry.repeated else ""
    if brief and not entry.opened:  # which says it itself
        marks += " data-brief"
    above = f'<p class="gap">{escape(entry.gap)}</p>' if entry.gap else ""
    html = entry.html.replace(blanks.MARKS, marks, 1).replace(blanks.ABOVE, above, 1)
    return html if entry.opened else _with_found(html, words)


def _with_found(html: str, words: str) -> str:
    before, _, rest = html.partition(blanks.QUOTE)
    quote, _, after = rest.partition(blanks.QUOTE)
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
            f'<a href="{blanks.ACTOR}{escape(name_in_address(name))}{blanks.AFTER_ACTOR}">{escape(name)}</a>',
            f'<a href="{escape(way.same)}" aria-current="true"><b>{escape(name)}</b></a>',
        )
        for name in sorted(way.actors)
    ]
    before, after = way.actor
    sign = "&" if way.query else "?"
    return (
        *chosen,
        (f"{blanks.CLOSED}&amp;", escape(f"{way.closed}{sign}")),
        (f"?{blanks.QUERY}", escape(f"?{way.query}") if way.query else ""),
        (blanks.BACK, escape(way.back)),
        (blanks.ARTICLES, escape(way.articles)),
        (blanks.EVENTS, escape(way.event[0])),
        (blanks.ACTOR, escape(before)),
        (blanks.AFTER_ACTOR, escape(after)),
    )
