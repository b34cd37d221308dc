"""The density strip: its bars, its scale, and what it says of a filter."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import selection
from timeline.page import facets, stretches
from timeline.page.bars import stack
from timeline.page.scale import SCALES, Scale
from timeline.page.tallies import Tally


@pytest.fixture
def body(client):
    return lambda url: client.get(url).content.decode()


@pytest.fixture
def headlines(body):
    return lambda url: re.findall(r'<a id="h-\w+"[^>]*>([^<]*)</a>', body(url))


@pytest.fixture
def bars(body):
    """The kinds of the bars of the strip, from left to right and from the foot up."""
    return lambda url: re.findall(
        r'data-kind="(\w+)"|<(line)', re.search(r'id="strip".*?</nav>', body(url), re.DOTALL)[0]
    )


def test_a_bar_is_stacked_by_how_exact_its_events_are(make_event, bars):
    make_event(date(2019, 4, 15), quote="Before.")
    make_event(date(2021, 4, 15), quote="That day.")
    make_event(date(2021, 4, 1), date(2021, 4, 30), quote="That month.", precision="month")
    make_event(date(2021, 4, 11), date(2021, 4, 20), quote="About then.", precision="month",
               approximate=True)  # fmt: skip
    make_event(date(2021, 4, 20), quote="A vote is planned.", planned=True)
    make_event(quote="Some day.")
    kinds = [kind or line for kind, line in bars("/")]
    assert kinds == ["day", "day", "line", "approximate", "planned", "none"]


def test_an_inferred_day_is_not_drawn_as_an_exact_one(make_event, bars, headlines):
    anchor = {"day": "2021-04-15", "basis": "inferred", "words": "", "inferred": True}
    make_event(date(2019, 4, 15), quote="Before.")
    make_event(date(2021, 4, 15), quote="Inferred.", working={"anchor": anchor})
    assert [kind for kind, _ in bars("/")] == ["day", "approximate"]
    assert headlines("/?precision=day") == ["Before"]
    assert headlines("/?precision=approximate") == ["Inferred"]


@pytest.mark.parametrize(("last", "unit"), [(date(2021, 4, 9), "day"), (date(2021, 6, 9), "week"),
                                            (date(2021, 12, 9), "month")])  # fmt: skip
def test_the_unit_of_the_strip_fits_the_span(make_event, body, last, unit):
    make_event(date(2021, 4, 1), quote="First.")
    make_event(last, quote="Last.")
    assert f"Events by {unit}" in body("/")


def test_a_bar_of_a_day_opens_the_timeline_there(make_event, body, headlines):
    make_event(date(2021, 4, 1), quote="First.")
    make_event(date(2021, 4, 9), quote="Last.")
    bar = re.search(r'href="([^"]*)"[^>]*aria-label="9 Apr 2021, 1 event"', body("/"))
    assert headlines(bar[1]) == ["Last"]


@pytest.mark.parametrize(("events", "digits"), [(9, 1), (10, 2)])
def test_bars_have_room_for_the_largest_count(make_events, body, events, digits):
    make_events([date(2021, 4, 1)] * events + [date(2021, 4, 9)])
    assert f'<ol class="strip__cells" data-digits="{digits}">' in body("/")


def test_the_strip_of_days_follows_the_filters(make_event, body):
    make_event(date(2021, 4, 1), quote="First.", actors=["Anna Berg"])
    make_event(date(2021, 4, 9), quote="Last.")
    page = body("/?actor=Anna+Berg")
    assert 'aria-label="9 Apr 2021, 0 events"' in page
    assert page.count('class="cell__all"') == 1  # the outline of what is not chosen


def test_a_kept_strip_leads_where_its_page_does(make_event, body, monkeypatch):
    """Where too many are left to be counted, the bars are those of all events, put together once."""
    for name in ("COUNTED", "LOOKED_AT"):
        monkeypatch.setattr(selection, name, 1)
        monkeypatch.setattr(facets, name, 1)
    for year in (2001, 2011, 2021):
        make_event(date(year, 4, 15), quote="A fire that night.")
    addresses = ("q=fire", "q=night", "q=fire&at=2011", "q=night&at=2021", "", "at=2021", "q=fire")
    for query in addresses:
        strip = re.search(r'id="strip".*?</nav>', body(f"/?{query}"), re.DOTALL)[0]
        words, _, at = query.partition("at=")
        words = words.rstrip("&")
        before = f"/?{words}&amp;at=" if words else "/?at="
        found = re.findall(r'<li class="cell"([^>]*)><a [^>]*href="([^"]*)"', strip)
        assert [url for _, url in found] == [f"{before}{year}" for year in (2001, 2011, 2021)]
        seen = [re.search(r"\d{4}", cell)[0] for cell, _ in found if "data-seen" in cell]
        assert seen == [at or "2001"]
        assert ("1+ chosen: too many to count" in strip) == bool(words)


def test_what_is_small_is_seen_in_a_bar_beside_what_is_not(make_event):
    bars = stack(Tally({"day": 4000, "planned": 1}), 4001)
    assert [(bar.kind, bar.top, bar.height) for bar in bars] == [
        ("day", 28, 54),
        ("planned", 22, 4),
    ]


def test_the_strip_folds_long_empty_stretches(make_event, body):
    make_event(date(2014, 1, 1), quote="Long ago.")
    make_event(date(2021, 3, 1), quote="Lately.")
    make_event(date(2021, 4, 1), quote="Now.")
    text = " ".join(re.sub(r"<[^>]+>", " ", body("/")).split())
    assert "1 2014 2015–20 no events 1 Mar 2021 1 Apr" in text


def test_a_few_events_far_off_leave_the_strip_its_months(make_event, body, monkeypatch):
    """Most are in one year; what is before and after them is told in decades and as a whole."""
    monkeypatch.setattr(stretches, "MOST_CELLS", 13)
    for year in (1119, *range(1935, 2016, 10), 2031):
        make_event(date(year, 1, 1), quote=f"In {year}.")
    for number in range(36):
        make_event(date(2019, number // 3 + 1, 5 + number % 3), quote=f"Number {number}.")
    page = body("/")
    bars = re.findall(r'href="([^"]*)"[^>]*aria-label="([^"]*), (\d) events?"', page)
    assert "Events by month" in page
    assert bars[:2] == [("/?at=1119", "1119", "1"), ("/?at=1930", "1930s", "1")]
    assert ("/?at=2010", "2010–18", "1") in bars
    assert ("/?at=2019-01", "January 2019", "3") in bars
    assert bars[-1] == ("/?at=2031", "2031", "1")
    assert sum(int(events) for *_, events in bars) == 47
    assert "1120–1929<small>no events" in page and "2020–30<small>no events" in page


@pytest.mark.parametrize(
    ("years", "found"),
    [
        ([2021], [("month", 2021, 2021)]),
        ([*range(1990, 2021)], [("year", 1990, 2020)]),  # even: nothing is worth a finer scale
        ([1945, *[2020] * 9], [("month", 1945, 2020)]),  # two years, a fold between them
        (
            [*range(1900, 2000, 5), *[2020] * 90],
            [("", 1900, 1905), ("10 years", 1910, 1999), ("month", 2020, 2020)],
        ),
        ([*[2020] * 90, *range(2021, 2100, 3)], [("month", 2020, 2020), ("10 years", 2021, 2099)]),
    ],
)
def test_the_strip_is_as_fine_as_most_of_its_events_allow(years, found):
    weights = Counter(f"{year}-{month:02}" for year in years for month in range(1, 13))
    listed = stretches.stretches(weights)
    assert [(one.scale.unit if one.scale else "", *one.years) for one in listed] == found
    assert set().union(*(one.names for one in listed)) == set(weights)


@pytest.mark.parametrize(
    ("months", "places", "empty"),
    [
        (1, ("2020-12", "2021-01"), 0),
        (1, ("2020-11", "2021-02"), 2),
        (1, ("2020", "2021"), 12),
        (1, ("2020", "2020-01"), 0),
        (3, ("2020-12", "2021-04"), 1),
        (12, ("2014", "2018-03"), 3),
    ],
)
def test_a_scale_counts_what_lies_between(months, places, empty):
    scale = Scale(months)
    assert scale.empty(scale.place(places[0]), scale.place(places[1])) == empty


def test_a_year_known_as_such_has_a_bar_of_its_own():
    scale = Scale(1)
    assert scale.label(scale.place("2020")) == "2020"
    assert scale.place("2019-12") < scale.place("2020") < scale.place("2020-01")


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.unit)
@pytest.mark.parametrize("month", ["0001-01", "2021-04", "2021", "9999-12"])
def test_every_month_has_a_place_on_every_scale(scale, month):
    place = scale.place(month)
    assert scale.label(place) and scale.name(place) and scale.address(place)
    assert scale.reach(place)[0] <= (month if len(month) > 4 else f"{month}-01")
