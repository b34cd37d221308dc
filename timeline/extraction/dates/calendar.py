"""Calendar arithmetic: what a day, week, month, season or century stands for.

A `Dated` is a TIMEX3 value with the days it means. Nothing here knows any words. Every
function returns None where the result would leave the years 1 to 9999.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.extraction.shapes import Span

SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MOD_THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True, slots=True)
class Dated:
    """A TIMEX3 value and the days it stands for."""

    value: str
    span: Span


def days(first: date, last: date, precision: str, *, edtf: str = "") -> Span:
    """Return a closed span; its EDTF date is the interval of days if none is given."""
    return Span(edtf or f"{first.isoformat()}/{last.isoformat()}", first, last, precision)


def day(on: date) -> Dated:
    """Return one day."""
    return Dated(on.isoformat(), days(on, on, "day", edtf=on.isoformat()))


def week(of: date) -> Dated | None:
    """Return the week, Monday to Sunday, in which a day lies."""
    monday, sunday = add_days(of, -of.weekday()), add_days(of, 6 - of.weekday())
    if monday is None or sunday is None:
        return None
    year, number, _ = of.isocalendar()
    return Dated(f"{year:04d}-W{number:02d}", days(monday, sunday, "week"))


def weekend(of: date) -> Dated | None:
    """Return Saturday and Sunday of the week in which a day lies."""
    whole = week(of)
    if whole is None or whole.span.ends_on is None:
        return None
    sunday = whole.span.ends_on
    return Dated(f"{whole.value}-WE", days(sunday - timedelta(1), sunday, "days"))


def month(year: int, number: int) -> Dated | None:
    """Return a month; numbers beyond 1 to 12 run into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    value = f"{year:04d}-{number:02d}"
    return Dated(value, days(date(year, number, 1), last_day(year, number), "month", edtf=value))


