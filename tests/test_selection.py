"""What a filter leaves is asked for a few at a time, and counted up to a bound."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import ordering, packed, selection
from timeline.building import indexing
from timeline.building.indexing import Document
from timeline.page.shown import read_events
from timeline.search import Facet
from timeline.selection import COUNTED, FAR, LOOKED_AT, AtLeast, Selection

ADA, BEN = Facet("person", "Ada"), Facet("organisation", "Ben")
HERALD, POST = Facet("outlet", "Herald"), Facet("outlet", "Post")
SPRING = {"first": date(2020, 4, 10), "last": date(2020, 4, 20)}


@pytest.fixture
def told(make_event):
    """Events around 10 to 20 April 2020, by their quotes."""
    make_event(date(2020, 4, 9), quote="The day before.")
    make_event(date(2020, 4, 10), quote="The first day.")
    make_event(date(2020, 4, 20), quote="The last day.")
    make_event(date(2020, 4, 21), quote="The day after.")
    make_event(date(2020, 4, 1), date(2020, 4, 9), quote="A week before.")
    make_event(date(2020, 4, 1), date(2020, 4, 30), quote="That month.")
    make_event(date(2020, 1, 1), date(2020, 12, 31), quote="That year.")
    make_event(date(2015, 1, 1), date(2024, 12, 31), quote="Those ten years.")
    make_event(date(1901, 1, 1), date(2000, 12, 31), quote="That century.")
    make_event(date(1901, 1, 1), date(2100, 12, 31), quote="Two centuries.")
    make_event(quote="Some day.")
    open_end = {"edtf": "1990-05-01/..", "precision": "day"}
    event = make_event(date(1990, 5, 1), date(1990, 5, 2), quote="Ever since.", **open_end)
    event.ends_on = None
    _save(event)
    event = make_event(
        date(2020, 5, 1), date(2020, 5, 2), quote="Until then.", edtf="../2020-05-02"
    )
    event.starts_on = None
    _save(event)


def _save(event):
    from timeline import rows
    from timeline.building import documents

    event.sort_key = rows.sort_key_of(event)
    event.save()
    documents.refresh_index()


def quotes(selection, **how):
    return [event.quote for event in read_events(selection.keys(100, **how))]


def test_a_period_takes_all_that_can_have_been_within_it(told):
    assert quotes(Selection(**SPRING)) == [
        "Two centuries.",
        "Ever since.",
        "Those ten years.",
        "That year.",
        "That month.",
        "The first day.",
        "The last day.",
        "Until then.",
    ]


def test_a_period_with_an_open_end_takes_what_reaches_it(told):
    since, until = Selection(first=date(2021, 1, 1)), Selection(last=date(1989, 1, 1))
    assert set(quotes(since)) == {"Two centuries.", "Ever since.", "Those ten years."}
    assert set(quotes(until)) == {"Two centuries.", "That century.", "Until then."}


def test_some_of_a_period_are_those_that_begin_within_it_if_these_are_enough(told):
    spring = Selection(**SPRING)
    within = [key for key, _ in spring.some(2)]
    assert [event.quote for event in read_events(within)] == ["The first day.", "The last day."]
    assert spring.some(3) == spring.rows(3)
    since = Selection(first=date(2020, 4, 20))
    assert since.some(100) == since.rows(100)
    assert Selection(words="day").some(2) == Selection(words="day").rows(2)


@pytest.mark.parametrize("most", [0, 1, 3, 100])
@pytest.mark.parametrize("asked", [{}, SPRING, {"first": SPRING["first"]}, {"words": "day"}])
def test_rows_and_numbers_are_those_of_the_keys(told, asked, most):
    selection = Selection(**asked)
    keys = selection.keys(100)
    assert [key for key, _ in selection.rows(most)] == keys[:most]
    assert selection.number(most) == len(keys[:most])
    low = keys[len(keys) // 2]
    assert [key for key, _ in selection.rows(most, low=low)] == selection.keys(most, low=low)
    assert selection.number(most, low=low) == len(selection.keys(most, low=low))
    bearing = dict(Selection().rows(100))
    assert selection.rows(100) == [(key, bearing[key]) for key in keys]


def test_newest_first_is_the_other_way_round(told):
    selection = Selection(**SPRING)
    assert quotes(selection, newest=True) == quotes(selection)[::-1]


def test_a_page_goes_on_where_the_last_one_ended(told):
    selection = Selection(**SPRING)
    keys = selection.keys(100)
    first = selection.keys(3)
    assert first + selection.keys(100, low=first[-1] + 1) == keys
    assert selection.keys(2, high=keys[4] - 1, newest=True) == [keys[3], keys[2]]


def test_the_first_and_the_last_day_of_the_calendar_make_a_period(told):
    assert len(quotes(Selection(first=date.min, last=date.max))) == 12


def _documents(number):
    outlet = Facet("outlet", "Gazette")
    key = ordering.first_key(date(2020, 1, 1))
    return [
        Document(key + n, "Something rare." if n == 7 else "Something.", "", (outlet,))
        for n in range(number)
    ]


def test_counting_stops_and_says_so(db):
    indexing.write(_documents(COUNTED), articles=1, undated=0)
    exact = Selection(words="something").count()
    assert exact == COUNTED and not isinstance(exact, AtLeast)
    indexing.write(_documents(COUNTED + 1), articles=1, undated=0)
    bounded = Selection(words="something").count()
    assert bounded == COUNTED and isinstance(bounded, AtLeast)
    assert Selection(words="rare").count() == 1
    many = Selection(words="something")
    begun, bearing = many.begun()
    assert len(begun.first) == len(bearing.rows) == LOOKED_AT and not begun.whole


def test_what_few_events_bear_is_counted_in_all_of_them(db):
    indexing.write(_documents(COUNTED), articles=1, undated=0)
    all_of_them = Selection(words="something")
    begun, found = all_of_them.begun()
    assert begun.whole and [*begun.first] == all_of_them.keys(COUNTED + 1)
    assert found.events == len(found.rows) == COUNTED
    assert (
        packed.count(facets for _, facets in found.rows)[Facet("outlet", "Gazette").number]
        == COUNTED
    )


@pytest.mark.parametrize("most", [LOOKED_AT, COUNTED])
@pytest.mark.parametrize("number", [12, COUNTED + 9])
def test_a_selection_whose_beginning_is_known_gives_the_same_keys(db, number, most):
    indexing.write(_documents(number), articles=1, undated=0)
    selection = Selection(words="something")
    keys, (known, _) = selection.keys(number), selection.begun(most)
    assert known.whole == (number == 12)
    for bounds in ({}, {"low": keys[3]}, {"high": keys[-4]}, {"low": keys[2], "high": keys[8]}):
        for newest in (False, True):
            for most in (0, 1, 5, number):
                asked = {"most": most, "newest": newest, **bounds}
                assert known.keys(**asked) == selection.keys(**asked)


def test_a_page_with_too_many_to_count_says_so(make_event, client):
    for day in (1, 2):
        make_event(date(2020, day, 1), quote=f"Something of {day}.")
    shown = [event.sort_key for event in read_events(Selection().keys(9))]
    known = [one for one in _documents(COUNTED + 5) if one.sort_key not in shown]
    indexing.change((), known, articles=2, undated=0)
    page = " ".join(client.get("/?q=something").content.decode().split())
    assert f"{COUNTED:,}+ of {COUNTED + 7:,} events" in page
    assert "The other events are left out by the filters" in page or "Later events" in page


def test_the_other_outlets_are_counted_among_the_first_where_one_leaves_too_many(db, client):
    """What an outlet chosen instead would leave is as bounded as what this one leaves."""
    others = [
        Document(one.sort_key - 10, one.quotes, "", (Facet("outlet", "Herald"),))
        for one in _documents(3)
    ]
    indexing.write([*_documents(COUNTED + 5), *others], articles=2, undated=0)
    page = " ".join(client.get("/?outlet=Gazette&from=2019").content.decode().split())
    assert f"{COUNTED:,}+ of {COUNTED + 8:,} events" in page
    assert f'aria-label="Gazette, {LOOKED_AT - 3}+ events"' in page
    assert 'aria-label="Herald, 3+ events"' in page


def test_none_where_counting_stopped_is_no_dead_end(db, client):
    far = [
        Document(one.sort_key + 10**6, one.quotes, "", (Facet("outlet", "Herald"),))
        for one in _documents(3)
    ]
    indexing.write([*_documents(COUNTED + 5), *far], articles=2, undated=0)
    page = " ".join(client.get("/?from=2019").content.decode().split())
    option = re.search(
        r'<label class="option"([^>]*)>\s*<input[^>]*aria-label="Herald, 0\+ events"', page
    )
    assert option and "data-none" not in option[1]


@pytest.mark.parametrize(
    ("asked", "borne", "most"),
    [
        ({"words": "fire"}, {}, COUNTED),
        ({"words": "fire night"}, {}, LOOKED_AT),
        ({"facets": (ADA,)}, {ADA: 9 * FAR}, COUNTED),
        ({"facets": (ADA, BEN)}, {ADA: 9 * FAR, BEN: FAR}, COUNTED),
        ({"facets": (ADA, BEN)}, {ADA: 9 * FAR, BEN: FAR + 1}, LOOKED_AT),
        ({"facets": (ADA, BEN), "any_actor": True}, {ADA: 9 * FAR, BEN: 2}, COUNTED),
        ({"facets": (ADA, BEN), "any_actor": True, "words": "a"}, {ADA: FAR, BEN: 2}, LOOKED_AT),
        ({"facets": (HERALD, POST), **SPRING}, {HERALD: 1, POST: 2}, COUNTED),
        ({"facets": (HERALD, POST), **SPRING}, {HERALD: FAR, POST: 2}, LOOKED_AT),
        ({"facets": (ADA,), "words": "fire"}, {}, COUNTED),
        (SPRING, {}, COUNTED),
        ({"words": "fire", **SPRING}, {}, LOOKED_AT),
    ],
)
def test_what_takes_long_to_count_is_counted_less_far(asked, borne, most):
    """Of more events than FAR that fit the one thing, those that fit the other are looked for."""
    by_token = {facet.token: events for facet, events in borne.items()}
    assert Selection(**asked).counted_up_to(9 * FAR, by_token) == most
    assert Selection(**asked).counted_up_to(FAR, dict.fromkeys(by_token, 1)) == COUNTED


def test_a_page_says_how_far_was_counted(db, client, monkeypatch):
    indexing.write(_documents(COUNTED), articles=1, undated=0)
    address = "/?q=something&outlet=Gazette"
    assert f"{COUNTED:,} of {COUNTED:,} events" in _page(client, address)
    monkeypatch.setattr(selection, "FAR", COUNTED - 1)
    indexing.write(_documents(COUNTED), articles=1, undated=0)
    assert f"{LOOKED_AT}+ of {COUNTED:,} events" in _page(client, address)


def _page(client, address):
    return " ".join(client.get(address).content.decode().split())
