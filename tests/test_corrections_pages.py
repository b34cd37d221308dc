"""Corrections by form: in place, without JavaScript, for editors alone, with nothing lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import verify
from timeline.adding.jobs import Item, new_job
from timeline.building import documents
from timeline.building.linking import link_all
from timeline.models import Event

DAY = date(2021, 3, 2)
HX = {"HX-Request": "true"}


@pytest.fixture
def editor(db, django_user_model):
    person = django_user_model.objects.create_user("ada", password="a long password 1")
    person.groups.add(Group.objects.get(name="Editor"))
    return person


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def event(make_event):
    made = make_event(DAY, quote="Anna Berg resigned in Osterby.", actors=["Anna Berg"])
    link_all()
    return made


def post(client: Client, event: Event, what: str, *, hx: bool = False, **typed: str):
    url = f"/events/{event.public_id}/{what}/"
    return client.post(url, typed, headers=HX if hx else {})


def now(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def agree() -> bool:
    return list(verify.differences()) == []


def test_a_date_is_corrected_in_place(signed_in, event):
    form = signed_in.get(f"/events/{event.public_id}/date/", headers=HX).content.decode()
    assert 'value="2 Mar 2021"' in form and "autofocus" in form and "<html" not in form
    body = post(signed_in, event, "date", hx=True, date="mid-December 2020", seen="0")
    page = body.content.decode()
    assert f'id="e-{event.public_id}"' in page and "Mid-December 2020" in page
    assert "Date: 2 Mar 2021, now Mid-December 2020" in page and "Undo" in page
    assert "“mid-December 2020”, set by ada on" in page and agree()


def test_a_date_is_corrected_without_scripts(signed_in, event):
    page = signed_in.get(f"/events/{event.public_id}/date/").content.decode()
    assert "<html" in page and 'method="post"' in page
    answer = post(signed_in, event, "date", date="1 May 2020", seen="0", why="The archive")
    assert answer.status_code == 302
    after = signed_in.get(answer["Location"]).content.decode()
    assert "Date: 2 Mar 2021, now 1 May 2020" in after and "Reason: The archive." in after
    assert now(event).starts_on == date(2020, 5, 1)


def test_what_is_typed_is_read_while_it_is_typed(signed_in, event):
    url = f"/events/{event.public_id}/date/read/"
    assert (
        "Read as After 14 Jun 2021"
        in signed_in.get(url, {"date": "after 14 June 2021"}).content.decode()
    )
    assert "No date that can be read" in signed_in.get(url, {"date": "banan"}).content.decode()


@pytest.mark.parametrize("closed", [False, True])
def test_typing_goes_on_where_it_is_when_the_session_has_ended(client, event, settings, closed):
    settings.READERS_SIGN_IN = closed
    url = f"/events/{event.public_id}/date/read/"
    answer = client.get(url, {"date": "1 May"}, headers=HX)
    assert "Your session has ended. Save what you typed" in answer.content.decode()
    assert "HX-Redirect" not in answer
    assert "<html" not in answer.content.decode()


def test_readers_are_not_told_how_a_date_is_read(client, event, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.get(f"/events/{event.public_id}/date/read/").status_code == 403


def test_a_date_that_cannot_be_read_says_which_forms_can(signed_in, event):
    answer = post(signed_in, event, "date", hx=True, date="banana", seen="0")
    page = answer.content.decode()
    assert answer.status_code == 422 and answer["HX-Retarget"] == f"#date-{event.public_id}"
    assert (
        "“banana” is no date" in page and "mid-December 2020" in page and 'value="banana"' in page
    )
    assert now(event).decisions == {}


def test_an_undo_at_once_puts_back_what_was(signed_in, event):
    post(signed_in, event, "date", hx=True, date="1 May 2020", seen="0")
    number = LogEntry.objects.get().pk
    page = signed_in.post(
        f"/decisions/{number}/undone/", {"shown": event.public_id}, headers=HX
    ).content.decode()
    assert (
        "Undone. Date: 1 May 2020, now 2 Mar 2021" in page and f'id="e-{event.public_id}"' in page
    )
    assert now(event).starts_on == DAY and now(event).decisions == {}


def test_a_second_editor_is_told_and_can_send_again(signed_in, event, django_user_model):
    post(signed_in, event, "date", date="1 May 2020", seen="0")
    answer = post(signed_in, event, "title", hx=True, words="Berg goes", seen="0")
    page = answer.content.decode()
    assert answer.status_code == 422 and "ada at" in page and "now 1 May 2020" in page
    assert "Berg goes" in page
    seen = LogEntry.objects.latest("pk").pk
    assert f'value="{seen}"' in page
    assert (
        post(signed_in, event, "title", hx=True, words="Berg goes", seen=str(seen)).status_code
        == 200
    )
    assert now(event).title == "Berg goes"


def test_own_words_are_shown_as_the_editors(signed_in, event):
    post(signed_in, event, "title", words="Berg goes", seen="0")
    page = signed_in.get(f"/events/{event.public_id}/").content.decode()
    assert "data-own" in page and "An editor’s title" in page
    assert "data-own" in signed_in.get("/").content.decode()


def test_a_slice_of_the_quote_stays_the_articles(signed_in, event):
    post(signed_in, event, "title", words="resigned in Osterby", seen="0")
    page = signed_in.get(f"/events/{event.public_id}/").content.decode()
    assert "resigned in Osterby</span>" in page and "data-own" not in page


def test_a_title_of_ten_thousand_characters_is_told_in_a_sentence(signed_in, event):
    answer = post(signed_in, event, "title", words="x" * 10_000, seen="0")
    assert answer.status_code == 422
    assert "at most 300 characters; this one has 10,000" in answer.content.decode()


def test_readers_see_nothing_of_a_hidden_event(signed_in, event, make_event, client):
    make_event(DAY, quote="Something else happened.")
    post(signed_in, event, "hidden", hidden="True", seen="0")
    signed_in.logout()
    for url in ("/", "/print/", "/?q=resigned", f"/articles/{event.article_id}/"):
        assert f"e-{event.public_id}" not in client.get(url).content.decode()
    assert client.get(f"/events/{event.public_id}/").status_code == 404
    assert "1 event" in client.get("/").content.decode() and agree()


def test_editors_see_a_hidden_event_and_show_it_again(signed_in, event):
    page = post(signed_in, event, "hidden", hx=True, hidden="True", seen="0").content.decode()
    assert "Hidden from readers" in page
    assert "Hidden from readers" in signed_in.get(f"/events/{event.public_id}/").content.decode()
    seen = str(LogEntry.objects.latest("pk").pk)
    post(signed_in, event, "hidden", hidden="", seen=seen)
    assert not now(event).hidden and agree()


@pytest.fixture
def hidden(signed_in, event, make_event):
    """Two hidden events, and one that readers see."""
    make_event(date(2021, 4, 1), quote="The harbour was closed.", actors=["Osterby Police"])
    later = make_event(date(2021, 5, 1), quote="Anna Berg was freed.", actors=["Anna Berg"])
    link_all()
    for one in (event, later):
        post(signed_in, one, "hidden", hidden="True", seen="0")
    return [event, later]


def shown(page: str) -> list[str]:
    return re.findall(r'<li class="entry" id="e-(\w+)"', page)


def test_editors_filter_by_what_is_hidden(signed_in, hidden):
    first, later = (one.public_id for one in hidden)
    page = signed_in.get("/?decided=hidden").content.decode()
    assert shown(page) == [first, later] and "2 hidden events" in page
    assert "Hidden from readers" in signed_in.get("/").content.decode()
    assert 'aria-label="Exact day, 2 events"' in page
    newest = signed_in.get("/?decided=hidden&order=newest").content.decode()
    assert shown(newest) == [later, first]
    for asked, left in {
        "q=freed": [later],
        "q=%22was+fre%22": [],
        "q=was+fre": [later],
        "from=2021-04": [later],
        "to=2021-03": [first],
        "actor=Osterby+Police": [],
        "planned=1": [],
        "decided=corrected": [],
    }.items():
        assert shown(signed_in.get(f"/?decided=hidden&{asked}").content.decode()) == left, asked
    printed = signed_in.get("/print/?decided=hidden").content.decode()
    assert "Chronology of 2 events," in printed and "harbour" not in printed
    opened = signed_in.get(f"/?decided=hidden&open={later}").content.decode()
    assert "data-opened" in opened and shown(opened) == [first, later]


def test_to_readers_hidden_is_no_choice(client, signed_in, hidden, django_user_model):
    assert "2 hidden" in signed_in.get("/?decided=hidden").content.decode()
    reader = django_user_model.objects.create_user("reader")
    for sign in (signed_in.logout, lambda: client.force_login(reader)):
        sign()
        for url in ("/?decided=hidden", "/print/?decided=hidden"):
            page = client.get(url).content.decode()
            assert "Anna Berg" not in page and "harbour was closed" in page, url
        page = client.get("/?decided=hidden").content.decode()
        assert "Hidden from readers" not in page and "hidden event" not in page
        unknown = client.get("/?decided=nothing").content.decode().replace("nothing", "hidden")
        token = r'name="csrfmiddlewaretoken" value="\w+"'
        assert re.sub(token, "", unknown) == re.sub(token, "", page)


def test_two_events_are_joined_and_separated(signed_in, event, make_event):
    other = make_event(DAY, quote="The mayor opened a bridge.", actors=["Anna Berg"])
    link_all()
    panel = signed_in.get(f"/events/{event.public_id}/correct/", headers=HX).content.decode()
    assert f'value="{other.public_id}"' in panel
    post(signed_in, event, "joined", other=other.public_id, seen="0")
    assert {now(event).event_id, now(other).event_id} == {now(event).event_id} and agree()
    seen = str(LogEntry.objects.latest("pk").pk)
    again = post(signed_in, event, "joined", link=f"/events/{other.public_id}/", seen=seen)
    assert "joined with itself" in again.content.decode()
    post(signed_in, event, "separated", seen=seen, **{f"account-{other.public_id}": "on"})
    assert now(event).event_id != now(other).event_id and agree()


def test_the_only_account_cannot_be_separated(signed_in, event):
    answer = post(signed_in, event, "separated", seen="0", **{f"account-{event.public_id}": "on"})
    assert answer.status_code == 422 and "single account" in answer.content.decode()


def test_an_event_that_was_joined_elsewhere_meanwhile_is_told(signed_in, event, make_event):
    other = make_event(DAY, quote="The mayor opened a bridge.", actors=["Anna Berg"])
    link_all()
    post(signed_in, event, "joined", other=other.public_id, seen="0")
    answer = post(signed_in, other, "date", date="1 May 2020", seen="0")
    assert answer.status_code == 422 and "Joined" in answer.content.decode()
    assert now(event).starts_on == now(other).starts_on == DAY


def test_actors_are_left_out_and_added(signed_in, event):
    post(signed_in, event, "actors", actor="Anna Berg", seen="0")
    assert now(event).actors == []
    seen = str(LogEntry.objects.latest("pk").pk)
    post(
        signed_in,
        event,
        "actors",
        actor="Osterby Police",
        kind="organisation",
        takes_part="True",
        seen=seen,
    )
    assert now(event).actors == ["Osterby Police"] and agree()
    assert "Osterby Police" in signed_in.get("/").content.decode()


@pytest.mark.parametrize(
    "what", ["date", "title", "hidden", "joined", "checked", "actors", "planned"]
)
def test_readers_change_nothing(client, event, what, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    typed = {"date": "1 May 2020", "words": "x", "hidden": "True", "seen": "0"}
    assert client.post(f"/events/{event.public_id}/{what}/", typed).status_code == 403
    assert now(event).decisions == {} and not LogEntry.objects.exists()


@pytest.mark.parametrize("closed", [False, True])
def test_visitors_are_asked_to_sign_in_and_nothing_typed_is_lost(
    client, event, editor, settings, closed
):
    settings.READERS_SIGN_IN = closed
    page = post(client, event, "date", date="mid-December 2020", seen="0", why="Seen it")
    body = page.content.decode()
    assert "What you typed is kept" in body and "mid-December 2020" in body and "Seen it" in body
    assert now(event).decisions == {}
    url = f"/events/{event.public_id}/date/"
    kept = {"kept-date": "mid-December 2020", "kept-why": "Seen it", "kept-seen": "0"}
    on = client.post(
        "/sign-in/", {"name": "ada", "password": "a long password 1", "next": url, **kept}
    ).content.decode()
    assert f'action="{url}"' in on and "mid-December 2020" in on
    post(client, event, "date", date="mid-December 2020", seen="0", why="Seen it")
    assert now(event).edtf == "2020-12~"


def test_a_change_needs_the_csrf_token(editor, event):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert post(strict, event, "date", date="1 May 2020", seen="0").status_code == 403
    assert now(event).decisions == {}


def test_a_change_is_a_post(signed_in, event):
    assert signed_in.get("/decisions/1/undone/").status_code == 405
    assert signed_in.get("/actors/called/").status_code == 405


def test_readers_find_no_way_to_correct(client, event):
    page = client.get(f"/events/{event.public_id}/").content.decode()
    assert "Correct" not in page


def test_the_history_tells_who_when_before_after_and_why(signed_in, event):
    post(signed_in, event, "date", date="1 May 2020", seen="0", why="The archive")
    for url in ("/decisions/", f"/events/{event.public_id}/history/"):
        page = signed_in.get(url).content.decode()
        assert "ada" in page and "2 Mar 2021, now 1 May 2020" in page and "The archive" in page
    number = LogEntry.objects.get().pk
    signed_in.post(f"/decisions/{number}/undone/", {"from": "history"})
    assert now(event).decisions == {}
    assert "Undone" in signed_in.get("/decisions/").content.decode()
    again = signed_in.post(f"/decisions/{number}/undone/")
    assert again.status_code == 422 and "undone already" in again.content.decode()


def test_no_address_alters_the_history(client, event, django_user_model):
    owner = django_user_model.objects.create_superuser("root")
    client.force_login(owner)
    post(client, event, "date", date="1 May 2020", seen="0")
    entry = LogEntry.objects.get()
    before = LogEntry.objects.values().get()
    for way in ("", "add/", f"{entry.pk}/", f"{entry.pk}/change/", f"{entry.pk}/delete/"):
        url = f"/admin/admin/logentry/{way}"
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"post": "yes", "change_message": ""}).status_code == 404, url
    client.post(f"/admin/auth/user/{owner.pk}/delete/", {"post": "yes"})
    assert LogEntry.objects.values().get(pk=entry.pk) == before


def test_what_was_decided_of_an_article_is_undone_from_its_history(signed_in, event):
    pk = event.article_id
    signed_in.post(f"/articles/{pk}/title/", {"words": "A resignation", "seen": "0"})
    page = signed_in.get(f"/articles/{pk}/history/").content.decode()
    number = LogEntry.objects.latest("pk").pk
    assert f"/decisions/{number}/undone/" in page and "now A resignation" in page
    signed_in.post(f"/decisions/{number}/undone/", {"from": "history"})
    article = Article.objects.get(pk=pk)
    assert (article.title, article.decisions) == (event.article.title, {}) and agree()
    page = signed_in.get(f"/articles/{pk}/history/").content.decode()
    assert "Undone." in page and f"/decisions/{number}/undone/" not in page


def test_what_was_decided_of_an_actor_is_undone_from_its_history(signed_in, make_event):
    one = make_event(DAY, quote="Ana Berg spoke.", actors=["Ana Berg"])
    make_event(DAY, quote="Anna Berg was freed.", actors=["Anna Berg"])
    link_all()
    typed = {"what": "merged", "name": "Ana Berg", "other": "Anna Berg"}
    signed_in.post("/actors/called/", typed)
    number = min(LogEntry.objects.values_list("pk", flat=True))
    page = signed_in.get("/actors/", {"name": "Ana Berg"}).content.decode()
    assert f"/decisions/{number}/undone/" in page and now(one).actors == ["Anna Berg"]
    signed_in.post(f"/decisions/{number}/undone/", {"from": "history"})
    assert now(one).actors == ["Ana Berg"] and agree()
    page = signed_in.get("/actors/", {"name": "Ana Berg"}).content.decode()
    assert "Undone." in page and f"/decisions/{number}/undone/" not in page


def test_an_actor_is_merged_and_told_apart_again(signed_in, make_event):
    one = make_event(DAY, quote="Ana Berg spoke.", actors=["Ana Berg"])
    two = make_event(DAY, quote="Anna Berg was freed.", actors=["Anna Berg"])
    from timeline.building.linking import link_all

    link_all()
    assert (
        "Ana Berg and Anna Berg" in signed_in.get("/needs-your-eye/?show=actors").content.decode()
    )
    typed = {"what": "merged", "name": "Ana Berg", "other": "Anna Berg"}
    page = signed_in.post("/actors/called/", typed, follow=True).content.decode()
    assert now(one).actors == now(two).actors == ["Anna Berg"]
    assert "Ana Berg is taken for Anna Berg" in page and agree()
    signed_in.post("/actors/called/", {"what": "unmerged", "name": "Ana Berg"})
    assert now(one).actors == ["Ana Berg"] and agree()


def test_an_article_is_corrected(signed_in, event):
    article = event.article
    signed_in.post(f"/articles/{article.pk}/outlet/", {"outlet": "The Post", "seen": "0"})
    seen = str(LogEntry.objects.latest("pk").pk)
    answer = signed_in.post(
        f"/articles/{article.pk}/title/", {"words": "A resignation", "seen": seen}
    )
    page = signed_in.get(answer["Location"]).content.decode()
    assert "The Post" in page and "A resignation" in page and "Undo" in page
    assert "The Post" in signed_in.get("/").content.decode() and agree()
    refused = signed_in.post(f"/articles/{article.pk}/published/", {"day": "soon", "seen": "99999"})
    assert refused.status_code == 422 and "“soon” is no day" in refused.content.decode()


def test_an_article_is_corrected_and_undone_in_place(signed_in, event):
    pk = event.article_id
    form = signed_in.get(f"/articles/{pk}/correct/", headers=HX).content.decode()
    assert 'hx-target="#article"' in form and "<html" not in form
    wrong = signed_in.post(f"/articles/{pk}/published/", {"day": "soon", "seen": "0"}, headers=HX)
    assert wrong.status_code == 422 and wrong["HX-Retarget"] == "#published-article"
    typed = {"outlet": "The Courier", "seen": "0"}
    page = signed_in.post(f"/articles/{pk}/outlet/", typed, headers=HX).content.decode()
    assert page.strip().startswith('<div id="article"') and "now The Courier" in page
    undone = f"/decisions/{LogEntry.objects.latest('pk').pk}/undone/"
    typed = {"from": "article", "shown": str(pk)}
    page = signed_in.post(undone, typed, headers=HX).content.decode()
    assert page.strip().startswith('<div id="article"') and "Undone." in page and agree()
    assert Article.objects.get(pk=pk).outlet == event.article.outlet
    again = signed_in.post(undone, typed, headers=HX)
    assert again.status_code == 422 and again["HX-Retarget"] == "closest form"
    assert "undone already" in again.content.decode() and "<html" not in again.content.decode()


def test_what_counts_the_events_follows_a_change_in_place(signed_in, event, make_event):
    make_event(DAY, quote="Something else happened.")
    answer = post(signed_in, event, "hidden", hx=True, hidden="True", seen="0")
    assert "timeline:changed" in answer["HX-Trigger-After-Settle"]
    around = signed_in.get("/?around=1", headers=HX)
    page = around.content.decode()
    assert all(f'id="{one}"' in page for one in ("corpus", "strip", "filters", "head"))
    assert "1 event" in page and 'class="entry"' not in page and "HX-Push-Url" not in around


def test_words_of_an_article_become_an_event(signed_in, make_article, nlp):
    article = make_article("Anna Berg resigned.\n\nThe harbour was closed by workers.")
    page = signed_in.get(
        f"/articles/{article.pk}/correct/?words=harbour+was+closed"
    ).content.decode()
    assert "harbour was closed</textarea>" in page
    typed = {"words": "harbour was closed", "date": "3 May 2021", "seen": "0"}
    signed_in.post(f"/articles/{article.pk}/events/", typed)
    event = Event.objects.get()
    assert (event.quote, event.starts_on) == ("harbour was closed", date(2021, 5, 3))
    assert "harbour was closed" in signed_in.get("/").content.decode() and agree()
    twice = signed_in.post(f"/articles/{article.pk}/events/", {**typed, "seen": "99999"})
    assert "on the timeline already" in twice.content.decode()
    assert Article.objects.count() == 1


def test_what_was_looked_at_does_not_come_back(signed_in, make_event):
    event = make_event(quote="Anna Berg was seen again.")
    page = signed_in.get("/needs-your-eye/").content.decode()
    assert "No date could be read" in page and "Anna Berg was seen again." in page
    typed = {"reason": "undated", "from": "eye", "group": "undated", "seen": "0"}
    answer = post(signed_in, event, "looked-at", hx=True, **typed)
    assert "right as it is" in answer.content.decode()
    assert "Nothing is left" in signed_in.get("/needs-your-eye/").content.decode() and agree()


def test_the_page_of_what_needs_an_eye_costs_the_same_however_many_there_are(
    signed_in, make_event, django_assert_max_num_queries
):
    for number in range(12):
        make_event(quote=f"Anna Berg was seen {number} times.")
    with django_assert_max_num_queries(20):
        signed_in.get("/needs-your-eye/")


def test_a_file_that_gave_no_article_is_looked_at_once(signed_in, event):
    job = new_job()
    job.ask([Item("file", "scan.pdf")], by="ada", at=timezone.now())
    job.note(1, [{"name": "scan.pdf", "status": "unreadable", "reason": "It holds no text."}])
    page = signed_in.get("/needs-your-eye/?show=files").content.decode()
    assert "scan.pdf" in page and "It holds no text." in page
    key = f"file:{job.key}:1:0"
    answer = signed_in.post("/needs-your-eye/files/", {"file": key, "from": "eye"}, headers=HX)
    assert "looked at" in answer.content.decode()
    assert "scan.pdf" not in signed_in.get("/needs-your-eye/?show=files").content.decode()
    signed_in.post(f"/decisions/{LogEntry.objects.get().pk}/undone/", {"from": "history"})
    assert "scan.pdf" in signed_in.get("/needs-your-eye/?show=files").content.decode() and agree()
    assert signed_in.post("/needs-your-eye/files/", {"file": "file:no"}).status_code == 422


def test_what_needs_an_eye_shows_what_the_reason_rests_on(signed_in, make_article, make_event):
    first = make_article("Police said 12 people were hurt in June 2021.", outlet="The Herald")
    second = make_article("On 14 June 2021, 15 people were hurt, it said.", outlet="The Post")
    hurt = make_event(
        date(2021, 6, 1),
        date(2021, 6, 30),
        quote="Police said 12 people were hurt in June 2021.",
        article=first,
        precision="month",
        edtf="2021-06",
        figures=[figure("12 people", 12, 12)],
        sources=2,
    )
    make_event(
        date(2021, 6, 14),
        quote="On 14 June 2021, 15 people were hurt, it said.",
        article=second,
        lead=hurt,
        figures=[figure("15 people", 15, 17)],
    )
    documents.refresh_index()
    differing = signed_in.get("/needs-your-eye/?show=figures-differ").content.decode()
    assert differing.count('class="figures__figure"') == 2
    assert ">12 people<" in differing and ">15 people<" in differing and "The Post" in differing
    vague = signed_in.get("/needs-your-eye/?show=made-exact").content.decode()
    assert "More exact: 14 Jun 2021." in vague and "It is 14 Jun 2021" in vague
    assert "On 14 June 2021, 15 people were hurt, it said." in vague


def figure(text: str, value: int, start: int) -> dict[str, object]:
    end = start + len(text)
    return {
        "text": text,
        "value": value,
        "start": start,
        "end": end,
        "bound": "",
        "counts": "people",
        "kind": "count",
    }
