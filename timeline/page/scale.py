"""A scale for counting events over time: its places in order, whatever each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from timeline.page.date_words import MONTHS, day_text


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of `months` months each. Below a year, each year has one place more before its
    first: for what is known by its year alone."""

    months: int

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

    def year(self, place: int) -> int:
        if self.months >= 12:
            return max(1, place * self.months // 12)
        return place // self.per_year

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
        year, month = self.year(place), self._month(place)
        if self.months >= 12:
            return f"{year:04}-01", f"{year + self.months // 12 - 1:04}-12"
        if not month:
            return f"{year:04}-01", f"{year:04}-01"
        return f"{year:04}-{month:02}", f"{year:04}-{month + self.months - 1:02}"

    def address(self, place: int) -> str:
        """What `at` says for it."""
        whole = self.months >= 12 or self.is_year_alone(place)
        return f"{self.year(place):04}" if whole else self.reach(place)[0]

    def label(self, place: int) -> str:
        if self.months >= 12 or self.is_year_alone(place):
            return str(self.year(place))
        month = self._month(place)
        return MONTHS[month - 1][:3] if self.months == 1 else f"Q{month // 3 + 1}"

    def name(self, place: int) -> str:
        """The label for those who do not see what stands around it."""
        if self.months >= 12 or self.is_year_alone(place):
            return str(self.year(place))
        month = MONTHS[self._month(place) - 1] if self.months == 1 else self.label(place)
        return f"{month} {self.year(place)}"

    def over(self, place: int) -> str:
        """What stands below the first of several labels: the year they are in."""
        return "" if self.is_year_alone(place) or self.months >= 12 else str(self.year(place))

    def words_between(self, place: int, following: int) -> str:
        """The years between two places that are far from one another."""
        first, last = self.year(place) + 1, self.year(following) - 1
        if first > last:
            first = last = self.year(following)
        return f"{first:04}" if first == last else f"{first}–{last % 100:02}"

    def _month(self, place: int) -> int:
        if self.months >= 12:
            return 1
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
