"""The timeline page: order, filters, paging, an opened event, and what a bad address shows."""

from __future__ import annotations

import gc
import re
from datetime import date, timedelta

import pytest

from tests.conftest import named
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.building import documents
from timeline.models import Event
from timeline.page import paging
from timeline.page.entries import Entry


@pytest.fixture
def body(client):
    return lambda url: client.get(url).content.decode()


@pytest.fixture
def headlines(body):
    return lambda url: re.findall(r'<a id="h-\w+"[^>]*>([^<]*)</a>', body(url))


@pytest.fixture
def many(make_events):
    """Make `number` events, a day from each to the next."""
    return lambda number: make_events(date(2020, 1, 1) + timedelta(n) for n in range(number))


# Order


def test_events_are_listed_oldest_first_and_undated_ones_last(make_event, headlines):
    make_event(quote="Undated.")
    make_event(date(2021, 4, 15), quote="Later.")
    make_event(date(2020, 8, 20), quote="Earlier.")
    assert headlines("/") == ["Earlier", "Later", "Undated"]


def test_undated_events_stay_last_when_the_newest_come_first(make_event, headlines):
    make_event(quote="Undated.")
    make_event(date(2021, 4, 15), quote="Later.")
    make_event(date(2020, 8, 20), quote="Earlier.")
    assert headlines("/?order=newest") == ["Later", "Earlier", "Undated"]


def test_a_month_has_a_heading_and_its_number_of_events(make_event, body):
    make_event(date(2021, 4, 15), quote="One.")
    make_event(date(2021, 4, 16), quote="Two.")
    text = " ".join(body("/").split())
    assert 'April 2021 <span class="month__count">2 events</span>' in text


def test_empty_time_is_said_in_words(make_event, body):
    make_event(date(2021, 1, 1), quote="One.")
    make_event(date(2021, 3, 1), quote="Two.")
    assert "8 weeks with nothing reported" in body("/")
    assert "8 weeks with nothing reported" in body("/?order=newest")


def test_empty_time_counts_from_the_end_of_the_wider_date(make_event, body):
    make_event(date(2020, 1, 1), date(2020, 12, 31), quote="Wide.")
    make_event(date(2020, 3, 1), quote="Within.")
    make_event(date(2021, 1, 5), quote="After.")
    assert "with nothing reported" not in body("/")


# Filters


def test_an_actor_leaves_the_events_that_name_it(make_event, headlines):
    make_event(date(2021, 1, 1), quote="Berg resigned.", actors=["Anna Berg"])
    make_event(date(2021, 1, 2), quote="Rain fell.", actors=["Weather"])
    assert headlines("/?actor=Anna+Berg") == ["Berg resigned"]


def test_two_actors_must_both_be_named_unless_any_will_do(make_event, headlines):
    make_event(date(2021, 1, 1), quote="Both met.", actors=["A", "B"])
    make_event(date(2021, 1, 2), quote="A spoke.", actors=["A"])
    assert headlines("/?actor=A&actor=B") == ["Both met"]
    assert headlines("/?actor=A&actor=B&match=any") == ["Both met", "A spoke"]


def test_outlets_widen_one_another(make_article, make_event, headlines):
    for name in ("One", "Two", "Three"):
        article = make_article(f"{name} said so.", outlet=name)
        make_event(date(2021, 1, 1), quote=f"{name} said so.", article=article)
    assert sorted(headlines("/?outlet=One&outlet=Two")) == ["One said so", "Two said so"]


def test_a_period_keeps_what_overlaps_it(make_event, headlines):
    make_event(date(2021, 1, 1), quote="Outside.")
    make_event(date(2021, 1, 20), date(2021, 2, 20), quote="Across.")
    make_event(date(2021, 2, 10), quote="Inside.")
    make_event(quote="Undated.")
    assert headlines("/?from=2021-02&to=2021-02") == ["Across", "Inside"]


def test_planned_and_precision_narrow(make_event, headlines):
    make_event(date(2021, 1, 1), quote="Happened.")
    make_event(date(2021, 1, 2), quote="To come.", planned=True)
    make_event(date(2021, 2, 1), date(2021, 2, 28), quote="Wide.", precision="month")
    assert headlines("/?planned=1") == ["To come"]
    assert headlines("/?precision=longer") == ["Wide"]


