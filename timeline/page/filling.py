"""Kept entries filled in for a page: to where they lead, what stands above them, what was searched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    if way.brief:
        together = _LONGER.sub("", together)
    for link, marked_link in _chosen(way):
        together = together.replace(link, marked_link)
    html = _with_values(together, _values(way))
    return [SafeString(one) for one in html.split(_BETWEEN)] if entries else []


def _with_values(html: str, values: Mapping[str, str]) -> str:
    """The HTML with what stands for each blank, all of them found in one go."""
    parts = blanks.FILLED_ALIKE.split(html)  # every other one is a blank
    parts[1::2] = map(values.__getitem__, parts[1::2])
    return "".join(parts)


def _under(entry: Unfilled, brief: bool, words: str) -> str:
    marks = " data-repeated" if entry.repeated else ""
    if brief and not entry.opened:  # which says it itself
        marks += " data-brief"
    above = f'<p class="gap">{escape(entry.gap)}</p>' if entry.gap else ""
    html = entry.html.replace(blanks.MARKS, marks, 1).replace(blanks.ABOVE, above, 1)
    return _with_found(html, words) if words and not entry.opened else html


def _with_found(html: str, words: str) -> str:
    before, quote, after = html.split(blanks.QUOTE)
    return f"{before}{_quote_with_found(quote, words)}{after}"


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
def _chosen(way: Ways) -> tuple[tuple[str, str], ...]:
    """The links of chosen actors, which lead nowhere else, as they are kept and as they are."""
    return tuple(
        (
            f'<a href="{blanks.ACTOR}{escape(name_in_address(name))}{blanks.AFTER_ACTOR}">{escape(name)}</a>',
            f'<a href="{escape(way.same)}" aria-current="true"><b>{escape(name)}</b></a>',
        )
        for name in sorted(way.actors)
    )


@lru_cache(maxsize=256)
def _values(way: Ways) -> Mapping[str, str]:
    """What stands for each blank that all entries have alike."""
    before, after = way.actor
    sign = "&" if way.query else "?"
    values = {
        blanks.CLOSED: f"{way.closed}{sign}",
        blanks.QUERY: f"?{way.query}" if way.query else "",
        blanks.BACK: way.back,
        blanks.ARTICLES: way.articles,
        blanks.EVENTS: way.event[0],
        blanks.ACTOR: before,
        blanks.AFTER_ACTOR: after,
        blanks.LONG: "",
        blanks.QUOTE: "",
    }
    return {blank: escape(value) for blank, value in values.items()}
