"""Stage 2a, too: counted weekdays and weeks of a month, and days counted from a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import direction, nearest, reading, unanchored
from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.numbers import year_of
from timeline.extraction.dates.places import NOTHING, Article, Place, Reading
from timeline.extraction.dates.resolve import month_number
from timeline.extraction.dates.words import CLOCK_UNITS, PLURALS, WEEKDAYS


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth Monday (0) to Sunday (6) of a month, the last for -1; None if it has so few."""
    if nth < 0:
        last = calendar.last_day(year, month)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return calendar.make_day(year, month, (weekday - first.weekday()) % 7 + 7 * nth - 6)


def read_nth_weekday(place: Place, article: Article) -> Reading | None:
    """Read "the first Monday of October"."""
    month, weekday = month_number(place.word("month")), WEEKDAYS[place.word("weekday")]
    nth = _nth(place)
    years, tense = _years(place, article)
    if not years:
        return unanchored(f"XXXX-{month:02d}", "counted weekday")
    days = [nth_weekday(year, month, weekday, nth) for year in years]
    on = days[0] if len(days) == 1 or not article.anchor else None
    if article.anchor and len(days) > 1:
        on = nearest(article.anchor.day, days, tense)
    if on is None:
        return NOTHING
    anchor = article.anchor if len(days) > 1 else None
    return reading(calendar.day(on), "counted weekday of a month", anchor=anchor, tense=tense)


def _nth(place: Place) -> int:
    return -1 if place.word("nth") in {"last", "final"} else place.number("nth")


def _years(place: Place, article: Article) -> tuple[list[int], str]:
    """Return the year that is written, else those around publication and the verb's tense."""
    if place.has("year"):
        return [year_of(place.word("year").split())], ""
    if article.anchor is None:
        return [], ""
    year = article.anchor.day.year
    return [y for y in (year - 1, year, year + 1) if 1 <= y <= 9998], direction(place)


def read_nth_week(place: Place, article: Article) -> Reading | None:
    """Read "the third week of March": about seven days, counted from the first of the month."""
    month, nth = month_number(place.word("month")), _nth(place)
    if not -1 <= nth <= 4:
        return None
    years, tense = _years(place, article)
    if not years:
        return unanchored(f"XXXX-{month:02d}", "week of a month")
    firsts = [_first_of_week(year, month, nth) for year in years]
    first = firsts[0]
    if article.anchor and len(firsts) > 1:
        first = nearest(article.anchor.day, firsts, tense) or first
    week = calendar.week(first + timedelta(3))
    span = calendar.approximately(calendar.days(first, first + timedelta(6), "week"))
    dated = week and Dated(week.value, span)
    return reading(dated, "week of a month", anchor=article.anchor, tense=tense)


def _first_of_week(year: int, month: int, nth: int) -> date:
    if nth < 0:
        return calendar.last_day(year, month) - timedelta(6)
    return date(year, month, 7 * nth - 6)


def read_counted(place: Place, article: Article) -> Reading | None:
    """Read "two days after Christmas": counted from a day that is named."""
    unit = PLURALS.get(place.word("unit"), place.word("unit"))
    count = place.number("count")
    if unit in CLOCK_UNITS or count < 0 or unit not in {"day", "week", "month", "year"}:
        return None
    found = article.read_at(place.end)
    span = found.reading.span if found else None
    if found is None or found.reading.type != "DATE":  # "two days after 5 p.m. on Tuesday"
        return None
    if span is None or span.starts_on is None or span.precision != "day":
        return None
    steps = count if place.word("way") == "after" else -count
    target = calendar.move(span.starts_on, unit, steps)
    dated = calendar.unit("day" if unit == "week" else unit, target) if target else None
    rule = f"{unit}s {place.word('way')}: {found.reading.rule}"
    counted = reading(dated, rule, anchor=found.reading.anchor, tense=found.reading.tense)
    return replace(counted, end=found.end)


_YEAR = "(?: ,? (?: of )? (?P<year> YEARLIKE ) )?"

RULES = [
    Rule("counted weekday", "the first Monday of October", "that day of the nearest October",
         f"(?: the )? (?P<nth> ORDWORD | last | final ) (?P<weekday> FULLDAY ) (?: of | in ) (?P<month> MONTH ) {_YEAR}",
         read_nth_weekday),
    Rule("counted week", "the third week of March", "the 15th to the 21st, approximate",
         f"(?: the )? (?P<nth> ORDWORD | last | final ) week (?: of | in ) (?P<month> MONTH ) {_YEAR}", read_nth_week),
    Rule("counted from a day", "two days after Christmas", "so long before or after a day that is named",
         "(?P<count> COUNT ) (?P<unit> ANYUNIT ) (?P<way> after | before )", read_counted),
]  # fmt: skip
