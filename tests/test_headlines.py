"""Headlines and happenings of news in many styles: what the date dates, in words that stand alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from timeline.extraction import extract_accounts
from timeline.extraction.shapes import Anchor


def told(nlp: Any, text: str) -> list[tuple[str, str]]:
    """(date, headline) of each account, as of Thursday 15 April 2021."""
    found = extract_accounts(
        text,
        paragraphs=[(0, len(text))],
        furniture=(),
        anchor=Anchor(date(2021, 4, 15)),
        nlp=nlp,
    )
    return [
        (one.span.edtf if one.span else "", text[one.headline_start : one.headline_end])
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a parenthesis that the parser takes for the whole
            "The firm, founded in 1923 by a Danish baker, filed for bankruptcy last month.",
            [
                ("1923", "The firm, founded in 1923 by a Danish baker"),
                ("2021-03", "The firm, founded in 1923 by a Danish baker, filed for bankruptcy"),
            ],
        ),
        (  # a part of a day belongs to its date
            "On the evening of 3 April 1996, rangers surrounded the hut.",
            [("1996-04-03", "rangers surrounded the hut")],
        ),
        (  # "he" with an apposition names nobody, either
            "He was born in Kumasi in 1931, the son of a cocoa trader.",
            [("1931", "born in Kumasi in 1931, the son of a cocoa trader")],
        ),
        (  # what prompted something happened when it did
            "The 2015 Lund bombings, in which nine people died, prompted a state of emergency.",
            [("2015", "The 2015 Lund bombings, in which nine people died, prompted")],
        ),
        (  # a match that was put off is told with its day
            "Tuesday's match against Corwen Rovers was postponed because of fog.",
            [("2021-04-13", "Tuesday's match against Corwen Rovers was postponed")],
        ),
        (  # who said it may stand at the end
            "Two sailors have been freed and flown to Oslo, the Norwegian navy said on Sunday.",
            [("2021-04-11", "Two sailors have been freed and flown to Oslo")],
        ),
        (  # what a ruling says goes with it
            "On Monday, Judge Ida Holm issued a ruling against the ferry line.",
            [("2021-04-12", "Judge Ida Holm issued a ruling against the ferry line")],
        ),
        (  # the second of two places and years needs its own
            "Holm ran for mayor of Lund in 2010 and for governor of Aller in 2018.",
            [
                ("2010", "Holm ran for mayor of Lund in 2010"),
                ("2018", "Holm ran for mayor of Lund in 2010 and for governor of Aller in 2018"),
            ],
        ),
        (  # a speaker's own words keep the speaker
            "“I told Captain Berg last week that the engine was old,” said the cook.",
            [
                (
                    "2021-04-05/2021-04-11",
                    "“I told Captain Berg last week that the engine was old,” said the cook",
                )
            ],
        ),
        (  # a participle after a comma is no part of what the date dates
            "The choir performed on Saturday at a fair, held every spring.",
            [("2021-04-10", "The choir performed on Saturday at a fair")],
        ),
        (  # a calamity before whose name a date stands is over
            "The panel will probe the June 3 attack on a church in Lund.",
            [("2020-06-03", "attack on a church in Lund")],
        ),
        ("Who stole the painting on Monday?", []),
        ("There was no sign on Sunday of an explosion.", []),
        ("The number of ferries as of 2016 was nine.", []),
        ("Now, 40 years later, some have found the wreck of the Tern.", []),
        (  # what has a day of its own, cut off
            "The mill paid a fine of £750 in 2016 and the same amount in 2017.",
            [
                ("2016", "The mill paid a fine of £750 in 2016"),
                ("2017", "The mill paid a fine of £750 in 2016 and the same amount in 2017"),
            ],
        ),
        (
            "Ida Holm was impeached in 1998, and Karl Berg in 1868.",
            [
                ("1998", "Ida Holm was impeached in 1998"),
                ("1868", "Ida Holm was impeached in 1998, and Karl Berg in 1868"),
            ],
        ),
        ("The mayor said so.", []),
        (
            "On Monday, after a vote, resigned the mayor.",
            [("2021-04-12", "resigned the mayor")],
        ),
        (  # the year is that of the prize
            "Ana Ruiz, winner of the prize in 2019, resigned.",
            [("2021-04-15", "Ana Ruiz, winner of the prize in 2019, resigned")],
        ),
        (
            "On Monday, Ms Adeyemi, with two others, resigned.",
            [("2021-04-12", "Ms Adeyemi, with two others, resigned")],
        ),
        (
            "Until Thursday, they had not called Jan Holt a suspect.",
            [("../2021-04-15", "had not called Jan Holt a suspect")],
        ),
        (
            "The council issued a statement on Monday, saying that the bridge was safe.",
            [
                (
                    "2021-04-12",
                    "The council issued a statement on Monday, saying that the bridge was safe",
                )
            ],
        ),
        (
            "BERLIN, March 3 (Reuters) - The minister resigned on Monday.",
            [("2021-04-12", "The minister resigned on Monday")],
        ),
        (
            "A plan to sell the mill in 2025",
            [("2025", "A plan to sell the mill in 2025")],
        ),
    ],
)
def test_a_headline_stands_by_itself(nlp: Any, text: str, expected: list[tuple[str, str]]) -> None:
    found = told(nlp, text)
    assert [day for day, _ in found] == [day for day, _ in expected], found
    for (_, headline), (_, words) in zip(found, expected, strict=True):
        assert headline.startswith(words), found


@pytest.mark.parametrize(
    ("quotation", "day"),
    [
        ("“The bridge fell today,” she told reporters.", "2021-04-13"),
        ("“The bridge fell yesterday,” she told reporters.", "2021-04-12"),
        ("“The bridge will close tomorrow,” she told reporters.", "2021-04-14"),
        ("She told reporters that the bridge fell today.", "2021-04-15"),
    ],
)
def test_today_in_a_quotation_is_the_day_of_saying(nlp: Any, quotation: str, day: str) -> None:
    text = f"The mayor of Lund visited the bridge on Tuesday. {quotation}"
    assert told(nlp, text)[-1][0] == day


@pytest.mark.parametrize("before", ["The vote was on March 3. ", ""])
def test_a_day_long_before_is_not_that_of_saying(nlp: Any, before: str) -> None:
    text = f"{before}“Today we won the case against the bank,” said Ana Ruiz."
    assert told(nlp, text)[-1][0] == "2021-04-15"


def test_what_a_note_asks_to_say_today_is_of_the_articles_day(nlp: Any) -> None:
    text = "In its note to say that today the mine would close, the firm thanked its staff."
    assert told(nlp, text)[-1][0] == "2021-04-15"


def test_the_day_of_saying_is_that_of_its_own_sentence(nlp: Any) -> None:
    text = "The mayor left on Wednesday. The cook said on Monday: “The bridge fell today.”"
    assert ("2021-04-12", "The bridge fell today") in [
        (day, headline.strip("“”.")) for day, headline in told(nlp, text)
    ]


def test_no_headline_breaks_off_within_a_name_or_before_what_it_says(nlp: Any) -> None:
    text = (
        "Last week, storms hampered repairs, and roughly two thirds of the island was still without "
        "power two days after the quake."
    )
    ((_, headline),) = told(nlp, text)
    assert not headline.endswith(("was", "still", "without"))
