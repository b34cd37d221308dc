"""A text with marks on it, cut into segments: nothing added, nothing left out.

Marks may overlap and nest. Wherever one begins or ends a new segment begins, so that
each segment bears the same marks from end to end, and the segments joined are the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """Something to show on text[start:end]; `note` is whatever its kind needs to say."""

    start: int
    end: int
    kind: str
    note: object = None


class Segment(NamedTuple):
    """`text` with the marks that hold all of it, by kind; the first of a kind counts.

    `opens` and `closes` name the kinds whose mark begins or ends with this segment.
    """

    text: str
    start: int
    marks: dict[str, Mark]
    opens: frozenset[str]
    closes: frozenset[str]


_NONE: frozenset[str] = frozenset()


def segments(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None
) -> list[Segment]:
    """Return text[start:end] as segments; marks outside it, or empty, show nothing."""
    end = len(text) if end is None else min(end, len(text))
    within = [
        mark for mark in marks if mark.start < mark.end and mark.start < end and mark.end > start
    ]
    edges = [edge for mark in within for edge in (mark.start, mark.end) if start < edge < end]
    places = [start, *sorted(set(edges)), end]
    return [_segment(text, within, left, right) for left, right in pairwise(places) if left < right]


def _segment(text: str, marks: list[Mark], left: int, right: int) -> Segment:
    held: dict[str, Mark] = {}
    for mark in marks:
        if mark.start <= left and right <= mark.end:
            held.setdefault(mark.kind, mark)
    if not held:
        return Segment(text[left:right], left, held, _NONE, _NONE)
    return Segment(
        text=text[left:right],
        start=left,
        marks=held,
        opens=frozenset(kind for kind, mark in held.items() if mark.start == left),
        closes=frozenset(kind for kind, mark in held.items() if mark.end == right),
    )
