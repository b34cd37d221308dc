"""A date as an editor types it, read by the reader that reads the articles' dates."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from timeline.extraction.dates import find_dates
from timeline.extraction.shapes import Anchor, Mention, Span
from timeline.page.typed_dates import Days, read_days

LONGEST = 60
UNDATED = ("undated", "no date", "none", "not known", "unknown")
FORMS = (
    "Use a day (15 Apr 2021, 2021-04-15, 15/4/2021), a month, season, quarter or year (April 2021,"
    " summer 2021, Q1 2021, 2014), a part or a guess (mid-December 2020, about 15 Apr 2021), an open"
    " end (after 14 June 2021, until 3 March 2021), a period (12 to 15 April 2021, 2014 to 2016), or"
    " “undated”."
)
# What may stand around the dates that are read.
_WITH_ONE = frozenset(["on", "in", "at", "the", "from", "by"])
_WITH_TWO = frozenset(["from", "to", "between", "and", "until", "till", "through", "-", "–", "—"])
_WEEK_OF = re.compile(r"(?:the )?week (?:of|from)\s+", re.IGNORECASE)


class UnreadableDate(ValueError):
    """What was typed is no date; the message says which forms are."""


def read_typed(typed: str, written_on: date | None) -> dict[str, Any]:
    """Return what a typed date stands for, as a decision keeps it (effects.py).

    `written_on` is the day of the article: "Thursday" and "14 June" are read against it.
    Raises UnreadableDate with the forms that can be read.
    """
    words = " ".join(typed.split())
    if words.casefold().strip(".") in UNDATED:
        return _value(words, None, "")
    span, mod = _read(words, written_on) if 0 < len(words) <= LONGEST else (None, "")
    if span is None:
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST]} …"
        raise UnreadableDate(
            f"“{shown}” is no date that can be read. {FORMS}" if words else f"Type a date. {FORMS}"
        )
    return _value(words, span, mod)


def _value(words: str, span: Span | None, mod: str) -> dict[str, Any]:
    return {
        "edtf": span.edtf if span else "",
        "starts_on": span.starts_on.isoformat() if span and span.starts_on else None,
        "ends_on": span.ends_on.isoformat() if span and span.ends_on else None,
        "precision": span.precision if span else "",
        "approximate": span.approximate if span else False,
        "mod": mod,
        "typed": words,
    }


def _read(words: str, written_on: date | None) -> tuple[Span | None, str]:
    if days := read_days(words):
        return _span_of(days), ""
    if week := _WEEK_OF.match(words):
        return _week(words[week.end() :], written_on), ""
    anchor = Anchor(written_on, "person") if written_on else None
    mentions = find_dates(words, anchor, day_first=True)
    if not mentions or mentions[0].span is None or not _is_all(words, mentions):
        return None, ""
    return mentions[0].span, mentions[0].mod


def _span_of(days: Days) -> Span:
    edtf = days.short or f"{days.first.isoformat()}/{days.last.isoformat()}"
    return Span(edtf, days.first, days.last, days.precision)


def _week(words: str, written_on: date | None) -> Span | None:
    """The week, Monday to Sunday, that holds the day."""
    span, _ = _read(words, written_on)
    day = span.starts_on if span else None
    if span is None or day is None or day != span.ends_on:
        return None
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    return Span(f"{first}/{last}", first, last, "week")


def _is_all(words: str, mentions: list[Mention]) -> bool:
    """Whether the mentions are one date, and all that was typed but for words that join them."""
    if len(mentions) > 2 or len({mention.span for mention in mentions}) > 1:
        return False
    between = words
    for mention in reversed(mentions):
        between = f"{between[: mention.start]} {between[mention.end :]}"
    allowed = _WITH_ONE if len(mentions) == 1 else _WITH_TWO
    return set(between.casefold().replace(",", " ").split()) <= allowed
