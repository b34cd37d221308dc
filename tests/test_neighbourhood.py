"""Grouping a part of the corpus gives what grouping all of it gives."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from timeline.linking.grouping import group
from timeline.linking.links import neighbourhood
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
    return [
        LinkAccount(
            id=f"{key}-{place}",
            article=key,
            headline="",
            quote=" ".join(chance.choices(WORDS, k=7)),
            starts_on=(first := FIRST + timedelta(days=chance.randrange(4))),
            ends_on=first + timedelta(days=chance.choice([0, 0, 0, 1, 30])),
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


class Corpus:
    """Groups kept up to date article by article, as a build does it."""

    def __init__(self) -> None:
        self.accounts: dict[str, LinkAccount] = {}
        self.groups: set[tuple[str, ...]] = set()

    def spread(self) -> Spread:
        return spread_of(self.accounts.values())

    def near(self, some: Sequence[LinkAccount], spread: Spread) -> list[LinkAccount]:
        """No more than what has to be looked up."""
        return [
            other
            for other in self.accounts.values()
            if any(may_link(one, other, spread) for one in some)
        ]

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
        near = neighbourhood(
            [self.accounts[key] for key in changed],
            lambda some: self.near(some, spread),
            texts={},
            spread=spread,
        )
        reached = {account.id for account in near}
        self.groups = {group for group in self.groups - old if not reached & set(group)}
        self.groups |= keys_of(group(near, spread=spread))
        return len(near)


@pytest.mark.parametrize("seed", range(3))
def test_article_by_article_gives_what_all_at_once_gives(seed):
    kept, everything = Corpus(), corpus(seed)
    articles = sorted({account.article for account in everything})
    random.Random(seed + 100).shuffle(articles)  # noqa: S311 - not for secrets
    for key in articles:
        kept.replace([], [account for account in everything if account.article == key])
    assert kept.groups == keys_of(group(everything))
    assert any(len(members) > 2 for members in kept.groups)


@pytest.mark.parametrize("seed", range(3))
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
    before = Spread(Counter(fire=4, flood=5))
    assert moved(before, Spread(Counter(fire=5, flood=16))) == {"fire"}


def test_an_article_counts_a_term_once():
    one = LinkAccount(
        "a", "x", "The flood", "The flood rose", FIRST, FIRST, actors=frozenset({"Ada"})
    )
    terms = article_terms([one], "Flood, flood, flood in the valley")
    assert terms == {"flood", "rose", "valley", "@Ada"}
    assert spread_of([one, one], {"x": "flood"}).counts["flood"] == 1
