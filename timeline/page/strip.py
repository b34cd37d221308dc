"""The density strip: events over time, as bars that lead to their place on the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from django.utils.safestring import SafeString

from timeline import search
from timeline.forms import TimelineFilter
from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.facets import Counted
from timeline.page.flat import pieces
from timeline.page.kept import kept_until
from timeline.page.paging import Page
from timeline.page.scale import SCALES, Scale

TALLEST = 60  # pixels
MOST_CELLS = 60
LONGEST_EMPTY = 12  # cells; a longer empty stretch is folded into one


@dataclass(frozen=True)
class Cell:
    """One month, quarter or year; `chosen` of its `events` are left by the filter.

    `first` and `last` are its months; `fold` marks a long stretch without events.
    """

    label: str
    name: str
    year: str = ""
    url: str = ""
    events: int = 0
    chosen: int = 0
    height: int = 0
    chosen_height: int = 0
    on_screen: bool = False
    fold: bool = False
    starts_year: bool = False
    first: str = ""
    last: str = ""

    @cached_property
    def html(self) -> SafeString:
        return pieces("timeline/_cell.html", "cell", [self])

    @property
    def gap(self) -> int:
        """How much of the bar is above the part that the filter leaves."""
        return self.height - self.chosen_height


@dataclass(frozen=True, slots=True)
class Strip:
    unit: str
    cells: list[Cell]
    undated: Cell | None
    filtered: bool
    whole: bool  # the bars are those of all events, for there are too many to count

    @property
    def bars(self) -> SafeString:
        return SafeString("".join(cell.html for cell in self.cells))


Tally = dict[int, tuple[int, int]]  # place on the scale -> events, of them chosen


def make_strip(asked: TimelineFilter, counted: Counted, page: Page) -> Strip | None:
    """Return the strip; None where there is nothing that it could show."""
    months = _months(counted)
    if len(months) < 2:
        return None
    start = asked.state.from_the_start
    unit, cells = kept_until(
        counted.version, ("strip", start), lambda: _unit_and_cells(months, start)
    )
    return Strip(
        unit=unit,
        cells=[_seen(cell, page) for cell in cells],
        undated=_undated(start, counted, _tallest(cells), page),
        filtered=asked.narrows,
        whole=counted.left.bounded,
    )


def _unit_and_cells(months: dict[str, tuple[int, int]], start: State) -> tuple[str, list[Cell]]:
    scale = next((scale for scale in SCALES if _length(scale, months) <= MOST_CELLS), SCALES[-1])
    tally = _tally(scale, months)
    tallest = max(events for events, _ in tally.values())
    return scale.unit, _with_years(_cells(scale, tally, start, tallest))


def _tallest(cells: Iterable[Cell]) -> int:
    return max(cell.events for cell in cells)


def _months(counted: Counted) -> dict[str, tuple[int, int]]:
    """Events and chosen ones by month (2021-04), or by year (2021) if no month is known."""
    return {
        facet.name: (events, events if counted.left.bounded else counted.left.of(facet))
        for facet, events in counted.kept.items()
        if facet.kind == "month" and events
    }


def _tally(scale: Scale, months: dict[str, tuple[int, int]]) -> Tally:
    summed: Tally = {}
    for month, (events, chosen) in months.items():
        place = scale.place(month)
        before = summed.get(place, (0, 0))
        summed[place] = before[0] + events, before[1] + chosen
    return dict(sorted(summed.items()))


def _length(scale: Scale, months: Iterable[str]) -> int:
    """How many cells the strip would have, long empty stretches folded."""
    places = sorted({scale.place(month) for month in months})
    between = [scale.empty(one, two) for one, two in pairwise(places)]
    return len(places) + sum(1 if empty >= LONGEST_EMPTY else empty for empty in between)


def _cells(scale: Scale, tally: Tally, start: State, tallest: int) -> Iterator[Cell]:
    places = list(tally)
    for before, place, after in zip([None, *places], places, [*places[1:], None], strict=False):
        if before is not None:
            yield from _between(scale, before, place)
        alone = _far(scale, before, place) and _far(scale, place, after)
        events, chosen = tally[place]
        shown = scale.year_of(place) if alone else place
        yield replace(
            _cell(scale, shown),
            first=scale.months_of(place)[0],
            last=scale.months_of(place)[1],
            url=start.setting("at", scale.address(shown)).url,
            events=events,
            chosen=chosen,
            height=_height(events, tallest),
            chosen_height=_height(chosen, tallest),
        )


def _far(scale: Scale, place: int | None, following: int | None) -> bool:
    """Whether nothing is near: then a month says no more than its year does."""
    if place is None or following is None:
        return True
    return scale.empty(place, following) >= LONGEST_EMPTY


def _between(scale: Scale, before: int, place: int) -> Iterator[Cell]:
    """The empty cells between two bars, or one in place of many."""
    if scale.empty(before, place) < LONGEST_EMPTY:
        for between in range(before + 1, place):
            if not scale.is_year_alone(between):
                yield _cell(scale, between)
        return
    first, last = scale.year(before) + 1, scale.year(place) - 1
    last = max(first, last) if first < scale.year(place) else scale.year(place)
    first = min(first, last)
    years = f"{first:04}" if first == last else f"{first}–{last % 100:02}"
    yield Cell(years, f"{years}, no events", fold=True)


def _cell(scale: Scale, place: int) -> Cell:
    alone = scale.is_year_alone(place)
    year = "" if alone or scale.months >= 12 else str(scale.year(place))
    return Cell(scale.label(place), scale.name(place), year)


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
    on_screen = day is not None and cell.first <= day.isoformat()[:7] <= cell.last
    return replace(cell, on_screen=True) if on_screen else cell


def _height(events: int, tallest: int) -> int:
    return min(TALLEST, max(4, round(TALLEST * events / tallest))) if events else 0


def _undated(start: State, counted: Counted, tallest: int, page: Page) -> Cell | None:
    without = search.Facet("precision", "none")
    events, left = counted.kept.get(without, 0), counted.left.of(without)
    if not events:
        return None
    left = events if counted.left.bounded else left
    return Cell(
        label=labels.UNDATED,
        name=labels.UNDATED,
        url=start.setting("at", "undated").url,
        events=events,
        chosen=left,
        height=_height(events, tallest),
        chosen_height=_height(left, tallest),
        on_screen=bool(page.events) and page.events[0].undated,
        first="undated",
        last="undated",
    )
