"""Accounts in groups of one event each.

Dated accounts are compared where their days overlap. Of undated ones nothing says that
they can be the same days, so the likeness of their whole articles has to: two reports of
one day's news name the same people and places throughout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.linking.leads import best_told
from timeline.linking.links import Pairs, candidates
from timeline.linking.regrouping import regrouped
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, spread_of


def group(
    accounts: Iterable[LinkAccount],
    texts: Mapping[str, str] | None = None,
    spread: Spread | None = None,
) -> list[list[LinkAccount]]:
    """Return the accounts in groups of one event each, one that tells it well first in each.

    `texts` are the articles' by key, needed of those that have undated accounts. `spread`
    weighs the terms; without one, the accounts and texts given are taken for the whole corpus.

    A pure function: the order of `accounts` changes nothing (ties are settled by id). Time
    grows with the number of accounts that share a telling term and a day, not with the square
    of all.
    """
    by_id = {account.id: account for account in sorted(accounts, key=lambda one: one.id)}
    pairs = Pairs(spread or spread_of(by_id.values(), texts), texts or {})
    groups = regrouped(by_id.values(), _Whole(by_id.values(), pairs), pairs)
    return in_order(groups)


def in_order(groups: Iterable[list[LinkAccount]]) -> list[list[LinkAccount]]:
    """The groups by their least id, what tells each best first."""
    told = (sorted(members, key=best_told) for members in groups)
    return sorted(told, key=lambda members: min(account.id for account in members))


class _Whole:
    """A corpus that is grouped for the first time."""

    def __init__(self, accounts: Iterable[LinkAccount], pairs: Pairs) -> None:
        self._linked: dict[str, list[LinkAccount]] = defaultdict(list)
        self._sentences: dict[tuple[str, str], list[LinkAccount]] = defaultdict(list)
        accounts = list(accounts)
        for account in accounts:
            self._sentences[account.article, account.quote].append(account)
        for one, two in candidates(accounts, pairs.spread):
            if pairs.link(one, two):
                self._linked[one.id].append(two)
                self._linked[two.id].append(one)

    def linked(self, account: LinkAccount) -> Sequence[LinkAccount]:
        return self._linked.get(account.id, ())

    def event(self, account: LinkAccount) -> Sequence[LinkAccount]:
        return (account,)

    def sentence(self, account: LinkAccount) -> Sequence[LinkAccount]:
        return self._sentences[account.article, account.quote]

    def expect(self, accounts: Iterable[LinkAccount]) -> None:
        """All is known."""
