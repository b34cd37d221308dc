"""The density strip: events over time, as bars that lead to their place on the timeline.

A bar is a stack: events known to the day below, then wider, approximate and planned ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from timeline import search
from timeline.forms import TimelineFilter
from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.cells import Cell, Frame, address_before, filled, make_cell, make_frames
from timeline.page.facets import Counted
from timeline.page.flat import BLANK, pieces
from timeline.page.kept import kept_until
from timeline.page.paging import Page
from timeline.page.tallies import Calendar, Place, Tally, calendar, chosen

MOST_CELLS_KEPT = 5_000  # of some 500 bytes
MOST_STRIPS_KEPT = 200  # of some 40,000 bytes
_CELL = "timeline/_cell.html"
_Key = tuple[int, tuple[tuple[str, int], ...], bool]  # frame, events, on screen


@dataclass(frozen=True, slots=True)
class Strip:
    unit: str
    bars: SafeString
    undated: SafeString | None
    digits: int  # of the largest count, which the cells have room for
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
    left = kept_until(counted.version, ("strip", start), lambda: chosen(asked, counted, among))
    undated = _undated(start, counted, among.tallest, page)
    return Strip(
        unit=among.unit,
        bars=_bars(start, counted.version, among, left, page),
        undated=pieces(_CELL, "cell", [undated])[0] if undated else None,
        digits=len(str(among.tallest)),
        filtered=asked.narrows,
        whole=counted.left.bounded,
    )


def _bars(
    start: State, version: int, among: Calendar, left: Mapping[Place, Tally], page: Page
) -> SafeString:
    """The cells, put together about their addresses."""
    frames = kept_until(version, "frames", lambda: make_frames(among))
    day = page.events[0].first_day if page.events else None
    seen = _seen(frames, day.isoformat() if day else "")
    before = escape(address_before(start))
    if left is not among.events:
        return SafeString(before.join(_cells(version, frames, among, left, seen)))
    whole = kept_until(version, "strips", dict[tuple[int, ...], list[str]])
    parts = whole.get(seen) or _cells(version, frames, among, left, seen)
    if len(whole) < MOST_STRIPS_KEPT:
        whole[seen] = parts
    return SafeString(before.join(parts))


def _cells(
    version: int,
    frames: Sequence[Frame],
    among: Calendar,
    left: Mapping[Place, Tally],
    seen: Sequence[int],
) -> list[str]:
    """What is about the addresses of the cells; those are kept that were made for another filter."""
    known = kept_until(version, "cells", dict[_Key, str])
    keys = [
        (number, _told(left.get(place) if place else None), number in seen)
        for number, (_, place) in enumerate(frames)
    ]
    made = _made([key for key in keys if key not in known], frames, among, left)
    if len(known) < MOST_CELLS_KEPT:
        known |= made
    return "".join([made.get(key) or known[key] for key in keys]).split(BLANK)


def _told(tally: Tally | None) -> tuple[tuple[str, int], ...]:
    return tuple(tally.items()) if tally else ()


def _made(
    keys: list[_Key], frames: Sequence[Frame], among: Calendar, left: Mapping[Place, Tally]
) -> dict[_Key, str]:
    """The cells as HTML, their addresses left blank before `at`."""
    cells = [
        make_cell(frames[number], among, left, on_screen=on_screen) for number, _, on_screen in keys
    ]
    return dict(zip(keys, pieces(_CELL, "cell", cells), strict=True)) if cells else {}


def _seen(frames: Sequence[Frame], day: str) -> tuple[int, ...]:
    """The cells in which the page begins; a script keeps the mark up with the scrolling."""
    return tuple(
        number
        for number, (cell, _) in enumerate(frames)
        if day and cell.first and cell.first <= day[: len(cell.first)] <= cell.last
    )


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
        on_screen=bool(page.events) and page.events[0].undated,
        first="undated",
        last="undated",
    )
    return filled(cell, Tally({"none": events}), Tally({"none": left}), max(tallest, events))
