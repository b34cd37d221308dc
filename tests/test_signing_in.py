"""Signing in, one-time links, roles, and a timeline that is closed to visitors."""

from __future__ import annotations

import re
import stat
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.signing_in.guards import own_path
from timeline.signing_in.links import make_link, read_link
from timeline.signing_in.roles import EDITOR, READER, give_role, has_editor, role_of

PASSWORD = "a long and quiet word"


@pytest.fixture(autouse=True)
def no_tries_yet(db):
    caches["tries"].clear()


@pytest.fixture
def make_person(db):
    def make(name="anna", role=EDITOR):
        person = User.objects.create_user(name, password=PASSWORD)
        give_role(person, role)
        return person

    return make


@pytest.fixture
def editor(client, make_person):
    client.force_login(make_person())
    return client


def printed(*arguments):
    out = StringIO()
    call_command("editor_link", *arguments, stdout=out)
    return out.getvalue()


def path_in(words):
    return urlsplit(re.search(r"http\S+", words)[0]).path


def join(client, path, name="berta", password=PASSWORD):
    typed = {"username": name, "password1": password, "password2": password}
    return client.post(path, typed)


def sign_in(client, name="anna", password=PASSWORD, to="/", **headers):
    return client.post("/sign-in/", {"name": name, "password": password, "next": to}, **headers)


# One-time links


def test_the_first_link_makes_an_editor_who_is_signed_in(client):
    path = path_in(printed("--first"))
    assert "Become the first editor" in client.get(path).content.decode()
    assert join(client, path).status_code == 302
    person = User.objects.get(username="berta")
    assert person.has_perms(["timeline.change_event", "articles.add_article"])
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_link_works_once_and_is_not_used_up_by_looking(client):
    path = path_in(printed())
    assert client.get(path).status_code == client.get(path).status_code == 200
    join(client, path)
    again = join(Client(), path, name="carl")
    assert again.status_code == 410 and "works no longer" in again.content.decode()
    assert not User.objects.filter(username="carl").exists()


def test_the_first_link_is_void_once_there_is_an_editor(client, make_person):
    path = path_in(printed("--first"))
    make_person()
    assert join(client, path).status_code == 410
    assert printed("--first") == ""


def test_a_new_first_link_replaces_the_one_before(client):
    before, now = path_in(printed("--first")), path_in(printed("--first"))
    assert client.get(before).status_code == 410 and client.get(now).status_code == 200


def test_a_link_is_over_in_time():
    now = timezone.now()
    token = make_link(EDITOR, now).rstrip("/").rpartition("/")[2]
    assert read_link(token, now + timedelta(days=6))
    assert read_link(token, now + timedelta(days=8)) is None


def test_the_data_folder_holds_only_the_hash_of_a_link_for_its_owner(data_folder):
    token = path_in(printed()).strip("/").partition("/")[2]
    (kept,) = (data_folder / "links").iterdir()
    assert token not in kept.name and token not in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_link_for_a_person_sets_a_new_password(client, make_person):
    make_person(role=READER)
    path = path_in(printed("--person", "anna"))
    typed = {"new_password1": "quite another word", "new_password2": "quite another word"}
    assert client.post(path, typed).status_code == 302
    person = User.objects.get()
    assert person.check_password("quite another word") and role_of(person) == READER


def test_a_new_password_by_a_link_ends_the_wait_for_this_name_alone(client, make_person):
    for name in ("anna", "berta"):
        make_person(name)
        for number in range(30):  # some from here, the others from everywhere
            sign_in(client, name, password="wrong", REMOTE_ADDR=f"10.0.{name == 'anna'}.{number}")
    here = {"REMOTE_ADDR": "10.0.1.1"}
    for _ in range(5):
        sign_in(client, password="wrong", **here)
    assert "Too many" in sign_in(client, **here).content.decode()
    path = path_in(printed("--person", "anna"))
    typed = {"new_password1": "quite another word", "new_password2": "quite another word"}
    assert client.post(path, typed, **here).status_code == 302
    assert sign_in(Client(), password="quite another word", **here).status_code == 302
    assert "Too many" in sign_in(Client(), "berta").content.decode()


def test_a_link_for_nobody_names_who_there_is(make_person):
    make_person()
    with pytest.raises(CommandError, match=r"--person carl: nobody of this name.*anna"):
        printed("--person", "carl")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "at least 12"),
        ("123456789012345", "entirely numeric"),
        ("berta.brecht1", "too similar to"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, password, said):
    answer = join(client, path_in(printed()), name="berta.brecht", password=password)
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_link_that_never_was_says_so(client):
    assert client.get("/link/never-made/").status_code == 410


