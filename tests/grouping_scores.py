"""Scores groups of accounts by pairs: which two are together, and which should be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from timeline.linking.shapes import LinkAccount

Pair = frozenset[str]


@dataclass(frozen=True)
class PairScore:
    """Pairs by their ids; the headlines in `notes` say which are wrong or missed."""

    together: set[Pair]
    wanted: set[Pair]
    headlines: Mapping[str, str]

    @property
    def precision(self) -> float:
        return len(self.together & self.wanted) / max(1, len(self.together))

    @property
    def recall(self) -> float:
        return len(self.together & self.wanted) / max(1, len(self.wanted))

    @property
    def f1(self) -> float:
        return 2 * len(self.together & self.wanted) / (len(self.together) + len(self.wanted))

    @property
    def notes(self) -> str:
        wrong = [self._note("wrong", pair) for pair in self.together - self.wanted]
        missed = [self._note("missed", pair) for pair in self.wanted - self.together]
        return "\n".join([f"P {self.precision:.2f} R {self.recall:.2f}", *wrong, *missed])

    def _note(self, what: str, pair: Pair) -> str:
        return f"{what}: " + " | ".join(self.headlines[key] for key in sorted(pair))


def score_pairs(groups: Iterable[list[LinkAccount]], events: Mapping[str, Hashable]) -> PairScore:
    """`events` gives the event of each account by id; one without is alone."""
    groups = list(groups)
    headlines = {account.id: account.headline for members in groups for account in members}
    return PairScore(
        {pair for members in groups for pair in _pairs(account.id for account in members)},
        {pair for pair in _pairs(events) if len({events[key] for key in pair}) == 1},
        headlines,
    )


def _pairs(keys: Iterable[str]) -> set[Pair]:
    return {frozenset(pair) for pair in combinations(sorted(keys), 2)}
