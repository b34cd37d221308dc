"""How many events bear what can be filtered by: all of them, and those a filter leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline import search
from timeline.forms import ACTOR_KINDS, TimelineFilter
from timeline.models import Event
from timeline.search import Facet

Counts = list[tuple[Facet, int]]


@dataclass(frozen=True, slots=True)
class Counted:
    """`kept` are all facets with all their events, `left` the events that the filter leaves.

    `widened` counts a family whose choices widen one another (two outlets) as if none of
    its own were chosen.
    """

    kept: Mapping[Facet, int]
    left: Mapping[Facet, int]
    widened: Mapping[str, Mapping[Facet, int]]

    def events(self, facet: Facet) -> int:
        """How many events there would be if `facet` were chosen, too."""
        return self.widened.get(family(facet), self.left).get(facet, 0)


def count(asked: TimelineFilter, kept: Counts) -> Counted:
    whole = dict(kept)
    return Counted(
        kept=whole,
        left=_left(asked.expression, asked, whole),
        widened={name: _without(name, asked, whole) for name in _widening(asked)},
    )


def family(facet: Facet) -> str:
    return "actor" if facet.kind in ACTOR_KINDS else facet.kind


def _left(match: str, asked: TimelineFilter, whole: Mapping[Facet, int]) -> Mapping[Facet, int]:
    """The counts of the events that match within the period asked for."""
    if asked.first or asked.last:
        events = Event.objects.leads().within(asked.first, asked.last)
        matching = events.matching(match) if match else events
        return search.facet_counts_of(matching.values("sort_key"))
    return dict(search.facet_counts(match)) if match else whole


def _without(name: str, asked: TimelineFilter, whole: Mapping[Facet, int]) -> Mapping[Facet, int]:
    others = [facet for facet in asked.facets if family(facet) != name]
    match = search.expression(asked.words, others, any_actor=asked.any_actor)
    return _left(match, asked, whole)


def _widening(asked: TimelineFilter) -> list[str]:
    chosen = {family(facet) for facet in asked.facets}
    families = {"outlet", "precision"} | ({"actor"} if asked.any_actor else set())
    return sorted(chosen & families)
