"""Where a decision is kept: on an account, an article, or a name; and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Kept = dict[str, Any]  # {value, by, on, why}


class Refused(ValueError):
    """A decision that cannot be taken; the message says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """`of` is event, article, actor or file; `key` a public id, an article's number, a name, or
    what unread.py knows a file by."""

    of: str
    key: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of decision at one place: `value` is to be kept, None takes it back.

    `kept` is a decision as it was kept before, with who and when, to be put back whole.
    """

    place: Place
    kind: str
    value: dict[str, Any] | None
    kept: Kept | None = None

    def to_keep(self, *, by: str, on: str, why: str) -> Kept | None:
        if self.kept is not None or self.value is None:
            return self.kept
        return {"value": self.value, "by": by, "on": on, "why": why}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wants: cells, and how the history tells it.

    `what` names what is changed ("Date"), `before` and `after` are what the page showed and
    will show. `undoes` is the number of the entry of the history that this takes back.
    """

    subject: Place
    title: str
    cells: tuple[Cell, ...]
    what: str
    before: str
    after: str
    undoes: int | None = None
    also: tuple[Place, ...] = ()


def without_was(kept: Kept | None) -> Kept | None:
    """A decision as the history keeps it: what the build says beside it changes with builds."""
    return {name: part for name, part in kept.items() if name != "was"} if kept else None


def is_as_left(kind: str, now: Kept | None, left: Kept | None) -> bool:
    """Whether what is kept now is what the history says was left there. Words that a person put
    on the timeline are the same wherever a corrected article has them."""
    if kind == "added" and now and left:
        return all(now["value"][name] == left["value"][name] for name in ("article", "words"))
    return without_was(now) == left
