"""Figures: numbers with what they count, never dates, ages or ranks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from timeline.extraction.dates import find_dates
from timeline.extraction.figures import find_figures
from timeline.extraction.sentences import split_sentences
from timeline.extraction.shapes import Anchor, Figure


def figures(nlp: Any, text: str) -> list[Figure]:
    mentions = find_dates(text, Anchor(date(2021, 4, 15)))
    found = []
    for parsed in split_sentences(text, [(0, len(text))], (), nlp):
        scope = frozenset(token.i for token in parsed.tokens)
        found += find_figures(parsed, mentions, scope)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sanctions target 32 individuals.", ("32 individuals", 32, "individuals", "")),
        (
            "They hit more than 30 Russian entities and individuals.",
            (
                "more than 30 Russian entities and individuals",
                30,
                "entities and individuals",
                "at least",
            ),
        ),
        ("It expelled 10 of its diplomats.", ("10 of its diplomats", 10, "diplomats", "")),
        (
            "More than 100,000 dead were counted.",
            ("More than 100,000 dead", 100_000, "dead", "at least"),
        ),
        (
            "At least 1.5 million people fled.",
            ("At least 1.5 million people", 1_500_000, "people", "at least"),
        ),
        ("Seven people were killed.", ("Seven people", 7, "people", "")),
        (
            "The toll - about 30 people - was given.",
            ("about 30 people", 30, "people", "about"),
        ),
        ("At least 74, including eight nurses, left.", ("eight nurses", 8, "nurses", "")),
        ("Under Article 50 it paid 12 fines.", ("12 fines", 12, "fines", "")),
        ("As many as forty houses burned.", ("As many as forty houses", 40, "houses", "at most")),
        (
            "Nearly two hundred workers were laid off.",
            ("Nearly two hundred workers", 200, "workers", "about"),
        ),
    ],
)
def test_a_count_has_its_number_its_noun_and_its_bound(
    nlp: Any, text: str, expected: tuple[str, float, str, str]
) -> None:
    (figure,) = figures(nlp, text)
    assert (figure.text, figure.value, figure.counts, figure.bound) == expected
    assert figure.kind == "count"
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "words", "least", "most"),
    [
        ("Gunmen took 12 to 15 hostages.", "12 to 15 hostages", 12, 15),
        ("Between 12 and 15 people were hurt.", "Between 12 and 15 people", 12, 15),
        ("Some 12-15 people were killed.", "Some 12-15 people", 12, 15),
        ("The storm killed 10–12 people.", "10–12 people", 10, 12),
        ("Two or three soldiers were hurt.", "Two or three soldiers", 2, 3),
        ("From 10 to 12 percent of voters stayed home.", "10 to 12 percent", 10, 12),
        ("Between 5 and 10 of its diplomats left.", "Between 5 and 10 of its diplomats", 5, 10),
        ("Some 20-30,000 people marched.", "Some 20-30,000 people", 20_000, 30_000),
        ("20 to 30 million people fled.", "20 to 30 million people", 20 * 10**6, 30 * 10**6),
        ("It costs 20–30 million dollars.", "20–30 million dollars", 20 * 10**6, 30 * 10**6),
        ("It sells for $20 to $30.", "$20 to $30", 20, 30),
        ("Between $5 and $7 million was lost.", "Between $5 and $7 million", 5e6, 7e6),
        ("The toll ranges from 12 to 15 people.", "12 to 15 people", 12, 15),
    ],
)
def test_a_range_is_one_figure(nlp: Any, text: str, words: str, least: float, most: float) -> None:
    (figure,) = figures(nlp, text)
    assert (figure.text, figure.value, figure.most) == (words, least, most)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The number of dead rose from 12 to 15 people.", "15 people", 15),
        ("Rates went from 0.25 to 0.5 percent.", "0.5 percent", 0.5),
        ("The shares plunged $4 to $14.75.", "$14.75", 14.75),
        ("Twenty-five people died.", "Twenty-five people", 25),
        ("The 2–1 win pleased 12,000 fans.", "12,000 fans", 12_000),
        ("It was a 1-2 defeat before 12,000 fans.", "12,000 fans", 12_000),
        ("Between Monday and Friday, 12 people died.", "12 people", 12),
        ("By 5 to 4 the 9 judges said no.", "9 judges", 9),
        ("It fell from 30 to 10–8, with 9 judges.", "9 judges", 9),
        ("Of 3 to 10–12 he knew 9 judges.", "9 judges", 9),
        ("Of 10–12 3 and 9 judges came.", "9 judges", 9),
    ],
)
def test_a_change_a_score_and_a_hyphen_are_no_range(
    nlp: Any, text: str, words: str, value: float
) -> None:
    (figure,) = figures(nlp, text)
    assert (figure.text, figure.value, figure.most) == (words, value, None)


def test_two_counts_of_one_sentence_are_two_figures(nlp: Any) -> None:
    found = figures(nlp, "The Treasury named 16 entities and 12 individuals.")
    assert [(figure.value, figure.counts) for figure in found] == [
        (16, "entities"),
        (12, "individuals"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "kind", "bound"),
    [
        ("The bank lost $702 million.", 702e6, "money", ""),
        ("It paid about €5bn for the firm.", 5e9, "money", "about"),
        ("The club paid 20 million euros for him.", 20e6, "money", ""),
        ("Turnout rose by 12 percent.", 12, "percent", ""),
        ("The court imposed a $5 million fine.", 5e6, "money", ""),
        ("About 12% of voters stayed away.", 12, "percent", "about"),
        ("Sales fell 3.5% in the region.", 3.5, "percent", ""),
    ],
)
def test_money_and_percentages_are_kinds_of_their_own(
    nlp: Any, text: str, value: float, kind: str, bound: str
) -> None:
    (figure,) = figures(nlp, text)
    assert (figure.value, figure.kind, figure.bound) == (value, kind, bound)


@pytest.mark.parametrize(
    "text",
    [
        "He was born in 1984.",
        "She died on 3 May 2021.",
        "The 38-year-old was arrested.",
        "Anna Lind, 38, was arrested.",
        "One of the officials left.",
        "The trial lasted six weeks.",
        "The lake is 40 miles from the city.",
        "They won 3-1.",
        "The 3-hour film won.",
        "The airline grounded its Boeing 737 jets.",
        "Boeing 737-800 jets were grounded.",
        "He lives at No. 7 now.",
        "A 4.7 quake was felt.",
        "Between them there were two, and two more.",
        "He was jailed for two years.",
        "The train left at 5:40 PM.",
    ],
)
def test_what_is_no_count_is_no_figure(nlp: Any, text: str) -> None:
    assert figures(nlp, text) == []


def test_a_number_of_millions_is_money_to_the_end_of_a_line(nlp: Any) -> None:
    (fine,) = figures(nlp, "The court fined the firm $17 million to $19 million")
    assert fine.text == "$17 million to $19 million"
    assert (fine.value, fine.most) == (17_000_000, 19_000_000)


@pytest.mark.parametrize("text", ["$5 million.", "$12 billion", "Thousand $5"])
def test_money_alone_is_read_to_its_end(nlp: Any, text: str) -> None:
    (figure,) = figures(nlp, text)
    assert (figure.kind, figure.counts) == ("money", "")


def test_sums_in_a_row_are_each_a_figure(nlp: Any) -> None:
    found = figures(nlp, "They raised $1 million, $2 million and $3 million.")
    assert [(figure.value, figure.counts) for figure in found] == [(1e6, ""), (2e6, ""), (3e6, "")]


def test_money_and_percentages_say_what_they_are_of(nlp: Any) -> None:
    (fine,) = figures(nlp, "The court imposed a $5 million fine.")
    (voters,) = figures(nlp, "About 12% of voters stayed away.")
    assert (fine.counts, voters.counts) == ("fine", "voters")
