"""What decisions make of a whole event: whether it is shown, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from timeline.decisions.effects import decided_at, found_actors
from timeline.models import Event

ACTOR = "actor:"


def settle_event(accounts: Sequence[Event]) -> None:
    """Hide or show the accounts of one event, and give each its actors as decided."""
    hidden = any("hidden" in account.decisions for account in accounts)
    said = actors_decided(accounts)
    left_out = {name for name, value in said.items() if not value["takes_part"]}
    added = [name for name, value in said.items() if value["takes_part"]]
    bearer = max(accounts, key=lambda account: (decided_at(account), account.public_id))
    for account in accounts:
        account.hidden = hidden
        account.actors = [name for name in found_actors(account) if name not in left_out]
    bearer.actors = list(dict.fromkeys([*bearer.actors, *added]))


def actors_decided(accounts: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """By name, what was last decided of an actor of the event: {takes_part, kind}."""
    decisions = [
        (decision["on"], kind.removeprefix(ACTOR), decision["value"])
        for account in accounts
        for kind, decision in account.decisions.items()
        if kind.startswith(ACTOR)
    ]
    return {name: value for _, name, value in sorted(decisions, key=lambda one: one[:2])}
