"""A page that has not changed is not made again, and one that has is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.building import documents


@pytest.fixture
def again(client):
    """Ask for a page a second time, with the ETag of the first; gives both statuses and queries."""

    def ask(url, between=lambda: None, **headers):
        etag = client.get(url)["ETag"]
        between()
        return client.get(url, headers={"If-None-Match": etag, **headers})

    return ask


@pytest.mark.parametrize("url", ["/", "/?q=thing", "/print/", "/events/{event}/"])
def test_an_unchanged_page_is_answered_with_one_query(
    make_event, again, django_assert_num_queries, client, url
):
    url = url.format(event=make_event(date(2021, 4, 15), quote="A thing.").public_id)
    etag = client.get(url)["ETag"]
    with django_assert_num_queries(1):
        answer = client.get(url, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert not answer.content


def test_a_changed_timeline_is_sent_anew(make_event, again):
    make_event(date(2021, 4, 15), quote="A thing.")
    answer = again("/", between=lambda: make_event(date(2021, 4, 16), quote="Another thing."))
    assert answer.status_code == 200
    assert "Another thing" in answer.content.decode()


def test_a_rebuild_that_changes_the_index_is_sent_anew(make_event, again):
    make_event(date(2021, 4, 15), quote="A thing.")
    assert again("/", between=documents.refresh_index).status_code == 200


def test_a_part_of_the_page_is_not_taken_for_the_whole(make_event, again):
    make_event(date(2021, 4, 15), quote="A thing.")
    assert again("/", **{"HX-Request": "true"}).status_code == 200


def test_a_reader_who_signs_in_gets_the_page_anew(make_event, again, client, django_user_model):
    make_event(date(2021, 4, 15), quote="A thing.")
    user = django_user_model.objects.create_user("editor")
    assert again("/", between=lambda: client.force_login(user)).status_code == 200
