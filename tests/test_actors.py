"""Actors: who takes part, by which name, and who is only mentioned."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.extraction.actors import find_actors, find_cast, find_names
from timeline.extraction.known import shipped_names
from timeline.extraction.persons import plain_name
from timeline.extraction.sentences import split_sentences


def actors(nlp: Any, text: str) -> list[tuple[str, str]]:
    """The actors of the last sentence of `text`."""
    known = shipped_names()
    sentences = split_sentences(text, [(0, len(text))], (), nlp)
    cast = find_cast(sentences, known)
    last = sentences[-1]
    scope = frozenset(token.i for token in last.tokens)
    found = find_actors(last, find_names(last, cast, known), scope, known)
    for actor in found:
        assert text[actor.start : actor.end] == actor.alias
    return [(actor.name, actor.kind) for actor in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US President Joe Biden signed the order.", [("Joe Biden", "person")]),
        ("Kremlin spokesperson Dmitry Peskov condemned it.", [("Dmitry Peskov", "person")]),
        (
            "Dmitry Peskov, a spokesman for Vladimir Putin, condemned it.",
            [("Dmitry Peskov", "person")],
        ),
        ("Russian officials signed the paper.", [("Russia", "country")]),
        ("The bank sold Russian sovereign debt.", []),
        ("Moscow vowed to retaliate.", [("Russia", "country")]),
        ("The mayor met them in Moscow.", []),
        ("London's mayor resigned.", []),
        ("London's efforts failed.", [("United Kingdom", "country")]),
        (
            "Talks between Moscow and Washington collapsed.",
            [("Russia", "country"), ("United States", "country")],
        ),
        ("Pope Benedict resigned.", [("Pope Benedict", "person")]),
        ("Nordbank reported a loss.", [("Nordbank", "organisation")]),
        ("The new prime minister of Norrland, Eva Strand, resigned.", [("Eva Strand", "person")]),
        ("Hurricane Maria destroyed the harbour.", []),
        ("The Kremlin denied it.", [("Kremlin", "organisation")]),
        ("The White House published a statement.", [("White House", "organisation")]),
        ("Britain's government resigned.", [("United Kingdom", "country")]),
        ("He blamed the United States.", [("United States", "country")]),
        ("The Russian Embassy closed its doors.", [("Russia", "country")]),
        ("They poisoned him with Novichok.", []),
        ("Hurricane Dorian hit the coast. Dorian destroyed the harbour.", []),
        ("The firm General Dynamics closed.", [("General Dynamics", "organisation")]),
        ("The Ana Ruiz Bridge closed.", [("Ana Ruiz Bridge", "place")]),
        ("At EDS, profit fell.", [("EDS", "organisation")]),
        ("Orlov Kadim, the mayor, resigned.", [("Orlov Kadim", "person")]),
        ("The governor Wiranto resigned.", [("Wiranto", "person")]),
        ("Princess Paris waved.", [("Princess Paris", "person")]),
        ("The mayor of Koszalin Adam Nowak resigned.", [("Adam Nowak", "person")]),
        ("Ana Ruiz resigned. Ruiz left.", [("Ana Ruiz", "person")]),
        (
            "Shares of Sansui fell. The firm Sansui makes radios. They told Sansui to wait.",
            [("Sansui", "organisation")],
        ),
        (
            "German and French officials signed the paper.",
            [("Germany", "country"), ("France", "country")],
        ),
        ("French insurance giant Delmarine sued.", [("Delmarine", "organisation")]),
        (
            "The House Oversight and Reform Committee voted.",
            [("House Oversight and Reform Committee", "organisation")],
        ),
        ("He ran for president of Chile.", []),
        ("He spoke from the south lawn of the White House.", []),
        ("He told Reuters that it was over.", []),
        (
            "The Norrland Harbour Board (Est) fined the firm.",
            [("Norrland Harbour Board", "organisation")],
        ),
    ],
)
def test_who_takes_part(nlp: Any, text: str, expected: list[tuple[str, str]]) -> None:
    assert actors(nlp, text) == expected


def test_a_surname_is_the_full_name_of_its_article(nlp: Any) -> None:
    text = "Opposition leader Alexei Navalny was arrested on Sunday. Navalny called for protests."
    assert actors(nlp, text) == [("Alexei Navalny", "person")]


def test_a_surname_of_two_people_is_neither(nlp: Any) -> None:
    text = "Anna Berg met Peter Berg in Oslo. Berg resigned."
    assert ("Anna Berg", "person") not in actors(nlp, text)


def test_two_names_joined_by_a_hyphen_are_two(nlp: Any) -> None:
    text = "Joe Biden called Vladimir Putin. A Biden-Putin summit opened the talks."
    assert {name for name, _ in actors(nlp, text)} <= {"Joe Biden", "Vladimir Putin"}


def test_an_abbreviation_is_its_long_form(nlp: Any) -> None:
    text = "The National Harbour Authority (NHA) was founded in 1990. The NHA fined the company."
    assert ("National Harbour Authority", "organisation") in actors(nlp, text)


def test_a_source_takes_no_part(nlp: Any) -> None:
    assert actors(nlp, "Finland signed the treaty, according to CNN.") == [("Finland", "country")]


def test_where_it_was_is_an_actor_only_if_there_is_no_other_country(nlp: Any) -> None:
    assert actors(nlp, "Protests erupted in Myanmar.") == [("Myanmar", "country")]
    assert actors(nlp, "Russia tested a missile in Kazakhstan.") == [("Russia", "country")]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("President Joe Biden's", "Joe Biden"),
        ("Prime Minister Boris Johnson", "Boris Johnson"),
        ("Sen. Ted Cruz", "Ted Cruz"),
        ("the European Union", "European Union"),
        ("U.S.", "U.S."),
        ("State Department", "State Department"),
        ("Pope Francis", "Pope Francis"),
        ("Argentina 1-0", "Argentina"),
        ("Emergencies Minister Ivan Orlov", "Ivan Orlov"),
    ],
)
def test_titles_roles_and_possessives_are_stripped(written: str, plain: str) -> None:
    assert plain_name(written) == plain


def test_a_short_form_before_its_long_form_is_known_too(nlp: Any) -> None:
    text = "Officers of the NHA (National Harbour Authority) left. The NHA fined the company."
    assert ("National Harbour Authority", "organisation") in actors(nlp, text)


def test_a_hyphenated_half_is_no_actor(nlp: Any) -> None:
    text = "Barack Obama spoke. The bank fears Obama-era rules and Kremlin-linked firms."
    assert actors(nlp, text) == []
