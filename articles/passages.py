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
    edges = {edge for mark in within for edge in (mark.start, mark.end) if start < edge < end}
    places = [start, *sorted(edges), end]
    return [_segment(text, within, left, right) for left, right in pairwise(places) if left < right]


def _segment(text: str, marks: list[Mark], left: int, right: int) -> Segment:
    held: dict[str, Mark] = {}
    opens = closes = _NONE
    for mark in marks:
        if mark.start <= left and right <= mark.end and mark.kind not in held:
            held[mark.kind] = mark
            if mark.start == left:
                opens |= {mark.kind}
            if mark.end == right:
                closes |= {mark.kind}
    return Segment(text[left:right], left, held, opens, closes)
