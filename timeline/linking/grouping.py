"""Accounts in groups of one event each.

Dated accounts are compared where their days overlap. Of undated ones nothing says that
they can be the same days, so the likeness of their whole articles has to: two reports of
one day's news name the same people and places throughout. Groups join by average link and
only while all their accounts have a day in common, so that one vague account ("in 2021")
cannot chain events of different days together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from timeline.linking.clusters import Period, average_link
from timeline.linking.evidence import least_score
from timeline.linking.leads import reads_well
from timeline.linking.links import links_among
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, spread_of

_ALL_TIME = (date.min.toordinal(), date.max.toordinal())


def group(
    accounts: Iterable[LinkAccount],
    texts: Mapping[str, str] | None = None,
    spread: Spread | None = None,
) -> list[list[LinkAccount]]:
    """Return the accounts in groups of one event each, one that tells it well first in each.

    `texts` are the articles' by key, needed of those that have undated accounts. `spread`
    weighs the terms; without one, the accounts and texts given are taken for the whole corpus.

    A pure function: the order of `accounts` changes nothing (ties are settled by id). With
    the corpus's spread given, a `neighbourhood` (timeline.linking.links) gives the very
    groups that its accounts have when all accounts are given. Time grows with the number of
    accounts that share a telling term and a day, not with the square of all.
    """
    by_id = {account.id: account for account in sorted(accounts, key=lambda one: one.id)}
    spread = spread or spread_of(by_id.values(), texts)
    groups: list[list[LinkAccount]] = []
    for dated in (True, False):
        alike = [account for account in by_id.values() if account.dated == dated]
        groups += _grouped(alike, texts or {}, spread) if alike else []
    return groups


def _grouped(
    accounts: Sequence[LinkAccount], texts: Mapping[str, str], spread: Spread
) -> list[list[LinkAccount]]:
    by_id = {account.id: account for account in accounts}
    scores = {(link.one, link.two): link.score for link in links_among(accounts, texts, spread)}
    groups = average_link(
        scores,
        periods={account.id: _period(account) for account in accounts},
        sentences={account.id: (account.article, account.quote) for account in accounts},
        least=least_score(accounts[0]),
    )
    return [sorted((by_id[key] for key in members), key=_best_told) for members in groups]


def _best_told(account: LinkAccount) -> tuple[object, ...]:
    """Sort key: the most exact date first, then a headline that reads well alone, with an
    actor to it, then the place in the article."""
    return (
        account.days,
        account.approximate,
        not reads_well(account.headline),
        not account.actors,
        account.paragraph,
        account.id,
    )


def _period(account: LinkAccount) -> Period:
    first, last = account.starts_on, account.ends_on
    return (
        first.toordinal() if first else _ALL_TIME[0],
        last.toordinal() if last else _ALL_TIME[1],
    )
