"""A scale for counting events over time: its places in order, whatever each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from timeline.page.date_words import MONTHS, day_text


def years_text(first: int, last: int) -> str:
    """2015, 2015–20, 1990–2020."""
    if first >= last:
        return str(first)
    return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of `months` months each, in the years `since` to `until`. Below a year, each year has
    one place more before its first: for what is known by its year alone."""

    months: int
    since: int = 1
    until: int = 9999

    @property
    def per_year(self) -> int:
        return 12 // self.months + 1

    @property
    def unit(self) -> str:
        named = {1: "month", 3: "quarter", 12: "year"}
        return named.get(self.months, f"{self.months // 12} years")

    def place(self, name: str) -> int:
        """The place of a month (2021-04) or a year (2021)."""
        year, month = int(name[:4]), int(name[5:7] or 0)
        if self.months >= 12:
            return year * 12 // self.months
        return year * self.per_year + ((month - 1) // self.months + 1 if month else 0)

    def years(self, place: int) -> tuple[int, int]:
        """Its first and last year."""
        if self.months < 12:
            return place // self.per_year, place // self.per_year
        first = place * self.months // 12
        return max(self.since, first), min(self.until, first + self.months // 12 - 1)

    def is_year_alone(self, place: int) -> bool:
        return self.months < 12 and place % self.per_year == 0

    def year_of(self, place: int) -> int:
        """The place of the whole year that `place` is in."""
        return place if self.months >= 12 else place - place % self.per_year

    def empty(self, place: int, following: int) -> int:
        """How many places lie between, those of whole years not counted."""
        between = following - place - 1
        if self.months >= 12 or between < 1:
            return max(0, between)
        return between - ((following - 1) // self.per_year - place // self.per_year)

    def reach(self, place: int) -> tuple[str, str]:
        """Its first and last month."""
        first, last = self.years(place)
        if self.months >= 12:
            return f"{first:04}-01", f"{last:04}-12"
        month = self._month(place)
        if not month:
            return f"{first:04}-01", f"{first:04}-01"
        return f"{first:04}-{month:02}", f"{first:04}-{month + self.months - 1:02}"

    def address(self, place: int) -> str:
        """What `at` says for it."""
        whole = self.months >= 12 or self.is_year_alone(place)
        return f"{self.years(place)[0]:04}" if whole else self.reach(place)[0]

    def label(self, place: int) -> str:
        if self.months < 12 and not self.is_year_alone(place):
            month = self._month(place)
            return MONTHS[month - 1][:3] if self.months == 1 else f"Q{month // 3 + 1}"
        first, last = self.years(place)
        if last - first == 9 and self.months == 120:
            return f"{first}s"
        return years_text(first, last)

    def name(self, place: int) -> str:
        """The label for those who do not see what stands around it."""
        if self.months >= 12 or self.is_year_alone(place):
            return self.label(place)
        month = MONTHS[self._month(place) - 1] if self.months == 1 else self.label(place)
        return f"{month} {self.years(place)[0]}"

    def over(self, place: int) -> str:
        """What stands below the first of several labels: the year they are in."""
        whole = self.is_year_alone(place) or self.months >= 12
        return "" if whole else str(self.years(place)[0])

    def words_between(self, place: int, following: int) -> str:
        """The years between two places that are far from one another."""
        first, last = self.years(place)[1] + 1, self.years(following)[0] - 1
        return years_text(first, last) if first <= last else str(self.years(following)[0])

    def _month(self, place: int) -> int:
        slot = place % self.per_year
        return (slot - 1) * self.months + 1 if slot else 0


@dataclass(frozen=True, slots=True)
class DayScale:
    """The same for places of one day or of seven, a week beginning on Monday."""

    days: int

    @property
    def unit(self) -> str:
        return "day" if self.days == 1 else "week"

    def place(self, name: str) -> int:
        """The place of a day (2021-04-15)."""
        return (date.fromisoformat(name).toordinal() - 1) // self.days

    def is_year_alone(self, place: int) -> bool:
        return False

    def year_of(self, place: int) -> int:
        return place

    def empty(self, place: int, following: int) -> int:
        return max(0, following - place - 1)

    def reach(self, place: int) -> tuple[str, str]:
        """Its first and last day."""
        first = self._first(place)
        return first.isoformat(), (first + timedelta(days=self.days - 1)).isoformat()

    def address(self, place: int) -> str:
        return self._first(place).isoformat()

    def label(self, place: int) -> str:
        return str(self._first(place).day)

    def name(self, place: int) -> str:
        day = day_text(self._first(place))
        return day if self.days == 1 else f"Week of {day}"

    def over(self, place: int) -> str:
        """What stands below the first of several labels: the month they are in."""
        first = self._first(place)
        return f"{MONTHS[first.month - 1][:3]} {first.year}"

    def words_between(self, place: int, following: int) -> str:
        empty = self.empty(place, following)
        return f"{empty} {self.unit}s"

    def _first(self, place: int) -> date:
        return date.fromordinal(place * self.days + 1)


LONGEST_EMPTY = 12  # places; a longer empty stretch is folded into one
DAY_SCALES = (DayScale(1), DayScale(7))
SCALES = tuple(Scale(months) for months in (1, 3, 12, 120, 1200, 12000))