def quarter(year: int, number: int) -> Dated | None:
    """Return a quarter of the calendar year; numbers beyond 1 to 4 run into other years."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return _months(f"{year:04d}-Q{number}", year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Dated | None:
    """Return the first or second half of a year."""
    return _months(f"{year:04d}-H{number}", year, 6 * number - 5, 6, "half")


def season(year: int, code: str) -> Dated | None:
    """Return a meteorological season of the north; winter ends in the year after."""
    whole = _months(f"{year:04d}-{code}", year, _SEASON_MONTHS[code], 3, "season")
    edtf = f"{year:04d}-{SEASON_CODES[code]}"
    return whole and replace(whole, span=replace(whole.span, edtf=edtf))


def year(number: int) -> Dated | None:
    """Return a year."""
    return _years(f"{number:04d}", number, 1, "year", f"{number:04d}")


def decade(first: int) -> Dated | None:
    """Return the ten years from a year that ends in 0."""
    return _years(f"{first // 10:03d}", first, 10, "decade", f"{first // 10:03d}X")


def century(number: int) -> Dated | None:
    """Return a century by its ordinal: the 20th is 1900 to 1999, as TIMEX3 has it."""
    first = 100 * (number - 1)
    prefix = f"{number - 1:02d}"
    return _years(prefix, max(first, 1), 100 if first else 99, "century", f"{prefix}XX")


def _months(value: str, year: int, first: int, count: int, precision: str) -> Dated | None:
    start, end = month(year, first), month(year, first + count - 1)
    if start is None or end is None or start.span.starts_on is None or end.span.ends_on is None:
        return None
    return Dated(value, days(start.span.starts_on, end.span.ends_on, precision))


def _years(value: str, first: int, count: int, precision: str, edtf: str) -> Dated | None:
    if not (first >= 1 and first + count - 1 <= 9999):
        return None
    last = date(first + count - 1, 12, 31)
    return Dated(value, days(date(first, 1, 1), last, precision, edtf=edtf))


def unit(name: str, of: date) -> Dated | None:
    """Return the day, week, month, quarter, year, decade or century that holds a day."""
    return _MAKERS[name](of)


_MAKERS: dict[str, Callable[[date], Dated | None]] = {
    "day": day,
    "week": week,
    "weekend": weekend,
    "month": lambda of: month(of.year, of.month),
    "quarter": lambda of: quarter(of.year, (of.month + 2) // 3),
    "year": lambda of: year(of.year),
    "decade": lambda of: decade(of.year // 10 * 10),
    "century": lambda of: century(of.year // 100 + 1),
}


_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def move(of: date, name: str, count: int) -> date | None:
    """Return the day so many units later (earlier if negative), cut to its month's end."""
    if name in _DAYS_IN:
        return add_days(of, _DAYS_IN[name] * count)
    months = of.year * 12 + of.month - 1 + _MONTHS_IN[name] * count
    if not 12 <= months < 120000:
        return None
    target = last_day(months // 12, months % 12 + 1)
    return target.replace(day=min(of.day, target.day))


def add_days(to: date, count: int) -> date | None:
    """Return the day so many days later."""
    ordinal = to.toordinal() + count
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def last_day(year: int, number: int) -> date:
    """Return the last day of a month."""
    return date(year, number, calendar.monthrange(year, number)[1])


def make_day(year: int, month_number: int, day_number: int) -> date | None:
    """Return a day, None where the calendar has none (30 February)."""
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


def part_of(whole: Dated, mod: str) -> Span:
    """Return the first, middle or last third of a span, approximate.

    Mid-December is the 11th to the 20th, early 2020 January to April: months are cut
    after the 10th and 20th, years after April and August, decades after the years that end
    in 3 and 6, the rest into equal thirds.
    """
    span = whole.span
    if span.starts_on is None or span.ends_on is None or span.precision == "day":
        return span
    first, last = _third(span, span.starts_on, span.ends_on, MOD_THIRDS[mod])
    if span.precision in {"month", "year"}:
        edtf = f"{span.edtf}~"
    elif span.precision in {"decade", "century"}:
        edtf = f"{first.year:04d}~/{last.year:04d}~"
    else:
        edtf = f"{first.isoformat()}~/{last.isoformat()}~"
    return Span(edtf, first, last, span.precision, approximate=True)


def _third(span: Span, first: date, last: date, third: int) -> tuple[date, date]:
    if span.precision == "month":
        start = first.replace(day=10 * third + 1)
        return start, last if third == 2 else start.replace(day=10 * third + 10)
    if span.precision == "year":
        end_month = 4 * third + 4
        return date(first.year, 4 * third + 1, 1), last_day(first.year, end_month)
    if span.precision in {"decade", "century"}:  # early is 0 to 3 (or 33), late from 7 (or 67)
        years = last.year - first.year + 1
        cuts = [
            first.year,
            first.year + -(-years // 3),
            first.year + -(-2 * years // 3),
            last.year + 1,
        ]
        return date(cuts[third], 1, 1), date(cuts[third + 1] - 1, 12, 31)
    length = (last - first).days + 1
    if length < 3:  # a weekend has a beginning and an end; its middle is the whole of it
        return (last if third == 2 else first), (first if third == 0 else last)
    start = first + timedelta(length * third // 3)
    return start, last if third == 2 else first + timedelta(length * (third + 1) // 3 - 1)


def approximately(span: Span) -> Span:
    """Return the same span, marked as approximate."""
    if span.approximate:
        return span
    ends = (f"{end}~" if end not in {"", ".."} else end for end in span.edtf.split("/"))
    return replace(span, edtf="/".join(ends), approximate=True)


def from_on(span: Span) -> Span:
    """Return the span from the first day on, its end open ("since January")."""
    return replace(span, edtf=f"{span.edtf.split('/', maxsplit=1)[0]}/..", ends_on=None)


def up_to(span: Span) -> Span:
    """Return the span up to the last day, its beginning open ("until March 3")."""
    return replace(span, edtf=f"../{span.edtf.split('/')[-1]}", starts_on=None)


def joined(left: Span, right: Span) -> Span | None:
    """Return the span from the first day of one to the last of the other, None if it falls.

    Its precision is that of the ends, "days" where these are days.
    """
    if left.starts_on is None or right.ends_on is None or left.starts_on > right.ends_on:
        return None
    edtf = f"{left.edtf.split('/', maxsplit=1)[0]}/{right.edtf.split('/')[-1]}"
    precision = "days" if right.precision == "day" else right.precision
    approximate = left.approximate or right.approximate
    return Span(edtf, left.starts_on, right.ends_on, precision, approximate)
