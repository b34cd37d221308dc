"""A bar of the strip as a stack of events by kind: the exact below, the planned on top."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.page.tallies import Tally

TALLEST, LEAST, BETWEEN = 60, 6, 2  # pixels; the last one parts what is stacked
HEIGHT = TALLEST + 22  # of the drawing (strip.css): above the tallest bar stands its count
KINDS = ("day", "longer", "approximate", "planned", "none")  # from the foot of a bar up


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a stack: events of one kind, `top` and `height` in pixels of the drawing."""

    kind: str
    top: int
    height: int

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def stack(tally: Tally, tallest: int) -> tuple[Bar, ...]:
    """The parts from the foot up; what is small is still seen, at the cost of the largest."""
    heights = {kind: _height(tally[kind], tallest) for kind in KINDS if tally[kind]}
    room = max(_height(tally.total(), tallest), LEAST * len(heights))
    if (over := sum(heights.values()) - room) > 0:
        heights[max(heights, key=heights.__getitem__)] -= over
    bars: list[Bar] = []
    foot = HEIGHT
    for kind, height in heights.items():
        drawn = height - BETWEEN if bars else height
        foot -= height
        bars.append(Bar(kind, foot, drawn))
    return tuple(bars)


def outline(tally: Tally, tallest: int, bars: tuple[Bar, ...]) -> Bar:
    """All events of a place, around those that are chosen."""
    height = max(_height(tally.total(), tallest), HEIGHT - bars[-1].top if bars else 0)
    return Bar("all", HEIGHT - height, height)


def _height(events: int, tallest: int) -> int:
    return min(TALLEST, max(LEAST, round(TALLEST * events / tallest)))
