"""The index beside the models: words, filters and counts, kept in step with the rows."""

from __future__ import annotations

from datetime import date

import pytest

from timeline import packed, search
from timeline.building import indexing
from timeline.models import Event
from timeline.search import Facet, expression
from timeline.selection import Selection

BIDEN, NAVALNY = Facet("person", "Joe Biden"), Facet("person", "Alexei Navalny")
DAY = date(2021, 4, 15)


def quotes(text: str = "", facets=(), **options) -> set[str]:
    match = expression(text, facets, **options)
    return set(
        Event.objects.filter(sort_key__in=search.keys(match)).values_list("quote", flat=True)
    )


@pytest.fixture
def events(make_event):
    make_event(DAY, quote="Sanctions were imposed.", actors=["Joe Biden"])
    make_event(DAY, quote="He was poisoned in Zürich.", actors=["Alexei Navalny"])
    make_event(DAY, quote="They never met.", actors=["Joe Biden", "Alexei Navalny"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sanctions", {"Sanctions were imposed."}),
        ("SANCT", {"Sanctions were imposed."}),
        ("sa", set()),
        ("met", {"They never met."}),
        ("zurich", {"He was poisoned in Zürich."}),
        ("navalny poisoned", {"He was poisoned in Zürich."}),
        ('"never met"', {"They never met."}),
        ('"met never"', set()),
        ("biden", {"Sanctions were imposed.", "They never met."}),
    ],
)
def test_words_are_found_in_quotes_and_names(events, typed, found):
    assert quotes(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "AND",
        "a OR",
        "NEAR(",
        'quo"te',
        "tokens:x",
        "*",
        "^x",
        "-x",
        "'",
        '"',
        "((",
        "{quotes} : x",
        "\0sanctions",
        "x" * 10_000,
    ],
)
def test_nothing_that_is_typed_is_obeyed_as_a_query(events, typed):
    if match := expression(typed):
        list(Event.objects.filter(sort_key__in=search.keys(match)))


def test_a_token_cannot_be_found_by_typing_it(events):
    assert quotes(BIDEN.token) == set()


def test_several_actors_narrow_one_another_unless_any_will_do(events):
    assert quotes("", [BIDEN, NAVALNY]) == {"They never met."}
    assert len(quotes("", [BIDEN, NAVALNY], any_actor=True)) == 3


def test_words_and_filters_are_one_look_up(events):
    assert quotes("met", [BIDEN]) == {"They never met."}


def test_outlets_widen_one_another(make_event, make_article):
    for outlet in ("One", "Two", "Three"):
        article = make_article(f"Told by {outlet}.", outlet=outlet)
        make_event(DAY, quote=f"Told by {outlet}.", article=article)
    assert quotes("", [Facet("outlet", "One"), Facet("outlet", "Two")]) == {
        "Told by One.",
        "Told by Two.",
    }


def test_counts_are_kept_and_follow_a_query(events):
    kept = dict(search.facet_counts())
    assert kept[BIDEN] == 2 and kept[NAVALNY] == 2
    chosen = Selection(facets=(NAVALNY,))
    bearing = [facets for _, facets in chosen.bearing(chosen.first_keys()).rows]
    assert packed.count(bearing)[BIDEN.number] == 1
    assert packed.count(bearing)[NAVALNY.number] == 2


def test_an_actor_keeps_its_token_when_its_kind_is_corrected():
    assert Facet("person", "Novichok").token == Facet("place", "Novichok").token


def test_the_version_grows_with_every_change(events, make_event):
    before = search.counters()["version"]
    make_event(DAY, quote="One more.")
    assert search.counters()["version"] > before


def test_clearing_leaves_nothing_to_find(events):
    indexing.clear()
    assert quotes("sanctions") == set()
    assert not list(search.facet_counts()) and search.counters()["events"] == 0
