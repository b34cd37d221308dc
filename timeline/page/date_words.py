"""A date in words that claim no more than its source does.

They rest on the days and the precision alone; EDTF is looked at only for what the days
cannot say (a season, the grain of an open end), and never trusted to be well formed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SEASONS = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}
ORDINALS = ("First", "Second", "Third", "Fourth")
PARTS = {"START": "Early", "MID": "Mid", "END": "Late"}

_LEADING_WORD = re.compile(r"\W*(\w+)")
_BEGINNINGS = {"after": "After", "since": "Since", "from": "From", "starting": "From"}
_ENDINGS = {"before": "Before", "by": "By", "until": "Until", "till": "Until"}


class Dated(NamedTuple):
    """What is known of a date, as far as showing it needs; fields as in `Event`."""

    edtf: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    precision: str = ""
    approximate: bool = False
    mod: str = ""
    planned: bool = False
    inferred: bool = False
    mention: str = ""
    reported_on: date | None = None

    @property
    def undated(self) -> bool:
        return self.starts_on is None and self.ends_on is None

    @property
    def open(self) -> str:
        """Which end is open: "start", "end" or ""."""
        if self.undated:
            return ""
        return "start" if self.starts_on is None else "end" if self.ends_on is None else ""

    @property
    def exact_day(self) -> bool:
        return self.starts_on is not None and self.starts_on == self.ends_on


def date_text(dated: Dated) -> str:
    """The date as it stands in the date column."""
    if dated.undated:
        return "No date given"
    if dated.open:
        return _open_text(dated)
    if dated.exact_day:
        text = day_text(known(dated.starts_on))
        return f"About {text}" if dated.approximate or dated.inferred else text
    text = span_text(dated)
    return f"About {text}" if dated.approximate and dated.mod not in PARTS else text


def day_text(day: date, *, month: bool = True) -> str:
    """20 Aug 2020; the year is always given, and never padded."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if month else str(day.day)


def long_day(day: date) -> str:
    """Thursday 15 April 2021."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def known(day: date | None) -> date:
    if day is None:
        raise ValueError("an open end has no day")
    return day


def _open_text(dated: Dated) -> str:
    beginning = dated.open == "end"
    word = _LEADING_WORD.match(dated.mention)
    said = (_BEGINNINGS if beginning else _ENDINGS).get(word[1].lower() if word else "")
    day = known(dated.starts_on if beginning else dated.ends_on)
    left, _, right = dated.edtf.partition("/")
    point = _point_text(left if beginning else right, day)
    return f"{said or _preposition(dated, beginning)} {point}"


def _preposition(dated: Dated, beginning: bool) -> str:
    if not beginning:
        return "Until"
    return "After" if dated.mod == "AFTER" else "From" if dated.planned else "Since"


def _point_text(edtf: str, day: date) -> str:
    """One end of an open span, no finer than EDTF gives it."""
    parts = edtf.strip("~?%").split("-")
    if len(parts) == 2 and parts[1] in SEASONS:
        return f"{SEASONS[parts[1]].lower()} {parts[0]}"
    if len(parts) == 2:
        return month_text(day)
    return str(day.year) if len(parts) == 1 and parts[0].isdigit() else day_text(day)


def span_text(dated: Dated) -> str:
    part = PARTS.get(dated.mod, "")
    text = _whole_text(dated)
    if not part:
        return text
    return f"Mid-{text}" if part == "Mid" else f"{part} {text}"


def _whole_text(dated: Dated) -> str:
    by_precision = {
        "week": _week_text,
        "month": _months_text,
        "season": season_text,
        "quarter": _quarter_text,
        "half": _half_text,
        "year": _years_text,
        "decade": _decade_text,
        "century": _century_text,
    }
    read = by_precision.get(dated.precision)
    return (read(dated) if read else "") or _range_text(dated)


def is_week(dated: Dated) -> bool:
    first, last = known(dated.starts_on), known(dated.ends_on)
    return first.weekday() == 0 and last - first == timedelta(days=6)


def _week_text(dated: Dated) -> str:
    return f"Week of {day_text(known(dated.starts_on))}" if is_week(dated) else ""


def _range_text(dated: Dated) -> str:
    """12 to 15 April 2021; what the two days share is said once."""
    first, last = known(dated.starts_on), known(dated.ends_on)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {month_text(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1][:3]} to {day_text(last)}"
    return f"{day_text(first)} to {day_text(last)}"


def _months_text(dated: Dated) -> str:
    first, last = known(dated.starts_on), known(dated.ends_on)
    if (first.year, first.month) == (last.year, last.month):
        whole = dated.mod in PARTS or dated.approximate or (last - first).days >= 27
        return month_text(first) if whole else ""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return ""
    start = MONTHS[first.month - 1] if first.year == last.year else month_text(first)
    return f"{start} to {month_text(last)}"


def season_text(dated: Dated) -> str:
    year, _, code = dated.edtf.strip("~?%").partition("-")
    first, last = dated.starts_on, dated.ends_on
    if code not in SEASONS or not year.isdigit():
        return ""
    over = first and last and first.year != last.year
    return (
        f"{SEASONS[code]} {first.year}/{last.year % 100:02}"
        if over and first and last
        else f"{SEASONS[code]} {int(year)}"
    )


def _quarter_text(dated: Dated) -> str:
    first, last = known(dated.starts_on), known(dated.ends_on)
    whole = first.month % 3 == 1 and first.year == last.year and last.month == first.month + 2
    return f"{ORDINALS[first.month // 3]} quarter {first.year}" if whole else ""


def _half_text(dated: Dated) -> str:
    first, last = known(dated.starts_on), known(dated.ends_on)
    whole = first.month in {1, 7} and first.year == last.year and last.month == first.month + 5
    return f"{ORDINALS[first.month // 6]} half of {first.year}" if whole else ""


def _years_text(dated: Dated) -> str:
    first, last = known(dated.starts_on), known(dated.ends_on)
    if first.year == last.year:
        return str(first.year)
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return f"{first.year} to {last.year}" if whole or dated.approximate else ""


def _decade_text(dated: Dated) -> str:
    first = known(dated.starts_on)
    return f"{first.year // 10 * 10}s"


def _century_text(dated: Dated) -> str:
    number = known(dated.starts_on).year // 100 + 1  # the 20th is 1900 to 1999, as it is read
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in {11, 12, 13} else 0)
    return f"{number}{suffix or 'th'} century"
