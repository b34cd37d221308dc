"""What a date dates: its clause, a noun, or nothing; and the words of the headline."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from timeline.extraction import extract_accounts
from timeline.extraction.shapes import Account, Anchor

PUBLISHED = Anchor(date(2021, 4, 15))  # a Thursday


def accounts(nlp: Any, text: str, anchor: Anchor | None = PUBLISHED) -> list[Account]:
    return extract_accounts(text, paragraphs=[(0, len(text))], furniture=(), anchor=anchor, nlp=nlp)


def told(nlp: Any, text: str) -> list[tuple[str, str]]:
    """(date, headline) of each account."""
    return [
        (one.span.edtf if one.span else "", text[one.headline_start : one.headline_end])
        for one in accounts(nlp, text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # an adverb dates its clause, an attribute its noun
            "The ministry announced Tuesday new sanctions in response to last year's poisoning of opposition leader Ilya Orlov.",
            [
                ("2021-04-13", "The ministry announced Tuesday new sanctions"),
                ("2020", "poisoning of opposition leader Ilya Orlov"),
            ],
        ),
        (  # an attribute of a thing that comes round again dates nothing
            "The law would stop efforts to influence the 2020 US election.",
            [],
        ),
        (  # what surfaced is the happening, not its surfacing
            "In December, reports emerged that the software firm Nordsoft had been hit by a cyberattack.",
            [("2020-12", "the software firm Nordsoft had been hit by a cyberattack")],
        ),
        (  # a clause that describes a noun
            "The court upheld the treaty signed in January by Japan and Korea.",
            [
                ("2021-04-15", "The court upheld the treaty"),
                ("2021-01", "the treaty signed in January by Japan and Korea"),
            ],
        ),
        (  # a document that was released confirms
            "A report released last month by the ministry confirmed that the mine had leaked.",
            [
                (
                    "2021-03",
                    "A report released last month by the ministry confirmed that the mine had leaked",
                )
            ],
        ),
        (  # the occasion dates what was done on it
            "In Tuesday's conference call, officials announced the closure of the Bergen plant.",
            [("2021-04-13", "officials announced the closure of the Bergen plant")],
        ),
        (  # of two dates for one verb the finer counts
            "Earlier this week, on Tuesday, the Senate confirmed Maria Soto as ambassador.",
            [("2021-04-13", "the Senate confirmed Maria Soto as ambassador")],
        ),
    ],
)
def test_a_date_dates_its_clause_or_its_noun(
    nlp: Any, text: str, expected: list[tuple[str, str]]
) -> None:
    found = told(nlp, text)
    assert [day for day, _ in found] == [day for day, _ in expected]
    for (_, headline), (_, words) in zip(found, expected, strict=True):
        assert headline.startswith(words)


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("The ministers met in Oslo on Monday.", False),
        ("The ministers will meet in Oslo on Monday.", True),
        ("The ministers are expected to meet in Oslo on Monday.", True),
        ("He proposed that the ministers meet in Oslo this summer.", True),
        ("If the ministers meet in Oslo on Monday, the talks could resume.", True),
        ("The ministers are going to meet in Oslo on Monday.", True),
        ("The bank was ordered to pay the fine last Monday.", False),
        ("The ministers may have met in Oslo last Monday.", False),
        ("The system was designed to be used in the colonies in 1842.", False),
        ("The minister told reporters last Monday that the law should be changed.", False),
        ("Shoppers must wear masks since March 16.", False),
        ("The minister warned that the strike could harm trade on Monday.", True),
        ("The minister could not be reached on Thursday.", False),
        ("The strike could end on Thursday.", True),
    ],
)
def test_planned_is_what_had_yet_to_happen(nlp: Any, text: str, planned: bool) -> None:
    assert accounts(nlp, text)[0].planned is planned


def test_a_lead_without_a_date_is_of_the_day_of_publication(nlp: Any) -> None:
    (lead,) = accounts(
        nlp, "Norway has expelled two Veltian diplomats. Veltia has denied any wrongdoing."
    )
    assert lead.mention is None
    assert lead.span is not None and lead.span.edtf == "2021-04-15"
    assert lead.working.rule == "day of publication"


def test_a_lead_of_an_undated_article_is_undated(nlp: Any) -> None:
    (lead,) = accounts(nlp, "Norway has expelled two Veltian diplomats.", anchor=None)
    assert lead.span is None
    assert lead.working.note


def test_a_date_without_an_anchor_is_kept_undated(nlp: Any) -> None:
    (account,) = accounts(nlp, "Norway expelled two Veltian diplomats on Monday.", anchor=None)
    assert account.mention is not None and account.mention.text == "Monday"
    assert account.span is None


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin has denied any role.",
        "He is a member of the party.",
        "They have long been friends.",
        "The firm has not replied.",
    ],
)
def test_background_is_no_lead(nlp: Any, text: str) -> None:
    assert accounts(nlp, text) == []


def test_a_date_is_carried_on_by_also(nlp: Any) -> None:
    text = "Norway recalled its ambassador on Monday. It was raining. Sweden also closed its consulate."
    carried = accounts(nlp, text)[-1]
    assert carried.span is not None and carried.span.edtf == "2021-04-12"
    assert carried.working.anchor == Anchor(date(2021, 4, 12), "mention", "Monday")


def test_todays_of_a_quoted_document_are_its_own(nlp: Any) -> None:
    text = (
        "Norway recalled its ambassador on April 14. The statement read, "
        "“Today, the Foreign Ministry recalled its ambassador in Veltia”."
    )
    quoted = accounts(nlp, text)[-1]
    assert quoted.span is not None and quoted.span.edtf == "2021-04-14"
    assert quoted.working.rule == "today in a quotation"


@pytest.mark.parametrize(
    "text",
    [
        "He was promoted to general in 2015 and retired in 2019.",
        "“I spoke with Chancellor Vogt earlier this week about the border,” she said.",
        "Officials said that it had been decided on Tuesday to close the airport of Lund.",
        "The mayor left the hall on Monday after calling it ‘the end of the road.",
    ],
)
def test_no_headline_begins_with_a_pronoun_or_breaks_a_quotation(nlp: Any, text: str) -> None:
    for _, headline in told(nlp, text):
        assert headline.split()[0].lower() not in ("he", "i", "it", "she", "they")
        assert headline.count("“") == headline.count("”")
        assert headline.count("‘") <= headline.count("’")


def test_a_long_sentence_is_cut_where_nothing_is_torn(nlp: Any) -> None:
    text = (
        "The government of Freedonia on Monday imposed a new tax on imported steel, aluminium and "
        "copper, which it says are sold below cost by its neighbours, after months of complaints "
        "from the owners of the three largest mills of the country."
    )
    ((_, headline),) = told(nlp, text)
    assert len(headline) <= 90
    assert headline.startswith("The government of Freedonia on Monday imposed a new tax")


@pytest.mark.parametrize(
    "text",
    [
        "The mine exports more coal than in 2019.",
        "As of Monday, no cause had been found.",
        "The island is today a quiet place.",
        "The retailer beat its better-than-expected January figures.",
        "The train leaves at 5:40 PM.",
        "“We are tired today,” the nurse said.",
        "We face a crisis today.",
        "Today is the day of the vote.",
        "The firm budgeted for 2020.",
        "In the last decade the firm closed ten mines.",
        "According to a report on Monday, two people died at the mine.",
        "The mayor left the town after Thursday's ruling.",
    ],
)
def test_a_date_that_only_describes_gives_no_dated_account(nlp: Any, text: str) -> None:
    assert [one for one in accounts(nlp, text) if one.mention is not None] == []


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Protesters recalled the Romanian revolution of 1989 in songs.", "1989", "revolution"),
        (
            "Protesters recalled the killing of Ana Ruiz in May 2019.",
            "2019-05",
            "killing of Ana Ruiz",
        ),
        ("The invasion of Kuwait in 1990 has divided the league.", "1990", "invasion of Kuwait"),
        (
            "On Tuesday, as it was raining, the Senate confirmed Maria Soto.",
            "2021-04-13",
            "Senate confirmed Maria Soto",
        ),
        (
            "There were fresh clashes in Veltia City on Tuesday.",
            "2021-04-13",
            "fresh clashes in Veltia City",
        ),
        ("Until Tuesday the Senate had refused to hear Maria Soto.", "../2021-04-13", "Maria Soto"),
        ("Maria Soto was unable to vote in 2019.", "2019", "Maria Soto was unable to vote"),
        ("According to officials on Monday, the bridge was closed.", "2021-04-12", "the bridge"),
        (
            "On Tuesday, asked about the leak, the court fined the firm.",
            "2021-04-13",
            "the court fined the firm",
        ),
        (
            "The paper printed a transcript of a phone call in March between Ana Ruiz and Jan Holt.",
            "2021-03",
            "phone call in March between Ana Ruiz",
        ),
        ("The invasion of Norrland in 2014 by Sudland troops.", "2014", "invasion of Norrland"),
        ("The 2014 attack, which killed ten.", "2014", "attack, which killed ten"),
        ("It marked the invasion of Norrland in 2014.", "2014", "invasion of Norrland"),
        (
            "Prosecutors said that the firm, which makes toys, had in March paid bribes.",
            "2021-03",
            "paid bribes",
        ),
        (
            "The ferry line, serving 12 islands, folded on Monday.",
            "2021-04-12",
            "The ferry line, serving 12 islands, folded",
        ),
        (
            "Prices rose, fell, rose, fell, climbed, sank and dropped on Monday.",
            "2021-04-12",
            "Prices rose",
        ),
        (
            "The law was passed on Monday. He was not at the vote that closed the mine on Tuesday.",
            "2021-04-13",
            "the vote that closed the mine",
        ),
    ],
)
def test_a_date_finds_its_happening(nlp: Any, text: str, day: str, words: str) -> None:
    assert any(found == day and words in headline for found, headline in told(nlp, text))


def test_a_date_that_a_paragraph_breaks_in_two_dates_neither_half(nlp: Any) -> None:
    text = "The mill closed in Aug.\n20, 2020 was cold."
    found = extract_accounts(
        text, paragraphs=[(0, 23), (24, len(text))], furniture=(), anchor=PUBLISHED, nlp=nlp
    )
    assert [one for one in found if one.mention is not None] == []


def test_two_dates_of_one_verb_are_two_accounts_unless_they_can_be_the_same_days(nlp: Any) -> None:
    assert [day for day, _ in told(nlp, "Norway won the cup in 2012 and 2016.")] == ["2012", "2016"]
    text = "Norway won the cup on Monday, on Tuesday and again on Monday."
    assert len(accounts(nlp, text, anchor=None)) == 1


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Shareholders condemned the proposed 2023 merger of Nordbank and Sudbank.", True),
        ("Shareholders condemned a plan for the 2023 takeover of Nordbank.", True),
        ("Shareholders condemned the 2003 takeover of Nordbank.", False),
    ],
)
def test_a_noun_of_a_plan_is_planned(nlp: Any, text: str, planned: bool) -> None:
    (merger,) = [one for one in accounts(nlp, text, anchor=None) if one.mention is not None]
    assert merger.planned is planned


def test_a_speakers_today_is_that_of_the_article(nlp: Any) -> None:
    text = (
        "Norway recalled its ambassador on April 14. "
        "Minister Ida Holm told reporters that Norway closed its consulate today."
    )
    assert (
        accounts(nlp, text)[-1].span == accounts(nlp, "Norway closed its consulate today.")[0].span
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the parser takes the club, its verb and the manager for one name
            "Millbrook Rovers sacked manager Ian Dent on Tuesday night.",
            [("2021-04-13", "Millbrook Rovers sacked manager Ian Dent")],
        ),
        (  # a subject with a parenthesis keeps its name
            "On Tuesday, Holm, along with Senator Ida Berg of Lund, introduced a bill to ban nets.",
            [("2021-04-13", "Holm, along with Senator Ida Berg of Lund, introduced a bill")],
        ),
        (  # what a document says is what it is about
            "On Monday, the ferry line released a statement saying that three engines had failed.",
            [("2021-04-12", "the ferry line released a statement saying that three engines had")],
        ),
        (  # the date of an order is that of its issue
            "The ministry issued an order dated yesterday, forcing the quarry to close.",
            [("2021-04-14", "The ministry issued an order")],
        ),
        (  # "his" names nobody
            "His passport was revoked in Oslo on Monday.",
            [("2021-04-12", "passport was revoked in Oslo")],
        ),
        (  # a list of things with a date each
            "Her prizes include the Orb Medal in 1971 and the Lund Prize in 1987.",
            [("1971", "Orb Medal in 1971"), ("1987", "Lund Prize in 1987")],
        ),
        (  # another day in a headline never stands there without its own
            "The agency said on Tuesday that it had lost contact with the probe Tern on March 26.",
            [
                ("2021-04-13", "The agency said on Tuesday that it had lost contact"),
                (
                    "2021-03-26",
                    "The agency said on Tuesday that it had lost contact with the probe Tern",
                ),
            ],
        ),
        (  # how rare a thing is, and what comes round, is no event of its own
            "It usually snows in Lund in March.",
            [],
        ),
        ("Shares are worth more today than in 2016.", []),
        ("Exports of herring have grown strongly over the past decade.", []),
        (  # the main clause is the news, the date its background
            "Prosecutors have charged two clerks who forged permits in 2015.",
            [
                ("2021-04-15", "Prosecutors have charged two clerks"),
                ("2015", "two clerks who forged"),
            ],
        ),
    ],
)
def test_headlines_carry_the_news(nlp: Any, text: str, expected: list[tuple[str, str]]) -> None:
    found = told(nlp, text)
    assert [day for day, _ in found] == [day for day, _ in expected], found
    for (_, headline), (_, words) in zip(found, expected, strict=True):
        assert headline.startswith(words)


def test_what_has_just_been_done_is_news_where_no_other_day_is_named(nlp: Any) -> None:
    text = (
        "The mayor has closed the old bridge. It spans the river Aller. It was built of oak. "
        "The council has banned lorries from the town. Fish is cheap."
    )
    days = [day for day, headline in told(nlp, text) if "banned lorries" in headline]
    assert days == ["2021-04-15"]


def test_an_undated_act_after_a_dated_one_is_not_of_the_day_of_publication(nlp: Any) -> None:
    text = "A court jailed the couple on Monday. The children were banned from playing."
    assert [day for day, _ in told(nlp, text)] == ["2021-04-12"]
