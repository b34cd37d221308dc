"""The events that a filter leaves, in the order of the page, a few at a time.

Whatever is asked of a selection costs as much in a timeline of a million events as in one of a
thousand: it looks at so many events as are wanted and no more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from timeline import ordering, search
from timeline.ordering import LAST_KEY, REACHES, UNDATED
from timeline.search import Facet

COUNTED = 1_000  # events; more are said to be more
LOOKED_AT = 500  # of those that are more: what the first ones bear is counted


class AtLeast(int):
    """A number that there may be more of: counting stopped there."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What events bear: `rows` are sort keys and packed facets, in the order of the page; of all
    `events`, or of the first LOOKED_AT where there are more than are counted."""

    events: int
    rows: list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Selection:
    """The events with these words and facets, within the period (None for an open end of it)."""

    words: str = ""
    facets: tuple[Facet, ...] = ()
    any_actor: bool = False
    first: date | None = None
    last: date | None = None

    @property
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
        parts = [*self._parts(most, newest)]
        for look_up, least, greatest in reversed(parts) if newest else parts:
            low, high = _ends_left(found, low, high, most, newest=newest)
            if (part_low := max(low, least)) <= (part_high := min(high, greatest)):
                more = look_up(part_low, part_high)
                found = sorted(chain(found, more), reverse=newest)[:most] if found else more
        return found

    def count(self) -> int:
        """How many events there are: AtLeast where there are more than are counted."""
        number = len(self.keys(COUNTED + 1))
        return AtLeast(COUNTED) if number > COUNTED else number

    def some(self, most: int) -> list[int]:
        """At most so many sort keys: of those that begin within the period if these are enough."""
        begins, after = self._within()
        whenever = replace(self, first=None, last=None)
        begin_within = whenever.keys(most, low=begins, high=after - 1)
        return begin_within if len(begin_within) >= most else self.keys(most)

    def begun(self, events: int = 0) -> Begun:
        """The selection with its first keys: all of them, or so many as counting asks for. Where
        `events` says that there are more than are counted, fewer do."""
        most = LOOKED_AT if events > COUNTED else COUNTED
        first = array("q", self.keys(most + 1))
        return Begun(self, first, whole=len(first) <= most)

    def bearing(self, first: Sequence[int], *, whole: bool) -> Bearing:
        """The events, counted, with what the first ones bear; `first` are the first keys of them,
        or all if they are the `whole`."""
        if whole:
            return Bearing(len(first), search.bearing_at(first))
        return Bearing(AtLeast(COUNTED), search.bearing_at(first[:LOOKED_AT]))

    def _within(self) -> tuple[int, int]:
        """The first key of what begins within the period, and the first one after that."""
        begins = ordering.first_key(self.first) if self.first else 0
        after = UNDATED if self.first else LAST_KEY + 1
        return begins, _key_after(self.last) if self.last else after

    def _parts(
        self, most: int, newest: bool
    ) -> Iterator[tuple[Callable[[int, int], list[int]], int, int]]:
        """Yield look-ups that have no event in common, each with the keys it can find, those
        that begin the earliest first.

        Most events of a period begin within it. Before it begin those that go on into it, and
        how far back they can begin their reach says; after it those without a beginning.
        """

        def look_up(match: str) -> Callable[[int, int], list[int]]:
            return lambda low, high: search.read_keys(match, low, high, most=most, newest=newest)

        first, last, match = self.first, self.last, self.match
        begins, after = self._within()
        if first:
            for reach in ("on", *reversed(REACHES)):
                going_on = search.narrowed(match, Facet("reach", reach))
                yield _reaching(going_on, first, most, newest), _earliest(first, reach), begins - 1
        yield look_up(match), begins, after - 1
        if last:
            yield look_up(search.narrowed(match, Facet("reach", "back"))), after, UNDATED - 1


def _ends_left(
    found: Sequence[int], low: int, high: int, most: int, *, newest: bool
) -> tuple[int, int]:
    """Where more keys could be among the first `most`, which `found` are those of so far."""
    if not 0 < most <= len(found):
        return low, high
    return (found[-1], high) if newest else (low, found[-1])


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

    def bearing(self) -> Bearing:
        return self.selection.bearing(self.first, whole=self.whole)


def _reaching(match: str, first: date, most: int, newest: bool) -> Callable[[int, int], list[int]]:
    return lambda low, high: search.read_keys_reaching(
        match, low, high, first, most=most, newest=newest
    )


def _earliest(first: date, reach: str) -> int:
    days = REACHES.get(reach)
    if days is None or first.toordinal() <= days:
        return 0
    return ordering.first_key(first - timedelta(days=days))


def _key_after(last: date) -> int:
    return ordering.first_key(last + timedelta(days=1)) if last < date.max else UNDATED
