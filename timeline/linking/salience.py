"""How much an event matters in this corpus, so that a long timeline can be read at its top.

An event of one day matters by how much articles speak of that day (`attention`), times how
much of what the day's accounts say it tells. An event of a longer span is spoken of by its
own accounts alone: to name a month is not to name what happened in it. Only the accounts and
mentions of a day decide about the events of that day, so an article that comes or goes
changes those of the days it speaks of and no others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from timeline.linking.attention import weight
from timeline.linking.centrality import (
    by_what_is_new,
    exactness,
    lead_among,
    share,
    shares_of,
    worth,
)
from timeline.linking.shapes import LinkAccount

_ECHO = 0.1
MOST_MAIN = 50  # main events, however long the timeline
MAIN_PART = 4  # at most one event in so many is a main one
_MAIN_OF_A_DATE = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event: its accounts (the lead first), how many independent texts, its salience."""

    accounts: tuple[LinkAccount, ...]
    texts: int
    salience: float = 0.0

    @property
    def lead(self) -> LinkAccount:
        return self.accounts[0]


def weigh(events: Iterable[Weighed], attention: Mapping[date, float]) -> list[Weighed]:
    """Return the events with their salience, 0 up, and the best told account as the lead.

    All events of a day have to be given together; of a day without `attention` its own
    accounts speak. The result depends on no order.
    """
    by_day: dict[date | None, list[Weighed]] = defaultdict(list)
    for event in events:
        by_day[min(event.accounts, key=exactness).day].append(event)
    weighed = [_of_a_span(event) for event in by_day.pop(None, [])]
    for day, told in by_day.items():
        weighed += _of_a_day(told, attention.get(day, 0.0) if day else 0.0)
    return weighed


def _of_a_span(event: Weighed) -> Weighed:
    """A date that can be any of many days says little of each."""
    event = _led(event, {})
    said = share(event.texts, event.texts) * worth(event.lead) * _echo(event)
    spoken = _own_attention(event) / math.log2(1 + event.lead.days)
    return replace(event, salience=round(spoken * said, 4))


def _of_a_day(events: Sequence[Weighed], attention: float) -> list[Weighed]:
    """The second event of a day weighs a quarter of what it would as its first, the third a
    ninth: there are other days to be read of."""
    shares = shares_of(account for event in events for account in event.accounts)
    by_lead = {event.lead.id: event for event in (_led(event, shares) for event in events)}
    spoken = max([attention, *map(_own_attention, events)])
    ordered = by_what_is_new(
        [event.lead for event in by_lead.values()],
        shares,
        {key: _echo(event) for key, event in by_lead.items()},
    )
    return [
        replace(by_lead[lead.id], salience=round(spoken * added / rank**2, 4))
        for rank, (lead, added) in enumerate(ordered, start=1)
    ]


def _led(event: Weighed, shares: Mapping[str, float]) -> Weighed:
    lead = lead_among(event.accounts, shares)
    others = (account for account in event.accounts if account.id != lead.id)
    return replace(event, accounts=(lead, *others))


def _echo(event: Weighed) -> float:
    """Twice as many independent texts say a little more: most of it is in the shares."""
    return 1 + _ECHO * math.log2(event.texts)


def _own_attention(event: Weighed) -> float:
    """How much the event's own articles speak of its date."""
    told: dict[str, float] = {}
    for account in event.accounts:
        spoken = weight(account.ends_on or account.starts_on, account.published_on)
        told[account.article] = max(told.get(account.article, 0.0), spoken)
    return math.fsum(told.values())


class _Dated(Protocol):
    public_id: str
    edtf: str


def main_events(ranked: Iterable[_Dated], *, events: int) -> frozenset[str]:
    """Return the ids of the events to read first, out of `events` dated ones, the most
    salient first in `ranked`: a quarter of them, at most MOST_MAIN, at most two of one date."""
    most = min(MOST_MAIN, math.ceil(events / MAIN_PART))
    of_a_date: Counter[str] = Counter()
    main: set[str] = set()
    for event in ranked:
        if len(main) == most:
            break
        if of_a_date[event.edtf] < _MAIN_OF_A_DATE:
            of_a_date[event.edtf] += 1
            main.add(event.public_id)
    return frozenset(main)
