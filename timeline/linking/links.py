"""Which two accounts link, so that they may tell one event.

That depends on the two, their articles' texts and the weights of their terms, and on no other
account. So what an account links with can be looked up for it alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from timeline.linking.evidence import comparable, least_score, score
from timeline.linking.likeness import Likeness
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms

LookUp = Callable[[Sequence[LinkAccount]], Iterable[LinkAccount]]


class Pairs:
    """What speaks for two accounts being one event, each pair weighed once.

    `texts` are the articles' by key, needed of those that have undated accounts.
    """

    def __init__(self, spread: Spread, texts: Mapping[str, str]) -> None:
        self.spread = spread
        self._likeness = Likeness(spread, texts)
        self._scores: dict[tuple[str, str], float] = {}

    def score(self, one: LinkAccount, two: LinkAccount) -> float:
        """0 where the two cannot be one event. Rounded, so that no sum of scores below the
        least can reach it."""
        key = (one.id, two.id) if one.id < two.id else (two.id, one.id)
        known = self._scores.get(key)
        if known is None:
            known = round(score(one, two, self._likeness), 6) if comparable(one, two) else 0.0
            self._scores[key] = known
        return known

    def link(self, one: LinkAccount, two: LinkAccount) -> bool:
        """Whether what speaks for it is enough."""
        return self.score(one, two) >= least_score(one)


class Near:
    """Accounts that link, looked up for many at once when one of them is asked for.

    `look_up(accounts)` gives at least all that can be the same days as one of those
    given (for an undated one: that are undated) and share a term of
    `spread.telling(account_terms(account))` with it, or, where one of the two is not `narrow`,
    a term of `spread.rare(...)`. What it gives beyond that does no harm.
    """

    def __init__(self, look_up: LookUp, pairs: Pairs) -> None:
        self._look_up, self._pairs = look_up, pairs
        self._expected: dict[str, LinkAccount] = {}
        self._linked: dict[str, list[LinkAccount]] = {}

    def expect(self, accounts: Iterable[LinkAccount]) -> None:
        self._expected |= {one.id: one for one in accounts if one.id not in self._linked}

    def linked(self, account: LinkAccount) -> list[LinkAccount]:
        if account.id not in self._linked:
            self.expect([account])
            wanted = [self._expected[key] for key in sorted(self._expected)]
            self._expected = {}
            self._linked |= {one.id: [] for one in wanted}
            others = sorted(self._look_up(wanted), key=lambda one: one.id)
            for one, two in _pairs(wanted, others, self._pairs.spread):
                if one.id != two.id and self._pairs.link(one, two):
                    self._linked[one.id].append(two)
        return self._linked[account.id]


def candidates(
    accounts: Iterable[LinkAccount], spread: Spread
) -> Iterator[tuple[LinkAccount, LinkAccount]]:
    """Pairs among the accounts that can be the same days and have terms enough in common.

    In order of their first days; an account is forgotten once its last day has passed.
    """
    narrow, wide, days = _ByTerm(spread), _ByTerm(spread), _ByDays(spread)
    for account in sorted(accounts, key=lambda one: (_first_day(one), one.id)):
        first = _first_day(account)
        if account.narrow:
            others = [*wide.sharing(account, first), *days.sharing(account, first)]
            narrow.add(account)
            days.add(account)
        else:
            others = [*wide.sharing(account, first), *narrow.sharing(account, first)]
            wide.add(account)
        yield from ((other, account) for other in others)


class _ByDays:
    """Narrow accounts: two of the same days need one telling term in common."""

    def __init__(self, spread: Spread) -> None:
        self._spread = spread
        self._accounts: list[tuple[LinkAccount, frozenset[str]]] = []

    def add(self, account: LinkAccount) -> None:
        self._accounts.append((account, self._spread.telling(account_terms(account))))

    def sharing(self, account: LinkAccount, first: date) -> list[LinkAccount]:
        """Those that were over before `first` are forgotten."""
        self._accounts = [one for one in self._accounts if _last_day(one[0]) >= first]
        terms = self._spread.telling(account_terms(account))
        return [other for other, others in self._accounts if not terms.isdisjoint(others)]


class _ByTerm:
    """Accounts by their rare terms, where one of two is not narrow: those overlap with many by
    chance, so they need two rare terms in common, or one of the rarest."""

    def __init__(self, spread: Spread) -> None:
        self._spread = spread
        self._accounts: dict[str, LinkAccount] = {}
        self._having: dict[str, list[str]] = defaultdict(list)

    def add(self, account: LinkAccount) -> None:
        self._accounts[account.id] = account
        for term in self._spread.rare(account_terms(account)):
            self._having[term].append(account.id)

    def sharing(self, account: LinkAccount, first: date) -> list[LinkAccount]:
        """Those that were over before `first` are forgotten."""
        rare = self._spread.rare(account_terms(account))
        rarest = self._spread.rarest(rare)
        shared: Counter[str] = Counter()
        for term in rare:
            if term in self._having:
                for _ in range(1 + (term in rarest)):
                    shared.update(self._left(term, first))
        return [self._accounts[key] for key, count in shared.items() if count > 1]

    def _left(self, term: str, first: date) -> list[str]:
        having = self._having[term]
        left = [key for key in having if _last_day(self._accounts[key]) >= first]
        if len(left) < len(having):
            self._having[term] = left
        return left


def _first_day(account: LinkAccount) -> date:
    return account.starts_on or date.min


def _last_day(account: LinkAccount) -> date:
    return account.ends_on or date.max


def _pairs(
    accounts: Iterable[LinkAccount], others: Iterable[LinkAccount], spread: Spread
) -> Iterator[tuple[LinkAccount, LinkAccount]]:
    """Pairs of an account and one of the others that have terms enough in common."""
    having, days = _ByTerm(spread), _ByDays(spread)
    for other in others:
        having.add(other)
        if other.narrow:
            days.add(other)
    for account in accounts:
        found = having.sharing(account, date.min)
        if account.narrow:
            found = [other for other in found if not other.narrow]
            found += days.sharing(account, date.min)
        yield from ((account, other) for other in found)
