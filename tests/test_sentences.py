"""Sentences: where they end, and what is left of a paragraph without furniture."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.extraction.sentences import LONGEST_PIECE, find_pieces, split_sentences


def split(nlp: Any, text: str) -> list[str]:
    return [parsed.sentence.text for parsed in split_sentences(text, [(0, len(text))], (), nlp)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["He flew to the U.S. Army base on Aug. 20 with Gen. Ruiz.", "He left on Oct. 3."],
        ["She lives in the U.S.", "The Treasury said so."],
        ['"It is over," he said.', '"We lost."', "Nobody spoke."],
        ["“We lost.”", "“We won.”", "Nobody spoke."],
        ["(It rained.)", "They stayed."],
        ["Prices rose 3.5% in Jan. 2020, Mr. Brown said.", "He resigned."],
        ["At 5 p.m. the doors opened.", "The crowd rushed in."],
        ["Who did it?", "Nobody knows!", "The case was closed."],
        ["Shares of Acme Inc. fell.", "They rose later."],
        ["Russia replies"],
        ["She lives in Kan.", "The mayor resigned."],
        ["Directive No. 4418 lapsed in spring.", "It was never renewed."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(nlp: Any, sentences: list[str]) -> None:
    assert split(nlp, " ".join(sentences)) == sentences


def test_a_question_in_quotation_marks_stays_with_who_asked_it(nlp: Any) -> None:
    assert split(nlp, "“Why now?” she asked. Nobody answered.") == [
        "“Why now?” she asked.",
        "Nobody answered.",
    ]


def test_a_sentence_never_crosses_a_paragraph(nlp: Any) -> None:
    text = "A heading\nThe minister resigned"
    found = split_sentences(text, [(0, 9), (10, len(text))], (), nlp)
    assert [(one.sentence.text, one.sentence.paragraph) for one in found] == [
        ("A heading", 1),
        ("The minister resigned", 2),
    ]


def test_furniture_at_the_beginning_of_a_paragraph_is_left_out(nlp: Any) -> None:
    text = " date 2021-03-02 The minister resigned."
    found = split_sentences(text, [(0, len(text))], [(0, 17)], nlp)
    assert [one.sentence.text for one in found] == ["The minister resigned."]


def test_furniture_within_a_paragraph_parts_what_stands_around_it(nlp: Any) -> None:
    text = "The minister resigned. Advertisement Her party left."
    found = split_sentences(text, [(0, len(text))], [(23, 36)], nlp)
    assert [one.sentence.text for one in found] == ["The minister resigned.", "Her party left."]


def test_signs_that_nobody_sees_are_no_sentence() -> None:
    assert list(find_pieces("\u200b\u200b", [(0, 2)], ())) == []


def test_a_paragraph_that_is_furniture_gives_no_sentence_but_counts(nlp: Any) -> None:
    text = "Advertisement\nThe minister resigned."
    found = split_sentences(text, [(0, 13), (14, len(text))], [(0, 13)], nlp)
    assert [(one.sentence.text, one.sentence.paragraph) for one in found] == [
        ("The minister resigned.", 2)
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "LONDON, March 3 (Reuters) - ",
        "HARLOW | Wed Oct 9, 2013 8:20 am BST HARLOW (Reuters) - ",
        "WASHINGTON (AP) — ",
        "NEW DELHI, Jan. 12, 2004 -- ",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(nlp: Any, dateline: str) -> None:
    assert split(nlp, f"{dateline}Britain signed the treaty.") == ["Britain signed the treaty."]


def test_a_line_break_within_a_paragraph_is_a_space_to_the_parser(nlp: Any) -> None:
    text = "The minister\nresigned on\nMonday."
    assert split(nlp, text) == [text]


def test_offsets_are_those_of_the_text(nlp: Any) -> None:
    text = "  Ünïcode — first.\x00 Second one \U0001f600 here.\n\nThird."
    paragraphs = [(0, text.index("\n")), (text.index("Third"), len(text))]
    for one in split_sentences(text, paragraphs, (), nlp):
        assert text[one.sentence.start : one.sentence.end] == one.sentence.text
        assert one.start_of(one.tokens[0]) == one.sentence.start
        assert one.end_of(one.tokens[-1]) == one.sentence.end


@pytest.mark.parametrize("words", ["word ", "word. "])
def test_a_paragraph_without_an_end_is_cut_into_pieces(words: str) -> None:
    text = words * 20_000
    pieces = list(find_pieces(text, [(0, len(text))], ()))
    assert all(piece.end - piece.start <= LONGEST_PIECE for piece in pieces)
    assert "".join(text[piece.start : piece.end] for piece in pieces).count("word") == 20_000
