"""Who acts together with the actor that the timeline is filtered by, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import ordering
from timeline.forms import TimelineFilter
from timeline.page import labels
from timeline.page.facets import Counted, Tally, most_named
from timeline.page.kept import kept_until
from timeline.page.quotes import days_of
from timeline.page.shown import read_places
from timeline.search import Facet
from timeline.selection import Selection

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody in `events` of the same events, from the first to the last of them."""

    name: str
    events: int
    when: str
    url: str


def company(asked: TimelineFilter, counted: Counted) -> list[Companion]:
    """Return those named most often beside the one actor asked for; nobody for several."""
    if len(asked.cleaned_data.get("actor", [])) != 1:
        return []
    name = ("company", asked.selection, asked.state.from_the_start)
    return kept_until(counted.version, name, lambda: _companions(asked, counted.left))


def _companions(asked: TimelineFilter, left: Tally) -> list[Companion]:
    actors = asked.cleaned_data["actor"]
    most = most_named(left, SHOWN + 1)
    others = [(facet, events) for facet, events in most if facet.name not in actors][:SHOWN]
    return [_companion(asked, facet, events) for facet, events in others]


def _companion(asked: TimelineFilter, facet: Facet, events: int) -> Companion:
    both = replace(asked.selection, facets=(*asked.selection.facets, facet), any_actor=False)
    url = asked.state.from_the_start.adding("actor", facet.name).url
    return Companion(facet.name, events, _when(both), url)


def _when(both: Selection) -> str:
    """From the month or year of the first dated event to that of the last: "May to June 2021"."""
    last = ordering.UNDATED - 1
    ends = [key for newest in (False, True) for key in both.keys(1, high=last, newest=newest)]
    titles = [labels.heading(days_of(event)) for event in read_places(ends)]
    return labels.from_to(titles[0], titles[-1]) if titles else "undated"
