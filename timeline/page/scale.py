"""A scale for counting events over time: its places in order, whatever each of them holds."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.page.date_words import MONTHS


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

    def months_of(self, place: int) -> tuple[str, str]:
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
        return f"{self.year(place):04}" if whole else self.months_of(place)[0]

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

    def _month(self, place: int) -> int:
        if self.months >= 12:
            return 1
        slot = place % self.per_year
        return (slot - 1) * self.months + 1 if slot else 0


SCALES = tuple(Scale(months) for months in (1, 3, 12, 120, 1200, 12000))
