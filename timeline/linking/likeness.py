"""How alike two accounts are, by the words and the actors they share.

Words are weighed by rarity over the corpus (TF-IDF), so that what every article of a topic
says ("sanctions", "Russia") counts for little and what few say counts for much.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from timeline.linking.shapes import LinkAccount

_Vector = dict[str, float]
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_STEM = 6  # letters: "sanctions" and "sanctioned", "poison" and "poisoning" are one
_LARGER, _SPREAD = 500, 3  # accounts that a corpus is thought to have more than it has
_ONE_NAME = 4.0  # what one name of middling rarity weighs
# Words that say nothing of what happened: function words, reporting, calendar.
_EMPTY_WORDS = """
the and for that this with from was were has have had his her its their they them who whom whose
which what when where while will would could should may might must can not but are been being
also into onto over under after before during between among about against said says saying told
tell added according reported report reports announced statement officials official new latest
last next year years month months week weeks day days today yesterday tomorrow earlier later
since until ago monday tuesday wednesday thursday friday saturday sunday january february march
april june july august september october november december more than other some such very most
many much all any both each than then there these those our your you him she out off per via
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


_NAME = 3.0  # a name tells two articles' news apart as no other word does


class Likeness:
    """Weighs words and actors over the accounts it was made with.

    `texts` are articles' texts by key; an article without one stands by its accounts.
    """

    def __init__(
        self, accounts: Sequence[LinkAccount], texts: Mapping[str, str] | None = None
    ) -> None:
        self._accounts = accounts
        self._texts = texts or {}
        self.vectors = self._account_vectors()
        self._actor_spread = Counter(name for account in accounts for name in account.actors)

    def words(self, one: LinkAccount, two: LinkAccount) -> float:
        """Cosine of the two accounts' words, 0 to 1."""
        return _cosine(self.vectors[one.id], self.vectors[two.id])

    def articles(self, one: LinkAccount, two: LinkAccount) -> float:
        """Cosine of the words, names above all, of the two accounts' articles, 0 to 1."""
        key = (one.article, two.article)
        if key not in self._article_cosines:
            vectors = self._article_vectors
            self._article_cosines[key] = _cosine(vectors[one.article], vectors[two.article])
        return self._article_cosines[key]

    def actors(self, one: LinkAccount, two: LinkAccount) -> float:
        """How much of the smaller cast the other has, 0 to 1; one common name says little."""
        smaller = min(self._weight(one.actors), self._weight(two.actors))
        shared = self._weight(one.actors & two.actors)
        return shared / (smaller + _ONE_NAME) if shared else 0.0

    def _weight(self, names: Iterable[str]) -> float:
        size = len(self._accounts)
        return sum(_rarity(self._actor_spread[name], size) for name in names)

    def _account_vectors(self) -> dict[str, _Vector]:
        """The headline's words count twice: they say what happened."""
        said = {account.id: f"{account.headline} {account.quote}" for account in self._accounts}
        return _vectors(said, name=1.0)

    @cached_property
    def _article_vectors(self) -> dict[str, _Vector]:
        quotes: dict[str, list[str]] = defaultdict(list)
        for account in self._accounts:
            quotes[account.article].append(account.quote)
        return _vectors(
            {key: self._texts.get(key) or " ".join(quotes[key]) for key in quotes}, name=_NAME
        )

    @cached_property
    def _article_cosines(self) -> dict[tuple[str, str], float]:
        return {}


def _vectors(texts: Mapping[str, str], *, name: float) -> dict[str, _Vector]:
    """Unit vectors of the texts' terms, those that are names weighing `name` times."""
    counted = {key: _terms(text) for key, text in texts.items()}
    spread = Counter(term for terms in counted.values() for term in terms)
    return {
        key: _unit_vector(
            {
                term: (1 + math.log(count))
                * _rarity(spread[term], len(texts))
                * (name if term in names else 1.0)
                for term, count in terms.items()
            }
        )
        for (key, terms), names in zip(counted.items(), map(_names, texts.values()), strict=True)
    }


def _unit_vector(weights: _Vector) -> _Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _cosine(one: _Vector, two: _Vector) -> float:
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    return sum(weight * long.get(term, 0.0) for term, weight in short.items())


def _terms(text: str) -> Counter[str]:
    words = _WORD.findall(text.casefold())
    return Counter(word[:_STEM] for word in words if word not in _EMPTY)


def _names(text: str) -> set[str]:
    """The terms of words that the text writes with a capital and never without."""
    words = set(_WORD.findall(text))
    return {
        word.casefold()[:_STEM]
        for word in words
        if word[0].isupper() and word.casefold() not in words
    }


def _rarity(spread: int, size: int) -> float:
    """Weight of what stands in `spread` of `size`. In a small corpus the count says little
    yet, so it is held against a larger one in which the same would be rarer."""
    return math.log(1 + (size + _LARGER) / (spread + _SPREAD))
