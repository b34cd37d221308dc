"""Stage 3: what belongs together: a day and its time, both ends of a range.

Thursday + night               one DATE: 2021-04-15, its working tells the part of the day
5 p.m. + Nov. 6                one TIME: 1989-11-06T17:00, and within it the DATE: 1989-11-06
from 2014 to 2016              two DATEs, each with the span 2014/2016
between March and May 2019     two DATEs, both in 2019
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from timeline.extraction.dates import calendar
from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.places import Found, Reading
from timeline.extraction.dates.tokens import Tokens
from timeline.extraction.dates.words import DAYPARTS, SIGNS
from timeline.extraction.shapes import Span

_TO_TIME = frozenset(
    {"", ",", "at", ", at", "in the", "on the", "around", "about", "at about", "at around"}
)
_TO_DAY = frozenset({"", ",", "on", ", on", "of", "on the", "last"})
PART_OF_DAY = "Only the {} of that day is meant."
_RANGE = frozenset({"to", "through", "until", "till", "-", "–", "—", "thru"})
_LIST = _RANGE | {"and", "or", ",", "&"}
_NEAR = 8  # tokens between a time and the day it is on
_SENTENCE_ENDS = frozenset({".", ";", "!", "?", SIGNS["BREAK"]})
_AGO = {"years ago": "year", "weeks ago": "week"}
_NAMED_ALIKE = frozenset({"day", "week", "month", "quarter", "year"})
_YEARLESS = ("month,", "month and day,")
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_DATED = ("month and year", "day, month and year")


def join(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Return what was found with times joined to their days, and ranges made one span."""
    joined: list[Found] = []
    for item in found:
        item = _with_part_of_day(tokens, item)
        both = joined and (
            _day_and_time(tokens, joined[-1], item) or _that_long_before(joined[-1], item)
        )
        if both:
            joined[-1] = both
        else:
            joined.append(item)
    for n in range(len(joined) - 1):
        joined[n] = _on_the_day_named_after(tokens, joined[n], joined[n + 1])
        joined[n], joined[n + 1] = _range(tokens, joined[n], joined[n + 1])
    return joined


def _on_the_day_named_after(tokens: Tokens, left: Found, right: Found) -> Found:
    """Read "at 6 p.m. local time, 2200 UTC, Friday": a bare time takes its day from what follows."""
    time, day = left.reading, right.reading
    if not _is_bare_time(time) or day.span is None or day.span.precision != "day":
        return left
    if right.start - left.end > _NEAR or time.anchor is None or time.anchor.basis == "mention":
        return left
    between = {tokens.sign(n) for n in range(left.end, right.start)}
    if _is_bare_time(day) or between & _SENTENCE_ENDS:
        return left
    value = f"{day.value[:10]}T{time.value.partition('T')[2]}"
    return replace(left, reading=replace(time, value=value, span=day.span, anchor=day.anchor))


def _gap(tokens: Tokens, left: Found, right: Found) -> str:
    """Return the words between two mentions; "?" where there are more than three."""
    if right.start - left.end > 3:
        return "?"
    return " ".join(tokens.word(n) or "." for n in range(left.end, right.start))


def _with_part_of_day(tokens: Tokens, found: Found) -> Found:
    """Return "Thursday" as "Thursday night" where the part of the day follows: still that day."""
    part = tokens.word(found.end)
    day = found.reading
    if part not in DAYPARTS or not _is_day(day) or tokens.sign(found.end) == SIGNS["BREAK"]:
        return found
    note = " ".join(filter(None, (day.note, PART_OF_DAY.format(part))))
    return Found(found.start, found.end + 1, replace(day, note=note, end=0))


def _is_day(reading: Reading) -> bool:
    return (
        reading.type == "DATE" and len(reading.value) == 10 and reading.value[4] == "-"
    ) and not reading.mod.endswith(("AFTER", "BEFORE"))


def _is_bare_time(reading: Reading) -> bool:
    """Whether a time was read without a day of its own."""
    return reading.type == "TIME" and reading.rule.endswith("time of day")


def _day_and_time(tokens: Tokens, left: Found, right: Found) -> Found | None:
    """Return a day and a time of it as one, None if the two are not that."""
    gap = _gap(tokens, left, right)
    if _is_day(left.reading) and _is_bare_time(right.reading) and gap in _TO_TIME:
        return _timed(left, right, left.reading, right.reading)
    if _is_bare_time(left.reading) and _is_day(right.reading) and gap in _TO_DAY:
        return _timed(left, right, right.reading, left.reading)
    return None


