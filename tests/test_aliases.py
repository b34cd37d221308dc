"""One name for one actor over the whole corpus, whatever the order."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.extraction.known import read_known_names
from timeline.extraction.shapes import Actor
from timeline.linking.aliases import (
    CanonicalName,
    canonical_names,
    families_of,
    load_aliases,
)


def actor(name: str, kind: str = "person") -> Actor:
    return Actor(name, kind, name, 0, len(name))


def canonical(*actors: Actor) -> dict[str, str]:
    return {name: found.name for (name, _), found in canonical_names(actors).items()}


def test_a_bare_surname_is_the_full_name_of_another_article() -> None:
    assert canonical(actor("Biden"), actor("Joe Biden"))["Biden"] == "Joe Biden"


def test_a_surname_taken_for_an_organisation_is_the_person() -> None:
    found = canonical_names([actor("Psaki", "organisation"), actor("Jen Psaki")])
    assert found["Psaki", "organisation"] == CanonicalName("Jen Psaki", "person")


def test_an_organisation_taken_for_a_person_once_stays_one() -> None:
    board = actor("Valley Water Board", "organisation")
    found = canonical_names([*[board] * 3, actor("Valley Water Board")])
    assert found["Valley Water Board", "organisation"].kind == "organisation"


def test_a_person_taken_for_an_organisation_as_often_is_a_person() -> None:
    found = canonical_names([actor("Ada Marsh", "organisation"), actor("Ada Marsh")])
    assert found["Ada Marsh", "organisation"] == CanonicalName("Ada Marsh", "person")


def test_two_people_of_one_surname_stay_two() -> None:
    names = canonical(actor("Boris Johnson"), actor("Lyndon Johnson"), actor("Johnson"))
    assert names == {
        "Boris Johnson": "Boris Johnson",
        "Lyndon Johnson": "Lyndon Johnson",
        "Johnson": "Johnson",
    }


def test_a_surname_is_that_of_who_is_named_much_more_often() -> None:
    actors = [actor("Boris Johnson")] * 20 + [actor("Lyndon Johnson"), actor("Johnson")]
    assert canonical(*actors)["Johnson"] == "Boris Johnson"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexei Navalny", "Alexey Navalny"),
        ("Joe Biden", "Joseph Biden"),
        ("Joe Biden", "Joe R. Biden"),
        ("Mohammed Salem", "Muhammad Salem"),
        ("Oleh Zarenskyy", "Oleh Zarensky"),
        ("Kemal Çelikoğlu", "Kemal Celikoglu"),
        ("Nabil al-Rashidi", "Nabil Rashidi"),
        ("Cho Min-jae", "Cho Min Jae"),
    ],
)
def test_spellings_of_one_person_are_one(one: str, other: str) -> None:
    assert set(canonical(actor(one), actor(one), actor(other)).values()) == {one}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("U.S.", "place", CanonicalName("United States", "country")),
        ("US", "country", CanonicalName("United States", "country")),
        ("US Treasury", "organisation", CanonicalName("U.S. Treasury", "organisation")),
        (
            "Department of the Treasury",
            "organisation",
            CanonicalName("U.S. Treasury", "organisation"),
        ),
        ("OFAC", "organisation", CanonicalName("Office of Foreign Assets Control", "organisation")),
        ("the European Union", "organisation", CanonicalName("European Union", "organisation")),
        ("Kremlin", "organisation", CanonicalName("Kremlin", "organisation")),
        ("White House", "organisation", CanonicalName("White House", "organisation")),
    ],
)
def test_names_known_by_hand_have_one_form(name: str, kind: str, expected: CanonicalName) -> None:
    assert canonical_names([actor(name, kind)])[name, kind] == expected


def test_organisations_differ_in_no_point_and_no_case() -> None:
    names = canonical(
        actor("Nord Bank A.G.", "organisation"),
        actor("Nord Bank AG", "organisation"),
        actor("Nord Bank AG", "organisation"),
    )
    assert names["Nord Bank A.G."] == "Nord Bank AG"


def test_the_result_does_not_depend_on_the_order() -> None:
    actors = [
        actor(name)
        for name in (
            "Biden",
            "Joe Biden",
            "Joseph Biden",
            "Hunter Biden",
            "J. Biden",
            "Alexey Navalny",
            "Alexei Navalny",
            "Navalny",
        )
    ]
    first = canonical_names(actors)
    for turn in range(len(actors)):
        assert canonical_names(actors[turn:] + actors[:turn][::-1]) == first


def test_a_journalist_can_add_a_name(tmp_path: Path) -> None:
    file = tmp_path / "aliases.txt"
    file.write_text("# ours\n[organisations]\nGreen Party = Greens, the Greens\n")
    known = load_aliases(file)
    assert known.names["Greens"].name == "Green Party"


@pytest.mark.parametrize("text", ["[cities]\n", "Russia = Moscow\n", "[countries]\nRussia\n"])
def test_a_line_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d"):
        read_known_names(text)


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("Hugo von der Marwitz", "von der Marwitz"),
        ("Hugo von der Marwitz", "Von der Marwitz"),
        ("Nabil al-Rashidi", "Rashidi"),
        ("Kemal Çelikoğlu", "Celikoglu"),
        ("Cho Min-jae", "Cho"),
    ],
)
def test_a_surname_may_have_more_than_one_word_and_stand_first(full: str, bare: str) -> None:
    assert canonical(actor(full), actor(bare))[bare] == full


def test_a_first_name_is_nobodys_surname() -> None:
    assert canonical(actor("Mike Olsen"), actor("Mike"))["Mike"] == "Mike"


def test_a_firm_with_a_surname_stays_a_firm() -> None:
    actors = [actor("Ford", "organisation")] * 9 + [actor("Ana Ford")]
    assert canonical_names(actors)["Ford", "organisation"].kind == "organisation"


def test_a_place_with_a_surname_stays_a_place() -> None:
    found = canonical_names([actor("Houston", "place"), actor("Ana Houston")])
    assert found["Houston", "place"] == CanonicalName("Houston", "place")


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("NHA", "National Harbour Authority"),
        ("N.H.A.", "National Harbour Authority"),
        ("NHB", "NHB"),
    ],
)
def test_a_short_form_is_the_one_organisation_whose_words_begin_so(
    short: str, expected: str
) -> None:
    names = canonical(
        actor("National Harbour Authority", "organisation"),
        actor("North Hill Bank", "organisation"),
        actor("New Holm Builders", "organisation"),
        actor(short, "organisation"),
    )
    assert names[short] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lund Shipping plc", "Lund Shipping"),
        ("Ministry of Defence", "Ministry of Defense"),
        ("Pemberton & Sons", "Pemberton and Sons"),
    ],
)
def test_spellings_of_one_organisation_are_one(one: str, other: str) -> None:
    names = canonical(*[actor(one, "organisation")] * 2, actor(other, "organisation"))
    assert names[other] == one


def test_a_name_depends_only_on_names_of_its_families() -> None:
    crowd = [
        *(actor(f"{first} {last}") for first in ("Ana", "Ben", "Cho") for last in ("Berg", "Cho")),
        *(actor(last) for last in ("Berg", "Cho", "Zarensky", "von Berg")),
        actor("Oleh Zarenskyy"),
        actor("National Harbour Authority", "organisation"),
        actor("NHA", "organisation"),
        actor("Berg", "organisation"),
    ]
    whole = canonical_names(crowd)
    for one in crowd:
        families = families_of(one.name)
        related = [other for other in crowd if families & families_of(other.name)]
        assert canonical_names(related)[one.name, one.kind] == whole[one.name, one.kind]


def test_the_shipped_names_have_no_people_of_the_news() -> None:
    known = load_aliases()
    assert {name.kind for name in known.names.values()} == {"country", "organisation", "place"}
    assert known.peoples["Russian"].name == "Russia"
    assert known.capitals["Moscow"].name == "Russia"