# Signing in and out


def test_signing_in_leads_to_the_page_that_was_wanted(client, make_person):
    make_person()
    assert sign_in(client, to="/articles/?page=2")["Location"] == "/articles/?page=2"


def test_a_wrong_password_is_told_and_lets_nobody_in(client, make_person):
    make_person()
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 422 and "do not belong together" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example", "//evil.example", "/\\evil.example", "///evil.example", "\\/evil.example",
     "/%09/evil.example", "/%5cevil.example", "javascript:alert(1)", "/no/such/page", "http:evil.example",
     "/.evil.example", "/\tevil.example", " /", "", "/@evil.example", "/events//evil.example"],
)  # fmt: skip
def test_signing_in_never_leads_elsewhere(wanted):
    assert own_path(wanted) == "/"


@pytest.mark.parametrize(
    "wanted", ["/", "/?q=%2F%2Fx&at=2021-04", "/articles/3/?event=x", "/print/"]
)
def test_a_page_of_the_app_is_led_to(wanted):
    assert own_path(wanted) == wanted


def test_after_five_wrong_passwords_the_right_one_waits_too(client, make_person):
    make_person()
    for _ in range(5):
        sign_in(client, password="wrong")
    assert "Too many tries" in sign_in(client, name="ANNA").content.decode()
    assert "Too many tries" in sign_in(client).content.decode()
    assert sign_in(Client(), REMOTE_ADDR="10.1.1.1").status_code == 302


def test_one_address_cannot_try_many_names(client, make_person):
    make_person()
    for number in range(30):
        sign_in(client, name=f"name{number}", password="wrong", REMOTE_ADDR="2001:db8::1")
    assert "Too many" in sign_in(client, REMOTE_ADDR="2001:db8::2").content.decode()


def test_one_name_cannot_be_tried_from_everywhere(client, make_person):
    make_person()
    for number in range(30):
        sign_in(client, password="wrong", REMOTE_ADDR=f"10.0.0.{number}")
    assert "Too many" in sign_in(client, REMOTE_ADDR="10.9.9.9").content.decode()


