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
from timeline.page.cells import Cell, filled, make_cells, make_frames
from timeline.page.facets import Counted
from timeline.page.flat import pieces
from timeline.page.kept import kept_until
from timeline.page.paging import Page
from timeline.page.tallies import Calendar, Tally, calendar, chosen


@dataclass(frozen=True, slots=True)
class Strip:
    unit: str
    bars: SafeString
    undated: SafeString | None
    filtered: bool
    whole: bool  # the bars are those of all events, for there are too many to count

    @property
    def units(self) -> str:
        return self.unit if self.unit.endswith("s") else f"{self.unit}s"


def make_strip(asked: TimelineFilter, counted: Counted, page: Page) -> Strip | None:
    """Return the strip; None where there is nothing that it could show."""
    start, among = asked.state.from_the_start, calendar(counted)
    if len(among.events) < 2:
        return None
    cells, html = kept_until(
        counted.version, ("strip", start), lambda: _drawn(asked, counted, among)
    )
    undated = _undated(start, counted, among.tallest, page)
    return Strip(
        unit=among.unit,
        bars=SafeString("".join(_marked(cells, html, page))),
        undated=_html([undated])[0] if undated else None,
        filtered=asked.narrows,
        whole=counted.left.bounded,
    )


def _drawn(
    asked: TimelineFilter, counted: Counted, among: Calendar
) -> tuple[list[Cell], list[SafeString]]:
    frames = kept_until(counted.version, "frames", lambda: make_frames(among))
    start, left = asked.state.from_the_start, chosen(asked, counted, among)
    cells = make_cells(frames, among, left, start)
    return cells, _html(cells)


def _html(cells: list[Cell]) -> list[SafeString]:
    return pieces("timeline/_cell.html", "cell", cells)


def _marked(cells: list[Cell], html: list[SafeString], page: Page) -> list[SafeString]:
    """Mark where the page begins; a script keeps the mark up with the scrolling."""
    day = page.events[0].first_day if page.events else None
    if day is None:
        return html
    seen = [place for place, cell in enumerate(cells) if _holds(cell, day.isoformat())]
    marked = _html([replace(cells[place], on_screen=True) for place in seen])
    found = dict(zip(seen, marked, strict=True))
    return [found.get(place, one) for place, one in enumerate(html)]


def _holds(cell: Cell, day: str) -> bool:
    return bool(cell.first) and cell.first <= day[: len(cell.first)] <= cell.last


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
