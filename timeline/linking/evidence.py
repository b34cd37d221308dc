"""What speaks for two accounts being one event: days that can be the same, actors, like words,
one kind of happening."""

from __future__ import annotations

from timeline.linking.kinds import Happening
from timeline.linking.likeness import Likeness
from timeline.linking.shapes import LinkAccount

# Chosen by measurement, on made-up news of 16 kinds and on news sentences whose events are known
# (`benchmarks/grouping.py`). Words and actors are shares of 1, what follows adds or takes away.
_WORDS, _ACTORS, _DATED_ENOUGH = 0.75, 0.25, 0.31
_SAME_KIND, _KIND_AROUND, _OTHER_KIND = 0.2, 0.1, 0.15
_STATEMENT = 0.25  # what is said about a happening is not the happening
_STRANGERS = 0.15  # both name actors, and not one of them is the same
_WITHIN = 0.1  # accounts of one article tell different things unless they say it again
_VAGUE, _MONTH = 0.15, 40  # days; spans of many overlap by chance: the words must say more
_PAST, _LONG_PAST = 7, 30  # days before the article
_NEWS = 2  # days between two articles of one time
_REACH_BACK, _REACH_FAR_BACK = 0.1, 0.2  # what two articles reach back for mattered
_ARTICLES, _UNDATED_ENOUGH = 2.0, 0.88
_ALIKE, _SAME_ARTICLE = 0.1, 0.2
_FEW_WORDS, _FEW = 0.15, 0.2  # like articles alone do not make two accounts one


def comparable(one: LinkAccount, two: LinkAccount) -> bool:
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


def least_score(account: LinkAccount) -> float:
    """The score from which on a comparable account links with it."""
    return _DATED_ENOUGH if account.dated else _UNDATED_ENOUGH


def score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    """Return how much speaks for the two being one event; they are `comparable`."""
    return (_dated_score if one.dated else _undated_score)(one, two, likeness)


def _dated_score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    happenings = likeness.happening(one), likeness.happening(two)
    score = _WORDS * likeness.words(one, two) + _ACTORS * likeness.actors(one, two)
    score += _kinds_say(*happenings)
    score -= _WITHIN * (one.article == two.article) + _VAGUE * _is_vague(one, two)
    back = min(_days_back(one), _days_back(two)) if one.article != two.article else 0
    strangers = bool(one.actors and two.actors) and one.actors.isdisjoint(two.actors)
    alike = (one.narrow and two.narrow) or bool(happenings[0].kinds & happenings[1].kinds)
    meant = alike and not _is_vague(one, two)
    if back > _LONG_PAST and meant and (not strangers or _are_of_one_time(one, two)):
        score += _REACH_FAR_BACK
    elif strangers:
        score -= _STRANGERS
    return score + _REACH_BACK * (_PAST < back <= _LONG_PAST)


def _is_vague(one: LinkAccount, two: LinkAccount) -> bool:
    """Whether they have days in common by chance: "in 1968" holds whatever was done that year."""
    return max(one.days, two.days) > _MONTH


def _are_of_one_time(one: LinkAccount, two: LinkAccount) -> bool:
    """Whether their articles were written when the same was in the news."""
    if one.published_on is None or two.published_on is None:
        return False
    return abs((one.published_on - two.published_on).days) <= _NEWS


def _kinds_say(one: Happening, two: Happening) -> float:
    if one.statement != two.statement:
        return -_STATEMENT
    if shared := one.kinds & two.kinds:
        return _SAME_KIND * len(shared) / max(len(one.kinds), len(two.kinds))
    if (one.kinds | two.kinds) & one.around & two.around:
        return _KIND_AROUND
    return -_OTHER_KIND if one.kinds and two.kinds else 0.0


def _days_back(account: LinkAccount) -> int:
    """How long before its article what the account tells was over."""
    if account.published_on is None or account.ends_on is None:
        return 0
    return (account.published_on - account.ends_on).days


def _undated_score(one: LinkAccount, two: LinkAccount, likeness: Likeness) -> float:
    """An article is like itself: within one, the accounts' own words have to say it all."""
    words = likeness.words(one, two)
    context = _SAME_ARTICLE if one.article == two.article else likeness.articles(one, two)
    score = words + _ARTICLES * context - (_FEW if words < _FEW_WORDS else 0)
    return score + _ALIKE * bool(likeness.happening(one).around & likeness.happening(two).around)
