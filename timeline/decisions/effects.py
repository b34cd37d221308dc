"""What decisions make of an account: its columns, and whether it stands for its event.

`Event.decisions` keeps, by kind, {value, by, on, why} and, where columns are replaced, `was`:
what the build says of them. The kinds:

    date      {edtf, starts_on, ends_on, precision, approximate, mod, typed}
    planned   {planned}
    title     {words, own}: a slice of the quote, or an editor's own words
    checked   {digest}: against the source, as that was
    eye:WHAT  {digest}: looked at for this reason, and right
    hidden    {}
    actor:NAME {takes_part, kind}
    joined:ID {}: one event with the account of this public id
    apart     {from}: not one event with the accounts of these public ids
    added     {start, end}: a person selected these words of the article
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from timeline.models import Event

DATE_COLUMNS = (
    "edtf",
    "starts_on",
    "ends_on",
    "precision",
    "approximate",
    "mod",
    "alternatives",
    "working",
)
REPLACED = {"date": DATE_COLUMNS, "planned": ("planned",)}
# Kinds that say what the whole event is: the account that bears the latest stands for it.
_OF_THE_EVENT = ("date", "planned", "title", "checked", "hidden")
CORRECTS = ("date", "planned", "title", "actor:", "joined:", "apart", "added")
_DAYS = ("starts_on", "ends_on")


def is_kind(key: str, kinds: Iterable[str]) -> bool:
    return any(key == kind or (kind.endswith(":") and key.startswith(kind)) for kind in kinds)


def keep(event: Event, kind: str, decision: dict[str, Any] | None) -> None:
    """Set one decision of the account, or with None take it back; its columns follow."""
    decisions = dict(event.decisions)
    before = decisions.pop(kind, None)
    if kind in REPLACED:
        was = before["was"] if before else _columns(event, REPLACED[kind])
        _put(event, was)
        decision = decision and {**decision, "was": was}
    if decision:
        decisions[kind] = decision
        _show(event, kind, decision)
    event.decisions = decisions


def carry_over(event: Event, decisions: dict[str, Any]) -> None:
    """Make the account, just extracted, bear decisions that it had before."""
    for kind, decision in decisions.items():
        keep(event, kind, {name: part for name, part in decision.items() if name != "was"})


def _show(event: Event, kind: str, decision: dict[str, Any]) -> None:
    value = decision["value"]
    if kind == "date":
        dated = {name: value[name] for name in DATE_COLUMNS[:6]}
        _put(event, dated | {"alternatives": [], "working": _working(decision)})
    elif kind == "planned":
        event.planned = value["planned"]


def _working(decision: dict[str, Any]) -> dict[str, Any]:
    """Who set it and when stands where otherwise the rule does; `was` is shown beside it."""
    value = decision["value"]
    return {
        "words": value["typed"],
        "rule": "set by an editor",
        "result": value["edtf"],
        "anchor": None,
        "tense": "",
        "note": "",
    }


def _columns(event: Event, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(event, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _put(event: Event, values: dict[str, Any]) -> None:
    for name, value in values.items():
        is_day = name in _DAYS and value is not None
        setattr(event, name, date.fromisoformat(value) if is_day else value)


def as_found(event: Event) -> dict[str, Any]:
    """The columns that decisions replace, as the build has them."""
    found: dict[str, Any] = {name: getattr(event, name) for name in (*DATE_COLUMNS, "planned")}
    for kind in REPLACED:
        if kind in event.decisions:
            found |= event.decisions[kind]["was"]
    for name in _DAYS:
        if isinstance(found[name], str):
            found[name] = date.fromisoformat(found[name])
    return found


def found_actors(event: Event) -> list[str]:
    """The canonical names of the actors that the build gives the account."""
    return list(dict.fromkeys(item["actor"] for item in event.named))


def decided_at(event: Event) -> float:
    """When a person last decided what the event is, by this account; 0 for never."""
    times = [
        datetime.fromisoformat(decision["on"]).timestamp()
        for kind, decision in event.decisions.items()
        if is_kind(kind, (*_OF_THE_EVENT, "actor:"))
    ]
    return max(times, default=0.0)


def corrected(events: Iterable[Event]) -> bool:
    return any(is_kind(kind, CORRECTS) for event in events for kind in event.decisions)
