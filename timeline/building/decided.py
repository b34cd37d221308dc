"""A person's decisions laid on the groups that linking found."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from timeline import rows
from timeline.building.linked_rows import Rows
from timeline.decisions.arranging import arranged, partners
from timeline.decisions.events import settle_event
from timeline.linking.shapes import LinkAccount
from timeline.models import Event


def as_decided(found: Rows, groups: Iterable[list[LinkAccount]]) -> list[list[LinkAccount]]:
    """The groups that linking found with a person's decisions laid on them, and all others
    that a decision ties to these."""
    linked = [[found.by_id[account.id] for account in members] for members in groups]
    for events in linked:
        key = min(event.public_id for event in events)
        for event in events:
            event.found_with = key
    told = arranged([*linked, *_tied(found, linked)])
    for events in told:
        settle_event(events)
    return [list(map(rows.link_account, events)) for events in told]


def _tied(found: Rows, groups: Iterable[list[Event]]) -> list[list[Event]]:
    """The groups, as they are, that decisions join to these, however far."""
    known = {event.public_id for events in groups for event in events}
    tied: list[list[Event]] = []
    missing = partners(event for events in groups for event in events) - known
    while missing:
        keys = {event.found_with for event in found.with_ids(missing)}
        more = [_unless_known(found.in_groups([key]), known) for key in sorted(keys)]
        tied += [events for events in more if events]
        known |= missing | {event.public_id for events in more for event in events}
        missing = partners(event for events in more for event in events) - known
    return tied


def _unless_known(events: Iterable[Event], known: Collection[str]) -> list[Event]:
    return [event for event in events if event.public_id not in known]