def _that_long_before(left: Found, right: Found) -> Found | None:
    """Read "ten years ago today", "a week ago Saturday": so long before the day that follows."""
    ago, day = left.reading, right.reading
    first = ago.span.starts_on if ago.span else None
    last = day.span.starts_on if day.span else None
    if left.end != right.start or first is None or last is None or day.span is None:
        return None
    if ago.rule not in _AGO or ago.anchor is None or day.type != "DATE":
        return None
    unit = _AGO[ago.rule]
    weeks = (ago.anchor.day - first).days // 7
    steps = weeks if unit == "week" else ago.anchor.day.year - first.year
    on = calendar.move(last, unit, -steps)
    dated = _alike(day, on) if on else None
    rule = f"{ago.rule}: {day.rule}"
    both = replace(day, value=dated.value, span=dated.span, rule=rule, end=0) if dated else None
    return Found(left.start, right.end, both) if both else None


def _alike(reading: Reading, on: date) -> Dated | None:
    """Return the day, weekend, month, season or year like the one read, that holds or begins on a day."""
    precision = reading.span.precision if reading.span else ""
    if reading.value.endswith("-WE"):
        return calendar.weekend(on)
    if precision == "season":
        return calendar.season(on.year, reading.value[-2:])
    return calendar.unit(precision, on) if precision in _NAMED_ALIKE else None


def _timed(left: Found, right: Found, day: Reading, time: Reading) -> Found:
    clock = time.value.partition("T")[2]
    named = left if left.reading is day else right
    rule = f"{day.rule}, with a time"
    both = replace(day, type="TIME", value=f"{day.value}T{clock}", rule=rule, day=named)
    return Found(left.start, right.end, both)


def _range(tokens: Tokens, left: Found, right: Found) -> tuple[Found, Found]:
    """Return two mentions, with one year and one span if they are the ends of a range."""
    gap = _gap(tokens, left, right)
    if gap not in _LIST or left.reading.type != "DATE" or right.reading.type != "DATE":
        return left, right
    left, right = _same_year(left, right)
    between = gap == "and" and tokens.word(left.start - 1) == "between"
    if gap not in _RANGE and not between:
        return left, right
    right = _after(left, right)
    one, other = left.reading.span, right.reading.span
    if one is None or other is None or one.precision != other.precision or one.ends_on is None:
        return left, right
    span = calendar.joined(one, other)
    return (_spanning(left, span), _spanning(right, span)) if span else (left, right)


def _after(left: Found, right: Found) -> Found:
    """Return the end of a range in the week or year after, if it would end before it begins."""
    first, last = left.reading.span, right.reading.span
    if first is None or last is None or first.starts_on is None or last.starts_on is None:
        return right
    if last.starts_on >= first.starts_on or last.precision != first.precision:
        return right
    if right.reading.rule.startswith(_YEARLESS):  # "from June 1 to Nov. 30"
        return _in_year_of(right, left, 1)
    if "weekday" not in right.reading.rule:
        return right
    moved = calendar.add_days(last.starts_on, 7)
    if moved is None or moved < first.starts_on:
        return right
    dated = calendar.day(moved)
    return replace(right, reading=replace(right.reading, value=dated.value, span=dated.span))


def _spanning(found: Found, span: Span) -> Found:
    rule = f"{found.reading.rule}, one end of a range"
    return replace(found, reading=replace(found.reading, span=span, rule=rule))


def _same_year(left: Found, right: Found) -> tuple[Found, Found]:
    """Give the yearless end of "March and May 2019" the year of the other."""
    if left.reading.rule.startswith(_YEARLESS) and right.reading.rule in _DATED:
        return _in_year_of(left, right, 0), right
    if right.reading.rule.startswith(_YEARLESS) and left.reading.rule in _DATED:
        return left, _in_year_of(right, left, 1)
    return left, right


def _in_year_of(found: Found, dated: Found, later: int) -> Found:
    """Return a month or day in the other's year, or the year beside it to keep them in order."""
    if not (_WRITTEN.fullmatch(found.reading.value) and _WRITTEN.fullmatch(dated.reading.value)):
        return found  # beyond the calendar, or without a year
    year, parts = int(dated.reading.value[:4]), found.reading.value.split("-")
    value = "-".join([f"{year:04d}", *parts[1:]])
    if later and value < dated.reading.value[: len(value)]:
        year += 1
    if not later and value > dated.reading.value:
        year -= 1
    if len(parts) == 2:
        placed = calendar.month(year, int(parts[1]))
    else:
        on = calendar.make_day(year, int(parts[1]), int(parts[2]))
        placed = calendar.day(on) if on else None
    if placed is None:
        return found
    rule = "year of the other end"
    return replace(
        found,
        reading=replace(
            found.reading, value=placed.value, span=placed.span, rule=rule, tense="", anchor=None
        ),
    )
