"""The density strip: events over time, as bars that lead to their place on the timeline.

A bar is a stack: events known to the day below, then wider, approximate and planned ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString

from timeline import search
from timeline.forms import TimelineFilter
from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.bars import HEIGHT, Bar, outline, stack
from timeline.page.facets import Counted
from timeline.page.flat import pieces
from timeline.page.kept import kept_until
from timeline.page.paging import Page
from timeline.page.scale import LONGEST_EMPTY, DayScale, Scale
from timeline.page.tallies import Tally, tallied


@dataclass(frozen=True)
class Cell:
    """One day, week, month, quarter or year; `chosen` of its `events` are left by the filter.

    `outline` is all of its events, `bars` are the chosen ones by kind. `first` and `last` are
    its months or days; `fold` marks a long stretch without events.
    """

    label: str
    name: str
    year: str = ""
    url: str = ""
    events: int = 0
    chosen: int = 0
    outline: Bar | None = None
    bars: tuple[Bar, ...] = ()
    filtered: bool = False
    on_screen: bool = False
    fold: bool = False
    starts_year: bool = False
    first: str = ""
    last: str = ""

    @cached_property
    def html(self) -> SafeString:
        return pieces("timeline/_cell.html", "cell", [self])

    @property
    def count_at(self) -> float:
        """Where its count stands: above the bar."""
        return (self.outline.top if self.outline else HEIGHT) - 5


@dataclass(frozen=True, slots=True)
class Strip:
    unit: str
    cells: list[Cell]
    undated: Cell | None
    filtered: bool
    whole: bool  # the bars are those of all events, for there are too many to count

    @property
    def units(self) -> str:
        return self.unit if self.unit.endswith("s") else f"{self.unit}s"

    @property
    def bars(self) -> SafeString:
        return SafeString("".join(cell.html for cell in self.cells))


Places = dict[int, tuple[Tally, Tally]]  # place on the scale -> events by kind, of them chosen


def make_strip(asked: TimelineFilter, counted: Counted, page: Page) -> Strip | None:
    """Return the strip; None where there is nothing that it could show."""
    start = asked.state.from_the_start
    unit, cells = kept_until(
        counted.version, ("strip", start), lambda: _unit_and_cells(asked, counted, start)
    )
    if sum(1 for cell in cells if cell.events) < 2:
        return None
    return Strip(
        unit=unit,
        cells=[_seen(cell, page) for cell in cells],
        undated=_undated(start, counted, max(cell.events for cell in cells), page),
        filtered=asked.narrows,
        whole=counted.left.bounded,
    )


def _unit_and_cells(
    asked: TimelineFilter, counted: Counted, start: State
) -> tuple[str, list[Cell]]:
    named, scale = tallied(asked, counted)
    places = _places(scale, named)
    tallest = max((events.total() for events, _ in places.values()), default=0)
    return scale.unit, _with_years(_cells(scale, places, start, tallest))


def _places(scale: Scale | DayScale, named: dict[str, tuple[Tally, Tally]]) -> Places:
    summed: Places = {}
    for name, (events, chosen) in named.items():
        all_there, chosen_there = summed.setdefault(scale.place(name), (Tally(), Tally()))
        all_there.update(events)
        chosen_there.update(chosen)
    return dict(sorted(summed.items()))


def _cells(scale: Scale | DayScale, counted: Places, start: State, tallest: int) -> Iterator[Cell]:
    places = list(counted)
    for before, place, after in zip([None, *places], places, [*places[1:], None], strict=False):
        if before is not None:
            yield from _between(scale, before, place)
        alone = _far(scale, before, place) and _far(scale, place, after)
        shown = scale.year_of(place) if alone else place
        first, last = scale.reach(place)
        url = start.setting("at", scale.address(shown)).url
        cell = replace(
            _cell(scale, shown), first=first, last=last, url=url, filtered=bool(start.filters.pairs)
        )
        yield _filled(cell, *counted[place], tallest)


def _filled(cell: Cell, events: Tally, chosen: Tally, tallest: int) -> Cell:
    bars = stack(chosen, tallest)
    return replace(
        cell,
        events=events.total(),
        chosen=chosen.total(),
        outline=outline(events, tallest, bars),
        bars=bars,
    )


def _far(scale: Scale | DayScale, place: int | None, following: int | None) -> bool:
    """Whether nothing is near: then a month says no more than its year does."""
    if place is None or following is None:
        return True
    return scale.empty(place, following) >= LONGEST_EMPTY


def _between(scale: Scale | DayScale, before: int, place: int) -> Iterator[Cell]:
    """The empty cells between two bars, or one in place of many."""
    if scale.empty(before, place) < LONGEST_EMPTY:
        for between in range(before + 1, place):
            if not scale.is_year_alone(between):
                yield _cell(scale, between)
        return
    years = scale.words_between(before, place)
    yield Cell(years, f"{years}, no events", fold=True)


def _cell(scale: Scale | DayScale, place: int) -> Cell:
    return Cell(scale.label(place), scale.name(place), scale.over(place))


def _with_years(cells: Iterable[Cell]) -> list[Cell]:
    """Have the first cell of each year say which year it is."""
    named, year = [], ""
    for cell in cells:
        named.append(replace(cell, starts_year=bool(cell.year) and cell.year != year))
        year = cell.year or year
    return named


def _seen(cell: Cell, page: Page) -> Cell:
    """Mark where the page begins; a script keeps the mark up with the scrolling."""
    day = page.events[0].first_day if page.events else None
    if day is None or not cell.first:
        return cell
    if not cell.first <= day.isoformat()[: len(cell.first)] <= cell.last:
        return cell
    return replace(cell, on_screen=True)


def _undated(start: State, counted: Counted, tallest: int, page: Page) -> Cell | None:
    without = search.Facet("precision", "none")
    events, left = counted.kept.get(without, 0), counted.left.of(without)
    if not events:
        return None
    left = events if counted.left.bounded else left
    cell = Cell(
        label=labels.UNDATED,
        name=labels.UNDATED,
        url=start.setting("at", "undated").url,
        filtered=bool(start.filters.pairs),
        on_screen=bool(page.events) and page.events[0].undated,
        first="undated",
        last="undated",
    )
    return _filled(cell, Tally({"none": events}), Tally({"none": left}), max(tallest, events))
