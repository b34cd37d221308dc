"""How alike two accounts are, by the words and the actors they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from timeline.linking.kinds import Happening, happening_of
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread
from timeline.linking.terms import actor_term, names_in, terms_of

_Vector = dict[str, float]
_NAME = 3.0  # a name tells two articles' news apart as no other word does
_ACTOR = 0.5
_ONE_NAME = 4.0  # what one name of middling rarity weighs


class Likeness:
    """Compares accounts, each weighed once.

    `texts` are articles' texts by key; an article without one is like no other.
    """

    def __init__(self, spread: Spread, texts: Mapping[str, str]) -> None:
        self._spread = spread
        self._texts = texts
        self._accounts: dict[str, _Vector] = {}
        self._articles: dict[str, _Vector] = {}
        self._happenings: dict[str, Happening] = {}
        self._casts: dict[str, float] = {}
        self._cosines: dict[tuple[str, str], float] = {}

    def words(self, one: LinkAccount, two: LinkAccount) -> float:
        """Cosine of the two accounts' words, 0 to 1."""
        return _cosine(self.vector(one), self.vector(two))

    def articles(self, one: LinkAccount, two: LinkAccount) -> float:
        """Cosine of the words, names above all, of the two accounts' articles, 0 to 1."""
        key = (min(one.article, two.article), max(one.article, two.article))
        if key not in self._cosines:
            self._cosines[key] = _cosine(*map(self._article_vector, key))
        return self._cosines[key]

    def actors(self, one: LinkAccount, two: LinkAccount) -> float:
        """How much of the smaller cast the other has, 0 to 1; one common name says little."""
        shared = one.actors & two.actors
        if not shared:
            return 0.0
        smaller = min(self._cast(one), self._cast(two))
        return self._weight(shared) / (smaller + _ONE_NAME)

    def _cast(self, account: LinkAccount) -> float:
        if account.id not in self._casts:
            self._casts[account.id] = self._weight(account.actors)
        return self._casts[account.id]

    def happening(self, account: LinkAccount) -> Happening:
        if account.id not in self._happenings:
            self._happenings[account.id] = happening_of(account)
        return self._happenings[account.id]

    def vector(self, account: LinkAccount) -> _Vector:
        """The unit vector of the account's words; the headline's count twice: they say what
        happened. Its actors' names count less: they are compared by themselves. The words of its
        date ("in 1924") do not count: that the days can be the same is known."""
        if account.id not in self._accounts:
            terms = terms_of(f"{account.headline} {account.quote}")
            for term in terms_of(account.mention):
                terms.pop(term, None)
            names = frozenset(term for name in account.actors for term in terms_of(name))
            self._accounts[account.id] = self._weighed(terms, names, _ACTOR)
        return self._accounts[account.id]

    def _article_vector(self, article: str) -> _Vector:
        if article not in self._articles:
            text = self._texts.get(article, "")
            self._articles[article] = self._weighed(terms_of(text), names_in(text), _NAME)
        return self._articles[article]

    def _weight(self, names: Iterable[str]) -> float:
        return math.fsum(self._spread.rarity(actor_term(name)) for name in names)

    def _weighed(self, terms: Counter[str], names: frozenset[str], name: float) -> _Vector:
        weights = {
            term: (1 + math.log(count)) * self._spread.rarity(term) * (name if term in names else 1)
            for term, count in sorted(terms.items())
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}


def _cosine(one: _Vector, two: _Vector) -> float:
    """The sum is in the order of the terms, so both ways round give the very same number."""
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    total = 0.0
    for term, weight in short.items():
        if term in long:
            total += weight * long[term]
    return total
