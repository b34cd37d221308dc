"""Dates in figures: 2021-06-08, 25.12.2021, and 4/5/2021, which can be read two ways."""

from __future__ import annotations

import re
from datetime import date

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import reading
from timeline.extraction.dates.numbers import year_of
from timeline.extraction.dates.places import NOTHING, Article, Place, Reading
from timeline.extraction.shapes import Span

_FIGURES = re.compile(
    r"(?<![0-9./-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/-])"
)
BOTH_WAYS = "Figures that can be read two ways: {0} or {1}. Nothing in the article settles it."


def read_iso(place: Place, article: Article) -> Reading | None:
    """2021-06-08, or a time stamp, of which the day is kept."""
    words = place.word("iso")
    on = calendar.make_day(int(words[:4]), int(words[5:7]), int(words[8:10]))
    return reading(calendar.day(on), "day in figures, ISO 8601") if on else NOTHING


def read_figures(place: Place, article: Article) -> Reading | None:
    """25/12/2021; 4/5/2021 after what the article or its outlet does elsewhere."""
    words = place.word("figures")
    if words == "9/11":
        return reading(calendar.day(date(2001, 9, 11)), "the attacks of 11 September 2001")
    found = _FIGURES.fullmatch(words)
    days = _readings(found) if found else []
    if not days:
        return NOTHING
    if len(days) == 1:
        return reading(calendar.day(days[0]), "day in figures, only one reading possible")
    return _settle(days[0], days[1], article)


def _readings(found: re.Match[str]) -> list[date]:
    """Return the month-first and the day-first reading, as far as they exist and differ."""
    first, second = int(found[1]), int(found[3])
    year = year_of([found[4]])
    days = [calendar.make_day(year, first, second), calendar.make_day(year, second, first)]
    return [day for day in dict.fromkeys(days) if day]


def _settle(month_first: date, day_first: date, article: Article) -> Reading:
    order = article.day_first
    if order is None:
        if not article.figures_seen:  # looked for once: the text is read whole
            article.figures_seen.append(day_first_in(article.tokens.text))
        order = article.figures_seen[0]
    rule = "day in figures, {} first as elsewhere in this article"
    if article.day_first is not None:
        rule = "day in figures, {} first as this outlet writes"
    if order is not None:
        chosen = day_first if order else month_first
        return reading(calendar.day(chosen), rule.format("day" if order else "month"))
    return _both(month_first, day_first)


def _both(month_first: date, day_first: date) -> Reading:
    found = reading(calendar.day(month_first), "day in figures, month first")
    other: Span = calendar.day(day_first).span
    note = BOTH_WAYS.format(month_first.isoformat(), day_first.isoformat())
    return Reading("DATE", found.value, found.rule, found.span, note=note, alternatives=(other,))


def day_first_in(text: str) -> bool | None:
    """Return whether an article puts the day first in figures, None if nothing shows it.

    Evidence is a date that has but one reading (25/12/2021); evidence for both is none.
    """
    seen = set()
    for found in _FIGURES.finditer(text):
        if int(found[1]) > 12 >= int(found[3]):
            seen.add(True)
        if int(found[3]) > 12 >= int(found[1]):
            seen.add(False)
    return seen.pop() if len(seen) == 1 else None
