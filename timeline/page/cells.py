"""The cells of the strip: a bar for each place of a scale, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.page.addresses import State
from timeline.page.bars import Bar, outline, stack
from timeline.page.flat import BLANK
from timeline.page.scale import LONGEST_EMPTY, DayScale, Scale, years_text
from timeline.page.stretches import Stretch
from timeline.page.tallies import Calendar, Place, Tally


@dataclass(frozen=True, slots=True)
class Cell:
    """One day, week, month, quarter or year; `chosen` of its `events` are left by the filter.

    `outline` is all of its events where not all are chosen, `bars` are the chosen ones by kind.
    `first` and `last` are its months or days, `at` is what an address says for it; `fold` marks a
    long stretch without events.
    """

    label: str
    name: str
    year: str = ""
    at: str = ""
    url: str = ""
    events: int = 0
    chosen: int = 0
    outline: Bar | None = None
    bars: tuple[Bar, ...] = ()
    on_screen: bool = False
    fold: bool = False
    starts_year: bool = False
    first: str = ""
    last: str = ""

    @property
    def count_at(self) -> float:
        """Where its count stands: above the bar."""
        drawn = self.outline or self.bars[-1]
        return drawn.top - 5


Frame = tuple[Cell, Place | None]  # a cell that is not filled yet; None for one that stays empty


def make_cell(
    frame: Frame,
    among: Calendar,
    left: Mapping[Place, Tally],
    *,
    on_screen: bool,
) -> Cell:
    """The cell with what a filter leaves of it, its address left blank before `at`."""
    cell, place = frame
    if place is None:
        return cell
    shown = replace(cell, url=BLANK + cell.at, on_screen=on_screen)
    return filled(shown, among.events[place], left.get(place) or Tally(), among.tallest)


def address_before(start: State) -> str:
    """An address of the timeline up to what `at` says, which is the last thing it says."""
    return start.setting("at", "0").url.removesuffix("0")


def make_frames(among: Calendar) -> list[Frame]:
    """Return the frames of all stretches from left to right: the same for every filter."""
    listed = among.stretches
    frames: list[Frame] = []
    for number, stretch in enumerate(listed):
        if number and (years := _years_between(listed[number - 1], stretch)):
            frames.append((_fold(years), None))
        places = [place for one, place in among.events if one == number]
        if stretch.scale is None:
            frames.append((_whole(stretch, after=stretch is listed[-1]), (number, 0)))
        else:
            frames += (
                (cell, None if place is None else (number, place))
                for cell, place in _cells(stretch.scale, places)
            )
    cells = _with_years(cell for cell, _ in frames)
    return list(zip(cells, (place for _, place in frames), strict=True))


def filled(cell: Cell, events: Tally, chosen: Tally, tallest: int) -> Cell:
    """The cell with its bar, as high as befits it beside the tallest one."""
    bars = stack(chosen, tallest)
    return replace(
        cell,
        events=events.total(),
        chosen=chosen.total(),
        outline=outline(events, tallest, bars) if chosen.total() < events.total() else None,
        bars=bars,
    )


def _whole(stretch: Stretch, *, after: bool) -> Cell:
    """A whole stretch as one place: all that is before, or after, what the others show."""
    first, last = stretch.years
    words = f"from {first}" if after else f"to {last}"
    return Cell(
        str(first) if first == last else words,
        years_text(first, last),
        at=f"{first:04}",
        first=f"{first:04}-01",
        last=f"{last:04}-12",
    )


def _years_between(before: Stretch, stretch: Stretch) -> str:
    """The years in which nothing is, between two stretches."""
    first, last = before.years[1] + 1, stretch.years[0] - 1
    return years_text(first, last) if first <= last else ""


def _fold(words: str) -> Cell:
    return Cell(words, f"{words}, no events", fold=True)


def _cells(scale: Scale | DayScale, places: Sequence[int]) -> Iterator[tuple[Cell, int | None]]:
    for before, place, after in zip([None, *places], places, [*places[1:], None], strict=False):
        if before is not None:
            yield from ((cell, None) for cell in _between(scale, before, place))
        alone = _far(scale, before, place) and _far(scale, place, after)
        shown = scale.year_of(place) if alone else place
        first, last = scale.reach(place)
        yield replace(_cell(scale, shown), first=first, last=last, at=scale.address(shown)), place


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
