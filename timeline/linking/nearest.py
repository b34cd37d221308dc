"""Which dated articles are most like an undated one: those that share its rare names.

One pass over the dated articles, whatever their number; what an undated article costs
after that doesn't grow with them, since a name that many articles have brings up none.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.linking.telling import LONGEST, NewsText
from timeline.linking.terms import names_in, term_set

NEAREST = 15  # dated articles that an undated one is held against
HOUSE = 40  # dated articles of an outlet that show how it names days
_COMMON = 300  # a name in more articles than this brings up none
_LARGER, _SPREAD = 500, 3  # articles that a small corpus is thought to have more


@dataclass(frozen=True, slots=True)
class Rarity:
    """What terms weigh: those in few of the dated articles the most."""

    counts: Counter[str]
    size: int

    def of(self, term: str) -> float:
        return math.log(1 + (self.size + _LARGER) / (self.counts[term] + _SPREAD))

    def weight(self, terms: Iterable[str]) -> float:
        return sum(self.of(term) ** 2 for term in terms)

    def likeness(self, one: frozenset[str], two: frozenset[str]) -> float:
        """Cosine of two sets of terms, 0 to 1."""
        shared = self.weight(one & two)
        return shared / math.sqrt(self.weight(one) * self.weight(two)) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Nearest:
    """`near` are the keys of the dated articles nearest to each undated one, the nearest
    first; `house` the keys of some of each outlet's, always the same ones."""

    near: dict[str, list[str]]
    house: dict[str, list[str]]
    rarity: Rarity


def find_nearest(undated: Sequence[NewsText], dated: Iterable[NewsText]) -> Nearest:
    """Return what each undated article is to be held against, whatever the order of both."""
    names = {article.key: names_in(article.text[:LONGEST]) for article in undated}
    outlets = {article.outlet for article in undated if article.outlet}
    wanted = frozenset().union(*names.values())
    holders: dict[str, list[str]] = defaultdict(list)
    house: dict[str, list[str]] = defaultdict(list)
    lengths: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for article in dated:
        terms = term_set(article.text[:LONGEST])
        counts.update(terms)
        lengths[article.key] = len(terms)
        for term in terms & wanted:
            if len(holders[term]) <= _COMMON:
                holders[term].append(article.key)
        if article.outlet in outlets:
            house[article.outlet] = heapq.nsmallest(HOUSE, [*house[article.outlet], article.key])
    rarity = Rarity(counts, len(lengths))
    near = {key: _near(names[key], holders, lengths, rarity) for key in names}
    return Nearest(near, dict(house), rarity)


def _near(
    names: Iterable[str], holders: dict[str, list[str]], lengths: dict[str, int], rarity: Rarity
) -> list[str]:
    shared: dict[str, float] = defaultdict(float)
    for term in sorted(names):
        keys = holders.get(term, ())
        if len(keys) <= _COMMON:
            for key in keys:
                shared[key] += rarity.of(term) ** 2
    scores = {key: weight / math.sqrt(lengths[key]) for key, weight in shared.items()}
    return heapq.nsmallest(NEAREST, scores, key=lambda key: (-scores[key], key))
