"""The cells of the strip: a bar for each place of a scale, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString

from timeline.page.addresses import State
from timeline.page.bars import HEIGHT, Bar, outline, stack
from timeline.page.flat import pieces
from timeline.page.scale import LONGEST_EMPTY, DayScale, Scale, years_text
from timeline.page.stretches import Stretch
from timeline.page.tallies import Tallies, Tally


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


Places = dict[int, tuple[Tally, Tally]]  # place on a scale -> events by kind, of them chosen


def make_cells(listed: Sequence[Stretch], named: Tallies, start: State) -> list[Cell]:
    """Return the cells of all stretches from left to right; a link keeps the filters of `start`."""
    counted = [_places(stretch, named) for stretch in listed]
    tallest = max((all_.total() for places in counted for all_, _ in places.values()), default=0)
    cells: list[Cell] = []
    for before, stretch, places in zip([None, *listed], listed, counted, strict=False):
        if before and (years := _years_between(before, stretch)):
            cells.append(_fold(years))
        if stretch.scale is None:
            last = stretch is listed[-1]
            cells.append(filled(_whole(stretch, start, after=last), *places[0], tallest))
        else:
            cells += _cells(stretch.scale, places, start, tallest)
    return _with_years(cells)


def filled(cell: Cell, events: Tally, chosen: Tally, tallest: int) -> Cell:
    """The cell with its bar, as high as befits it beside the tallest one."""
    bars = stack(chosen, tallest)
    return replace(
        cell,
        events=events.total(),
        chosen=chosen.total(),
        outline=outline(events, tallest, bars),
        bars=bars,
    )


def _places(stretch: Stretch, named: Tallies) -> Places:
    summed: Places = {}
    for name in stretch.names:
        place = stretch.scale.place(name) if stretch.scale else 0
        all_there, chosen_there = summed.setdefault(place, (Tally(), Tally()))
        events, chosen = named[name]
        all_there.update(events)
        chosen_there.update(chosen)
    return dict(sorted(summed.items()))


def _whole(stretch: Stretch, start: State, *, after: bool) -> Cell:
    """A whole stretch as one place: all that is before, or after, what the others show."""
    first, last = stretch.years
    words = f"from {first}" if after else f"to {last}"
    return Cell(
        str(first) if first == last else words,
        years_text(first, last),
        url=start.setting("at", f"{first:04}").url,
        filtered=bool(start.filters.pairs),
        first=f"{first:04}-01",
        last=f"{last:04}-12",
    )


def _years_between(before: Stretch, stretch: Stretch) -> str:
    """The years in which nothing is, between two stretches."""
    first, last = before.years[1] + 1, stretch.years[0] - 1
    return years_text(first, last) if first <= last else ""


def _fold(words: str) -> Cell:
    return Cell(words, f"{words}, no events", fold=True)


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
        yield filled(cell, *counted[place], tallest)


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
    yield _fold(scale.words_between(before, place))


def _cell(scale: Scale | DayScale, place: int) -> Cell:
    return Cell(scale.label(place), scale.name(place), scale.over(place))


def _with_years(cells: Iterable[Cell]) -> list[Cell]:
    """Have the first cell of each year say which year it is."""
    named, year = [], ""
    for cell in cells:
        named.append(replace(cell, starts_year=bool(cell.year) and cell.year != year))
        year = cell.year or year
    return named
