"""Actors asked for by a name that is not, or no longer, the one they go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from timeline import search
from timeline.models import Event
from timeline.page.addresses import State

LOOKED_AT = 50  # events; the name is in their quotes, so the first ones tell


def by_present_names(state: State, known: Collection[str]) -> State | None:
    """Return the state with present names for former ones; None where nothing is to change."""
    renamed = {
        name: present
        for field, name in state.pairs
        if field == "actor" and name not in known and (present := present_name(name)) in known
    }
    if not renamed:
        return None
    return State.of(
        (field, renamed.get(value, value) if field == "actor" else value)
        for field, value in state.pairs
    )


def present_name(name: str) -> str:
    """The canonical name of whoever articles call by `name`, "" for nobody."""
    match = search.expression(f'"{name}"')
    if not match:
        return ""
    events = Event.objects.leads().matching(match).prefetch_related("others")[:LOOKED_AT]
    named = (item for event in events for account in event.accounts for item in account.named)
    wanted = name.casefold()
    found = Counter(
        str(item["actor"])
        for item in named
        if wanted in (item.get("alias", "").casefold(), item.get("written", "").casefold())
    )
    return min(found, key=lambda actor: (-found[actor], actor), default="")
