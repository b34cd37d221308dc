"""Which style sheets a page has: the timeline those that it needs to be read, and no more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from tests.plain_static import plain_static  # noqa: F401 used by every test here

OTHERS = b"css/other-pages.css"


@pytest.fixture
def editor(client, django_user_model):
    person = django_user_model.objects.create_user("ada", password="a long password 1")
    person.groups.add(Group.objects.get(name="Editor"))
    client.force_login(person)
    return client


def test_readers_of_the_timeline_get_its_styles_alone(client, make_event):
    make_event()
    assert OTHERS not in client.get("/").content
    assert b"css/site.css" in client.get("/").content


def test_the_forms_of_editors_have_their_styles_on_the_timeline(editor, make_event):
    make_event()
    assert OTHERS in editor.get("/").content


@pytest.mark.parametrize("path", ["/", "/articles/", "/sign-in/", "/nowhere/"])
def test_what_is_no_timeline_has_the_styles_of_other_pages(client, db, path):
    assert OTHERS in client.get(path).content
