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
    found = figures(nlp, "The court fined the firm $17 million to $19 million")
    assert [(figure.text, figure.value) for figure in found] == [
        ("$17 million", 17_000_000),
        ("$19 million", 19_000_000),
    ]


def test_money_and_percentages_say_what_they_are_of(nlp: Any) -> None:
    (fine,) = figures(nlp, "The court imposed a $5 million fine.")
    (voters,) = figures(nlp, "About 12% of voters stayed away.")
    assert (fine.counts, voters.counts) == ("fine", "voters")
