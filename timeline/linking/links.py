"""Which two accounts may tell one event: days that can be the same, shared actors, like words.

Whether two accounts link depends on the two, their articles' texts and the weights of their
terms, and on no other account. So groups can be made anew of a part of the corpus alone: of
all accounts that can be reached by links from those that have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.linking.likeness import Likeness
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms

# Chosen by measurement: `benchmarks/grouping.py` groups news sentences whose events are known.
_WORDS, _ACTORS, DATED_ENOUGH = 0.75, 0.25, 0.36
_ARTICLES, UNDATED_ENOUGH = 2.0, 0.80
_SAME_ARTICLE = 0.2
_FEW_WORDS, _FEW = 0.15, 0.2  # like articles alone do not make two accounts one
_WITHIN = 0.12  # accounts of one article tell different things unless they say it again
_VAGUE = 0.15  # spans of many days overlap by chance: the words must say more

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
    """Yield every link of two of the accounts, weak ones too, in no particular order.

    `texts` are the articles' by key, needed of those that have undated accounts.
    """
    likeness = Likeness(spread, texts)
    for one, two in _candidates(accounts, spread):
        if link := _link(one, two, likeness):
            yield link


def neighbourhood(
    changed: Iterable[LinkAccount], near: Near, texts: Mapping[str, str], spread: Spread
) -> list[LinkAccount]:
    """Return the accounts that links lead to from `changed`, those included, in order of id.

    Grouped by themselves they come out as they would among all accounts, if `changed` holds

    - every account that is new, or was taken out and is back with other words, days or actors;
    - every account that has a term whose step is no longer what it was when it was last
      grouped (of an undated account: a term of its article's text, too);
    - all other members of the events that such accounts, and those that are gone, were in.

    `near(accounts)` looks accounts up: at least all that share a term of
    `spread.telling(account_terms(account))` with one of those given and can be the same days
    (for an undated one: that are undated). What it gives beyond that does no harm.
    """
    reached = {account.id: account for account in changed}
    frontier = list(reached.values())
    likeness = Likeness(spread, texts)
    while frontier:
        nearby = [account for account in near(frontier) if account.id not in reached]
        linked = {
            two.id: two
            for one, two in _shared_terms(frontier, nearby, spread)
            if (link := _link(one, two, likeness)) and link.enough
        }
        frontier = [linked[key] for key in sorted(linked)]
        reached |= linked
    return [reached[key] for key in sorted(reached)]


def _comparable(one: LinkAccount, two: LinkAccount) -> bool:
    """Whether the two can be one event at all: a plan is not what happened, and what two
    clauses of one sentence tell are two happenings."""
    if one.planned != two.planned or _one_sentence(one, two):
        return False
    if one.dated or two.dated:
        return one.can_be_same_days(two)
    return not _dated_otherwise(one, two)


def _one_sentence(one: LinkAccount, two: LinkAccount) -> bool:
    return one.article == two.article and one.quote == two.quote


def _dated_otherwise(one: LinkAccount, two: LinkAccount) -> bool:
    """Whether words that could not be read as days say different ones ("mid-December")."""
    words = {one.mention.casefold(), two.mention.casefold()}
    return len(words) == 2 and "" not in words


def _link(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> Link | None:
    """The score is rounded, so that no sum of scores below the least can reach it."""
    if not _comparable(one, two):
        return None
    if one.dated:
        score, least = _dated_score(one, two, likeness), DATED_ENOUGH
    else:
        score, least = _undated_score(one, two, likeness), UNDATED_ENOUGH
    return Link(min(one.id, two.id), max(one.id, two.id), round(score, 6), round(score, 6) >= least)


def _dated_score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    score = _WORDS * likeness.words(one, two) + _ACTORS * likeness.actors(one, two)
    if one.article == two.article:
        score -= _WITHIN
    if min(one.days, two.days) > 40:
        score -= _VAGUE
    return score


def _undated_score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    """An article is like itself: within one, the accounts' own words have to say it all."""
    words = likeness.words(one, two)
    context = _SAME_ARTICLE if one.article == two.article else likeness.articles(one, two)
    return words + _ARTICLES * context - (_FEW if words < _FEW_WORDS else 0)


def _candidates(
    accounts: Iterable[LinkAccount], spread: Spread
) -> Iterator[tuple[LinkAccount, LinkAccount]]:
    """Pairs among the accounts that share a telling term."""
    sharing: dict[str, list[LinkAccount]] = defaultdict(list)
    for account in accounts:
        terms = spread.telling(account_terms(account))
        others = {other.id: other for term in terms for other in sharing[term]}
        yield from ((other, account) for other in others.values())
        for term in terms:
            sharing[term].append(account)


def _shared_terms(
    accounts: Iterable[LinkAccount], others: Iterable[LinkAccount], spread: Spread
) -> Iterator[tuple[LinkAccount, LinkAccount]]:
    """Pairs of an account and one of the others that share a telling term."""
    having: dict[str, list[LinkAccount]] = defaultdict(list)
    for other in others:
        for term in spread.telling(account_terms(other)):
            having[term].append(other)
    for account in accounts:
        terms = spread.telling(account_terms(account))
        found = {other.id: other for term in terms for other in having[term]}
        yield from ((account, other) for other in found.values())
