"""Figures of one event side by side: the same thing counted, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as one account gives it; `account` is the account's index in the event."""

    account: int
    text: str
    value: float
    bound: str
    counts: str
    kind: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures that count the same thing, in the order of the accounts."""

    counts: str
    agree: bool
    values: tuple[Told, ...]


def compare(figures: Iterable[Told]) -> list[Comparison]:
    """Return what is counted by two accounts or more, differences first."""
    groups: list[list[Told]] = []
    for figure in sorted(figures, key=lambda told: (told.account, told.text)):
        home = next((group for group in groups if _same_thing(group, figure)), None)
        if home is None:
            groups.append([figure])
        elif (figure.account, figure.text) not in {(told.account, told.text) for told in home}:
            home.append(figure)
    compared = [
        Comparison(group[0].counts, _agree(group), tuple(group))
        for group in groups
        if len({told.account for told in group}) > 1
    ]
    return sorted(compared, key=lambda comparison: (comparison.agree, comparison.counts))


def _same_thing(group: list[Told], figure: Told) -> bool:
    return any(
        told.kind == figure.kind and _nouns(told.counts) & _nouns(figure.counts) for told in group
    )


def _nouns(counts: str) -> set[str]:
    """The things counted: "entities and individuals" are two, and "diplomats" one."""
    parts = re.split(r"\s*(?:,|\band\b|\bor\b|/)\s*", counts.casefold())
    return {part.split()[-1].rstrip("s") for part in parts if part.split()}


def _agree(group: list[Told]) -> bool:
    """Same things, and numbers that can all be true: "more than 30" does not deny 32."""
    if len({frozenset(_nouns(told.counts)) for told in group}) > 1:
        return False
    exact = {told.value for told in group if not told.bound}
    if len(exact) > 1:
        return False
    return all(_allows(told, value) for told in group for value in exact)


def _allows(told: Told, value: float) -> bool:
    if told.bound == "at least":
        return value >= told.value
    if told.bound == "at most":
        return value <= told.value
    if told.bound == "about":
        return abs(value - told.value) <= 0.1 * max(abs(told.value), 1)
    return value == told.value
