"""Which accounts tell one event, which articles are one text, and which figures differ."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from timeline.linking.grouping import group
from timeline.linking.leads import reads_well
from timeline.linking.shapes import LinkAccount

MARCH_2 = date(2021, 3, 2)
MARCH_3 = date(2021, 3, 3)


def account(key: str, quote: str, first=MARCH_2, last=None, *, actors=(), **fields) -> LinkAccount:
    fields.setdefault("article", f"article {key}")
    return LinkAccount(
        id=key,
        headline=quote,
        quote=quote,
        starts_on=first,
        ends_on=last or first,
        actors=frozenset(actors),
        mention="Tuesday",
        **fields,
    )


def ids(groups) -> set[frozenset[str]]:
    return {frozenset(member.id for member in members) for members in groups}


# Other accounts, so that words have something to be rare against.
NOISE = [
    account("n1", "The central bank raised interest rates by a quarter point"),
    account("n2", "Floods swept through the valley and cut off three villages"),
    account("n3", "The striker signed a contract with the club for three seasons"),
    account("n4", "Parliament passed the budget after a night of debate"),
]
FIRE = account("a", "A fire destroyed the old theatre in Lyon", actors=["Lyon"])
FIRE_TOO = account("b", "Fire destroyed the theatre in the centre of Lyon", actors=["Lyon"])


def test_accounts_of_one_day_that_say_alike_are_one_event():
    assert frozenset("ab") in ids(group([FIRE, FIRE_TOO, *NOISE]))


def test_what_differs_by_its_day_stays_apart():
    other = account("b", FIRE.quote, MARCH_3, actors=["Lyon"])
    assert frozenset("a") in ids(group([FIRE, other, *NOISE]))


def test_precision_may_differ():
    month = account("b", FIRE_TOO.quote, date(2021, 3, 1), date(2021, 3, 31), actors=["Lyon"])
    assert frozenset("ab") in ids(group([FIRE, month, *NOISE]))


def test_a_vague_account_does_not_chain_two_days_together():
    month = account("b", FIRE.quote, date(2021, 3, 1), date(2021, 3, 31), actors=["Lyon"])
    other = account("c", FIRE.quote, MARCH_3, actors=["Lyon"])
    groups = ids(group([FIRE, month, other, *NOISE]))
    assert not any({"a", "c"} <= members for members in groups)


YEAR = (date(1968, 1, 1), date(1968, 12, 31))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            account("a", "Otto Lind was born in 1968 in Malm", *YEAR, actors=["Otto Lind"]),
            account("b", "Rosa Kell was born in 1968 to a family of millers", *YEAR,
                    actors=["Rosa Kell"]),
        ),
        (
            account("a", "The band recorded four albums and disbanded in 1968", *YEAR,
                    actors=["The Larks"]),
            account("b", "He was killed in June 1968 while seeking the nomination",
                    date(1968, 6, 1), date(1968, 6, 30), actors=["Karl Berg"]),
        ),
        (
            account("a", "The team lost the cup in 1968 after a draw", *YEAR, actors=["Malm FC"]),
            account("b", "The study of gulls began in 1968 on the island", *YEAR),
        ),
    ],
)  # fmt: skip
def test_years_and_months_in_common_make_no_event_of_what_strangers_did(one, two):
    late = [
        replace(one, published_on=date(2021, 3, 2), mention="in 1968"),
        replace(two, published_on=date(2021, 6, 9), mention="in 1968"),
    ]
    assert frozenset("a") in ids(group([*late, *NOISE]))


def test_a_vague_account_joins_the_day_of_the_same_actor():
    vote = account("a", "Voters in Osterby chose to leave the union", date(2016, 6, 23),
                   actors=["Osterby", "union"], published_on=MARCH_2)  # fmt: skip
    year = account("b", "Osterby voted in 2016 to leave the union", date(2016, 1, 1),
                   date(2016, 12, 31), actors=["Osterby", "union"],
                   published_on=date(2020, 1, 1))  # fmt: skip
    assert frozenset("ab") in ids(group([vote, year, *NOISE]))


def test_different_things_of_one_day_stay_apart():
    assert frozenset({"n1"}) in ids(group([FIRE, *NOISE]))


def test_a_plan_is_not_the_event():
    plan = account("b", FIRE.quote, actors=["Lyon"], planned=True)
    assert frozenset("a") in ids(group([FIRE, plan, *NOISE]))


def test_two_accounts_of_one_sentence_stay_two():
    other = account("b", FIRE.quote, actors=["Lyon"], article=FIRE.article)
    assert frozenset("a") in ids(group([FIRE, other, *NOISE]))


def test_two_accounts_of_one_sentence_stay_two_whatever_is_like_both():
    other = account("c", FIRE.quote, actors=["Lyon"], article=FIRE.article)
    groups = ids(group([FIRE, FIRE_TOO, other, *NOISE]))
    assert not any({"a", "c"} <= members for members in groups)


def test_an_undated_account_joins_no_dated_one():
    undated = LinkAccount("b", "article b", FIRE.headline, FIRE.quote)
    assert frozenset("b") in ids(group([FIRE, undated, *NOISE]))


def test_undated_accounts_with_other_words_for_their_day_stay_apart():
    one = LinkAccount("a", "one", FIRE.headline, FIRE.quote, mention="Thursday")
    two = LinkAccount("b", "two", FIRE_TOO.headline, FIRE.quote, mention="last month")
    texts = {"one": FIRE.quote, "two": FIRE.quote}
    assert frozenset("a") in ids(group([one, two, *NOISE], texts))


def test_undated_accounts_join_where_their_articles_are_alike():
    story = "The old theatre in Lyon burned down. Mayor Ada Martin wept. Nobody in Lyon was hurt."
    one = LinkAccount("a", "one", "", "The old theatre in Lyon burned down.")
    two = LinkAccount("b", "two", "", "Fire destroyed the old theatre in Lyon.")
    noise = [LinkAccount(item.id, item.article, "", item.quote) for item in NOISE]
    texts = {"one": story, "two": f"Fire destroyed the old theatre in Lyon. {story}"}
    assert frozenset("ab") in ids(group([one, two, *noise], texts))
    assert frozenset("a") in ids(group([one, two, *noise], {"one": story, "two": NOISE[1].quote}))


@pytest.mark.parametrize("seed", range(5))
def test_groups_do_not_depend_on_the_order_of_import(seed):
    accounts = [FIRE, FIRE_TOO, *NOISE]
    wanted = group(accounts)
    random.Random(seed).shuffle(accounts)  # noqa: S311 - not for secrets
    assert group(accounts) == wanted


def test_the_lead_is_the_account_with_the_most_exact_date():
    month = account("a", FIRE.quote, date(2021, 3, 1), date(2021, 3, 31), actors=["Lyon"])
    day = account("b", FIRE_TOO.quote, actors=["Lyon"])
    members = next(members for members in group([month, day, *NOISE]) if month in members)
    assert members == [day, month]


@pytest.mark.parametrize(
    "headline",
    [
        "he said in the burning theatre in Lyon",
        "was destroyed by fire in the centre of Lyon",
        "we ran out of the old theatre in Lyon",
        "A fire in Lyon",
        "A fire destroyed the old theatre in the centre of Lyon on Tuesday, and nobody knows yet how it broke out",
    ],
)
def test_an_account_that_reads_well_alone_comes_first(headline):
    worse = account("a", headline, actors=["Lyon"])
    assert reads_well(FIRE_TOO.headline) and not reads_well(headline)
    groups = group([replace(worse, quote=FIRE_TOO.quote), FIRE_TOO, *NOISE])
    assert next(members[0].id for members in groups if FIRE_TOO in members) == "b"


def test_capitals_and_mines_are_no_pronouns():
    assert reads_well("US President Ada Reyl closed the mine near Belmark")
    assert reads_well("IT workers walked out in the centre of Lyon")
