"""What an editor can decide of an event, as decisions for the writer; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from timeline import search
from timeline.decisions.cells import Cell, Decision, Place, Refused
from timeline.decisions.dates import read_typed
from timeline.decisions.events import ACTOR, actors_decided
from timeline.decisions.eye import REASONS, digest_of
from timeline.models import Event
from timeline.page.labels import alternative_text, date_label
from timeline.page.quotes import dated

LONGEST_TITLE = 300
LONGEST_NAME = 120
ACTOR_KINDS = ("person", "organisation", "country", "place")


def event_place(event: Event) -> Place:
    return Place("event", event.public_id)


def redate(event: Event, typed: str) -> Decision:
    """Date the event as typed; raises UnreadableDate with the forms that can be read."""
    value = read_typed(typed, event.article.published_on)
    after = alternative_text(value) if value["edtf"] else "No date given"
    before = date_label(dated(event)).text
    return _of_event(event, "date", value, what="Date", before=before, after=after)


def retitle(event: Event, words: str) -> Decision:
    """Call the event by a slice of its quote, or by the editor's own words; "" for its headline."""
    words = " ".join(words.split())
    if len(words) > LONGEST_TITLE:
        raise Refused(
            f"A title has at most {LONGEST_TITLE} characters; this one has {len(words):,}."
        )
    is_slice = words in event.quote
    value = None if words in {"", event.headline} else {"words": words, "own": not is_slice}
    after = words or event.headline
    return _of_event(event, "title", value, what="Title", before=event.title, after=after)


def hide(event: Event) -> Decision:
    return _of_event(event, "hidden", {}, what="Hidden", before="shown", after="hidden")


def show(accounts: Sequence[Event]) -> Decision:
    lead = lead_of(accounts)
    hidden = [account for account in accounts if "hidden" in account.decisions]
    if not hidden:
        raise Refused("This event is shown already.")
    cells = tuple(Cell(event_place(one), "hidden", None) for one in hidden)
    return decision_of(lead, cells, what="Hidden", before="hidden", after="shown")


def plan(event: Event, *, planned: bool) -> Decision:
    words = {True: "planned", False: "happened"}
    value = {"planned": planned}
    before, after = words[event.planned], words[planned]
    return _of_event(
        event, "planned", value, what="Planned or happened", before=before, after=after
    )


def check(accounts: Sequence[Event]) -> Decision:
    """The event was held against its sources, as they are now."""
    value = {"digest": digest_of(accounts)}
    before = "checked" if "checked" in lead_of(accounts).decisions else "not checked"
    return _of_event(
        lead_of(accounts), "checked", value, what="Checked", before=before, after="checked"
    )


def uncheck(event: Event) -> Decision:
    return _of_event(event, "checked", None, what="Checked", before="checked", after="not checked")


def look(accounts: Sequence[Event], reason: str) -> Decision:
    """It was looked at for this reason, and is right as it is."""
    if reason not in REASONS:
        raise Refused("There is no such reason to look at an event.")
    value = {"digest": digest_of(accounts)}
    what, lead = REASONS[reason], lead_of(accounts)
    return _of_event(lead, f"eye:{reason}", value, what=what, before="open", after="right as it is")


def correct_actor(
    accounts: Sequence[Event], name: str, *, takes_part: bool, kind: str = "person"
) -> Decision:
    """Add an actor to the event, or leave one out."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"An actor's name has 1 to {LONGEST_NAME} characters.")
    named = {one for account in accounts for one in account.actors}
    if takes_part == (name in named):
        raise Refused(f"{name} is named already." if takes_part else f"{name} is not named here.")
    lead = lead_of(accounts)
    places = [one for one in accounts if f"{ACTOR}{name}" in one.decisions] or [lead]
    value = {"takes_part": takes_part, "kind": _kind_of(name, kind, accounts)}
    cells = tuple(Cell(event_place(one), f"{ACTOR}{name}", value) for one in places)
    after = f"with {name}" if takes_part else f"without {name}"
    return decision_of(lead, cells, what="Actors", before="", after=after)


def _kind_of(name: str, kind: str, accounts: Iterable[Event]) -> str:
    """The kind that the timeline knows the actor by; the one given for a new name."""
    if kind not in ACTOR_KINDS:
        raise Refused(f"An actor is one of {', '.join(ACTOR_KINDS)}.")
    decided = actors_decided(accounts)
    if name in decided:
        return str(decided[name]["kind"])
    return search.kind_of_actor(name) or kind


def lead_of(accounts: Sequence[Event]) -> Event:
    return next(account for account in accounts if account.lead_id is None)


def _of_event(
    event: Event, kind: str, value: dict[str, Any] | None, *, what: str, before: str, after: str
) -> Decision:
    cells = (Cell(event_place(event), kind, value),)
    return decision_of(event, cells, what=what, before=before, after=after)


def decision_of(
    event: Event, cells: tuple[Cell, ...], *, what: str, before: str, after: str
) -> Decision:
    return Decision(event_place(event), event.title, cells, what, before, after)
