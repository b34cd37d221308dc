"""Actors asked for by a name that is not, or no longer, the one they go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from timeline import search
from timeline.page.addresses import State
from timeline.page.shown import read_events
from timeline.search import Facet
from timeline.selection import Selection

LOOKED_AT = 50  # events; the name is in their quotes, so the first ones tell


def by_present_names(state: State) -> State | None:
    """Return the state with present names for former ones; None where nothing is to change."""
    asked = [name for field, name in state.pairs if field == "actor"]
    if not asked:
        return None
    known = _known(asked)
    found = {name: present_name(name) for name in asked if name not in known}
    present = _known(filter(None, found.values()))
    renamed = {name: now for name, now in found.items() if now in present}
    if not renamed:
        return None
    return State.of(
        (field, renamed.get(value, value) if field == "actor" else value)
        for field, value in state.pairs
    )


def _known(names: Iterable[str]) -> set[str]:
    return {facet.name for facet in search.borne(Facet("person", name) for name in names)}


def present_name(name: str) -> str:
    """The canonical name of whoever articles call by `name`, "" for nobody."""
    words = f'"{name}"'
    if not search.has_words(words):
        return ""
    events = read_events(Selection(words).keys(LOOKED_AT), whole=True)
    named = (item for event in events for account in event.accounts for item in account.named)
    wanted = name.casefold()
    found = Counter(
        str(item["actor"])
        for item in named
        if wanted in (item.get("alias", "").casefold(), item.get("written", "").casefold())
    )
    return min(found, key=lambda actor: (-found[actor], actor), default="")
