"""Scores accounts against what a careful reader says: right day and right happening, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.extraction.shapes import Account

Expected = Mapping[str, Any]


@dataclass
class Score:
    """Counts of what is right, wrong and missed; `notes` says which."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        return f"P {self.precision:.2f} R {self.recall:.2f} F1 {self.f1:.2f}"


@dataclass
class Scores:
    accounts: Score = field(default_factory=Score)
    actors: Score = field(default_factory=Score)
    planned: Score = field(default_factory=Score)
    headlines: Score = field(default_factory=Score)


def score(
    text: str,
    accounts: Iterable[Account],
    expected: Sequence[Expected],
    scores: Scores,
    names: Mapping[tuple[str, str], Any] | None = None,
) -> None:
    """Add one text to the scores.

    An account is right if its date is the expected one and its headline contains the
    expected words. Optional ones count neither as missed nor, if found, as wrong; `loose`
    ones are not scored for their actors, and actors that are `also` right count for nothing.
    `names` are canonical names over the corpus.
    """
    open_ones = list(expected)
    for account in accounts:
        match = next((one for one in open_ones if _is_right(text, account, one)), None)
        if match is None:
            scores.accounts.wrong += 1
            scores.accounts.notes.append(f"wrong: {_edtf(account)} {_headline(text, account)!r}")
            continue
        open_ones.remove(match)
        if match.get("optional"):
            continue
        scores.accounts.right += 1
        _score_planned(text, account, match, scores.planned)
        _score_headline(text, account, scores.headlines)
        if not match.get("loose"):
            _score_actors(text, account, match, scores.actors, names or {})
    for one in open_ones:
        if not one.get("optional"):
            scores.accounts.missed += 1
            scores.accounts.notes.append(f"missed: {one['date']} {one['says']!r} in {text[:60]!r}")


def _is_right(text: str, account: Account, expected: Expected) -> bool:
    place = expected.get("paragraph", account.paragraph)
    return (
        place == account.paragraph
        and _edtf(account) == expected["date"]
        and expected["says"] in _headline(text, account)
    )


def _edtf(account: Account) -> str:
    return account.span.edtf if account.span else ""


def _headline(text: str, account: Account) -> str:
    return text[account.headline_start : account.headline_end]


def _score_planned(text: str, account: Account, expected: Expected, score: Score) -> None:
    if account.planned == expected.get("planned", False):
        score.right += 1
    else:
        score.wrong += 1
        score.notes.append(f"planned {account.planned}: {_headline(text, account)!r}")


def _score_headline(text: str, account: Account, score: Score) -> None:
    """Usable: not too long, no pronoun first, quotation marks in pairs."""
    words = _headline(text, account)
    first = words.split()[0].lower()
    pronoun = first in (
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "which",
        "who",
        "his",
        "her",
        "its",
    )
    if len(words) <= 140 and not pronoun and words.count('"') % 2 == 0:
        score.right += 1
    else:
        score.wrong += 1
        score.notes.append(f"headline: {words!r}")


def _score_actors(
    text: str,
    account: Account,
    expected: Expected,
    score: Score,
    names: Mapping[tuple[str, str], Any],
) -> None:
    found = {
        names[actor.name, actor.kind].name if (actor.name, actor.kind) in names else actor.name
        for actor in account.actors
    }
    wanted = set(expected["actors"])
    found -= set(expected.get("also", ())) - wanted
    score.right += len(found & wanted)
    score.wrong += len(found - wanted)
    score.missed += len(wanted - found)
    if found != wanted:
        more, less = sorted(found - wanted), sorted(wanted - found)
        score.notes.append(f"actors: +{more} -{less} {_headline(text, account)!r}")
