"""What is chosen, each with the way to undo it, and the ways out of a choice that leaves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from timeline.forms import TimelineFilter
from timeline.page.addresses import State
from timeline.page.date_words import Dated, date_text
from timeline.page.rail import DECIDED_LABELS, EXACTNESS
from timeline.page.typed_dates import read_days
from timeline.search import Facet
from timeline.selection import Selection

MOST_WAYS = 5


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Wider:
    """A way out of a filter that leaves nothing."""

    text: str
    url: str
    events: int


def chips(asked: TimelineFilter) -> list[Chip]:
    """Return what is chosen, each with the address without it."""
    state = asked.state.from_the_start
    return [
        Chip(_chip_text(name, value), state.removing(name, value).url)
        for name, value in state.filters.pairs
        if name != "match"
    ]


def _chip_text(name: str, value: str) -> str:
    if name == "precision":
        return EXACTNESS[value][0]
    if name == "decided":
        return DECIDED_LABELS[value]
    if name in {"from", "to"}:
        return f"{name.capitalize()} {_days_text(value)}"
    named = {
        "q": f"“{value}”",
        "sources": f"At least {value} sources",
        "planned": "Planned",
        "main": "Main events",
    }
    return named.get(name, value)


def _days_text(typed: str) -> str:
    days = read_days(typed)
    if days is None:
        return typed
    return date_text(Dated(starts_on=days.first, ends_on=days.last, precision=days.precision))


def widenings(asked: TimelineFilter, kept: Mapping[Facet, int], events: int) -> list[Wider]:
    """Return the choices that would leave something, where the one made leaves nothing."""
    state = asked.state.from_the_start
    actors = asked.actors
    counts = {facet.name: count for facet, count in kept.items() if facet.family == "actor"}
    ways = []
    if len(actors) > 1 and not asked.any_actor:
        either = "Name either of them" if len(actors) == 2 else "Name any of them"
        ways.append(
            Wider(
                either,
                state.setting("match", "any").url,
                _events_of(state.setting("match", "any"), asked.hidden),
            )
        )
    if len(state.filters.pairs) > 1:
        only = [(name, State.of([("actor", name)]).url) for name in actors]
        ways += [Wider(f"Only {name}", url, counts.get(name, 0)) for name, url in only]
    ways += _without_one(state, asked.hidden)
    return [*(way for way in ways if way.events), Wider("Clear all", State().url, events)]


def _without_one(state: State, hidden: type[Selection] | None) -> list[Wider]:
    """Each choice left out alone; for actors there is a better way to say so."""
    others = [pair for pair in state.filters.pairs if pair[0] not in {"actor", "match"}]
    if len(state.filters.pairs) < 2:
        return []
    without = [(pair, state.removing(*pair)) for pair in others[:MOST_WAYS]]
    return [
        Wider(f"Without {_chip_text(*pair)}", wider.url, _events_of(wider, hidden))
        for pair, wider in without
    ]


def _events_of(state: State, hidden: type[Selection] | None) -> int:
    return TimelineFilter(QueryDict(state.query), hidden=hidden).selection.count()


def no_match_text(asked: TimelineFilter) -> str:
    actors = asked.actors
    if asked.hidden_only:
        others = len(asked.state.filters.pairs) > 1
        return "No hidden event matches this choice" if others else "No event is hidden"
    if asked.words and not actors:
        return f"No quote or actor matches “{asked.words}”."
    if len(actors) == 2 and not asked.any_actor:
        return f"No event names both {actors[0]} and {actors[1]}"
    if len(actors) > 2 and not asked.any_actor:
        return f"No event names all of {', '.join(actors[:-1])} and {actors[-1]}"
    return "No event matches this choice"
