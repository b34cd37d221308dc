"""A date that an editor types is read as it would be in the article, and claims no more."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.decisions.dates import UnreadableDate, read_typed

WRITTEN = date(2021, 4, 15)
READ = {
    "15 Apr 2021": "2021-04-15",
    "2021-04-15": "2021-04-15",
    "15/4/2021": "2021-04-15",
    "on 3 May 2021": "2021-05-03",
    "14 June": "2021-06-14",
    "Thursday": "2021-04-15",
    "yesterday": "2021-04-14",
    "April 2021": "2021-04",
    "summer 2021": "2021-22",
    "2014": "2014",
    "the 1990s": "199X",
    "mid-December 2020": "2020-12~",
    "about 15 April 2021": "2021-04-15~",
    "after 14 June": "2021-06-14/..",
    "until 3 March 2021": "../2021-03-03",
    "12 to 15 April 2021": "2021-04-12/2021-04-15",
    "12–15 April 2021": "2021-04-12/2021-04-15",
    "between 3 and 5 May 2021": "2021-05-03/2021-05-05",
    "from 2014 to 2016": "2014/2016",
    "week of 14 April 2021": "2021-04-12/2021-04-18",
    "Q1 2021": "2021-01-01/2021-03-31",
    "undated": "",
    "No date": "",
}


@pytest.mark.parametrize(("typed", "edtf"), READ.items())
def test_a_typed_date_is_read(typed, edtf):
    assert read_typed(typed, WRITTEN)["edtf"] == edtf


def test_a_part_of_a_month_stays_one():
    value = read_typed("mid-December 2020", WRITTEN)
    assert (value["starts_on"], value["ends_on"]) == ("2020-12-11", "2020-12-20")
    assert (value["precision"], value["approximate"], value["mod"]) == ("month", True, "MID")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "banana",
        "31 April 2021",
        "15 April 2021 and 3 May 2021",
        "15 April 2021 or so it seems",
        "15 Apr " * 40,
        "recently",
        "two years",
        "week of April 2021",
        "\0",
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_that_are(typed):
    with pytest.raises(UnreadableDate, match="mid-December 2020"):
        read_typed(typed, WRITTEN)


def test_a_weekday_cannot_be_read_where_the_article_has_no_date():
    with pytest.raises(UnreadableDate):
        read_typed("Thursday", None)
    assert read_typed("3 May 2021", None)["edtf"] == "2021-05-03"
