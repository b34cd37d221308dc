"""A page is kept as it was sent until the timeline changes, and for nobody who is signed in."""

from __future__ import annotations

import gzip
from datetime import date

import brotli
import pytest

from tests.plain_static import plain_static  # noqa: F401 used by every test here

DAY = date(2021, 4, 15)


def test_a_page_that_was_sent_before_costs_one_query(make_event, client, django_assert_num_queries):
    make_event(DAY, quote="A thing.")
    first = client.get("/")
    with django_assert_num_queries(1):
        again = client.get("/")
    assert again.content == first.content and again.headers == first.headers


def test_a_change_is_seen_at_once(make_event, client):
    make_event(DAY, quote="A thing.")
    client.get("/")
    make_event(DAY, quote="Another thing.")
    assert "Another thing" in client.get("/").content.decode()


def test_parts_and_pages_are_kept_apart(make_event, client, hx):
    make_event(DAY, quote="A thing.")
    assert "<html" in client.get("/").content.decode()
    assert "<html" not in hx("/").content.decode()
    assert "<html" in client.get("/").content.decode()


def test_a_reader_with_a_session_gets_a_page_of_their_own(
    make_event, client, django_user_model, django_assert_max_num_queries
):
    make_event(DAY, quote="A thing.")
    client.get("/")
    client.force_login(django_user_model.objects.create_user("editor"))
    first, second = client.get("/"), client.get("/")
    assert first.status_code == second.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "sent", "read"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_pages_are_compressed_as_the_browser_takes_it(make_event, client, accepted, sent, read):
    make_event(DAY, quote="A thing.")
    for _ in range(2):
        response = client.get("/", headers={"Accept-Encoding": accepted})
        assert response.get("Content-Encoding") == sent
        assert "A thing" in read(response.content).decode()
        assert "Accept-Encoding" in response["Vary"]