def test_at_least_two_sources_narrows(make_event, headlines):
    lead = make_event(date(2021, 1, 1), quote="Twice told.", sources=2)
    make_event(date(2021, 1, 1), quote="Told again.", lead=lead)
    make_event(date(2021, 1, 2), quote="Once told.")
    assert headlines("/?sources=2") == ["Twice told"]


def test_search_marks_the_words_it_found(make_event, body):
    make_event(date(2021, 1, 1), quote="The café closed.")
    make_event(date(2021, 1, 2), quote="Rain fell.")
    page = body("/?q=CAFE")
    assert "<mark>café</mark>" in page and "Rain fell" not in page


def test_counts_say_what_a_further_choice_would_leave(make_event, body):
    make_event(date(2021, 1, 1), quote="Both met.", actors=["A", "B"])
    make_event(date(2021, 1, 2), quote="B spoke.", actors=["B"])
    page = body("/?actor=A")
    assert re.search(r'value="B"[^>]*aria-label="B, 1 event"', page)
    assert re.search(r'>\s*B\s*<span class="option__count">1<', page)


def test_a_filter_that_leaves_nothing_says_how_to_widen_it(make_event, body):
    make_event(date(2021, 1, 1), quote="A spoke.", actors=["A"])
    make_event(date(2021, 1, 2), quote="B spoke.", actors=["B"])
    page = body("/?actor=A&actor=B")
    assert "No event names both A and B" in page
    assert "Name either of them" in page and "Only A" in page and "Clear all" in page


def test_words_that_match_nothing_can_be_left_out_alone(make_event, body):
    make_event(date(2021, 1, 1), quote="A spoke.")
    page = " ".join(body("/?q=nowhere&from=2021").split())
    assert "No quote or actor matches “nowhere”" in page
    assert "Without “nowhere”</a> <span>1 event</span>" in page


def test_an_htmx_filter_gets_its_part_of_the_page_and_a_short_address(make_event, hx):
    make_event(date(2021, 1, 1), quote="A spoke.", actors=["A"])
    response = hx("/?q=&actor=A&from=&to=")
    assert response["HX-Push-Url"] == "/?actor=A"
    assert "HX-Request" in response["Vary"]
    assert b"<html" not in response.content


def test_a_history_miss_gets_the_whole_page(make_event, client):
    make_event(date(2021, 1, 1), quote="A spoke.")
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in client.get("/", headers=headers).content


# Bad addresses

BAD = [
    ("actor=Nobody", "No event names Nobody."),
    ("outlet=Nobody", "No article is from Nobody."),
    ("from=banana", "Not a date"),
    ("to=2021-13", "Not a date"),
    ("from=2021&to=2020", "before the beginning"),
    ("at=banana", "Not a date"),
    ("at=-1", "Not a date"),
    ("order=sideways", "Order: sideways is no choice here."),
    ("match=most", "Match: most is no choice here."),
    ("open=%3Cscript%3E", "Open: "),
    ("q=%21%21", "Search: Type a word"),
    ("q=" + "x" * 10_000, "Search for at most 200"),
]


@pytest.mark.parametrize(("query", "message"), BAD, ids=[query[:24] for query, _ in BAD])
def test_a_bad_field_says_so_and_narrows_nothing(make_event, client, query, message):
    make_event(date(2021, 1, 1), quote="Still here.", actors=["A"])
    response = client.get(f"/?{query}")
    page = response.content.decode()
    assert response.status_code == 200
    assert message in page and "Still here" in page


@pytest.mark.parametrize(
    "query",
    [
        "actor=%00",
        "q=%00",
        "from=%00&to=%00",
        "at=%00",
        "open=%00",
        "q=%F0%28%8C%28",
        "actor=" + "x" * 10_000,
        "at=" + "9" * 10_000,
        "from=9999&to=0001",
        "at=9999-12-31&order=newest",
        "sources=2&sources=3&sources=-1",
        "&".join(f"actor=A{n}" for n in range(300)),
        "at=undated",
        "at=undated&order=newest",
        "open=nosuchid",
        'q="unbalanced',
        "q=AND+OR+NOT+NEAR(",
        "q=actors%3AA",
    ],
)
def test_no_address_breaks_the_page(make_event, client, query):
    make_event(date(2021, 1, 1), quote="Still here.", actors=["A"])
    make_event(quote="Undated.")
    assert client.get(f"/?{query}").status_code == 200


