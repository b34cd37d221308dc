"""Which accounts tell one event: days that can be the same, shared actors, like words.

Dated accounts are compared where their days overlap. Of undated ones nothing says that
they can be the same days, so the likeness of their whole articles has to: two reports of
one day's news name the same people and places throughout. Groups join by average link and
only while all their accounts have a day in common, so that one vague account ("in 2021")
cannot chain events of different days together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from timeline.linking.clusters import Period, average_link
from timeline.linking.likeness import Likeness
from timeline.linking.shapes import LinkAccount

# Chosen by measurement: `benchmarks/grouping.py` groups news sentences whose events are known.
_WORDS, _ACTORS, DATED_ENOUGH = 0.75, 0.25, 0.36
_ARTICLES, UNDATED_ENOUGH = 2.0, 0.80
_SAME_ARTICLE = 0.2
_FEW_WORDS, _FEW = 0.15, 0.2  # like articles alone do not make two accounts one
_WITHIN = 0.12  # accounts of one article tell different things unless they say it again
_VAGUE = 0.15  # spans of many days overlap by chance: the words must say more
_COMMON = 300  # a term in more accounts than this does not make two of them candidates
_ALL_TIME = (date.min.toordinal(), date.max.toordinal())


def group(
    accounts: Iterable[LinkAccount], texts: Mapping[str, str] | None = None
) -> list[list[LinkAccount]]:
    """Return the accounts in groups of one event each, the lead first in each.

    `texts` are the articles' by key, needed of those that have undated accounts. The result
    is the same whatever the order of `accounts`: ties are settled by id.
    """
    by_id = {account.id: account for account in sorted(accounts, key=lambda one: one.id)}
    dated = [account for account in by_id.values() if account.dated]
    undated = [account for account in by_id.values() if not account.dated]
    groups = _grouped(dated, _dated_scores(dated), DATED_ENOUGH)
    groups += _grouped(undated, _undated_scores(undated, texts or {}), UNDATED_ENOUGH)
    return [sorted((by_id[key] for key in members), key=best_told) for members in groups]


def best_told(account: LinkAccount) -> tuple[object, ...]:
    """Sort key: the account that can stand for the event comes first.

    The most exact date, then a headline of readable length with an actor to it, the place
    in the article, a sentence that dates itself, the earliest publication.
    """
    readable = 20 <= len(account.headline) <= 100
    return (
        account.days,
        account.approximate,
        not (readable and account.actors),
        account.paragraph > 8,
        not account.mention,
        account.published_on.toordinal() if account.published_on else 9_999_999,
        account.paragraph,
        account.id,
    )


def _grouped(
    accounts: Sequence[LinkAccount], scores: Mapping[tuple[str, str], float], least: float
) -> list[list[str]]:
    return average_link(scores, {account.id: _period(account) for account in accounts}, least)


def _period(account: LinkAccount) -> Period:
    first, last = account.starts_on, account.ends_on
    return (
        first.toordinal() if first else _ALL_TIME[0],
        last.toordinal() if last else _ALL_TIME[1],
    )


def _dated_scores(accounts: Sequence[LinkAccount]) -> dict[tuple[str, str], float]:
    likeness = Likeness(accounts)
    return {
        (one.id, two.id): _dated_score(one, two, likeness)
        for one, two in _candidates(accounts, likeness)
        if one.can_be_same_days(two) and not _one_sentence(one, two)
    }


def _dated_score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    score = _WORDS * likeness.words(one, two) + _ACTORS * likeness.actors(one, two)
    if one.article == two.article:
        score -= _WITHIN
    if min(one.days, two.days) > 40:
        score -= _VAGUE
    return score


def _one_sentence(one: LinkAccount, two: LinkAccount) -> bool:
    """Two accounts of one sentence are two happenings: that is why they are two."""
    return one.article == two.article and one.quote == two.quote


def _undated_scores(
    accounts: Sequence[LinkAccount], texts: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    likeness = Likeness(accounts, texts)
    return {
        (one.id, two.id): _undated_score(one, two, likeness)
        for one, two in _candidates(accounts, likeness)
        if not _one_sentence(one, two) and not _dated_otherwise(one, two)
    }


def _dated_otherwise(one: LinkAccount, two: LinkAccount) -> bool:
    """Whether words that could not be read as days say different ones ("mid-December")."""
    words = {one.mention.casefold(), two.mention.casefold()}
    return len(words) == 2 and "" not in words


def _undated_score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    """An article is like itself: within one, the accounts' own words have to say it all."""
    words = likeness.words(one, two)
    context = _SAME_ARTICLE if one.article == two.article else likeness.articles(one, two)
    return words + _ARTICLES * context - (_FEW if words < _FEW_WORDS else 0)


def _candidates(
    accounts: Sequence[LinkAccount], likeness: Likeness
) -> Iterator[tuple[LinkAccount, LinkAccount]]:
    """Pairs that share a term that is not everywhere, both planned or both not."""
    by_term: dict[str, list[LinkAccount]] = defaultdict(list)
    for account in accounts:
        for term in likeness.vectors[account.id]:
            by_term[term].append(account)
    seen: set[tuple[str, str]] = set()
    for sharing in by_term.values():
        if len(sharing) > _COMMON:
            continue
        for one, two in combinations(sharing, 2):
            if one.planned == two.planned and (one.id, two.id) not in seen:
                seen.add((one.id, two.id))
                yield one, two
