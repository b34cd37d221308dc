"""Text that is no English prose: nothing fails, and no event is made up of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from timeline.extraction import extract_accounts
from timeline.extraction.casing import is_shouted, spoken
from timeline.extraction.foreign import is_foreign
from timeline.extraction.shapes import Account, Anchor


def accounts(nlp: Any, *paragraphs: str) -> tuple[str, list[Account]]:
    text = "\n".join(paragraphs)
    places, start = [], 0
    for paragraph in paragraphs:
        places.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    anchor = Anchor(date(2021, 4, 15))  # a Thursday
    return text, extract_accounts(text, paragraphs=places, furniture=(), anchor=anchor, nlp=nlp)


@pytest.mark.parametrize(
    "foreign",
    [
        "Am 3. April 2021 hat die Regierung das Gesetz beschlossen, und der Minister trat im April zurück.",
        "Le ministre a démissionné en avril 2020, et la loi du 3 mai 2019 est dans les mains de la cour.",
        "El gobierno aprobó el 3 de mayo de 2021 una nueva ley y el ministro dimitió en abril de 2020.",
        "Il governo ha firmato nel 2020 il decreto che la Camera ha votato per gli agricoltori.",
        "De regering heeft het akkoord in 2020 getekend, zei de minister van landbouw op 12 april 2021.",
        "Президент посетил Берлин, министр ушел 3 May 2021.",
        "Πριν κυβέρνηση παραιτήθηκε το 2019.",
        "首相は2021年5月3日に辞任した。",
        "استقال الوزير في 3 مايو 2021.",
    ],
)
def test_a_foreign_paragraph_gives_no_event(nlp: Any, foreign: str) -> None:
    text, found = accounts(nlp, "Norway recalled its ambassador on Monday.", foreign)
    assert [text[one.headline_start : one.headline_end] for one in found] == [
        "Norway recalled its ambassador on Monday"
    ]


@pytest.mark.parametrize(
    "english",
    [
        "The Universidad de la Paz in El Salvador closed on Monday.",
        "Ursula von der Leyen met Jean de la Croix on Monday.",
        "Rovers beat Lund 2-1 Monday.",
        "The song “La vie en rose et les autres” was the anthem of the strike that ended on Monday.",
    ],
)
def test_foreign_names_are_no_foreign_sentence(english: str) -> None:
    assert not is_foreign(english)


def test_capitals_are_read_as_if_they_were_small_letters(nlp: Any) -> None:
    text, found = accounts(
        nlp,
        "THE PRIME MINISTER OF NORWAY RESIGNED ON MONDAY. SHE WILL MARCH WITH 300 MINERS ON FRIDAY.",
    )
    assert [(one.span.edtf, one.planned) for one in found if one.span] == [
        ("2021-04-12", False),
        ("2021-04-16", True),
    ]
    for one in found:
        assert text[one.start : one.end].isupper()
        assert one.actors == ()
        assert all(text[figure.start : figure.end] == figure.text for figure in one.figures)


def test_a_sentence_in_capitals_amid_small_letters_gives_no_event(nlp: Any) -> None:
    text, found = accounts(nlp, "THE BANK CLOSED ON TUESDAY AFTER A RUN. Norway sold it on Monday.")
    assert [text[one.headline_start : one.headline_end] for one in found] == [
        "Norway sold it on Monday"
    ]


@pytest.mark.parametrize("text", ["THE BAN. IT FAILED!", "İSTANBUL’DA BİR GÜN. STRAẞE", ""])
def test_small_letters_keep_every_place(text: str) -> None:
    assert len(spoken(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "shouted"),
    [("REBELS SEIZE AIRPORT", True), ("NATO", False), ("The BBC and the CIA", False)],
)
def test_an_abbreviation_is_no_shout(text: str, shouted: bool) -> None:
    assert is_shouted(text) is shouted


@pytest.mark.parametrize(
    "text",
    [
        "Monday",
        "word " * 4_000,
        "on Monday " * 2_000,
        "a" * 20_000,
        "“" * 5_000 + " on Monday",
        "He said on Monday that " * 800,
        "\x00\u202e\ud800 on Monday \u2066",
    ],
)
def test_words_without_a_sentence_give_no_event(nlp: Any, text: str) -> None:
    assert accounts(nlp, text)[1] == []


def test_bidi_controls_and_lone_surrogates_keep_every_place(nlp: Any) -> None:
    text, found = accounts(nlp, "\u202eNorway\u202c recalled\ud800 its\x00 ambassador on Monday.")
    (one,) = found
    assert one.mention is not None
    assert text[one.mention.start : one.mention.end] == "Monday"
    assert text[one.headline_start : one.headline_end].endswith("ambassador on Monday")