def test_an_unknown_actor_beside_a_known_one_is_left_out(make_event, headlines):
    make_event(date(2021, 1, 1), quote="A spoke.", actors=["A"])
    make_event(date(2021, 1, 1), quote="B spoke.", actors=["B"])
    assert headlines("/?actor=A&actor=Nobody") == ["A spoke"]


# Pages


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_follow_one_another_without_gap_or_repetition(many, client, order):
    events = many(120)
    seen, url = [], f"/?order={order}"
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r'id="e-(\w+)"', page)
        later = re.search(r'id="later">\s*<a href="([^"]+)"', page)
        url = later and later[1].replace("&amp;", "&")
    expected = [event.public_id for event in events]
    assert seen == (expected if order == "oldest" else expected[::-1])


def test_earlier_leads_back_to_the_page_before(many, client):
    events = many(120)
    page = client.get(f"/?at={events[100].public_id}").content.decode()
    earlier = re.search(r'class="earlier" id="earlier">\s*<a href="([^"]+)"', page)[1]
    assert f'id="e-{events[100 - paging.SIZE].public_id}"' in client.get(earlier).content.decode()


def test_the_way_back_says_what_is_there(many, body):
    many(60)
    page = " ".join(body("/?at=2020-02-10").split())
    assert "Earlier: 40 events, January to February 2020" in page


@pytest.mark.parametrize("typed", ["2020-03", "Mar 2020", "March 2020", "1 Mar 2020", "1/3/2020"])
def test_a_typed_date_opens_the_timeline_there(many, headlines, typed):
    many(120)
    assert headlines(f"/?at={typed}")[0] == "Thing 60 happened"


@pytest.mark.parametrize("typed", ["early March 2020", "1/3/20", "1 March, 2020"])
def test_a_date_is_read_as_people_write_it(many, headlines, typed):
    many(120)
    assert headlines(f"/?at={typed}")[0] == "Thing 60 happened"


def test_a_relative_date_becomes_one_that_can_be_shared(make_event, hx):
    make_event(date(2021, 1, 1), quote="It happened.")
    pushed = hx("/?from=last+week")["HX-Push-Url"]
    assert re.fullmatch(r"/\?from=\d{4}-\d\d-\d\d", pushed)


def test_an_opened_event_is_on_the_page_wherever_it_is(many, body):
    event = many(120)[-1]
    assert f'id="e-{event.public_id}" data-opened' in body(f"/?open={event.public_id}")


def test_an_event_that_the_filter_leaves_out_is_not_opened(make_event, headlines):
    make_event(date(2021, 1, 1), quote="A spoke.", actors=["A"])
    other = make_event(date(2021, 1, 2), quote="B spoke.", actors=["B"])
    assert headlines(f"/?actor=A&open={other.public_id}") == ["A spoke"]


@pytest.mark.parametrize("query", ["", "?order=newest", "?at=2020-02", "?actor=A&q=thing"])
def test_the_number_of_queries_does_not_grow_with_the_events(
    many, make_event, client, query, django_assert_max_num_queries
):
    many(120)
    make_event(date(2021, 1, 1), quote="Thing A.", actors=["A"])
    with django_assert_max_num_queries(14):
        client.get(f"/{query}")


def test_what_a_page_showed_does_not_wait_for_the_collector(many, client):
    many(9)
    gc.collect()
    gc.disable()
    try:
        client.get("/")
        left = [one for one in gc.get_objects() if type(one) is Entry]
    finally:
        gc.enable()
    assert left == []


# One event


@pytest.fixture
def told_twice(make_article, make_event):
    first = make_article(
        "On Thursday 12 people fell ill.", outlet="The Herald", published_on=date(2021, 4, 15)
    )
    second = make_article("15 people fell ill on April 15.", published_on=date(2021, 4, 16))
    lead = make_event(
        date(2021, 4, 15),
        quote=first.text,
        headline="12 people fell ill",
        article=first,
        mention_start=3,
        mention_end=11,
        figures=[figure("12 people", 12, first.text)],
        working=working("Thursday", "same-day weekday", "2021-04-15"),
        sources=2,
        independent_texts=2,
    )
    other = make_event(
        date(2021, 4, 15),
        quote=second.text,
        article=second,
        lead=lead,
        mention_start=22,
        mention_end=30,
        figures=[figure("15 people", 15, second.text)],
        working=working("April 15", "month-day", "2021-04-16"),
    )
    return lead, other


