"""Deleting an article asks first, needs the right to, and takes its accounts out of the events."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import call_command

from articles.models import Article
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.models import Event

DAY = date(2021, 4, 15)


@pytest.fixture
def editor(client, db) -> User:
    user = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="delete_article"))
    client.force_login(user)
    return user


@pytest.fixture
def lead(make_event) -> Event:
    lead = make_event(DAY, quote="The port closed.", decisions={"hidden": True})
    make_event(DAY, quote="The port was closed.", lead=lead)
    make_event(DAY, quote="It rained.", article=make_article_of(lead))
    return lead


def make_article_of(event: Event) -> Article:
    event.article.text += "\n\nIt rained."
    event.article.text_hash = Article.hash_of(event.article.text)
    event.article.save()
    return event.article


def address(event: Event) -> str:
    return f"/articles/{event.article.pk}/deletion/"


def test_the_page_asks_and_says_what_goes(client, editor, lead):
    page = " ".join(client.get(address(lead)).content.decode().split())
    assert "Its 2 accounts leave the timeline. 1 event is told by no other article" in page
    assert "1 of the accounts bears something that a person decided" in page
    assert Article.objects.count() == 2
    assert address(lead) in client.get(lead.article.get_absolute_url()).content.decode()


def test_deleting_leaves_the_other_accounts_and_a_note_in_the_history(client, editor, lead):
    response = client.post(address(lead))
    assert (response.status_code, response.url) == (302, "/articles/")
    assert [event.quote for event in Event.objects.leads()] == ["The port was closed."]
    assert LogEntry.objects.get().user == editor
    out = StringIO()
    call_command("verify", stdout=out)
    assert "All agrees" in out.getvalue()


def test_whoever_is_not_signed_in_is_asked_to(client, lead):
    for response in (client.get(address(lead)), client.post(address(lead))):
        assert response.status_code == 302 and settings.LOGIN_URL in response.url
    assert Article.objects.count() == 2
    assert "/deletion/" not in client.get(lead.article.get_absolute_url()).content.decode()


def test_whoever_may_not_delete_is_refused(client, lead):
    client.force_login(User.objects.create_user("reader"))
    assert client.post(address(lead)).status_code == 403
    assert Article.objects.count() == 2


def test_an_article_that_is_not_there_is_not_found(client, editor):
    assert client.get("/articles/99/deletion/").status_code == 404
