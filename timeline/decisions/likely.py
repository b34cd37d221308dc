"""Events that may be one with another: near in time, with the same actors and like words.

A bounded look-up: the neighbours on the timeline, however long that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import parse_qs, urlsplit

from timeline.decisions.arranging import apart_from
from timeline.linking.terms import term_set
from timeline.models import Event

_AROUND = 60  # neighbours on either side
_NEAR = 31  # days
_SHOWN = 8
_LOOKED_AT = 300  # main events that are held against their neighbours
_OF_A_DAY = 40  # of those, on one day
_LIKE_ENOUGH = 0.5  # of the words of the shorter one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events that may be one."""

    one: Event
    two: Event
    actors: tuple[str, ...]

    @property
    def both(self) -> tuple[Event, Event]:
        return self.one, self.two


def likely_same(lead: Event) -> list[Event]:
    """The events most likely to be the same as this one, the likest first."""
    key = int(lead.sort_key or 0)
    leads = Event.objects.leads().select_related("article").defer("article__text")
    near = [
        *leads.before(key).newest_first()[:_AROUND],
        *leads.after(key).in_order()[:_AROUND],
    ]
    scored = [(_likeness(lead, other), other) for other in near]
    found = [one for one in scored if one[0] > 0]
    found.sort(key=lambda one: (-one[0], one[1].sort_key))
    return [other for _, other in found[:_SHOWN]]


def id_in(typed: str) -> str:
    """The event's id in what was pasted: an address of an event, or the id itself."""
    parts = urlsplit(typed.strip())
    if opened := parse_qs(parts.query).get("open"):
        return opened[0][:16]
    found = re.search(r"(?:^|/events/|#e-)([a-z0-9]{10})/?$", typed.strip())
    return found[1] if found else ""


def likely_pairs(most: int) -> list[Pair]:
    """Pairs of events, of those that matter most, that may be one and that nobody parted."""
    leads = Event.objects.leads().dated().select_related("article").defer("article__text")
    ranked = list(leads.weightiest_first()[:_LOOKED_AT])
    found = [pair for group in _by_day(ranked) for pair in _pairs(group)]
    return found[:most]


def _by_day(events: Iterable[Event]) -> Iterable[list[Event]]:
    days: dict[object, list[Event]] = {}
    for event in events:
        days.setdefault(event.starts_on, []).append(event)
    return days.values()


def _pairs(events: Sequence[Event]) -> Iterable[Pair]:
    for one, two in combinations(events[:_OF_A_DAY], 2):
        shared = tuple(name for name in one.actors if name in two.actors)
        if shared and _words(one, two) >= _LIKE_ENOUGH and not _parted(one, two):
            yield Pair(one, two, shared)


def _parted(one: Event, two: Event) -> bool:
    same_sentence = one.article_id == two.article_id and one.quote == two.quote
    apart = two.public_id in apart_from(one) or one.public_id in apart_from(two)
    return apart or same_sentence or one.planned != two.planned


def _likeness(one: Event, two: Event) -> float:
    """Shared actors and words; near days count, far ones not at all."""
    shared = len(set(one.actors) & set(two.actors))
    days = _days_between(one, two)
    if days is not None and days > _NEAR:
        return 0.0
    said = _words(one, two)
    near = 0.0 if days is None else 0.3 * (1 - days / _NEAR)
    return shared + 2 * said + near if shared or said > 0.1 else 0.0


def _days_between(one: Event, two: Event) -> int | None:
    """0 where they overlap; None where one of them is undated."""
    if one.undated or two.undated:
        return None
    if one.ends_on and two.starts_on and one.ends_on < two.starts_on:
        return (two.starts_on - one.ends_on).days
    if two.ends_on and one.starts_on and two.ends_on < one.starts_on:
        return (one.starts_on - two.ends_on).days
    return 0


def _words(one: Event, two: Event) -> float:
    mine, theirs = term_set(one.quote), term_set(two.quote)
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
