"""Who acts together with the actor that the timeline is filtered by, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline import ordering, search
from timeline.forms import TimelineFilter
from timeline.models import Event
from timeline.page import labels
from timeline.page.facets import family
from timeline.page.quotes import days_of
from timeline.search import Facet

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody in `events` of the same events, from the first to the last of them."""

    name: str
    events: int
    when: str
    url: str


def company(asked: TimelineFilter, left: Mapping[Facet, int]) -> list[Companion]:
    """Return those named most often beside the one actor asked for; nobody for several."""
    actors = asked.cleaned_data.get("actor", [])
    if len(actors) != 1:
        return []
    others = [
        (facet, events)
        for facet, events in left.items()
        if family(facet) == "actor" and events and facet.name not in actors
    ]
    most = sorted(others, key=lambda other: (-other[1], other[0].name))[:SHOWN]
    return [_companion(asked, facet, events) for facet, events in most]


def _companion(asked: TimelineFilter, facet: Facet, events: int) -> Companion:
    both = search.expression(asked.words, [*asked.facets, facet])
    url = asked.state.from_the_start.adding("actor", facet.name).url
    return Companion(facet.name, events, _when(both), url)


def _when(match: str) -> str:
    """From the month or year of the first dated event to that of the last: "May to June 2021"."""
    ends = search.first_and_last(match, below=ordering.UNDATED)
    events = Event.objects.leads().filter(sort_key__in=ends).slim().in_order()
    titles = list(dict.fromkeys(labels.heading(days_of(event)) for event in events))
    return " to ".join(titles)
