"""How rare words and actors are over the corpus: what few articles say tells events apart.

A weight depends on its own term's count alone, never on the size of the corpus, and on the
count only by steps. So a new article changes what a few terms weigh, and only accounts that
have one of those terms have to be compared again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.linking.shapes import LinkAccount
from timeline.linking.terms import actor_term, terms_of

_GROWTH = 4  # a step is this many times as many articles
_RARITIES = (5.0, 4.0, 3.0, 2.0, 1.0, 0.5)  # by step; beyond the last, the last
_TELLING_STEPS, _RARE_STEPS, _RAREST_STEPS = 5, 3, 1  # up to 4,096, 256 and 16 articles


def step_of(count: int) -> int:
    """Return how often 4 articles had to quadruple to hold `count`: 0 up to 4, 1 up to 16 ... 6
    beyond 4,096, whatever the count: there it weighs the same and finds nothing."""
    step, most = 0, _GROWTH
    while count > most and step <= _TELLING_STEPS:
        step, most = step + 1, most * _GROWTH
    return step


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many articles each term stands; a term without a count stands in none yet."""

    counts: Mapping[str, int]

    def step(self, term: str) -> int:
        return step_of(self.counts.get(term, 0))

    def rarity(self, term: str) -> float:
        return _RARITIES[min(self.step(term), len(_RARITIES) - 1)]

    def telling(self, terms: Iterable[str]) -> frozenset[str]:
        """Those of the terms that two accounts of a few days are looked up by."""
        return frozenset(term for term in terms if self.step(term) <= _TELLING_STEPS)

    def rare(self, terms: Iterable[str]) -> frozenset[str]:
        """Those of the terms that an account is looked up by where one is not `narrow`."""
        return frozenset(term for term in terms if self.step(term) <= _RARE_STEPS)

    def rarest(self, terms: Iterable[str]) -> frozenset[str]:
        """Those of the terms that need no other beside them."""
        return frozenset(term for term in terms if self.step(term) <= _RAREST_STEPS)


def account_terms(account: LinkAccount) -> frozenset[str]:
    """Every term that an account is compared by: its words and its actors."""
    words = terms_of(f"{account.headline} {account.quote}")
    return frozenset(words) | frozenset(map(actor_term, account.actors))


def article_terms(accounts: Iterable[LinkAccount], text: str = "") -> frozenset[str]:
    """Return the terms that one article counts for in the spread: those of its text and of
    its accounts."""
    terms = set(terms_of(text))
    return frozenset(terms.union(*map(account_terms, accounts)))


def spread_of(accounts: Iterable[LinkAccount], texts: Mapping[str, str] | None = None) -> Spread:
    """Return the spread over the articles of all these accounts, `texts` by article."""
    terms: dict[str, set[str]] = {
        article: set(terms_of(text)) for article, text in (texts or {}).items()
    }
    for account in accounts:
        terms.setdefault(account.article, set()).update(account_terms(account))
    return Spread(Counter(term for found in terms.values() for term in found))


def moved(before: Spread, after: Spread) -> frozenset[str]:
    """Return the terms that weigh more or less than before."""
    terms = before.counts.keys() | after.counts.keys()
    return frozenset(term for term in terms if before.step(term) != after.step(term))
