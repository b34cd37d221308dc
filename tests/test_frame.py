"""The kept frame of the page is the one that would be made for each reader."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import views
from timeline.building import indexing
from timeline.page import frame

DAY = date(2021, 4, 15)


@pytest.fixture
def client(client):
    """A reader with a cookie, for whom pages are made and not kept."""
    client.cookies["a"] = "b"
    return client


def without_keeping(client, monkeypatch, address):
    with monkeypatch.context() as patched:
        patched.setattr(views, "can_be_kept", lambda _: False)
        return client.get(address)


@pytest.mark.parametrize(
    "address",
    ["/", "/?q=%22%3Cb%3E&actor=Nobody", "/?at=banana", "/?show=headlines&q=%01", "/?find=a"],
)
def test_a_page_in_its_kept_frame_is_the_page(client, make_event, monkeypatch, address):
    make_event(DAY)
    client.get("/")  # the frame is kept from here on
    page, whole = client.get(address), without_keeping(client, monkeypatch, address)
    assert page.content.split() == whole.content.split()
    assert {**page.headers, "Content-Length": ""} == {**whole.headers, "Content-Length": ""}


def test_a_timeline_without_events_has_a_frame_of_its_own(client, make_event, monkeypatch):
    make_event(DAY)
    assert b"Skip to filters" in client.get("/").content
    indexing.write((), articles=0, undated=0)
    empty = client.get("/").content
    assert empty.split() == without_keeping(client, monkeypatch, "/").content.split()
    assert b"Skip to filters" not in empty and b"to add some" in empty


def test_nothing_is_kept_before_anything_was_imported(db, rf):
    request = rf.get("/")
    request.htmx = ""
    assert not frame.can_be_kept(request)


def test_a_new_title_is_shown_at_once(client, make_event, settings):
    make_event(DAY)
    client.get("/")
    settings.TIMELINE_TITLE = "The Harbour <Fire>"
    assert b"The Harbour &lt;Fire&gt;</b>" in client.get("/").content


def test_who_is_signed_in_gets_a_frame_of_their_own(client, admin_client, make_event):
    make_event(DAY)
    assert b">Sign in<" in client.get("/").content
    assert b">Sign out<" in admin_client.get("/").content
    assert b">Sign out<" not in client.get("/").content


def test_below_another_address_the_way_to_sign_in_says_where_one_was(client, make_event):
    make_event(DAY)
    client.get("/")
    page = client.get("/?q=it", SCRIPT_NAME="/news")
    assert b"?next=%2Fnews%2F%3Fq%3Dit" in page.content


def test_htmx_and_developers_get_no_kept_frame(make_event, rf, settings):
    make_event(DAY)
    request = rf.get("/")
    request.htmx = type("Htmx", (), {"boosted": False, "history_restore_request": False})()
    assert not frame.can_be_kept(request)
    request.htmx, request.user = "", AnonymousUser()
    assert frame.can_be_kept(request)
    settings.DEBUG = True
    assert not frame.can_be_kept(request)
