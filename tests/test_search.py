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


@pytest.mark.parametrize("number", [3, 30])  # of words: few are looked up one by one
def test_the_last_word_may_be_the_start_of_any(make_event, number):
    told = {f"They agreed on north{n:02}." for n in range(number)}
    for quote in told:
        make_event(DAY, quote=quote)
    make_event(DAY, quote="They agreed on the nor-easter.")
    assert quotes("north") == told
    assert quotes("agreed nórth") == told
    assert quotes("NORTH02") == {"They agreed on north02."}
    assert quotes("on-north0") == {quote for quote in told if "north0" in quote}
    assert quotes("north agreed") == set()
    assert quotes(BIDEN.token[:9]) == set()


def test_a_start_finds_the_words_that_came_since(make_event):
    make_event(DAY, quote="He resigned.")
    assert len(quotes("resig")) == 1
    make_event(DAY, quote="Her resignation was accepted.")
    assert len(quotes("resig")) == 2


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
    bearing = [facets for _, facets in chosen.rows(9)]
    assert packed.count(bearing)[BIDEN.number] == 1
    assert packed.count(bearing)[NAVALNY.number] == 2


def test_the_first_and_the_last_that_bear_a_number_are_found():
    one, other = 0x0102030405060708, 0x0807060504030201
    rows = [packed.pack(numbers) for numbers in ([other], [one, other], [], [one], [other])]
    assert packed.ends(rows, [one, other, 7]) == {one: (1, 3), other: (0, 4)}


def test_the_end_of_a_number_and_the_beginning_of_the_next_are_no_number():
    between = int.from_bytes(
        (1).to_bytes(8, "little")[4:] + (2).to_bytes(8, "little")[:4], "little"
    )
    rows = [packed.pack([1, 2]), packed.pack([between]), packed.pack([1, 2])]
    assert packed.ends(rows, [between]) == {between: (1, 1)}


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
