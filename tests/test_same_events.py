"""Accounts come together as a careful reader would put them, on the seeds and on made-up news."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.grouping_scores import PairScore, score_pairs
from tests.test_accounts_on_seeds import ARTICLES, SEEDS, lines_of, slices_of
from timeline.extraction import ArticleText, extract_many
from timeline.extraction.shapes import Account, Anchor
from timeline.linking.aliases import canonical_names
from timeline.linking.differences import (
    AGREE,
    COUNTED_DIFFERENTLY,
    Comparison,
    Told,
    compare,
)
from timeline.linking.grouping import group
from timeline.linking.shapes import LinkAccount

CASES = Path(__file__).parent / "cases"
SCENARIOS = tomllib.loads((CASES / "same_events.toml").read_text())["scenario"]
SEED_EVENTS = tomllib.loads((CASES / "seed_events.toml").read_text())["event"]


def scenario_accounts(number: int) -> Iterator[tuple[LinkAccount, tuple[int, str]]]:
    for place, one in enumerate(SCENARIOS[number]["accounts"]):
        assert one["says"] in one["quote"]
        account = LinkAccount(
            id=f"{number:02}-{place}",
            article=one["article"],
            headline=one["says"],
            quote=one["quote"],
            starts_on=one.get("from", one.get("on")),
            ends_on=one.get("to", one.get("on")),
            planned=one.get("planned", False),
            mention=one["mention"],
            actors=frozenset(one["actors"]),
            published_on=one["published"],
        )
        yield account, (number, one["event"])


@pytest.fixture(scope="module")
def news() -> dict[LinkAccount, tuple[int, str]]:
    return {
        account: event
        for number in range(len(SCENARIOS))
        for account, event in scenario_accounts(number)
    }


@pytest.fixture(scope="module")
def news_score(news: dict[LinkAccount, tuple[int, str]]) -> PairScore:
    return score_pairs(group(news), {account.id: event for account, event in news.items()})


def test_few_accounts_of_different_events_come_together(news_score: PairScore) -> None:
    assert news_score.precision >= 0.95, news_score.notes


def test_most_accounts_of_one_event_come_together(news_score: PairScore) -> None:
    assert news_score.recall >= 0.95, news_score.notes


@pytest.mark.parametrize("number", range(len(SCENARIOS)))
def test_events_of_other_news_stay_out(news_score: PairScore, number: int) -> None:
    mixed = {pair for pair in news_score.together if len({key.split("-")[0] for key in pair}) > 1}
    assert not mixed
    assert any(key.startswith(f"{number:02}-") for pair in news_score.together for key in pair)


def test_dates_alone_keep_like_news_apart(news: dict[LinkAccount, tuple[int, str]]) -> None:
    """The same words a year later are another event, however alike."""
    later = [
        replace(
            account,
            id=f"later {account.id}",
            article=f"later {account.article}",
            starts_on=account.starts_on.replace(year=2029),
            ends_on=account.ends_on.replace(year=2029),
        )
        for account in news
    ]
    for members in group([*news, *later]):
        assert len({account.id.startswith("later") for account in members}) == 1


# The seeds


def link_accounts(nlp: Any) -> Iterator[tuple[LinkAccount, Account]]:
    texts = {one["seed"]: next(SEEDS.glob(one["seed"] + "_*")).read_text() for one in ARTICLES}
    articles = [
        ArticleText(
            texts[one["seed"]],
            lines_of(texts[one["seed"]]),
            slices_of(texts[one["seed"]], one["furniture"]),
            Anchor(one["published"], one["basis"]),
        )
        for one in ARTICLES
    ]
    found = list(extract_many(articles, nlp))
    names = canonical_names(
        actor for accounts in found for account in accounts for actor in account.actors
    )
    for one, accounts in zip(ARTICLES, found, strict=True):
        for place, account in enumerate(accounts):
            actors = {names[actor.name, actor.kind].name for actor in account.actors}
            key = f"{one['seed']}-{place:02}"
            yield link_account(one, key, account, texts[one["seed"]], actors), account


def link_account(
    article: dict[str, Any], key: str, account: Account, text: str, actors: set[str]
) -> LinkAccount:
    return LinkAccount(
        id=key,
        article=article["seed"],
        headline=text[account.headline_start : account.headline_end],
        quote=text[account.start : account.end],
        starts_on=account.span.starts_on if account.span else None,
        ends_on=account.span.ends_on if account.span else None,
        approximate=bool(account.span and account.span.approximate),
        planned=account.planned,
        mention=account.mention.text if account.mention else "",
        actors=frozenset(actors),
        published_on=article["published"],
        paragraph=account.paragraph,
    )


@pytest.fixture(scope="module")
def extracted(nlp: Any) -> dict[LinkAccount, Account]:
    return dict(link_accounts(nlp))


@pytest.fixture(scope="module")
def seeds(extracted: dict[LinkAccount, Account]) -> list[LinkAccount]:
    return list(extracted)


@pytest.fixture(scope="module")
def seed_ids(seeds: list[LinkAccount]) -> dict[str, list[str]]:
    """The accounts of each event, as far as extraction found them."""
    found: dict[str, list[str]] = {}
    for event in SEED_EVENTS:
        for one in event["accounts"]:
            fits = [account for account in seeds if account.article == one["seed"]]
            fits = [account for account in fits if one.get("mention", "") in account.mention]
            fits = [account for account in fits if one["says"] in account.headline] or [
                account for account in fits if one["says"] in account.quote
            ]
            found.setdefault(event["name"], []).extend(account.id for account in fits[:1])
    return found


def test_the_seeds_come_together_as_a_careful_reader_would_put_them(
    seeds: list[LinkAccount], seed_ids: dict[str, list[str]]
) -> None:
    events = {account.id: account.id for account in seeds}
    events |= {key: name for name, keys in seed_ids.items() for key in keys}
    found = score_pairs(group(seeds), events)
    assert len(found.wanted) >= 40
    assert found.f1 >= 0.9, found.notes


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("000 ordering a new round", "002 imposed a raft"),
        ("001 imposed new sanctions", "004 unleashed several sanctions"),
        ("003 poisoning of opposition leader", "003 used a nerve agent"),
        ("000 hit by a cyberattack", "004 stole information"),
    ],
)
def test_what_is_one_event_comes_together(seeds: list[LinkAccount], one: str, two: str) -> None:
    homes = [home_of(group(seeds), *place.split(" ", 1)) for place in (one, two)]
    assert homes[0] == homes[1]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("000 ordering a new round", "003 new sanctions targeting seven senior"),
        ("002 imposed a raft", "002 expelled 10 diplomats"),
        ("000 expelling 10 personnel", "000 target more than 30"),
        ("000 Biden made clear", "000 the United States isn't pushing"),
        ("002 spoke with President Putin", "004 commented on the sweeping"),
        ("003 adding to those sanctions", "003 new sanctions targeting seven senior"),
        ("004 blamed the United States", "001 underscored Moscow's efforts"),
        ("004 commented on the sweeping", "004 unleashed several sanctions"),
        ("004 described Biden’s moves", "002 termed the United States’ new sanctions"),
    ],
)
def test_what_is_told_beside_it_stays_apart(seeds: list[LinkAccount], one: str, two: str) -> None:
    homes = [home_of(group(seeds), *place.split(" ", 1)) for place in (one, two)]
    assert homes[0] != homes[1]


def home_of(groups: list[list[LinkAccount]], seed: str, says: str) -> int:
    return next(
        number
        for number, members in enumerate(groups)
        for account in members
        if account.article == seed and says in account.headline
    )


def figures_of(extracted: dict[LinkAccount, Account], seed: str, says: str) -> list[Comparison]:
    groups = group(extracted)
    members = groups[home_of(groups, seed, says)]
    return compare(
        Told(index, one.text, one.value, one.bound, one.counts, one.kind, member.published_on)
        for index, member in enumerate(members)
        for one in extracted[member].figures
    )


def test_the_seeds_count_those_sanctioned_differently(
    extracted: dict[LinkAccount, Account],
) -> None:
    (comparison,) = [
        one
        for one in figures_of(extracted, "002", "imposed a raft")
        if "individuals" in one.counts or "entities" in one.counts
    ]
    assert comparison.kind == COUNTED_DIFFERENTLY
    assert {told.text for told in comparison.values} == {
        "more than 30 Russian entities and individuals",
        "32 individuals",
        "16 entities",
        "16 individuals",
        "32 Russian individuals and entities",
    }


def test_the_seeds_agree_on_who_was_expelled(extracted: dict[LinkAccount, Account]) -> None:
    (comparison,) = figures_of(extracted, "002", "expelled 10 diplomats")
    assert comparison.kind == AGREE
    assert {told.text for told in comparison.values} >= {"10 diplomats", "10 personnel"}