def figure(text, value, article_text):
    start = article_text.index(text)
    return {
        "text": text,
        "value": value,
        "bound": "",
        "counts": "people",
        "kind": "count",
        "start": start,
        "end": start + len(text),
    }


def working(words, rule, day):
    anchor = {"day": day, "basis": "stated", "words": ""}
    return {"words": words, "rule": rule, "result": "", "anchor": anchor, "tense": "", "note": ""}


def test_an_event_has_an_address_with_every_account(told_twice, client):
    lead, other = told_twice
    page = client.get(f"/events/{lead.public_id}/").content.decode()
    assert lead.quote.split(" 12")[0] in page and f"event={other.public_id}" in page
    assert "Figures differ" in page


def test_any_account_leads_to_its_event(told_twice, client):
    lead, other = told_twice
    response = client.get(f"/events/{other.public_id}/")
    assert response.status_code == 302 and response["Location"] == f"/events/{lead.public_id}/"


def test_an_event_shows_how_its_date_was_read(told_twice, client):
    page = " ".join(client.get(f"/events/{told_twice[0].public_id}/").content.decode().split())
    assert "Article written <b>Thursday 15 April 2021</b>" in page
    assert "Read as <b>15 Apr 2021</b>" in page and "Rule: same day weekday" in page
    assert "Agrees." in page


def test_an_event_opens_and_closes_in_its_place(told_twice, hx):
    event = told_twice[0]
    opened = hx(f"/events/{event.public_id}/?actor=A").content.decode()
    closed = hx(f"/events/{event.public_id}/?actor=A&closed=1").content.decode()
    assert "data-opened" in opened and "<html" not in opened
    address = f"/?actor=A&open={event.public_id}#e-{event.public_id}"
    assert hx(f"/events/{event.public_id}/?actor=A")["HX-Push-Url"] == address
    assert "data-opened" not in closed and "Both quotes" in closed


def test_an_unknown_event_is_not_found(client, db):
    assert client.get("/events/nosuch/").status_code == 404


def test_the_mention_is_marked_within_the_quote(told_twice, body):
    assert '<span class="phrase">Thursday</span>' in body("/")


def test_a_date_that_rests_on_an_inferred_one_says_so(make_event, body):
    anchor = {"day": "2021-04-15", "basis": "inferred", "words": "", "inferred": True}
    make_event(date(2021, 4, 15), quote="It happened.", working={"anchor": anchor, "rule": "x"})
    assert "About 15 Apr 2021" in body("/") and "inferred day" in body("/")


def test_both_readings_of_a_date_are_shown(make_event, body):
    other = {
        "edtf": "2021-05-04",
        "starts_on": "2021-05-04",
        "ends_on": "2021-05-04",
        "precision": "day",
    }
    make_event(date(2021, 4, 5), quote="It happened.", alternatives=[other])
    assert "or 4 May 2021" in body("/")


def test_the_first_run_says_how_to_add_articles(client, db):
    page = client.get("/").content.decode()
    assert "No articles yet" in page and "to add some" in page


def test_the_operators_title_is_in_the_masthead(client, db, settings):
    settings.TIMELINE_TITLE = "Harbour & co"
    assert "<b>Harbour &amp; co</b>" in client.get("/").content.decode()


# On paper


def test_the_whole_filtered_timeline_is_printed(many, body):
    many(120)
    page = body("/print/?from=2020-02")
    assert page.count('class="paper__line"') == 89 and "From February 2020" in page


def test_every_account_is_a_numbered_note(told_twice, body):
    page = body("/print/")
    assert "<sup>1–2</sup>" in page
    assert "The Herald, untitled article, 15 Apr 2021, paragraph 1." in page


def test_a_timeline_too_long_for_one_part_goes_on_in_others(many, body, monkeypatch):
    many(5)
    monkeypatch.setattr("timeline.views.MOST_EVENTS", 2)
    seen, url = [], "/print/"
    while url:
        page = body(url)
        seen += re.findall(r"Thing (\d) happened<sup>", page)
        following = re.search(r'<a href="([^"]*)">Next part</a>', page)
        url = following and following[1].replace("&amp;", "&")
    assert seen == list("01234")


