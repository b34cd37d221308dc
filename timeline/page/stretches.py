"""The strip in stretches: where most events are in fine places, what lies far off in coarse ones.

One event of 1119 among a thousand of last year must not make the strip one of centuries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from timeline.page.scale import LONGEST_EMPTY, SCALES, DayScale, Scale

MOST_CELLS = 60
MOST_FAR_CELLS = 9  # of what is before or after the fullest stretch
ENOUGH = Fraction(2, 3)  # of all events: what a stretch holds that is shown finer than the rest
SPARSE = 1 / 8  # of the events that a cell has where most are: not worth the room
FINE_SCALES, YEAR_SCALES = SCALES[:2], SCALES[2:]  # the fine ones: kept where they have room

Weights = Mapping[str, int]  # month (2021-04), or year (2021) if no month is known -> events


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months and years that follow one another, and the scale that they are shown on; without one
    they are one place."""

    names: frozenset[str]
    scale: Scale | DayScale | None

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that its places reach."""
        first, last = min(self.names), max(self.names)
        if isinstance(self.scale, Scale):
            first_place, last_place = self.scale.place(first), self.scale.place(last)
            return self.scale.years(first_place)[0], self.scale.years(last_place)[1]
        return int(first[:4]), int(last[:4])


@dataclass(slots=True)
class _Year:
    """A year of a scale, or several that are one place on it: its first and its last cell."""

    first: int
    last: int = 0
    events: int = 0
    names: list[str] = field(default_factory=list)


def stretches(weights: Weights) -> list[Stretch]:
    """Return all of `weights` in order of time: as one stretch where months or quarters have room
    for it; else most of it on the finest scale that has room, the rest before and after it."""
    for scale in FINE_SCALES:
        if _length(scale, weights) <= MOST_CELLS:
            return [Stretch(frozenset(weights), scale)]
    return _in_stretches(weights)


def _in_stretches(weights: Weights) -> list[Stretch]:
    for scale in SCALES:
        names = _fullest(scale, weights)
        if _is_enough(names, weights):
            break
    coarser = [one for one in YEAR_SCALES if one.months > scale.months]
    fullest = Stretch(names, scale)
    first, last = fullest.years
    earliest, latest = min(names), max(names)
    before = {name: weights[name] for name in weights if name < earliest}
    after = {name: weights[name] for name in weights if name > latest}
    return [
        *_far(before, [replace(one, until=first - 1) for one in coarser], before=True),
        fullest,
        *_far(after, [replace(one, since=last + 1) for one in coarser], before=False),
    ]


def _is_enough(names: Iterable[str], weights: Weights) -> bool:
    return sum(weights[name] for name in names) >= ENOUGH * sum(weights.values())


def _far(weights: Weights, scales: Sequence[Scale], *, before: bool) -> list[Stretch]:
    """What is before or after the fullest stretch: what is near it in some cells, the rest as one."""
    if not weights:
        return []
    found: list[Stretch] = []
    for scale in scales:
        near = _near(scale, weights, at_the_end=before)
        if _is_enough(near, weights):
            found = [Stretch(near, scale)]
            break
    rest = frozenset(weights).difference(*(stretch.names for stretch in found))
    if rest:
        found.append(Stretch(rest, None))
    return sorted(found, key=lambda stretch: min(stretch.names))


def _near(scale: Scale, weights: Weights, *, at_the_end: bool) -> frozenset[str]:
    """The names in the first cells, or in the last ones."""
    cells = _cells(scale, weights)
    most = max(cells.values(), default=0)
    return frozenset(
        name
        for name in weights
        for cell in [cells[scale.place(name)]]
        if (most - cell if at_the_end else cell - 1) < MOST_FAR_CELLS
    )


def _length(scale: Scale, names: Iterable[str]) -> int:
    return max(_cells(scale, names).values(), default=0)


def _cells(scale: Scale, names: Iterable[str]) -> dict[int, int]:
    """The number of the cell of each place, counted from 1; long empty stretches are folded."""
    places = sorted({scale.place(name) for name in names})
    cells, cell = dict.fromkeys(places[:1], 1), 1
    for place, following in pairwise(places):
        empty = scale.empty(place, following)
        cell += 1 + (1 if empty >= LONGEST_EMPTY else empty)
        cells[following] = cell
    return cells


def _fullest(scale: Scale, weights: Weights) -> frozenset[str]:
    """The names in the years that hold the most events in `MOST_CELLS`; whole years alone."""
    years = _years(scale, weights)
    best, held, within, first = range(0), 0, 0, 0
    for last, year in enumerate(years):
        within += year.events
        while first < last and year.last - years[first].first >= MOST_CELLS:
            within -= years[first].events
            first += 1
        if within > held:
            best, held = range(first, last + 1), within
    return frozenset(
        name for year in _trimmed(years[best.start : best.stop]) for name in year.names
    )


def _trimmed(years: list[_Year]) -> list[_Year]:
    """Without the years at either end that are far sparser than where the events are."""
    cells = [
        following.first - year.first
        for year, following in pairwise([*years, _Year(years[-1].last + 1)])
    ]
    dense = [year.events * year.events / cell for year, cell in zip(years, cells, strict=True)]
    least = SPARSE * sum(dense) / sum(year.events for year in years)
    worth = [n for n, year in enumerate(years) if year.events >= least * cells[n]]
    return years[worth[0] : worth[-1] + 1]


def _years(scale: Scale, weights: Weights) -> list[_Year]:
    cells, years = _cells(scale, weights), dict[int, _Year]()
    for place, name in sorted((scale.place(name), name) for name in weights):
        year = years.setdefault(scale.year_of(place), _Year(cells[place]))
        year.last = cells[place]
        year.events += weights[name]
        year.names.append(name)
    return list(years.values())
