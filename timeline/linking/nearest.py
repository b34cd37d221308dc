"""Which dated articles are most like an undated one: those that share its rare names.

What an undated article costs doesn't grow with the dated ones, since a name that many articles
have brings up none. What a term weighs depends on the number of dated articles that have it
alone, never on how many there are, and on that number only by steps: so a new dated article
changes what a few terms weigh, and few undated ones have to be held against others again.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from timeline.linking.telling import LONGEST, NewsText
from timeline.linking.terms import names_in, term_set

NEAREST = 15  # dated articles that an undated one is held against
HOUSE = 40  # dated articles of an outlet that show how it names days
COMMON = 300  # a name in more articles than this brings up none
# Articles that a term stands in from which on it weighs less; in more, all weigh the same.
_STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)
_CORPUS = 700  # articles that a term is rare among


@dataclass(frozen=True, slots=True)
class Rarity:
    """What terms weigh: those in few of the dated articles the most."""

    counts: Mapping[str, int]

    def of(self, term: str) -> float:
        """Its weight, squared."""
        return _WEIGHTS[min(self.counts.get(term, 0), _STEPS[-1])]

    def weight(self, terms: Iterable[str]) -> float:
        return math.fsum(map(self.of, terms))  # the same in whatever order

    def likeness(self, one: frozenset[str], two: frozenset[str]) -> float:
        """Cosine of two sets of terms, 0 to 1."""
        shared = self.weight(one & two)
        return shared / math.sqrt(self.weight(one) * self.weight(two)) if shared else 0.0


def weight_step(articles: int) -> int:
    """The step that a term is on which stands in so many dated articles."""
    return _STEPS[max(0, bisect_right(_STEPS, articles) - 1)]


_WEIGHTS = tuple(
    math.log(1 + _CORPUS / (weight_step(articles) + 3)) ** 2 for articles in range(_STEPS[-1] + 1)
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an article can be found by: its `names`, which are terms, and all its `terms`."""

    key: str
    outlet: str
    names: frozenset[str]
    terms: frozenset[str]


def known(article: NewsText) -> Known:
    text = article.text[:LONGEST]
    terms = term_set(text)
    return Known(article.key, article.outlet, names_in(text) & terms, terms)


class DatedArticles(Protocol):
    """What is known of the dated articles, wherever it is kept."""

    def holders(self, names: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """The keys of those that have each name; none for a name that more than COMMON have."""

    def lengths(self, keys: Iterable[str]) -> Mapping[str, int]:
        """How many terms each of these has."""

    def house(self, outlet: str) -> Sequence[str]:
        """The HOUSE lowest keys of those of the outlet."""

    def rarity(self, terms: Iterable[str]) -> Rarity:
        """What these terms weigh, at least."""


def nearest(undated: Known, dated: DatedArticles) -> list[str]:
    """The keys of the dated articles that it is to be held against, the nearest first."""
    rarity = dated.rarity(undated.names)
    shared: dict[str, float] = defaultdict(float)
    for name, keys in sorted(dated.holders(undated.names).items()):
        for key in keys:
            shared[key] += rarity.of(name)
    lengths = dated.lengths(shared)
    scores = {key: weight / math.sqrt(lengths[key]) for key, weight in shared.items()}
    return heapq.nsmallest(NEAREST, scores, key=lambda key: (-scores[key], key))


@dataclass(slots=True)
class InMemory:
    """`DatedArticles` as they are given, all at once."""

    known: dict[str, Known] = field(default_factory=dict)
    _holders: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _houses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, articles: Iterable[NewsText]) -> InMemory:
        found = cls()
        for one in map(known, articles):
            found.known[one.key] = one
            found._counts.update(one.terms)
            found._houses[one.outlet].append(one.key)
            for name in one.names:
                found._holders[name].append(one.key)
        return found

    def holders(self, names: Iterable[str]) -> Mapping[str, Sequence[str]]:
        held = {name: self._holders[name] for name in names if name in self._holders}
        return {name: keys for name, keys in held.items() if len(keys) <= COMMON}

    def lengths(self, keys: Iterable[str]) -> Mapping[str, int]:
        return {key: len(self.known[key].terms) for key in keys}

    def house(self, outlet: str) -> Sequence[str]:
        return sorted(self._houses[outlet])[:HOUSE] if outlet else []

    def rarity(self, terms: Iterable[str]) -> Rarity:
        return Rarity(self._counts)
