"""How many events bear what can be filtered by: all of them, and those a filter leaves.

All of it is the same for everyone until the timeline changes, so that each process keeps what
it has counted under the version of the timeline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from heapq import nlargest

from timeline import search
from timeline.forms import ACTOR_KINDS, TimelineFilter
from timeline.page.kept import kept_until
from timeline.search import Facet
from timeline.selection import COUNTED, AtLeast, Selection

MOST = 80  # of a kind: what the rail can show, and some more
MOST_MONTHS = 20_000  # more than the calendar of a corpus has
OTHERS = ("precision", "planned", "sources", "main", "checked", "corrected")
NUMBERED = (*ACTOR_KINDS, "outlet")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some events bear each token; `bounded` where only the first were looked at."""

    events: int
    tokens: Mapping[str, int]
    bounded: bool = False

    def of(self, facet: Facet) -> int:
        number = self.tokens.get(facet.token, 0)
        return AtLeast(number) if self.bounded else number


@dataclass(frozen=True, slots=True)
class Counted:
    """`kept` are the facets that most events bear, and those asked for, with all their events,
    `numbers` how many there are of a kind; `left` the events that the filter leaves.

    `widened` counts a family whose choices widen one another (two outlets) as if none of
    its own were chosen. `found` are the actors whose names hold what is looked for.
    """

    version: int
    kept: Mapping[Facet, int]
    numbers: Mapping[str, int]
    left: Tally
    widened: Mapping[str, Tally]
    found: tuple[Facet, ...] = ()

    def events(self, facet: Facet) -> int:
        """How many events there would be if `facet` were chosen, too."""
        return self.widened.get(facet.family, self.left).of(facet)


def count(asked: TimelineFilter, counters: Mapping[str, int], *, found: int) -> Counted:
    """`counters` are those of search.counters(); `found` is how many found names are wanted."""
    version = counters["version"]
    kept, numbers = _most_borne(version).copy(), dict(_numbers(version))
    words = str(asked.cleaned_data.get("find") or "").casefold().split()
    called = dict(search.called(words, ACTOR_KINDS, found)) if words else {}
    asked_for = called | search.borne(facet for facet in asked.facets if facet not in kept)
    kept |= asked_for
    whole = Tally(counters["events"], _tokens(version) | _by_token(asked_for))
    if not asked.narrows:
        return Counted(version, kept, numbers, whole, {}, tuple(called))
    widened = {name: _without(version, name, asked, whole) for name in _widening(asked)}
    left = _left(version, asked.selection)
    if left.bounded and asked.selection == Selection(facets=tuple(asked.facets[:1])):
        left = replace(left, events=whole.of(asked.facets[0]))  # it is kept
    return Counted(version, kept, numbers, left, widened, tuple(called))


def most_named(tally: Tally, most: int) -> list[tuple[Facet, int]]:
    """The actors that most of the events name, with how many do."""
    actors = [(token, events) for token, events in tally.tokens.items() if token[0] == "a"]
    top = dict(nlargest(2 * most, actors, key=lambda pair: (pair[1], pair[0])))
    named = [(facet, tally.of(facet)) for facet in search.facets_with(top).values()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0].name))[:most]


def _most_borne(version: int) -> dict[Facet, int]:
    """The facets of each kind that most events bear; every month."""
    kinds = dict.fromkeys((*NUMBERED, *OTHERS), MOST) | {"month": MOST_MONTHS}
    return kept_until(version, "most borne", lambda: dict(search.most_borne(kinds)))


def _tokens(version: int) -> dict[str, int]:
    """The events of what is always counted, by token."""
    return kept_until(version, "tokens", lambda: _by_token(_most_borne(version)))


def _by_token(counted: Mapping[Facet, int]) -> dict[str, int]:
    return {facet.token: events for facet, events in counted.items()}


def _numbers(version: int) -> dict[str, int]:
    """How many facets there are of a kind, counted up to a bound."""
    return kept_until(version, "numbers", _count_kinds)


def _count_kinds() -> dict[str, int]:
    counts = search.numbers_of(NUMBERED, COUNTED + 1)
    return {kind: AtLeast(COUNTED) if n > COUNTED else n for kind, n in counts.items()}


def _left(version: int, selection: Selection) -> Tally:
    """The events of a selection that narrows."""
    return kept_until(version, selection, lambda: _tally(selection))


def _tally(selection: Selection) -> Tally:
    bearing = selection.tokens()
    tokens = Counter(token for found in bearing for token in found.split())
    if len(bearing) < COUNTED:
        return Tally(len(bearing), tokens)
    events = selection.count()
    return Tally(events, tokens, bounded=isinstance(events, AtLeast))


def _without(version: int, name: str, asked: TimelineFilter, whole: Tally) -> Tally:
    """The events that would be left if nothing of this family were chosen."""
    others = tuple(facet for facet in asked.facets if facet.family != name)
    selection = replace(asked.selection, facets=others)
    return _left(version, selection) if selection.narrows else whole


def _widening(asked: TimelineFilter) -> list[str]:
    chosen = {facet.family for facet in asked.facets}
    families = {"outlet", "precision", "checked"} | ({"actor"} if asked.any_actor else set())
    return sorted(chosen & families)
