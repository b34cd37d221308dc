"""Fixtures make things; tests name only what matters to them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from articles.importing.drafts import ArticleDraft, Furniture, paragraphs_of
from articles.importing.saving import save_draft
from articles.models import Article
from tests.kept_rows import KeptRows, filled_tables
from timeline import rows
from timeline.building import documents
from timeline.extraction.shapes import Actor
from timeline.models import Event
from timeline.nlp import load_model

SEEDS = Path(__file__).parent.parent / "seeds"
# By file or fixture: the tests that ask each engine for what only it does.
ENGINE_TESTS = {"test_engine", "test_search", "test_commands", "postgres"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks the database for something, and nothing that reads language
    or drives a browser: both are the same on either. Workers are on PostgreSQL alone."""
    runs = _runs_on_sqlite if _on_sqlite() else _asks_the_database
    config.hook.pytest_deselected(items=[one for one in items if not runs(one)])
    items[:] = filter(runs, items)


def _on_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def _runs_on_sqlite(item: pytest.Item) -> bool:
    return "postgres" not in getattr(item, "fixturenames", ())


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asks = {"db", "transactional_db", "postgres"} & fixtures or item.get_closest_marker("django_db")
    others = {"browser", "nlp", "live_server"} & fixtures or item.get_closest_marker("sqlite")
    return bool(asks) and not others


@pytest.fixture(scope="session")
def nlp() -> Any:
    return load_model()


@pytest.fixture(autouse=True)
def tracing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Coverage does not trace tests marked `untraced` nor those in a browser, with the threads
    and processes that they start: pages and imports are covered by the others."""
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    if not _is_traced(request):
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    yield
    sys.settrace(tracer)
    threading.settrace(of_threads)


def _is_traced(request: pytest.FixtureRequest) -> bool:
    """On PostgreSQL only what is asked of it otherwise than of SQLite, and workers."""
    if request.node.get_closest_marker("untraced") or "browser" in request.fixturenames:
        return False
    return _on_sqlite() or bool(ENGINE_TESTS & {request.node.path.stem, *request.fixturenames})


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> Path:
    """Every test has a data folder of its own: originals never mix with a person's."""
    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    return settings.DATA_DIR


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """The half second that a password takes is against guessing; the newsroom's server takes it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make_article(db: None) -> Callable[..., Article]:
    def make(text: str = "Some news.", **fields: Any) -> Article:
        if fields.get("published_on"):
            fields.setdefault("published_basis", "stated")
        fields["furniture"] = tuple(Furniture(*piece) for piece in fields.get("furniture", ()))
        draft = ArticleDraft(text=text, paragraphs=paragraphs_of(text), **fields)
        return save_draft(draft).article

    return make


@pytest.fixture
def make_event(make_article: Callable[..., Article]) -> Callable[..., Event]:
    """Make one account that is an event of its own, unless `lead` is given."""

    def make(
        starts_on: date | None = None,
        ends_on: date | None = None,
        *,
        quote: str = "Something happened.",
        headline: str = "",
        article: Article | None = None,
        **fields: Any,
    ) -> Event:
        headline = headline or quote.rstrip(".")
        article = article or make_article(f"{quote} ({Event.objects.count()})")
        start = article.text.index(quote)
        headline_start = article.text.index(headline, start)
        if starts_on:
            ends_on = ends_on or starts_on
            fields.setdefault("precision", "day" if starts_on == ends_on else "days")
            fields.setdefault("edtf", edtf_of(starts_on, ends_on))
        fields.setdefault("named", [named(name) for name in fields.get("actors", [])])
        event = rows.new_event(
            article,
            start=start,
            end=start + len(quote),
            headline_start=headline_start,
            headline_end=headline_start + len(headline),
            starts_on=starts_on,
            ends_on=ends_on,
            **fields,
        )
        event.sort_key = None if event.lead else rows.sort_key_of(event)
        event.save()
        documents.refresh_index()
        return event

    return make


@pytest.fixture
def make_events(make_article: Callable[..., Article]) -> Callable[[Iterable[date]], list[Event]]:
    """Make one event for each of these days, "Thing 0 happened.", all of one article and indexed
    together: the way to many."""

    def make(days: Iterable[date]) -> list[Event]:
        told = [(day, f"Thing {number} happened.") for number, day in enumerate(days)]
        text = "\n\n".join(line for _, line in told)
        article = make_article(text, published_on=date(2022, 1, 1))
        events = [_event_on(day, article, line) for day, line in told]
        for event in events:
            event.sort_key = rows.sort_key_of(event)
        Event.objects.bulk_create(events)
        documents.refresh_index()
        return events

    return make


def _event_on(day: date, article: Article, line: str) -> Event:
    start = article.text.index(line)
    return rows.new_event(
        article,
        start=start,
        end=start + len(line),
        headline_start=start,
        headline_end=start + len(line) - 1,
        edtf=day.isoformat(),
        starts_on=day,
        ends_on=day,
        precision="day",
    )


def named(name: str, kind: str = "person") -> dict[str, Any]:
    return rows.named_json(Actor(name, kind, alias=name, start=0, end=0), name, kind)


def edtf_of(starts_on: date, ends_on: date) -> str:
    return starts_on.isoformat() if starts_on == ends_on else f"{starts_on}/{ends_on}"


@pytest.fixture
def hx(client: Client) -> Callable[[str], Any]:
    return lambda url: client.get(url, headers={"HX-Request": "true"})


@pytest.fixture(scope="session")
def kept_seeds() -> list[KeptRows]:
    """What the first test that asks for the seeds has left of them."""
    return []


@pytest.fixture
def seeded(db: None, nlp: Any, kept_seeds: list[KeptRows], tmp_path_factory: Any) -> None:
    """The five sample articles, imported and built."""
    if kept_seeds:
        kept_seeds[0].put_back()
    else:
        before = filled_tables()
        call_command("import_articles", str(SEEDS), verbosity=0)
        kept_seeds.append(KeptRows.of_all_but(before, tmp_path_factory.mktemp("seeds")))
