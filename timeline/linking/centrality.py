"""What most accounts of a day say, and which of them says it best.

A term counts by the share of the day's accounts that have it; an account says as much as its
terms count on average, so that a long quote is not worth more for its length. What has been
said already counts half when it is said again (after SumBasic: Nenkova and Vanderwende, "The
impact of frequency on summarization", 2005).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from timeline.linking.leads import reads_well
from timeline.linking.shapes import LinkAccount
from timeline.linking.terms import terms_of

_UNHEARD = 2  # accounts that a day is thought to have more than it has
_FEW_TERMS = 8  # fewer cannot tell an event whole, however common they are
_SAID_AGAIN = 0.5
_COMPARED = 40  # accounts that are held against one another; the rest keep their order
_PLANNED = 0.5  # it may not come to pass
_NOT_DATED_IN_WORDS = 0.6  # the news of an article's day may have happened on another
_PLACE = 0.1  # of what an account is worth fades the further down it stands

Shares = Mapping[str, float]


def shares_of(accounts: Iterable[LinkAccount]) -> dict[str, float]:
    """Return for each term the share of the accounts that have it, below 1.

    Accounts that say the same words count once.
    """
    told = {_terms(account.quote) for account in accounts}
    counts = Counter(term for terms in told for term in terms)
    return {term: share(count, len(told)) for term, count in counts.items()}


def share(those: int, everyone: int) -> float:
    """Return `those` of `everyone`, held against some more: one of one is not yet many."""
    return those / (everyone + _UNHEARD)


def worth(account: LinkAccount) -> float:
    """Return how far an account can be relied on to tell what happened that day, 0 to 1."""
    status = _PLANNED if account.planned else 1.0
    dated = 1.0 if account.mention else _NOT_DATED_IN_WORDS
    place = 1 - _PLACE + _PLACE / math.sqrt(max(1, account.paragraph))
    return status * dated * place


def said(account: LinkAccount, shares: Shares) -> float:
    """Return how much of what the accounts say this one says, 0 to 1, times its worth."""
    terms = _terms(account.quote)
    common = math.fsum(shares.get(term, 0.0) for term in terms)
    return common / max(len(terms), _FEW_TERMS) * worth(account)


def lead_among(accounts: Iterable[LinkAccount], shares: Shares) -> LinkAccount:
    """Return the account that can stand for the event of `accounts`.

    What a person decided of the event, then the most exact date, then a headline that reads well
    alone, then what most of the day's accounts say.
    """
    return min(
        accounts,
        key=lambda one: (
            *exactness(one),
            not reads_well(one.headline),
            -said(one, shares),
            one.id,
        ),
    )


def exactness(account: LinkAccount) -> tuple[float, int, bool]:
    """Sort key: the latest that a person decided on, then the most exactly dated first."""
    return (-account.decided, account.days, account.approximate)


def by_what_is_new(
    accounts: Sequence[LinkAccount], shares: Shares, factors: Mapping[str, float]
) -> list[tuple[LinkAccount, float]]:
    """Return the accounts, each with what it adds to those before it, the most first.

    `factors` multiply what the account of an id says.
    """
    left = dict(shares)

    def adds(account: LinkAccount) -> float:
        return said(account, left) * factors[account.id]

    def order(account: LinkAccount) -> tuple[float, str]:
        return (-adds(account), account.id)

    ordered = sorted(accounts, key=order)
    waiting, chosen = ordered[:_COMPARED], []
    while waiting:
        best = min(waiting, key=order)
        waiting.remove(best)
        chosen.append((best, adds(best)))
        for term in _terms(best.quote):
            left[term] *= _SAID_AGAIN
    return chosen + [(account, adds(account)) for account in ordered[_COMPARED:]]


@lru_cache(maxsize=4096)
def _terms(quote: str) -> frozenset[str]:
    return frozenset(terms_of(quote))
