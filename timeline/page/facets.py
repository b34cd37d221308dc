"""How many events bear what can be filtered by: all of them, and those a filter leaves.

All of it is the same for everyone until the timeline changes, so that each process keeps what
it has counted under the version of the timeline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest

from timeline import packed, search
from timeline.forms import ACTOR_KINDS, TimelineFilter
from timeline.ordering import UNDATED
from timeline.page.kept import kept_until
from timeline.search import Facet
from timeline.selection import COUNTED, AtLeast, Bearing, Begun, Selection

MOST = 80  # of a kind: what the rail can show, and some more
BESIDE = 7  # actors: who acts together with one, and the one
MOST_MONTHS = 20_000  # more than the calendar of a corpus has
OTHERS = ("precision", "planned", "sources", "main", "checked", "corrected")
NUMBERED = (*ACTOR_KINDS, "outlet")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some events bear each facet, by its number; `bounded` where only the first
    were looked at. `ends` are the first and the last dated event of each actor that many name,
    by their sort keys, where one actor is asked for."""

    events: int
    numbers: Mapping[int, int]
    bounded: bool = False
    ends: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def of(self, facet: Facet) -> int:
        number = self.numbers.get(facet.number, 0)
        return AtLeast(number) if self.bounded else number


@dataclass(frozen=True, slots=True)
class Counted:
    """`kept` are the facets that most events bear, and those asked for, with all their events,
    `ranked` the same by kind, those of most events first, `numbers` how many there are of a kind;
    `left` the events that the filter leaves.

    `widened` counts a family whose choices widen one another (two outlets) as if none of
    its own were chosen. `found` are the actors whose names hold what is looked for.
    """

    version: int
    kept: Mapping[Facet, int]
    ranked: Mapping[str, Sequence[Facet]]
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
    words = str(asked.cleaned_data.get("find") or "").casefold().split()
    called = dict(search.called(words, ACTOR_KINDS, found)) if words else {}
    most = _most_borne(version)
    asked_for = called | search.borne(facet for facet in asked.facets if facet not in most)
    kept = most | asked_for
    ranked = _with(kept_until(version, "ranked", lambda: _ranked(most)), asked_for, kept)
    numbers = _numbers(version)
    whole = Tally(counters["events"], _whole(version) | _by_number(asked_for))
    if not asked.narrows:
        return Counted(version, kept, ranked, numbers, whole, {}, tuple(called))
    widened = {name: _without(version, name, asked, whole) for name in _widening(asked)}
    left = _left(version, asked.selection)
    if left.bounded and asked.selection == Selection(facets=tuple(asked.facets[:1])):
        left = replace(left, events=whole.of(asked.facets[0]))  # it is kept
    return Counted(version, kept, ranked, numbers, left, widened, tuple(called))


def most_named(tally: Tally, most: int) -> list[tuple[Facet, int]]:
    """The actors that most of the events name, with how many do."""
    top = {packed.actor_token(number) for number in _top(tally.numbers, most)}
    named = [(facet, tally.of(facet)) for facet in search.facets_with(top).values()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0].name))[:most]


def _top(numbers: Mapping[int, int], most: int) -> list[int]:
    """The numbers of the actors that most of the events name, and some more."""
    actors = filter(packed.is_actor, numbers)
    return nlargest(2 * most, actors, key=lambda number: (numbers[number], number))


def _most_borne(version: int) -> dict[Facet, int]:
    """The facets of each kind that most events bear."""
    kinds = dict.fromkeys((*NUMBERED, *OTHERS), MOST)
    return kept_until(version, "most borne", lambda: dict(search.most_borne(kinds)))


def months(version: int) -> dict[Facet, int]:
    """Every month that events are in, by kind."""
    kinds = {"month": MOST_MONTHS}
    return kept_until(version, "months", lambda: dict(search.most_borne(kinds)))


def _ranked(kept: Mapping[Facet, int]) -> dict[str, list[Facet]]:
    found: dict[str, list[Facet]] = defaultdict(list)
    for facet in sorted(kept, key=lambda facet: (-kept[facet], facet.name.casefold())):
        found[facet.kind].append(facet)
    return found


def _with(
    ranked: Mapping[str, list[Facet]], others: Mapping[Facet, int], kept: Mapping[Facet, int]
) -> Mapping[str, list[Facet]]:
    """The facets with those that are asked for, each in its place."""
    kinds = {facet.kind for facet in others}
    again = [facet for kind in kinds for facet in ranked.get(kind, ())]
    return {**ranked, **_ranked({facet: kept[facet] for facet in (*again, *others)})}


def _whole(version: int) -> dict[int, int]:
    """The events of what is always counted, by number."""
    return kept_until(version, "whole", lambda: _by_number(_most_borne(version) | months(version)))


def _by_number(counted: Mapping[Facet, int]) -> dict[int, int]:
    return {facet.number: events for facet, events in counted.items()}


def _numbers(version: int) -> dict[str, int]:
    """How many facets there are of a kind, counted up to a bound."""
    return kept_until(version, "numbers", _count_kinds)


def _count_kinds() -> dict[str, int]:
    counts = search.numbers_of(NUMBERED, COUNTED + 1)
    return {kind: AtLeast(COUNTED) if n > COUNTED else n for kind, n in counts.items()}


def begun(version: int, selection: Selection) -> Begun:
    """The selection with its first keys, which counting asks for, and the first page, too."""
    name = ("keys", selection)
    return Begun(selection, kept_until(version, name, selection.first_keys))


def _left(version: int, selection: Selection) -> Tally:
    """The events of a selection that narrows."""
    return kept_until(version, selection, lambda: _tally(begun(version, selection)))


def _tally(chosen: Begun) -> Tally:
    selection = chosen.selection
    found = selection.bearing(chosen.first)
    numbers = packed.count(facets for _, facets in found.rows)
    one = sum(1 for facet in selection.facets if facet.family == "actor") == 1
    ends = _ends(found, _top(numbers, BESIDE)) if one else {}
    return Tally(found.events, numbers, isinstance(found.events, AtLeast), ends)


def _ends(found: Bearing, actors: list[int]) -> dict[int, tuple[int, int]]:
    dated = [row for row in found.rows if row[0] < UNDATED]
    ends = {}
    for actor in actors:
        one = packed.pack([actor])
        first = next((key for key, facets in dated if packed.bears(facets, one)), None)
        last = next((key for key, facets in reversed(dated) if packed.bears(facets, one)), first)
        if first is not None and last is not None:
            ends[actor] = (first, last)
    return ends


def _without(version: int, name: str, asked: TimelineFilter, whole: Tally) -> Tally:
    """The events that would be left if nothing of this family were chosen."""
    others = tuple(facet for facet in asked.facets if facet.family != name)
    selection = replace(asked.selection, facets=others)
    return _left(version, selection) if selection.narrows else whole


def _widening(asked: TimelineFilter) -> list[str]:
    chosen = {facet.family for facet in asked.facets}
    families = {"outlet", "precision", "checked"} | ({"actor"} if asked.any_actor else set())
    return sorted(chosen & families)
