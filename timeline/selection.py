"""The events that a filter leaves, in the order of the page, a few at a time.

Whatever is asked of a selection costs as much in a timeline of a million events as in one of a
thousand: it looks at so many events as are wanted and no more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from timeline import ordering, search
from timeline.ordering import LAST_KEY, REACHES, UNDATED
from timeline.search import Facet, LookUp

Row = tuple[int, bytes]  # an event's sort key, and what it bears, packed

COUNTED = 1_000  # events; more are said to be more
LOOKED_AT = 300  # of those that are more: what the first ones bear is counted
FAR = 20_000  # events that a count may have to look through


class AtLeast(int):
    """A number that there may be more of: counting stopped there."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What events bear, in the order of the page: all `events`, or the first LOOKED_AT where there
    are more than were counted."""

    events: int
    rows: list[Row]


@dataclass(frozen=True)
class Selection:
    """The events with these words and facets, within the period (None for an open end of it)."""

    words: str = ""
    facets: tuple[Facet, ...] = ()
    any_actor: bool = False
    first: date | None = None
    last: date | None = None

    @cached_property
    def match(self) -> str:
        return search.expression(self.words, self.facets, any_actor=self.any_actor)

    @property
    def narrows(self) -> bool:
        return bool(self.facets or self.first or self.last or search.has_words(self.words))

    def keys(
        self, most: int, *, low: int = 0, high: int = LAST_KEY, newest: bool = False
    ) -> list[int]:
        """At most so many sort keys from `low` to `high`, both inclusive."""
        found: list[int] = []
        parts = [*self._parts(low, high)]
        for part in reversed(parts) if newest else parts:
            left = _before(part, found[-1], newest=newest) if 0 < most <= len(found) else part
            if left.low <= left.high:
                more = left.keys(most, newest=newest)
                found = sorted(chain(found, more), reverse=newest)[:most] if found else more
        return found

    def rows(self, most: int, *, low: int = 0) -> list[Row]:
        """At most so many events from `low` on."""
        found: list[Row] = []
        for part in self._parts(low, LAST_KEY):
            left = _before(part, found[-1][0]) if 0 < most <= len(found) else part
            if left.low <= left.high:
                more = left.rows(most)
                found = sorted(chain(found, more))[:most] if found else more
        return found

    def number(self, most: int, *, low: int = 0) -> int:
        """How many events there are from `low` on, counted up to `most`."""
        number = 0
        for part in self._parts(low, LAST_KEY):
            if number < most and part.low <= part.high:
                number += part.number(most - number)
        return number

    def count(self) -> int:
        """How many events there are: AtLeast where there are more than are counted."""
        number = self.number(COUNTED + 1)
        return AtLeast(COUNTED) if number > COUNTED else number

    def some(self, most: int) -> list[Row]:
        """At most so many events: of those that begin within the period if these are enough."""
        begins, after = self._within()
        begin_within = LookUp(self.match, begins, after - 1).rows(most)
        return begin_within if len(begin_within) >= most else self.rows(most)

    def begun(self, most: int = COUNTED) -> tuple[Begun, Bearing]:
        """The selection with its first keys, and what the events bear, counted up to `most`, which
        is LOOKED_AT or more."""
        rows = self.rows(LOOKED_AT + 1)
        if len(rows) <= LOOKED_AT:
            return self._begun(rows, len(rows))
        *rows, (after, _) = rows
        more = most + 1 - LOOKED_AT
        number = self.number(more, low=after) if more > 1 else 1
        if number < more:
            rows += self.rows(number, low=after)
        return self._begun(rows, LOOKED_AT + number if number < more else AtLeast(most))

    def _begun(self, rows: list[Row], events: int) -> tuple[Begun, Bearing]:
        first = array("q", [key for key, _ in rows])
        whole = not isinstance(events, AtLeast)
        return Begun(self, first, whole=whole), Bearing(events, rows)

    def counted_up_to(self, events: int, borne: Mapping[str, int]) -> int:
        """So many events are counted at little cost; of all there are `events`, and `borne` says
        how many bear the token of each facet.

        What one thing is asked of, the index has in a row; for what several are asked of, it looks
        through all that fit the one that fewest fit."""
        fitting: Counter[str] = Counter()
        for facet in self.facets:
            each = facet.family == "actor" and not self.any_actor
            fitting[facet.token if each else facet.family] += borne.get(facet.token, 0)
        period = self.first is not None or self.last is not None
        if len(fitting) + len(search.terms_of(self.words)) + period < 2:
            return COUNTED
        return COUNTED if min(fitting.values(), default=events) <= FAR else LOOKED_AT

    def _within(self) -> tuple[int, int]:
        """The first key of what begins within the period, and the first one after that."""
        begins = ordering.first_key(self.first) if self.first else 0
        after = UNDATED if self.first else LAST_KEY + 1
        return begins, _key_after(self.last) if self.last else after

    def _parts(self, low: int, high: int) -> Iterator[LookUp]:
        """Yield look-ups that have no event in common, for sort keys from `low` to `high`, those
        that begin the earliest first.

        Most events of a period begin within it. Before it begin those that go on into it, and
        how far back they can begin their reach says; after it those without a beginning.
        """
        first, last, match = self.first, self.last, self.match
        begins, after = self._within()
        if first:
            for reach in ("on", *reversed(REACHES)):
                going_on = search.narrowed(match, Facet("reach", reach))
                earliest = max(low, _earliest(first, reach))
                yield LookUp(going_on, earliest, min(high, begins - 1), first)
        yield LookUp(match, max(low, begins), min(high, after - 1))
        if last:
            without_beginning = search.narrowed(match, Facet("reach", "back"))
            yield LookUp(without_beginning, max(low, after), min(high, UNDATED - 1))


def _before(part: LookUp, last: int, *, newest: bool = False) -> LookUp:
    """What of the part comes before an event's sort key, in the order of the page."""
    if newest:
        return replace(part, low=max(part.low, last))
    return replace(part, high=min(part.high, last))


@dataclass(frozen=True, slots=True)
class Begun:
    """A selection whose `first` keys are known already, so that few have to be looked up; all of
    its keys if it is `whole`, else there are more than are counted."""

    selection: Selection
    first: Sequence[int]
    whole: bool

    def keys(
        self, most: int, *, low: int = 0, high: int = LAST_KEY, newest: bool = False
    ) -> list[int]:
        """As `Selection.keys`."""
        known = self.first[bisect_left(self.first, low) : bisect_right(self.first, high)]
        if self.whole:
            return list(known[-most:][::-1] if newest else known[:most]) if most else []
        if not newest and len(known) >= most:
            return list(known[:most])
        return self.selection.keys(most, low=low, high=high, newest=newest)


def _earliest(first: date, reach: str) -> int:
    days = REACHES.get(reach)
    if days is None or first.toordinal() <= days:
        return 0
    return ordering.first_key(first - timedelta(days=days))


def _key_after(last: date) -> int:
    return ordering.first_key(last + timedelta(days=1)) if last < date.max else UNDATED
