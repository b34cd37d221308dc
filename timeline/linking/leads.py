"""Which account of an event stands for it: the one that says it best and reads well alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from timeline.linking.shapes import LinkAccount

# A headline that begins with one of these needs the sentence before it, or its own subject.
_CONTEXT_WORDS = """
he she it they this that these those his her its their him them there here who which
was were is are has have had be been being and but or as also
"""
_NEEDS_MORE = frozenset(_CONTEXT_WORDS.split())
# Somebody speaks of himself: who that is, only the sentence around it says.
_SELF = "i we me us my our mine ours myself ourselves"
_FIRST_PERSON = frozenset(_SELF.split())
_WORD = re.compile(r"[^\W\d_]+")
_HIGH_UP = 8  # paragraphs
_MANY = 4  # accounts; what two or three have in common says little of which is the best


def lead_first(
    accounts: Iterable[LinkAccount], scores: Mapping[tuple[str, str], float]
) -> list[LinkAccount]:
    """Return the accounts of one event in order, that which can stand for it first.

    The most exact date, then a headline that reads well alone, a place high up in the
    article, the most in common with the others where they are many (by the `scores` of pairs),
    a sentence that dates itself, the earliest publication.
    """
    members = sorted(accounts, key=lambda account: account.id)
    common = {account.id: _in_common(account, members, scores) for account in members}
    return sorted(
        members,
        key=lambda account: (
            account.days,
            account.approximate,
            not reads_well(account),
            account.paragraph > _HIGH_UP,
            -common[account.id],
            not account.mention,
            account.published_on.toordinal() if account.published_on else math.inf,
            account.paragraph,
            account.id,
        ),
    )


def reads_well(account: LinkAccount) -> bool:
    """Whether the headline is of readable length, names an actor and needs no context."""
    words = _WORD.findall(account.headline.casefold())
    alone = bool(words) and words[0] not in _NEEDS_MORE and _FIRST_PERSON.isdisjoint(words)
    return alone and 20 <= len(account.headline) <= 100 and bool(account.actors)


def _in_common(
    account: LinkAccount, members: Sequence[LinkAccount], scores: Mapping[tuple[str, str], float]
) -> float:
    """The average score of the account with the others, in tenths; 0 among few."""
    if len(members) < _MANY:
        return 0.0
    pairs = ((min(account.id, one.id), max(account.id, one.id)) for one in members)
    total = math.fsum(scores.get(pair, 0.0) for pair in pairs)
    return round(total / (len(members) - 1), 1)
