"""Which two accounts may tell one event, and what can be reached from one to the next.

Whether two accounts link depends on the two, their articles' texts and the weights of their
terms, and on no other account. So groups can be made anew of a part of the corpus alone: of
all accounts that can be reached by links from those that have changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from timeline.linking.evidence import comparable, least_score, score
from timeline.linking.likeness import Likeness
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms

Near = Callable[[Sequence[LinkAccount]], Iterable[LinkAccount]]


@dataclass(frozen=True, slots=True)
class Link:
    """What speaks for two accounts being one event: enough or not; `one` is the lesser id."""

    one: str
    two: str
    score: float
    enough: bool


def links_among(
    accounts: Iterable[LinkAccount], texts: Mapping[str, str], spread: Spread
) -> Iterator[Link]:
    """Yield a link for every two of the accounts that links lead from one to the other,
    however weak their own is.

    `texts` are the articles' by key, needed of those that have undated accounts.
    """
    likeness = Likeness(spread, texts)
    for connected in _connected(accounts, spread, likeness):
        for one, two in combinations(connected, 2):
            if link := _link(one, two, likeness):
                yield link


def _connected(
    accounts: Iterable[LinkAccount], spread: Spread, likeness: Likeness
) -> list[list[LinkAccount]]:
    """The accounts in sets that no link is enough to lead out of, those alone left out."""
    sets: dict[str, list[LinkAccount]] = {}
    for one, two in _candidates(accounts, spread):
        first, second = sets.setdefault(one.id, [one]), sets.setdefault(two.id, [two])
        if first is not second and (link := _link(one, two, likeness)) and link.enough:
            larger, smaller = (first, second) if len(first) >= len(second) else (second, first)
            larger += smaller
            sets |= dict.fromkeys((account.id for account in smaller), larger)
    distinct = {id(connected): connected for connected in sets.values()}
    return [connected for connected in distinct.values() if len(connected) > 1]


def neighbourhood(
    changed: Iterable[LinkAccount], near: Near, texts: Mapping[str, str], spread: Spread
) -> list[LinkAccount]:
    """Return the accounts that links lead to from `changed`, those included, in order of id.

    Grouped by themselves they come out as they would among all accounts, if `changed` holds

    - every account that is new, or was taken out and is back with other words, days or actors;
    - every account that has a term whose step is no longer what it was when it was last
      grouped (of an undated account: a term of its article's text, too);
    - all other members of the events that such accounts, and those that are gone, were in.

    `near(accounts)` looks accounts up: at least all that can be the same days as one of those
    given (for an undated one: that are undated) and share a term of
    `spread.telling(account_terms(account))` with it, or, where one of the two is not `narrow`,
    a term of `spread.rare(...)`. What it gives beyond that does no harm.
    """
    reached = {account.id: account for account in changed}
    frontier = list(reached.values())
    likeness = Likeness(spread, texts)
    while frontier:
        nearby = [account for account in near(frontier) if account.id not in reached]
        linked = {
            two.id: two
            for one, two in _pairs(frontier, nearby, spread)
            if (link := _link(one, two, likeness)) and link.enough
        }
        frontier = [linked[key] for key in sorted(linked)]
        reached |= linked
    return [reached[key] for key in sorted(reached)]


def _link(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> Link | None:
    """The score is rounded, so that no sum of scores below the least can reach it."""
    if not comparable(one, two):
        return None
    value = round(score(one, two, likeness), 6)
    return Link(min(one.id, two.id), max(one.id, two.id), value, value >= least_score(one))


def _candidates(
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
