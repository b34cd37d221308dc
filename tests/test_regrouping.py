"""Grouping a part of the corpus gives what grouping all of it gives."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from timeline.linking.grouping import group, in_order
from timeline.linking.links import Near, Pairs
from timeline.linking.regrouping import level_of, regrouped
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms, article_terms, moved, spread_of, step_of

WORDS = [
    f"{start}{end}"
    for start in ["bafo", "lemi", "suro", "tiga", "nuke"]
    for end in ["lan", "mer", "tos", "pek"]
]
FIRST = date(2021, 3, 1)


def corpus(seed: int, articles: int = 24) -> list[LinkAccount]:
    """Accounts in words of few syllables, on few days, so that many of them are alike."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    return [one for number in range(articles) for one in article(f"{number:03}", chance)]


def article(key: str, chance: random.Random) -> list[LinkAccount]:
    """Of three accounts, two clauses of one sentence among them."""
    quote = ""
    return [
        LinkAccount(
            id=f"{key}-{place}",
            article=key,
            headline="",
            quote=quote if place == 2 else (quote := " ".join(chance.choices(WORDS, k=7))),
            starts_on=(first := FIRST + timedelta(days=chance.randrange(4))),
            ends_on=first + timedelta(days=chance.choice([0, 0, 0, 1, 30, 300])),
            actors=frozenset(chance.sample(["Ada", "Ben", "Cleo", "Dan"], 2)),
        )
        for place in range(3)
    ]


def may_link(one: LinkAccount, two: LinkAccount, spread: Spread) -> bool:
    shared = account_terms(one) & account_terms(two)
    lookup = spread.telling if one.narrow and two.narrow else spread.rare
    return one.can_be_same_days(two) and bool(lookup(shared))


def keys_of(groups: list[list[LinkAccount]]) -> set[tuple[str, ...]]:
    return {tuple(account.id for account in members) for members in groups}


class Stored:
    """What has been grouped so far, looked up no further than it has to be."""

    def __init__(self, kept: Corpus, pairs: Pairs) -> None:
        self._kept, self._spread = kept, pairs.spread
        self._near = Near(self._look_up, pairs)
        self.linked, self.expect = self._near.linked, self._near.expect
        self._events = {
            key: [kept.accounts[one] for one in members if one in kept.accounts]
            for members in kept.groups
            for key in members
        }
        for members in kept.groups:
            self._events |= dict.fromkeys(members, self._events[members[0]])

    def _look_up(self, some: Sequence[LinkAccount]) -> list[LinkAccount]:
        return [
            other
            for other in self._kept.accounts.values()
            if any(may_link(one, other, self._spread) for one in some)
        ]

    def event(self, account: LinkAccount) -> Sequence[LinkAccount]:
        return self._events.setdefault(account.id, [account])

    def sentence(self, account: LinkAccount) -> list[LinkAccount]:
        return [
            other
            for other in self._kept.accounts.values()
            if (other.article, other.quote) == (account.article, account.quote)
        ]


class Corpus:
    """Groups kept up to date article by article, as a build does it."""

    def __init__(self) -> None:
        self.accounts: dict[str, LinkAccount] = {}
        self.groups: set[tuple[str, ...]] = set()

    def spread(self) -> Spread:
        return spread_of(self.accounts.values())

    def replace(self, gone: list[LinkAccount], new: list[LinkAccount]) -> int:
        """Returns how many accounts had to be grouped anew."""
        before = self.spread()
        for account in gone:
            del self.accounts[account.id]
        self.accounts |= {account.id: account for account in new}
        spread = self.spread()
        heavier = moved(before, spread)
        changed = {account.id for account in new}
        changed |= {key for key, one in self.accounts.items() if account_terms(one) & heavier}
        touched = changed | {account.id for account in gone}
        old = {group for group in self.groups if touched & set(group)}
        changed |= {key for group in old for key in group if key in self.accounts}
        pairs = Pairs(spread, {})
        again = [self.accounts[key] for key in changed]
        groups = in_order(regrouped(again, Stored(self, pairs), pairs))
        reached = {account.id for members in groups for account in members}
        self.groups = {group for group in self.groups - old if not reached & set(group)}
        self.groups |= keys_of(groups)
        return len(reached)


@pytest.mark.untraced
@pytest.mark.parametrize("seed", range(7))
def test_article_by_article_gives_what_all_at_once_gives(seed):
    kept, everything = Corpus(), corpus(seed)
    articles = sorted({account.article for account in everything})
    random.Random(seed + 100).shuffle(articles)  # noqa: S311 - not for secrets
    for key in articles:
        kept.replace([], [account for account in everything if account.article == key])
    assert kept.groups == keys_of(group(everything))
    assert any(len(members) > 2 for members in kept.groups)


@pytest.mark.untraced
@pytest.mark.parametrize("seed", range(5))
def test_taking_an_article_out_gives_what_was_never_there(seed):
    kept, everything = Corpus(), corpus(seed)
    kept.replace([], everything)
    for key in ("007", "013", "021"):
        kept.replace([one for one in kept.accounts.values() if one.article == key], [])
    left = [one for one in everything if one.article not in {"007", "013", "021"}]
    assert kept.groups == keys_of(group(left))


def test_only_what_is_near_is_grouped_anew():
    kept, everything = Corpus(), corpus(1)
    kept.replace([], everything)
    elsewhere = LinkAccount("z", "z", "", "A volcano erupted", FIRST, FIRST)
    assert kept.replace([], [elsewhere]) == 1


def test_a_weight_changes_only_when_a_count_passes_a_step():
    assert [step_of(count) for count in (0, 1, 4, 5, 16, 17, 64, 65)] == [0, 0, 0, 1, 1, 2, 2, 3]
    assert [step_of(count) for count in (4_096, 4_097, 16_385, 10**6)] == [5, 6, 6, 6]
    before = Spread(Counter(fire=4, flood=5))
    assert moved(before, Spread(Counter(fire=5, flood=16))) == {"fire"}


def test_an_article_counts_a_term_once():
    one = LinkAccount(
        "a", "x", "The flood", "The flood rose", FIRST, FIRST, actors=frozenset({"Ada"})
    )
    terms = article_terms([one], "Flood, flood, flood in the valley")
    assert terms == {"flood", "rose", "valley", "@Ada"}
    assert spread_of([one, one], {"x": "flood"}).counts["flood"] == 1


def test_exact_accounts_are_grouped_before_vaguer_ones():
    spans = [("2021-03-02",) * 2, ("2021-03-01", "2021-03-07"), ("2021-03-01", "2021-03-31")]
    spans += [("2021-01-01", "2021-12-31"), (None, None)]
    accounts = [
        LinkAccount("a", "a", "", "", *(date.fromisoformat(day) if day else None for day in span))
        for span in spans
    ]
    assert [level_of(account) for account in accounts] == [0, 1, 2, 3, 4]