def test_printing_takes_a_fixed_number_of_queries(many, client, django_assert_max_num_queries):
    many(120)
    with django_assert_max_num_queries(8):
        client.get("/print/?order=newest")


# Names, company, counts within a period


def test_a_former_name_leads_to_the_present_one(make_event, client):
    alias = {**named("Alexei Berg"), "alias": "Alexey Berg", "written": "Alexey Berg"}
    make_event(date(2021, 4, 15), quote="Alexey Berg left.", actors=["Alexei Berg"], named=[alias])
    answer = client.get("/?actor=Alexey+Berg&q=left")
    assert (answer.status_code, answer["Location"]) == (302, "/?q=left&actor=Alexei+Berg")


def test_a_name_that_nobody_bears_leads_nowhere(make_event, body):
    make_event(date(2021, 4, 15), quote="Anna Berg left.", actors=["Anna Berg"])
    assert "No event names Eva Strand." in body("/?actor=Eva+Strand")


def test_the_page_of_an_actor_says_who_acts_with_them_and_when(make_event, body):
    make_event(date(2020, 8, 20), quote="A and B met.", actors=["Anna", "Berta"])
    make_event(date(2021, 4, 15), quote="A and B parted.", actors=["Anna", "Berta"])
    make_event(date(2021, 4, 16), quote="A left.", actors=["Anna"])
    text = " ".join(re.sub(r"<[^>]+>", "", body("/?actor=Anna")).split())
    assert "Together with Berta 2 events, August 2020 to April 2021" in text
    assert "Together with" not in body("/")


def test_counts_follow_the_period(make_event, body):
    make_event(date(2020, 8, 20), quote="A left.", actors=["Anna"])
    make_event(date(2021, 4, 15), quote="A came.", actors=["Anna"])
    assert 'aria-label="Anna, 1 event"' in body("/?from=2021")
    assert 'aria-label="Anna, 2 events"' in body("/")


# Finding a name among many


@pytest.fixture
def crowd(make_event):
    names = [f"Person {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    return make_event(date(2021, 4, 15), quote="They met.", actors=[*names, "Zoë Navarro"])


def test_names_are_found_by_any_part_of_them(crowd, body):
    found = body("/?find=navar")
    assert "Names found" in found
    assert found.index("Zoë Navarro") < found.index("Person a")
    assert "1 event" in found


def test_a_name_that_is_not_there_is_said(crowd, body):
    assert "Nobody is called that." in body("/?find=Quentin")


def test_a_short_list_needs_no_search(make_event, body):
    make_event(date(2021, 4, 15), quote="A left.", actors=["Anna"])
    assert "Find a name" not in body("/")


# Pages that could not be made


def test_an_error_page_keeps_the_filters(client, db):
    page = client.get("/events/nothing000/?actor=Anna&q=bridge").content.decode()
    assert 'href="/?q=bridge&amp;actor=Anna"' in page


# Main events


def test_the_main_events_can_be_chosen_where_there_are_others(many, make_event, body):
    many(60)
    Event.objects.filter(headline="Thing 7 happened").update(salience=9)
    documents.refresh_index()
    assert "Main events only" in body("/")
    page = body("/?main=1")
    assert "Thing 7 happened" in page
    assert "of 60 events" in page
    assert 'aria-label="Remove filter Main events"' in page


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("mid-December 2020", "11 to 20 December 2020 has no event of its own. Next: 14 Jun 2021."),
        ("15/4/21", "15 Apr 2021 has no event of its own. Next: 14 Jun 2021."),
        ("2021-07", "July 2021 has no event, nor has any later day. Undated events follow."),
        ("June 2021", ""),
        ("banana", ""),
    ],
)
def test_a_date_without_events_says_so_and_what_comes_instead(client, make_event, at, said):
    make_event(date(2021, 6, 14), quote="A ship sank on 14 June 2021.")
    make_event(quote="Nobody knows when it rose.")
    body = client.get("/", {"at": at}).content.decode()
    assert said in body
    assert bool(said) == ("head__gone" in body)


def test_a_number_of_sources_that_cannot_be_says_which_can(client, make_event):
    make_event(date(2021, 6, 14))
    assert "Ask for 1 to 9 sources." in client.get("/?sources=99").content.decode()
