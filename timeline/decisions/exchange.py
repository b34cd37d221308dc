"""Decisions as JSON, so that a corpus can be rebuilt elsewhere with all of them.

An account is known by its public id, which is the same wherever the same text is imported, an
article by the hash of its text, an actor by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles.models import Article
from timeline.decisions import naming
from timeline.decisions.cells import Cell, Decision, Kept, Place, Refused, without_was
from timeline.decisions.kept import ARTICLE_COLUMNS, decision_at
from timeline.decisions.writer import decide
from timeline.models import Event

FORM = "datelines decisions 1"
# Accounts that a person added come before what was decided of them, articles before accounts.
_ORDER = ("article", "actor", "event")


class NotDecisions(ValueError):
    """What was given is no file of decisions; the message says why."""


@dataclass(slots=True)
class Taken:
    """What became of the decisions of a file; `left` says in sentences what was not taken."""

    taken: int = 0
    had: int = 0
    left: list[str] = field(default_factory=list)


def all_decisions() -> dict[str, Any]:
    """Every decision that is in force, in an order that is the same at every export."""
    return {"form": FORM, "decisions": list(_kept())}


def _kept() -> Iterator[dict[str, Any]]:
    for article in Article.objects.exclude(decisions={}).order_by("text_hash"):
        yield from _told("article", article.text_hash, article.decisions)
    for name, cells in naming.all_cells().items():
        yield from _told("actor", name, cells)
    for event in Event.objects.decided().select_related("article").order_by("public_id"):
        for told in _told("event", event.public_id, event.decisions):
            if told["kind"] == "added":
                value = {**told["value"], "article": event.article.text_hash}
                told["value"] = {**value, "start": event.start, "end": event.end}
            yield told


def _told(of: str, key: str, decisions: dict[str, Kept]) -> Iterator[dict[str, Any]]:
    for kind in sorted(decisions, key=lambda kind: (kind != "added", kind)):
        yield {"of": of, "key": key, "kind": kind, **(without_was(decisions[kind]) or {})}


def take_in(editor: AbstractBaseUser, told: object) -> Taken:
    """Take the decisions of an export over, each with who and when; what differs here stays.

    Raises NotDecisions if `told` is no export.
    """
    found = Taken()
    for one in sorted(_checked(told), key=lambda one: _ORDER.index(one["of"])):
        try:
            _take(editor, one, found)
        except Refused as error:
            found.left.append(f"{_name(one)}: {error}")
    return found


def _take(editor: AbstractBaseUser, one: dict[str, Any], found: Taken) -> None:
    place, value = Place(one["of"], one["key"]), one["value"]
    if place.of == "article":
        place = Place("article", str(_article(one["key"]).pk))
    if one["kind"] == "added":
        value = {**value, "article": _article(value["article"]).pk}
    kept = {"value": value, "by": one["by"], "on": one["on"], "why": one["why"]}
    here = without_was(decision_at(place, one["kind"]))
    if here and here["value"] == value:
        found.had += 1
    elif here:
        raise Refused(f"{here['by']} decided otherwise here; that stays.")
    else:
        decide(editor, lambda: _imported(place, one, kept))
        found.taken += 1


def _article(text_hash: str) -> Article:
    article = Article.objects.filter(text_hash=text_hash).first()
    if article is None:
        raise Refused("its article is not here.")
    return article


def _imported(place: Place, one: dict[str, Any], kept: Kept) -> Decision:
    cell = Cell(place, one["kind"], None, kept=kept)
    after = f"as {one['by']} decided on {one['on'][:10]}"
    return Decision(place, _name(one), (cell,), f"Imported: {one['kind']}", "", after)


def _name(one: dict[str, Any]) -> str:
    return f"{one['kind']} of {one['of']} {one['key']}"


def _checked(told: object) -> list[dict[str, Any]]:
    if not isinstance(told, dict) or told.get("form") != FORM:
        raise NotDecisions(f"This is no export of decisions: its “form” is not “{FORM}”.")
    decisions = told.get("decisions")
    if not isinstance(decisions, list):
        raise NotDecisions("Its “decisions” are no list.")
    for number, one in enumerate(decisions, start=1):
        if not _is_sound(one):
            raise NotDecisions(f"Its decision number {number} is not whole.")
    return decisions


def _is_sound(one: object) -> bool:
    if not isinstance(one, dict) or one.get("of") not in _ORDER:
        return False
    words = all(isinstance(one.get(name), str) for name in ("key", "kind", "by", "on", "why"))
    kinds = ARTICLE_COLUMNS if one["of"] == "article" else None
    return words and isinstance(one.get("value"), dict) and (kinds is None or one["kind"] in kinds)
