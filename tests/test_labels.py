"""How dates are shown: a table of cases, and what must never break the page."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.page.date_words import Dated, date_text, long_day
from timeline.page.labels import alternative_text, date_label, from_to, heading


def dated(edtf="", starts_on="", ends_on="", precision="day", **more):
    return Dated(
        edtf=edtf,
        starts_on=date.fromisoformat(starts_on) if starts_on else None,
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        precision=precision,
        **more,
    )


def day(edtf, **more):
    return dated(edtf, edtf, edtf, **more)


# date, as shown, note below it, in whole words, shape
CASES = [
    (day("2020-08-20"), "20 Aug 2020", "Thursday", "20 August 2020, Thursday", "dot"),
    (
        day("2021-04-15", mention="Thursday afternoon"),
        "15 Apr 2021",
        "Thursday afternoon",
        "15 April 2021, Thursday afternoon",
        "dot",
    ),
    (
        dated("2021-W14", "2021-04-05", "2021-04-11", "week"),
        "Week of 5 Apr 2021",
        "week only",
        "week of 5 April 2021, week only",
        "bracket",
    ),
    (
        dated("2021-04-12/2021-04-15", "2021-04-12", "2021-04-15", "days"),
        "12 to 15 April 2021",
        "day not known",
        "between 12 and 15 April 2021, day not known",
        "bracket",
    ),
    (
        dated("2021-04-12/2021-04-15", "2021-04-12", "2021-04-15", "week"),
        "12 to 15 April 2021",
        "day not known",
        "between 12 and 15 April 2021, day not known",
        "bracket",
    ),
    (
        dated("", "2021-03-28", "2021-04-03", "days"),
        "28 Mar to 3 Apr 2021",
        "day not known",
        "between 28 March and 3 April 2021, day not known",
        "bracket",
    ),
    (
        dated("", "2020-12-28", "2021-01-02", "days"),
        "28 Dec 2020 to 2 Jan 2021",
        "day not known",
        "between 28 December 2020 and 2 January 2021, day not known",
        "bracket",
    ),
    (
        dated("2020-10", "2020-10-01", "2020-10-31", "month"),
        "October 2020",
        "month only",
        "October 2020, month only",
        "bracket",
    ),
    (
        dated("2021-03/2021-05", "2021-03-01", "2021-05-31", "month"),
        "March to May 2021",
        "month only",
        "between March and May 2021, month only",
        "bracket",
    ),
    (
        dated("2020-12~", "2020-12-11", "2020-12-20", "month", approximate=True, mod="MID"),
        "Mid-December 2020",
        "approximate",
        "Mid-December 2020, approximate",
        "bracket",
    ),
    (
        dated("2020~", "2020-01-01", "2020-04-30", "year", approximate=True, mod="START"),
        "Early 2020",
        "approximate",
        "early 2020, approximate",
        "bracket",
    ),
    (
        dated("2021-22", "2021-06-01", "2021-08-31", "season", planned=True),
        "Summer 2021",
        "planned, season only",
        "Summer 2021, planned, season only",
        "tail",
    ),
    (
        dated("2020-24", "2020-12-01", "2021-02-28", "season"),
        "Winter 2020/21",
        "season only",
        "Winter 2020/21, season only",
        "bracket",
    ),
    (
        dated("2021-01-01/2021-03-31", "2021-01-01", "2021-03-31", "quarter"),
        "First quarter 2021",
        "quarter only",
        "first quarter 2021, quarter only",
        "bracket",
    ),
    (
        dated("", "2021-07-01", "2021-12-31", "half"),
        "Second half of 2021",
        "half-year only",
        "second half of 2021, half-year only",
        "bracket",
    ),
    (
        dated("2016", "2016-01-01", "2016-12-31", "year"),
        "2016",
        "year only",
        "2016, year only",
        "bracket",
    ),
    (
        dated("2014~", "2014-01-01", "2014-12-31", "year", approximate=True),
        "About 2014",
        "approximate",
        "about 2014, approximate",
        "bracket",
    ),
    (
        dated("2014/2016", "2014-01-01", "2016-12-31", "year"),
        "2014 to 2016",
        "year only",
        "between 2014 and 2016, year only",
        "bracket",
    ),
    (
        dated("199X", "1990-01-01", "1999-12-31", "decade"),
        "1990s",
        "decade only",
        "1990s, decade only",
        "bracket",
    ),
    (
        dated("18XX", "1800-01-01", "1899-12-31", "century"),
        "19th century",
        "century only",
        "19th century, century only",
        "bracket",
    ),
    (
        dated("2021-06-14/..", "2021-06-14", "", mod="AFTER", planned=True),
        "After 14 Jun 2021",
        "planned, open end",
        "after 14 June 2021, planned, open end",
        "tail",
    ),
    (
        dated("2021-01/..", "2021-01-01", "", "month"),
        "Since January 2021",
        "open end",
        "since January 2021, open end",
        "bracket",
    ),
    (
        dated("../2021-03-03", "", "2021-03-03"),
        "Until 3 Mar 2021",
        "open beginning",
        "until 3 March 2021, open beginning",
        "bracket",
    ),
    (
        dated("../2021-03-03", "", "2021-03-03", mention="before March 3", mod="BEFORE"),
        "Before 3 Mar 2021",
        "open beginning",
        "before 3 March 2021, open beginning",
        "bracket",
    ),
    (
        day("2021-04-15", inferred=True),
        "About 15 Apr 2021",
        "inferred day",
        "about 15 April 2021, inferred day",
        "ring",
    ),
    (
        day("2021-06-14", planned=True),
        "14 Jun 2021",
        "planned, Monday",
        "14 June 2021, planned, Monday",
        "ring",
    ),
    (
        dated(precision="", reported_on=date(2021, 3, 2)),
        "No date given",
        "reported 2 Mar 2021",
        "no date given, reported 2 Mar 2021",
        "bar",
    ),
]


@pytest.mark.parametrize(
    ("given", "text", "note", "spoken", "shape"), CASES, ids=[c[1] for c in CASES]
)
def test_a_date_is_shown_as_exactly_as_it_is_known(given, text, note, spoken, shape):
    label = date_label(given)
    assert (label.text, label.note, label.spoken, label.shape) == (text, note, spoken, shape)


HEADINGS = [
    (day("2021-04-15"), "April 2021"),
    (dated("2021-04-12/2021-04-15", "2021-04-12", "2021-04-15", "days"), "April 2021"),
    (dated("2016", "2016-01-01", "2016-12-31", "year"), "2016"),
    (dated("2021-22", "2021-06-01", "2021-08-31", "season"), "Summer 2021"),
    (dated("", "2021-04-01", "2021-06-30", "quarter"), "Second quarter 2021"),
    (dated("2021-01/..", "2021-01-01", "", "month"), "January 2021"),
    (dated("2021/..", "2021-01-01", "", "year"), "2021"),
    (dated(precision=""), "Undated"),
]


@pytest.mark.parametrize(("given", "title"), HEADINGS, ids=[title for _, title in HEADINGS])
def test_an_event_stands_under_the_month_or_the_wider_span_it_is_known_by(given, title):
    assert heading(given) == title


@pytest.mark.parametrize(
    "edtf", ["", "-0044", "2021-99", "y170000002", "2021-04-1X", "/", "../..", "x" * 60]
)
@pytest.mark.parametrize("precision", ["", "day", "season", "quarter", "decade", "nonsense"])
@pytest.mark.parametrize(
    "ends", [("0001-01-01", ""), ("", "9999-12-31"), ("0001-01-01", "9999-12-31")]
)
def test_no_edtf_whatsoever_breaks_a_label(edtf, precision, ends):
    given = dated(edtf, *ends, precision)
    assert date_label(given).text and heading(given)


def test_an_approximate_date_is_never_drawn_solid():
    assert date_label(day("2021-04-15", approximate=True)).dashed


def test_another_reading_of_the_same_words_is_shown_as_a_date():
    reading = {"edtf": "2021-05-04", "starts_on": "2021-05-04", "ends_on": "2021-05-04"}
    assert alternative_text(reading) == "4 May 2021"


def test_a_reading_without_days_is_shown_as_none():
    assert alternative_text({"edtf": "", "starts_on": None}) == "No date given"


def test_a_year_is_never_padded():
    assert date_text(day("0044-03-15")) == "15 Mar 44"


def test_a_long_day_names_its_weekday():
    assert long_day(date(2021, 4, 15)) == "Thursday 15 April 2021"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("April 2021", "April 2021", "April 2021"),
        ("January 2021", "April 2021", "January to April 2021"),
        ("December 2020", "April 2021", "December 2020 to April 2021"),
        ("2014", "January 2021", "2014 to January 2021"),
        ("2021", "June 2021", "2021 to June 2021"),
        ("Summer 2020", "August 2020", "Summer 2020 to August 2020"),
        ("2014", "Undated", "2014 and undated"),
    ],
)
def test_a_span_is_said_from_its_first_heading_to_its_last(first, last, words):
    assert from_to(first, last) == words
