"""Which accounts are one event when a person's decisions are added to what linking found.

Linking groups accounts by what was extracted; on top of that, accounts that a person set apart
leave their group, and groups that a person joined are one. What is joined stays joined and what
is apart stays apart, whatever accounts come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.models import Event


def arranged(groups: Iterable[list[Event]]) -> list[list[Event]]:
    """Return the groups of accounts as decided, each in order of id.

    All accounts that a decision ties to one of these must be in a group, too.
    """
    pieces = [piece for group in groups for piece in _without_those_apart(group)]
    events = {event.public_id: event for piece in pieces for event in piece}
    home = {event.public_id: piece for piece in pieces for event in piece}
    for one, two in sorted(_joins(events)):
        if home[one] is not home[two] and not _are_apart(home[one], home[two]):
            home[one] += home[two]
            home |= dict.fromkeys((event.public_id for event in home[two]), home[one])
    distinct = {id(piece): piece for piece in home.values()}
    return [sorted(piece, key=lambda event: event.public_id) for piece in distinct.values()]


def partners(events: Iterable[Event]) -> set[str]:
    """The public ids of the accounts that a decision joins to one of these."""
    return {other for event in events for other in joined_to(event)}


def joined_to(event: Event) -> list[str]:
    return [kind.removeprefix("joined:") for kind in event.decisions if kind.startswith("joined:")]


def apart_from(event: Event) -> frozenset[str]:
    value = event.decided("apart")
    return frozenset(value["from"]) if value else frozenset()


def _without_those_apart(group: list[Event]) -> list[list[Event]]:
    """The group, and each account that is not to be with another of it by itself."""
    ids = {event.public_id for event in group}
    left: list[Event] = []
    alone: list[list[Event]] = []
    for event in sorted(group, key=lambda event: event.public_id):
        if apart_from(event) & ids:
            alone.append([event])
            ids.discard(event.public_id)
        else:
            left.append(event)
    return [left, *alone] if left else alone


def _joins(events: Mapping[str, Event]) -> set[tuple[str, str]]:
    return {
        (min(key, other), max(key, other))
        for key, event in events.items()
        for other in joined_to(event)
        if other in events
    }


def _are_apart(one: list[Event], two: list[Event]) -> bool:
    mine, theirs = ({event.public_id for event in piece} for piece in (one, two))
    return any(apart_from(event) & theirs for event in one) or any(
        apart_from(event) & mine for event in two
    )
