"""A busy database is told calmly, and what was sent is kept to be sent again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.signing_in.links import make_link
from timeline.signing_in.roles import EDITOR, give_role

PASSWORD = "a long and quiet word"


@pytest.fixture
def editor(transactional_db):
    give_role(User.objects.create_user("anna", password=PASSWORD), EDITOR)
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get())
    return client


@contextmanager
def busy_database() -> Iterator[None]:
    """Another connection writes all the time, and nobody waits for it long."""
    connection.cursor().execute("PRAGMA busy_timeout=0")
    other = connection.get_new_connection(connection.get_connection_params())
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def fields_of(page: str) -> dict[str, str]:
    kept = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {name: html.unescape(value) for name, value in kept}


def assert_is_calm(answer) -> str:
    assert answer.status_code == 503 and answer["Retry-After"] == "10"
    page = answer.content.decode()
    assert "This could not be saved yet" in page
    return page


@pytest.mark.sqlite  # which has one writer at a time
def test_what_was_typed_can_be_sent_again(editor, make_event):
    typed = {"title": 'The "old" <bridge>\nopens', "reason": ""}
    path = make_event().get_absolute_url() + "title/"
    with busy_database():
        page = assert_is_calm(editor.post(f"{path}?actor=A", typed))
    assert fields_of(page) == typed and f'action="{path}?actor=A"' in page
    assert "<bridge>" not in page


@pytest.mark.sqlite  # which has one writer at a time
def test_a_session_that_cannot_be_written_is_no_bad_request(editor):
    with busy_database():
        page = assert_is_calm(editor.post("/people/invitation/", {"role": EDITOR}))
    assert fields_of(page) == {"role": EDITOR}


@pytest.mark.sqlite  # which has one writer at a time
def test_a_password_does_not_come_back(editor):
    path = urlsplit(make_link(EDITOR, timezone.now())).path
    typed = {"username": "berta", "password1": PASSWORD, "password2": PASSWORD}
    with busy_database():
        page = assert_is_calm(Client(raise_request_exception=False).post(path, typed))
    assert fields_of(page) == {} and PASSWORD not in page
    assert editor.post(path, typed).status_code == 302  # the link still works
