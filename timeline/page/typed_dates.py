"""A date as a journalist types it, read as the days it stands for."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

_DAY_FORMATS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%Y", "%d.%m.%Y", "%b %d %Y", "%B %d %Y")
_MONTH_FORMATS = ("%Y-%m", "%b %Y", "%B %Y", "%m/%Y")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive."""

    first: date
    last: date

    @property
    def precision(self) -> str:
        if self == _month_of(self.first):
            return "month"
        if self == _year_of(self.first):
            return "year"
        return "day" if self.first == self.last else "days"

    @property
    def short(self) -> str:
        """The days as an address gives them (2021, 2021-04, 2021-04-15); "" for other spans."""
        lengths = {"year": 4, "month": 7, "day": 10, "days": 0}
        return self.first.isoformat()[: lengths[self.precision]]


def read_days(text: str, today: date | None = None) -> Days | None:
    """Return the days that `text` stands for; None for no date.

    Days, months and years are read here. Whatever else people write ("mid-December 2020",
    "last week") is read as it would be in an article of `today`, if that is given.
    """
    words = " ".join(re.sub(r"[,.](?=\s|$)", " ", text).split())
    if not words or len(words) > _LONGEST:
        return None
    return _in_figures(words) or (_written(words, today) if today else None)


@lru_cache(maxsize=1_000)  # a page asks several times
def _in_figures(words: str) -> Days | None:
    return _day(words) or _month(words) or _year(words)


def _day(words: str) -> Days | None:
    day = _parsed(words, _DAY_FORMATS)
    return Days(day, day) if day else None


def _month(words: str) -> Days | None:
    first = _parsed(words, _MONTH_FORMATS)
    return _month_of(first) if first else None


def _year(words: str) -> Days | None:
    if not re.fullmatch(r"[0-9]{4}", words) or words == "0000":
        return None
    return _year_of(date(int(words), 1, 1))


def _written(words: str, today: date) -> Days | None:
    # Imported when it is first needed: most readers never type such a date.
    from timeline.extraction.dates import find_dates
    from timeline.extraction.shapes import Anchor

    mentions = find_dates(words, Anchor(today, "person"), day_first=True)
    if len(mentions) != 1 or mentions[0].text != words or mentions[0].span is None:
        return None
    span = mentions[0].span
    return Days(span.starts_on, span.ends_on) if span.starts_on and span.ends_on else None


def _month_of(day: date) -> Days:
    return Days(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def _year_of(day: date) -> Days:
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def _parsed(words: str, formats: tuple[str, ...]) -> date | None:
    for form in formats:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return None
