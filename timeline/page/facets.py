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
from timeline.selection import COUNTED, LOOKED_AT, AtLeast, Bearing, Begun, Selection

MOST = 80  # of a kind: what the rail can show, and some more
BESIDE = 7  # actors: who acts together with one, and the one
MOST_NAMES = 2_000  # of a kind; more are said to be more
MOST_MONTHS = 20_000  # more than the calendar of a corpus has
OTHERS = ("precision", "planned", "sources", "main", "checked", "corrected")
NUMBERED = (*ACTOR_KINDS, "outlet")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some events bear each facet, by its number; `bounded` where only the first
    were looked at. `beside` are the actors that most name, each with the sort keys of its first
    and its last dated event, where one actor is asked for."""

    events: int
    numbers: Mapping[int, int]
    bounded: bool = False
    beside: Mapping[int, Sequence[int]] = field(default_factory=dict)

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
    others = [facet for facet in asked.facets if facet not in most]
    asked_for = called | _asked_for(version, others)
    kept = most | asked_for
    ranked = _with(kept_until(version, "ranked", lambda: _ranked(most)), asked_for, kept)
    numbers = _numbers(version)
    whole = Tally(counters["events"], _whole(version) | _by_number(asked_for))
    if not asked.narrows:
        return Counted(version, kept, ranked, numbers, whole, {}, tuple(called))
    _, left = _begun(counters, asked.selection)
    widened = {name: _without(counters, name, asked, whole, left) for name in _widening(asked)}
    if left.bounded and _is_one(asked.selection):
        left = replace(left, events=whole.of(asked.facets[0]))  # it is kept
    return Counted(version, kept, ranked, numbers, left, widened, tuple(called))


def most_named(tally: Tally, most: int) -> list[tuple[Facet, int]]:
    """The actors that most of the events name, with how many do."""
    tokens = {packed.actor_token(number) for number in tally.beside}
    named = [(facet, tally.of(facet)) for facet in search.facets_with(tokens).values()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0].name))[:most]


def _top(numbers: Mapping[int, int], most: int) -> list[int]:
    """The numbers of the actors that most of the events name, and some more."""
    named = [(numbers[actor], actor) for actor in packed.actors(numbers)]
    return [actor for _, actor in nlargest(2 * most, named)]


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
    counts = search.numbers_of(NUMBERED, MOST_NAMES + 1)
    return {kind: AtLeast(MOST_NAMES) if n > MOST_NAMES else n for kind, n in counts.items()}


def begun(counters: Mapping[str, int], selection: Selection) -> Begun:
    """The selection with its first keys, which counting asks for, and the first page, too."""
    return _begun(counters, selection)[0]


def _begun(counters: Mapping[str, int], selection: Selection) -> tuple[Begun, Tally]:
    return kept_until(counters["version"], selection, lambda: _counted(counters, selection))


def _counted(counters: Mapping[str, int], selection: Selection) -> tuple[Begun, Tally]:
    borne = _asked_for(counters["version"], selection.facets)
    if _is_one(selection) and sum(borne.values()) > COUNTED:
        most = LOOKED_AT  # how many there are is kept
    else:
        by_token = {facet.token: events for facet, events in borne.items()}
        most = selection.counted_up_to(counters["events"], by_token)
    chosen, bearing = selection.begun(most)
    return chosen, _tally(selection, bearing)


def _is_one(selection: Selection) -> bool:
    """Whether one facet is all that is asked for: how many events bear it is kept."""
    return len(selection.facets) == 1 and selection == Selection(facets=selection.facets)


def _asked_for(version: int, facets: Sequence[Facet]) -> dict[Facet, int]:
    """How many events bear each of these; those that none bears are left out."""
    most = _most_borne(version)
    found = {facet: most[facet] for facet in facets if facet in most}
    others = tuple(facet for facet in facets if facet not in most)
    if not others:
        return found
    return found | kept_until(version, ("borne", others), lambda: search.borne(others))


def _tally(selection: Selection, found: Bearing) -> Tally:
    numbers = packed.count(facets for _, facets in found.rows)
    one = sum(1 for facet in selection.facets if facet.family == "actor") == 1
    beside = _ends(found, _top(numbers, BESIDE)) if one else {}
    return Tally(found.events, numbers, isinstance(found.events, AtLeast), beside)


def _ends(found: Bearing, actors: list[int]) -> dict[int, Sequence[int]]:
    dated = [row for row in found.rows if row[0] < UNDATED]
    places = packed.ends([facets for _, facets in dated], actors)
    return {
        actor: [dated[place][0] for place in dict.fromkeys(places.get(actor, ()))]
        for actor in actors
    }


def _without(
    counters: Mapping[str, int], name: str, asked: TimelineFilter, whole: Tally, left: Tally
) -> Tally:
    """The events that would be left if nothing of this family were chosen."""
    others = tuple(facet for facet in asked.facets if facet.family != name)
    selection = replace(asked.selection, facets=others)
    if not selection.narrows:
        return whole
    if left.bounded:  # then these are too many to be counted, too
        version = counters["version"]
        return kept_until(version, ("first", selection), lambda: _of_first(selection))
    return _begun(counters, selection)[1]


def _of_first(selection: Selection) -> Tally:
    """The tally of more events than are counted."""
    numbers = packed.count(facets for _, facets in selection.some(LOOKED_AT))
    return Tally(AtLeast(LOOKED_AT), numbers, bounded=True)


def _widening(asked: TimelineFilter) -> list[str]:
    chosen = {facet.family for facet in asked.facets}
    families = {"outlet", "precision", "checked"} | ({"actor"} if asked.any_actor else set())
    return sorted(chosen & families)
