"""The kept entries say what the rows say, on whatever page they are filled in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article
from timeline import verify
from timeline.building import documents, indexing
from timeline.engine import asking
from timeline.models import Event
from timeline.nlp import model_name
from timeline.page import closed
from timeline.page.addresses import State
from timeline.page.closed import closed_of, kept, stored_of
from timeline.page.entries import make_entry
from timeline.page.filling import Unfilled, filled
from timeline.page.flat import entries
from timeline.page.shown import read_closed, read_places
from timeline.page.ways import ways

DAY = date(2021, 4, 15)
QUOTE = """On April 15 “Smith & Söhne” said <b>it</b>'s "over" <3> for 'Ærø' on April 15."""
PLAIN = """On April 15th "Smith & Co", lt. amp, said <span>it</span>'s SPAN 39."""
NAMES = ["Anna O'Berg & Co", "<i>Omar</i> Sayed", "Пётр Ильич", "D", "E", "F", "G", "H"]


@pytest.fixture
def event(make_event):
    lead = make_event(DAY, quote=QUOTE, actors=NAMES)
    lead.mention_start, lead.mention_end, lead.mention = lead.start + 3, lead.start + 11, "April 15"
    lead.save()
    make_event(DAY, quote="Another.", actors=["Ida Holt"], lead=lead)
    return Event.objects.with_accounts().get(pk=lead.pk)


def without_space(html):
    html = html.replace('</span><span class="phrase">', "")
    return re.sub(r"\s+(?=[<>])|(?<=>)\s+", "", re.sub(r"\s+", " ", html))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "order=newest",
        "q=april",
        "q=smith+son+it%27s",
        "q=%22aero",
        "q=b+4",
        "q=april&actor=Ida+Holt&match=any",
        "actor=Anna+O%27Berg+%26+Co",
        "actor=%3Ci%3EOmar%3C%2Fi%3E+Sayed&actor=D&at=2021",
        "outlet=A+%26+B&from=2021-01-01&sources=2",
        "show=headlines&actor=D",
    ],
)
def test_filled_in_it_is_the_entry_that_is_made_for_the_page(event, query):
    state = State.read(query)
    words = dict(state.pairs).get("q", "")
    (made,) = closed_of([event])
    (html,) = filled([Unfilled(made.html)], ways(state), words)
    assert without_space(html) == without_space(entries([make_entry(event, state, words=words)]))
    assert not re.search("[\0-\x08\x0b-\x1f]|<[0-3]>", html)


@pytest.mark.parametrize("query", ["q=april", "q=april&show=headlines", "actor=D"])
def test_what_a_person_typed_is_no_blank(make_event, query):
    """An editor's title may hold what no imported text does; the entry is whole nevertheless."""
    typed = "".join(f"\x12{letter}\x13\x12<{letter}>" for letter in "abcdefghijk")
    event = make_event(DAY, quote=PLAIN, actors=["D"])
    event.decisions["title"] = {"value": {"words": f"Held {typed} up", "own": True}}
    event.__dict__["accounts"] = [event]
    state = State.read(query)
    words = dict(state.pairs).get("q", "")
    (html,) = filled([Unfilled(closed_of([event])[0].html)], ways(state), words)
    assert html.startswith("<li") and html.rstrip().endswith("</li>")
    assert html.count("<article") == html.count("</article>") == 1
    assert ("On <mark>April</mark> 15th" in html) == (query == "q=april")


@pytest.mark.parametrize(
    "words", ["april", "15", "th", "span", "class", "amp", "lt", "39", "smi", '"co', "s", "!"]
)
@pytest.mark.parametrize("mention", ["April 15", "April 15th", ""])
def test_words_are_marked_in_a_kept_quote_as_in_its_text(make_event, words, mention):
    event = make_event(DAY, quote=PLAIN)
    if mention:
        event.mention_start, event.mention_end = event.start + 3, event.start + 3 + len(mention)
    event.__dict__["accounts"] = [event]
    (made,) = closed_of([event])
    (html,) = filled([Unfilled(made.html)], ways(State()), words)
    assert without_space(html) == without_space(entries([make_entry(event, State(), words=words)]))


def test_a_page_puts_what_stands_above_into_it(event):
    (made,) = closed_of([event])
    first, second = filled(
        [Unfilled(made.html, gap="3 weeks & more"), Unfilled(made.html, repeated=True)],
        ways(State()),
    )
    assert '<p class="gap">3 weeks &amp; more</p>' in first and "data-repeated" not in first
    assert "data-repeated" in second and 'class="gap"' not in second


def test_nothing_filled_in_is_nothing():
    assert filled([], ways(State())) == []


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(DAY, DAY), (None, DAY), (DAY, None), (None, None)]
)
def test_what_is_kept_comes_back_as_it_was(make_event, starts_on, ends_on):
    event = make_event(DAY, quote=QUOTE)
    event.__dict__["accounts"] = [event]
    event.starts_on, event.ends_on = starts_on, ends_on
    (made,) = closed_of([event])
    assert kept(made.sort_key, *stored_of(made)[1:]) == made
    assert len(stored_of(made)[-1]) < len(made.html) / 3


def test_entries_are_written_with_the_index_and_go_with_it(event):
    documents.refresh_index()
    assert _number() == 1
    assert read_closed([event.sort_key]) == closed_of([event])
    assert read_places([event.sort_key]) == [closed_of([event])[0]._replace(html="")]
    Event.objects.filter(lead=event).update(hidden=True)
    Event.objects.filter(pk=event.pk).update(hidden=True)
    documents.refresh_index()
    assert _number() == 0
    assert [one.sort_key for one in read_closed([event.sort_key, 5])] == [event.sort_key]


def test_what_another_version_made_is_made_anew(event, monkeypatch):
    documents.refresh_index()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_closed SET made_by = 7, words = 'Wrong', heading = 'Wrong'")
    assert read_closed([event.sort_key]) == closed_of([event])
    assert list(verify._index_differences(lambda: None)) == []
    assert not indexing.entries_are_kept()
    told = []
    documents.keep_entries(told.append)
    assert told == [1] and indexing.entries_are_kept()
    ((made_by, words),) = asking.rows("SELECT made_by, words FROM timeline_closed")
    assert (made_by, words) == (closed.MADE_BY, "15 Apr 2021")


def test_after_an_upgrade_they_are_made_anew_though_no_article_waits(event):
    Article.objects.update(built_by=model_name())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_closed")
    call_command("build_timeline", "--waiting", verbosity=0)
    assert _number() == 1


def test_a_hidden_event_is_not_kept(event):
    Event.objects.update(hidden=True)
    documents.refresh_index()
    documents.keep_entries()
    assert _number() == 0


def _number():
    return asking.rows("SELECT COUNT(*) FROM timeline_closed")[0][0]
