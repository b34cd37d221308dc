"""Accounts in groups of one event each, from the most exact dates to the vaguest.

Accounts dated to a day come first: those of one day are grouped by average link. Then, level
by level of exactness, each vaguer account joins the event of finer dates that it is likest,
and what is like none of them is grouped with its own level. So a vague account ("last year")
never chains events of different days together, and what an account can change stays near it:
the accounts of its own level that links lead to, and the vaguer ones that may join them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import fsum
from typing import Protocol, TypeVar

from timeline.linking.clusters import Period, average_link
from timeline.linking.evidence import least_score
from timeline.linking.leads import best_told
from timeline.linking.links import Pairs
from timeline.linking.shapes import LinkAccount

_DAYS = (1, 7, 40)  # the most days of an account of each level; then the vaguest, then undated
_LEVELS = range(len(_DAYS) + 2)
_HEADS = 8  # accounts of an event that a vaguer one is compared with: those that tell it best
_Thing = TypeVar("_Thing")
_ALL_TIME = (date.min.toordinal(), date.max.toordinal())


class Corpus(Protocol):
    """What is there to link with; all accounts that are not in what is asked for may be left out."""

    def linked(self, account: LinkAccount) -> Sequence[LinkAccount]:
        """All accounts that link with this one, their score being enough."""

    def event(self, account: LinkAccount) -> Sequence[LinkAccount]:
        """The accounts of the event that it is in so far, itself among them."""

    def sentence(self, account: LinkAccount) -> Sequence[LinkAccount]:
        """The accounts of its sentence, itself among them."""

    def expect(self, accounts: Iterable[LinkAccount]) -> None:
        """Told which accounts will be asked about, so that all can be read at once."""


def regrouped(
    changed: Iterable[LinkAccount], corpus: Corpus, pairs: Pairs
) -> list[list[LinkAccount]]:
    """Return the groups that are not what they were, and those of `changed`, in no order.

    With the others as they were, they are the groups that all accounts of the corpus have when
    all are given as `changed`, if `changed` holds

    - every account that is new, or was taken out and is back with other words, days or actors;
    - every account that has a term whose step is no longer what it was when it was last
      grouped (of an undated account: a term of its article's text, too);
    - all other members of the events that such accounts, and those that are gone, were in.
    """
    state = _State(corpus, pairs, {account.id: account for account in changed})
    for level in _LEVELS:
        state.settle(level)
    return state.groups()


def level_of(account: LinkAccount) -> int:
    """0 for a day, up to 3 for the vaguest, 4 for an undated account."""
    return bisect_left(_DAYS, account.days) if account.dated else _LEVELS[-1]


@dataclass(slots=True, eq=False)
class _Group:
    """An event as far as it has grown: accounts of the levels that are settled."""

    members: list[LinkAccount]
    _heads: list[LinkAccount] = field(default_factory=list)

    def heads(self) -> list[LinkAccount]:
        if not self._heads:
            self._heads = sorted(self.members, key=best_told)[:_HEADS]
        return self._heads

    def add(self, account: LinkAccount) -> None:
        self.members.append(account)
        self._heads = []

    def least_id(self) -> str:
        return min(one.id for one in self.members)

    def takes(self, account: LinkAccount) -> bool:
        """Whether it can be all the days that are left to the group, of no sentence of its."""
        first, last = map(list, zip(*map(_period, self.members), strict=True))
        mine = _period(account)
        in_time = mine[0] <= max(first) and min(last) <= mine[1]
        return in_time and all(_sentence(one) != _sentence(account) for one in self.members)


class _State:
    """Groups while they are settled level by level.

    An account is settled once it has a home. Touching one account of an event settles all of
    them, each at its own level: anew, or kept where it was if the finer ones are as they were.
    """

    def __init__(self, corpus: Corpus, pairs: Pairs, changed: dict[str, LinkAccount]) -> None:
        self._corpus, self._pairs, self._changed = corpus, pairs, changed
        self._home: dict[str, _Group] = {}
        self._old: dict[str, Sequence[LinkAccount]] = {}
        self._finest: dict[str, int] = {}
        self._anew: list[dict[str, LinkAccount]] = [{} for _ in _LEVELS]
        for account in changed.values():
            self._anew[level_of(account)][account.id] = account

    def groups(self) -> list[list[LinkAccount]]:
        """The groups that are not what they were, or have an account that is not."""
        last = _LEVELS[-1]
        others = (group for group in self._all() if self._old_members(group, last) is not None)
        return [group.members for group in others]

    def _all(self) -> list[_Group]:
        return _distinct(self._home.values())

    def settle(self, level: int) -> None:
        anew = self._with_sentences(self._anew[level], level)
        for account in anew.values():
            self._open(account, level)
        chosen = {account.id: self._choose(account, level) for account in anew.values()}
        left = self._join(anew, chosen)
        left |= self._keep(level, anew)
        joined = (anew[key] for key, group in chosen.items() if key not in left and group)
        moved = [one for one in joined if self._was_alone(one, level)]
        self._group(self._reached(left, moved, level))
        self._spread(level)

    # What is settled anew

    def _with_sentences(self, some: dict[str, LinkAccount], level: int) -> dict[str, LinkAccount]:
        self._corpus.expect(some.values())
        found = {
            other.id: other
            for account in some.values()
            for other in self._corpus.sentence(account)
            if level_of(other) == level
        }
        self._corpus.expect(one for key, one in found.items() if key not in some)
        return {key: (some | found)[key] for key in sorted(some | found)}

    def _open(self, account: LinkAccount, level: int) -> None:
        """Settle the finer accounts of its event where they were, if nothing has touched them."""
        if account.id not in self._old:
            members = self._corpus.event(account)
            self._old |= dict.fromkeys((one.id for one in members), members)
            if finer := [one for one in members if level_of(one) < level]:
                group = _Group(finer)
                self._home |= {one.id: group for one in finer}

    def _was_alone(self, account: LinkAccount, level: int) -> bool:
        """Whether no account of a finer level was in its event."""
        if account.id not in self._finest:
            members = self._old.get(account.id) or self._corpus.event(account)
            self._finest |= dict.fromkeys((one.id for one in members), min(map(level_of, members)))
        return self._finest[account.id] >= level

    # Vaguer accounts join finer ones

    def _choose(self, account: LinkAccount, level: int) -> tuple[float, _Group] | None:
        """The event of finer dates that it is likest, and how alike they are."""
        least = least_score(account)
        alike = ((self._alike(account, group), group) for group in self._options(account, level))
        near = [(score, group) for score, group in alike if score >= least and group.takes(account)]
        return min(near, key=lambda one: (-one[0], one[1].least_id()), default=None)

    def _options(self, account: LinkAccount, level: int) -> list[_Group]:
        """The events with a head that it is linked with."""
        groups = []
        for other in self._corpus.linked(account):
            if level_of(other) < level:
                self._open(other, level)
                if other in (group := self._home[other.id]).heads():
                    groups.append(group)
        return _distinct(groups)

    def _alike(self, account: LinkAccount, group: _Group) -> float:
        heads = group.heads()
        return fsum(self._pairs.score(account, head) for head in heads) / len(heads)

    def _join(
        self,
        anew: dict[str, LinkAccount],
        chosen: dict[str, tuple[float, _Group] | None],
    ) -> dict[str, LinkAccount]:
        """Put each where it belongs; of two clauses of one sentence, the likest. Return the rest."""
        left = {key: account for key, account in anew.items() if not chosen[key]}
        taken: set[tuple[object, ...]] = set()
        ranked = sorted((-one[0], key, one[1]) for key, one in chosen.items() if one)
        for _, key, group in ranked:
            place = (id(group), *_sentence(anew[key]))
            if place in taken:
                left[key] = anew[key]
            else:
                taken.add(place)
                group.add(anew[key])
                self._home[key] = group
        return left

    def _keep(self, level: int, anew: dict[str, LinkAccount]) -> dict[str, LinkAccount]:
        """Leave the others of this level in their events; return those that had no finer one."""
        left = {}
        for members in _distinct(self._old.values()):
            homes = [self._home[one.id] for one in members if level_of(one) < level]
            for one in members:
                if level_of(one) == level and one.id not in anew:
                    if homes:
                        homes[0].add(one)
                        self._home[one.id] = homes[0]
                    else:
                        left[one.id] = one
        return left

    # The others are grouped among themselves

    def _reached(
        self, left: dict[str, LinkAccount], moved: Iterable[LinkAccount], level: int
    ) -> list[list[LinkAccount]]:
        """The accounts of this level that links lead to and that join no finer ones, in sets
        that no link leads out of."""
        reached = dict(left)
        frontier = [*left.values(), *moved]
        while frontier:
            self._corpus.expect(frontier)
            found = {}
            for account in frontier:
                for other in self._corpus.linked(account):
                    if self._stands_alone(other, level) and other.id not in reached:
                        found[other.id] = other
            for other in found.values():
                self._open(other, level)
            reached |= found
            frontier = list(found.values())
        return _connected(reached, self._corpus)

    def _stands_alone(self, account: LinkAccount, level: int) -> bool:
        if level_of(account) != level or account.id in self._home:
            return False
        return self._was_alone(account, level)

    def _group(self, sets: Iterable[list[LinkAccount]]) -> None:
        for accounts in sets:
            by_id = {account.id: account for account in accounts}
            for keys in self._averaged(accounts):
                group = _Group([by_id[key] for key in keys])
                self._home |= dict.fromkeys(keys, group)

    def _averaged(self, accounts: list[LinkAccount]) -> list[list[str]]:
        if len(accounts) == 1:
            return [[accounts[0].id]]
        return average_link(
            {
                (one.id, two.id): score
                for one, two in combinations(accounts, 2)
                if (score := self._pairs.score(one, two))
            },
            periods={account.id: _period(account) for account in accounts},
            sentences={account.id: _sentence(account) for account in accounts},
            least=least_score(accounts[0]),
        )

    # What that means for the vaguer ones

    def _spread(self, level: int) -> None:
        """Note the vaguer accounts that have to choose anew: they were in an event that is not
        what it was, or are linked with one."""
        heads = []
        for group in self._all():
            others = self._old_members(group, level)
            if others is not None:
                for other in others:
                    if level_of(other) > level:
                        self._anew[level_of(other)][other.id] = other
                heads += group.heads()
        self._corpus.expect(heads)
        for head in heads:
            for other in self._corpus.linked(head):
                if level_of(other) > level:
                    self._anew[level_of(other)][other.id] = other

    def _old_members(self, group: _Group, level: int) -> list[LinkAccount] | None:
        """All accounts of the events that its members were in; None if it is what it was."""
        events = _distinct(self._old[one.id] for one in group.members)
        ids = {one.id for one in group.members}
        before = [{one.id for one in members if level_of(one) <= level} for members in events]
        if before == [ids] and ids.isdisjoint(self._changed):
            return None
        return [one for members in events for one in members]


def _connected(accounts: dict[str, LinkAccount], corpus: Corpus) -> list[list[LinkAccount]]:
    """The accounts in sets that no link leads out of, each in order of id."""
    sets: list[list[LinkAccount]] = []
    seen: set[str] = set()
    for key in sorted(accounts):
        if key not in seen:
            seen.add(key)
            found = [accounts[key]]
            for account in found:
                for other in corpus.linked(account):
                    if other.id in accounts and other.id not in seen:
                        seen.add(other.id)
                        found.append(accounts[other.id])
            sets.append(sorted(found, key=lambda one: one.id))
    return sets


def _distinct(things: Iterable[_Thing]) -> list[_Thing]:
    return list({id(thing): thing for thing in things}.values())


def _period(account: LinkAccount) -> Period:
    """Its first and last day as ordinals; all time where it is open or undated."""
    first, last = account.starts_on, account.ends_on
    return (
        first.toordinal() if first else _ALL_TIME[0],
        last.toordinal() if last else _ALL_TIME[1],
    )


def _sentence(account: LinkAccount) -> tuple[str, str]:
    return (account.article, account.quote)
