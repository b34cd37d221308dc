"""Linking what has changed gives what linking everything gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from articles.models import Article
from benchmarks.newsroom import Story, stories
from timeline import build, engine, search, verify
from timeline.building import linking, name_tables
from timeline.building.linked_rows import Rows
from timeline.models import Event

pytestmark = pytest.mark.django_db

MAIN = search.Facet("main", "main")
KEPT = {
    "index": f"SELECT {engine.current().KEY}, quotes, actors, tokens FROM timeline_index",  # noqa: S608 a column of ours
    "borne": "SELECT sort_key, ends, facets FROM timeline_borne",
    "entries": "SELECT * FROM timeline_closed",
    "facets": "SELECT token, kind, name, events FROM timeline_facet",
    "counters": "SELECT name, value FROM timeline_counter WHERE name != 'version'",
    "counts": "SELECT term, articles FROM timeline_term_count",
    "terms": "SELECT term, starts, ends, public_id FROM timeline_term t"
    " JOIN timeline_event e ON e.id = t.event_id",
    "names": "SELECT name, kind, times, actor, actor_kind FROM timeline_name",
    "families": "SELECT family, name, kind FROM timeline_name_family",
}


def add(some: Iterable[Story]) -> None:
    for story in some:
        Article.objects.create(
            text=story.text,
            text_hash=Article.hash_of(story.text),
            paragraphs=[list(piece) for piece in story.paragraphs],
            published_on=story.published_on,
            published_basis=Article.Basis.STATED,
            outlet=story.outlet,
        )


def everything() -> dict[str, Any]:
    """All that linking writes."""
    rows = {
        event.public_id: (
            event.lead.public_id if event.lead else None,
            event.sort_key,
            event.actors,
            event.named,
            event.salience,
            event.sources,
            event.independent_texts,
        )
        for event in Event.objects.select_related("lead")
    }
    return {"rows": rows} | {name: kept(query) for name, query in KEPT.items()}


def kept(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(cursor.fetchall())


def assert_as_if_all_were_linked() -> None:
    found = everything()
    linking.link_all()
    wanted = everything()
    for name, value in wanted.items():
        assert found[name] == value, name


@pytest.fixture
def near_alone(monkeypatch):
    """Builds that must not link everything."""

    def build_new() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(linking, "link_all", lambda: pytest.fail("everything was linked"))
            build.build_new()

    return build_new


@pytest.mark.untraced
def test_articles_that_come_one_by_one_are_linked_like_all_at_once(near_alone):
    told = list(stories(14))
    add(told[:9])
    build.build_new()
    for story in told[9:]:
        add([story])
        near_alone()
    assert Event.objects.filter(lead__isnull=False).exists()
    assert_as_if_all_were_linked()
    assert list(verify.differences()) == []


@pytest.mark.untraced
def test_articles_that_are_read_otherwise_are_linked_like_all_at_once(near_alone):
    add(stories(10))
    build.build_new()
    for article in Article.objects.order_by("pk")[:2]:
        article.published_on += timedelta(days=40)
        article.built_by = ""
        article.save()
    near_alone()
    assert_as_if_all_were_linked()


@pytest.mark.untraced
def test_undated_accounts_are_linked_like_all_at_once(near_alone):
    add(stories(8))
    build.build_new()
    for text in (
        "Dorna Vell resigned as head of the Osterby harbour board on Monday over a lost ship.",
        "The head of the Osterby harbour board, Dorna Vell, resigned on Monday over a lost ship.",
    ):
        Article.objects.create(
            text=text, text_hash=Article.hash_of(text), paragraphs=[[0, len(text)]], outlet="Post"
        )
        near_alone()
    assert Event.objects.undated().exists()
    assert_as_if_all_were_linked()


def test_an_actor_is_of_the_kind_it_is_most_often():
    assert name_tables.most_often(Counter(place=1, person=2)) == "person"
    assert name_tables.most_often(Counter(place=2, organisation=2)) == "organisation"


@pytest.mark.untraced
def test_what_is_left_after_a_deletion_is_linked_like_all_at_once(monkeypatch):
    add(stories(10))
    build.build_new()
    several = Article.objects.filter(events__lead__isnull=False).order_by("pk").distinct()
    for article in list(several[:3]):
        with monkeypatch.context() as patch:
            patch.setattr(linking, "link_all", lambda: pytest.fail("everything was linked"))
            build.delete_article(article)
    assert Article.objects.count() == 7
    assert_as_if_all_were_linked()
    assert list(verify.differences()) == []


def test_events_that_only_weigh_otherwise_are_not_indexed_again(near_alone):
    add(stories(12))
    build.build_new()
    day, [one, two, *_others] = max(by_day().items(), key=lambda found: len(found[1]))
    before, main = {event.pk: event.salience for event in (one, two)}, search.keys_bearing(MAIN)
    add([told(f"Dorna Vell sold the Osterby ferry line to a Dutch bank on {day:%-d %B %Y}.", day)])
    with written_to_the_index() as written:
        near_alone()
    new = Event.objects.get(article__outlet="Osterby Post")
    after = dict(Event.objects.filter(pk__in=before).values_list("pk", "salience"))
    assert all(after[key] != salience for key, salience in before.items())
    assert written <= {new.sort_key} | (main ^ search.keys_bearing(MAIN))
    assert_as_if_all_were_linked()


def test_two_events_can_swap_their_places():
    add(stories(4))
    build.build_new()
    found = Rows()
    one, two = found.of(Event.objects.leads().values_list("pk", flat=True)[:2])
    keys = one.sort_key, two.sort_key
    two.sort_key, one.sort_key = keys
    found.save()
    one.refresh_from_db()
    two.refresh_from_db()
    assert (two.sort_key, one.sort_key) == keys


def by_day() -> dict[date, list[Event]]:
    """The events of each day."""
    found: dict[date, list[Event]] = defaultdict(list)
    for event in Event.objects.leads().filter(precision="day", approximate=False):
        found[event.starts_on].append(event)
    return found


def told(text: str, day: date) -> Story:
    return Story(text, "Osterby Post", day, ())


@contextmanager
def written_to_the_index() -> Iterator[set[int]]:
    """The sort keys of the events that are indexed meanwhile."""
    written: set[int] = set()

    def note(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO timeline_borne"):
            written.update(row[0] for row in params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