def test_behind_a_proxy_the_address_is_the_one_that_it_saw(client, make_person, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    make_person()
    for number in range(5):
        sign_in(client, password="wrong", HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, 9.9.9.9")
    assert "Too many" in sign_in(client, HTTP_X_FORWARDED_FOR="9.9.9.9").content.decode()
    assert sign_in(client, HTTP_X_FORWARDED_FOR="8.8.8.8").status_code == 302


def test_a_try_that_cannot_be_counted_is_not_let_through(client, make_person, monkeypatch):
    make_person()
    monkeypatch.setattr(DatabaseCache, "add", lambda *_, **__: False)  # as on a locked database
    answer = sign_in(client)
    assert answer.status_code == 422 and "Try again in a minute" in answer.content.decode()


def test_the_right_password_starts_the_count_anew(client, make_person):
    make_person()
    for _ in range(3):
        for _ in range(4):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 302


def test_the_admin_has_no_sign_in_of_its_own(client, make_person):
    make_person()
    for _ in range(5):
        client.post("/admin/login/", {"name": "anna", "username": "anna", "password": "wrong"})
    assert "Too many tries" in sign_in(client).content.decode()


def test_signing_in_and_out_need_a_token(make_person):
    make_person()
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403
    strict.force_login(User.objects.get())
    assert strict.post("/sign-out/").status_code == 403


def test_signing_out_is_a_post(editor):
    assert editor.get("/sign-out/").status_code == 405
    editor.post("/sign-out/")
    assert "_auth_user_id" not in editor.session


def test_what_was_typed_elsewhere_waits_for_the_sign_in(client, make_person):
    make_person()
    typed = {
        "name": "anna",
        "password": "wrong",
        "next": "/articles/",
        "kept-text": "\nOn <b>Monday",
    }
    assert "\n\nOn &lt;b&gt;Monday</textarea>" in client.post("/sign-in/", typed).content.decode()
    page = client.post("/sign-in/", {**typed, "password": PASSWORD}).content.decode()
    assert 'action="/articles/"' in page and "\n\nOn &lt;b&gt;Monday</textarea>" in page


def test_changing_the_password_keeps_this_session_and_ends_others(client, make_person):
    person = make_person()
    other = Client()
    client.force_login(person), other.force_login(person)
    new = "quite another word"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/password/", {**typed, "old_password": "wrong"}).status_code == 422
    assert "was changed" in client.post("/password/", typed).content.decode()
    assert "Sign out" in client.get("/").content.decode()
    assert "Sign out" not in other.get("/").content.decode()


# People


def test_an_editor_invites_by_a_link_that_is_shown_once(editor):
    page = editor.post("/people/invitation/", {"role": READER}, follow=True).content.decode()
    path = path_in(re.search(r'id="fresh-link">([^<]+)', page)[1])
    assert "fresh-link" not in editor.get("/people/").content.decode()
    join(Client(), path)
    assert role_of(User.objects.get(username="berta")) == READER


def test_who_is_shut_out_is_out_at_once(editor, make_person):
    berta, theirs = make_person("berta"), Client()
    theirs.force_login(berta)
    editor.post(f"/people/{berta.pk}/active/")
    assert theirs.get("/people/").status_code == 302
    assert sign_in(Client(), "berta").status_code == 422
    assert "Shut out" in LogEntry.objects.get().change_message
    editor.post(f"/people/{berta.pk}/active/")
    assert sign_in(Client(), "berta").status_code == 302


def test_a_role_can_be_changed_but_not_ones_own(editor, make_person):
    berta = make_person("berta")
    editor.post(f"/people/{berta.pk}/role/", {"role": READER})
    assert role_of(User.objects.get(pk=berta.pk)) == READER
    me = User.objects.get(username="anna")
    assert editor.post(f"/people/{me.pk}/active/").status_code == 404
    assert User.objects.get(pk=me.pk).is_active and has_editor()


def test_an_operators_superuser_is_not_an_editors_to_change(editor):
    root = User.objects.create_superuser("root")
    for act in ("link", "role", "active"):
        assert editor.post(f"/people/{root.pk}/{act}/", {"role": READER}).status_code == 404


def test_people_are_the_editors_business(client, make_person):
    assert client.get("/people/")["Location"] == "/sign-in/?next=%2Fpeople%2F"
    client.force_login(make_person(role=READER))
    answer = client.get("/people/")
    assert answer.status_code == 403 and "for editors" in answer.content.decode()
    assert client.post("/people/invitation/", {"role": EDITOR}).status_code == 403


# Reading, open and closed


@pytest.fixture
def closed(settings):
    settings.READERS_SIGN_IN = True


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/print/",
        "/articles/",
        "/events/x/",
        "/articles/1/",
        "/people/",
        "/articles/new/",
        "/needs-your-eye/",
        "/decisions/",
        "/events/x/correct/",
    ],
)
def test_a_closed_timeline_asks_every_visitor_to_sign_in(client, closed, url):
    answer = client.get(url)
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next=")
    assert "private" in answer["Cache-Control"]


def test_a_closed_timeline_tells_htmx_to_load_the_sign_in_page(hx, closed):
    assert hx("/")["HX-Redirect"].startswith("/sign-in/")


def test_a_closed_timeline_tells_visitors_nothing_of_itself(client, closed, settings, make_article):
    settings.TIMELINE_TITLE = "A secret matter"
    make_article("Some news.", title="A title")
    for url in ("/sign-in/", "/no/such/page", path_in(printed())):
        page = client.get(url).content.decode()
        assert "A secret matter" not in page and "1 article" not in page


def test_a_closed_timeline_is_open_to_readers(client, closed, make_person):
    client.force_login(make_person(role=READER))
    assert client.get("/").status_code == 200


def test_a_page_held_since_it_was_open_is_not_confirmed_when_closed(client, make_event, settings):
    make_event(quote="A thing.")
    etag = client.get("/")["ETag"]
    settings.READERS_SIGN_IN = True
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 302


def test_a_page_held_is_sent_anew_when_the_role_changes(client, make_event, make_person):
    make_event(quote="A thing.")
    person = make_person()
    sign_in(client)
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304
    give_role(person, READER)
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_visitors_are_shown_the_way_in_and_nothing_else(client, db):
    page = client.get("/").content.decode()
    assert "No articles yet" in page and 'href="/sign-in/"' in page
    assert "Add articles" not in page and "Sign out" not in page


def test_the_roles_are_there_again_after_a_flush(transactional_db):
    call_command("flush", interactive=False, verbosity=0)
    person = User.objects.create_user("anna")
    give_role(person, EDITOR)
    assert person.has_perm("timeline.change_event")
