"""The density strip: events over time, as bars that lead to their place on the timeline.

A bar is a stack: events known to the day below, then wider, approximate and planned ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from timeline import search
from timeline.forms import TimelineFilter
from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.cells import Cell, filled, make_cells
from timeline.page.facets import Counted
from timeline.page.kept import kept_until
from timeline.page.paging import Page
from timeline.page.tallies import Tally, tallied


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
    named, listed = tallied(asked, counted)
    fullest = max(listed, key=lambda one: sum(named[name][0].total() for name in one.names))
    unit = fullest.scale.unit if fullest.scale else ""
    return unit, make_cells(listed, named, start)


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
    return filled(cell, Tally({"none": events}), Tally({"none": left}), max(tallest, events))
