"""Workers that take articles from the queue of a PostgreSQL, killed at any moment and several at
once, leave what one process leaves: real processes on databases of their own."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.processes import PATIENCE, ended, kill, start
from timeline import workers

SILENCE = "3"  # seconds, after which a worker is taken for dead
# Jobs of one or two short articles, so that there are many; {} is what a test does besides.
MANAGE = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "timeline.settings"
django.setup()
from timeline.workers import queue
queue._LEAST = 700
{}
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
BREAKS = """
from timeline import rows
_event_of = rows.event_of
def event_of(article, account):
    if "Karst" in article.text:
        raise ZeroDivisionError("the reading of this one breaks")
    return _event_of(article, account)
rows.event_of = event_of
"""
DOING = """SELECT id, worker_id FROM procrastinate_jobs job
    WHERE status = 'doing' AND task_name = 'find-events' AND EXISTS (SELECT 1
        FROM articles_article article WHERE article.built_by = ''
        AND job.args -> 'articles' @> to_jsonb(article.id))"""
WAITING = "SELECT 1 FROM articles_article WHERE built_by = ''"
PEOPLE = ("Ana Ruiz", "Peter Novak", "Ida Holt", "Omar Sayed")
PLACES = ("Linz", "Ostrava", "Graz", "Trieste", "Gdansk")


def story(number: int) -> str:
    """Of eighteen, every third bears no date; they share people, places and days."""
    person, place = PEOPLE[number % 4], PLACES[number % 5]
    day = 3 + number % 6
    dated = "" if number % 3 == 2 else f"Published {day + 1} May 2021\n\n"
    weekday = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")[number % 6]
    return (
        f"{dated}{person} opened the bridge in {place} on {weekday}, officials said.\n\n"
        f"Engineers had closed the bridge in {place} in March 2019. About {number + 20} people came."
        f"\n\nOn 12 April 2020 {PEOPLE[(number + 1) % 4]} promised the repair of the bridge in {place}."
    )


class Database:
    """A database on the server of these tests, and the commands that work on it."""

    def __init__(self, name: str, data: Path) -> None:
        self.name, self.data = name, data
        head, _, tail = os.environ["DATABASE_URL"].partition("?")
        self.url = f"{head.rpartition('/')[0]}/{name}?{tail}"

    def start(self, *arguments: str, besides: str = "") -> subprocess.Popen[str]:
        return start(
            "-c",
            MANAGE.format(besides),
            *arguments,
            DATABASE_URL=self.url,
            DATA_DIR=str(self.data),
            WORKER_SILENCE=SILENCE,
        )

    def run(self, *arguments: str, besides: str = "", status: int = 0) -> str:
        return ended(self.start(*arguments, besides=besides), status)

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        return ask(self.url, query)

    def jobs(self, status: str) -> int:
        asked = f"SELECT count(*) FROM procrastinate_jobs WHERE status = '{status}'"  # noqa: S608
        return self.asked(asked)[0][0]

    def timeline(self) -> tuple[Any, ...]:
        """All that the import leaves, without the numbers and times that differ by nature."""
        articles = """SELECT text_hash, title, published_on, published_basis, published_from,
            published_evidence::text, built_by FROM articles_article ORDER BY text_hash"""
        events = """SELECT event.public_id, event.quote, event.edtf, event.actors::text,
            event.figures::text, event.salience, event.sources, event.independent_texts,
            event.sort_key, event.found_with, text_hash, lead.public_id FROM timeline_event event
            JOIN articles_article article ON article.id = event.article_id
            LEFT JOIN timeline_event lead ON lead.id = event.lead_id ORDER BY event.public_id"""
        index = "SELECT sort_key, quotes, actors, tokens FROM timeline_index ORDER BY sort_key"
        return self.asked(articles), self.asked(events), self.asked(index)


def ask(url: str, query: str) -> list[tuple[Any, ...]]:
    import psycopg

    with closing(psycopg.connect(url, autocommit=True)) as server:
        cursor = server.execute(query)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Database]:
    """Makes databases, as copies of another one."""

    def make(like: str = "template0") -> Database:
        made = Database(f"workers_{uuid4().hex[:12]}", tmp_path_factory.mktemp("data"))
        ask(os.environ["DATABASE_URL"], f"CREATE DATABASE {made.name} TEMPLATE {like}")
        return made

    return make


@pytest.fixture(scope="module")
def empty(postgres: Callable[..., Database]) -> Database:
    database = postgres()
    database.run("migrate", "-v0")
    return database


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for number in range(18):
        (folder / f"{number:02}.txt").write_text(story(number), "utf-8")
    return folder


@pytest.fixture(scope="module")
def clean(postgres: Callable[..., Database], empty: Database, sources: Path) -> Database:
    """The import by one process."""
    database = postgres(like=empty.name)
    database.run("import_articles", str(sources))
    return database


@contextmanager
def leaving(*processes: subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def wait_for(come: Callable[[], object], *processes: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while not come():
        for process in processes:
            assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < until
        time.sleep(0.01)


def kill_at_work(database: Database, *arguments: str) -> None:
    """Kill the command at a random moment at which it reads an article: it is stopped, looked at,
    and let go on when it was caught between two jobs."""
    before = set(database.asked(DOING))
    process = database.start(*arguments)

    def holds() -> set[tuple[Any, ...]]:
        return set(database.asked(DOING)) - before

    wait_for(holds, process)
    time.sleep(random.uniform(0, 0.8))  # noqa: S311
    while True:
        os.killpg(process.pid, signal.SIGSTOP)
        time.sleep(0.1)  # for what the server was told just before
        if holds():
            return kill(process)
        os.killpg(process.pid, signal.SIGCONT)
        wait_for(holds, process)


def test_killed_importers_and_workers_lose_nothing_and_double_nothing(
    postgres, empty, clean, sources
):
    database = postgres(like=empty.name)
    kill_at_work(database, "import_articles", str(sources))
    kill_at_work(database, "work")
    assert database.asked(WAITING)
    status = json.loads(database.run("work", "--status", "--json"))
    assert status["waiting"] >= status["reading"] > 0 and status["workers"]
    said = database.run("import_articles", str(sources))
    assert "unchanged      18" in said
    assert database.timeline() == clean.timeline()
    assert "All agrees" in database.run("verify")
    assert not any(map(database.jobs, ("todo", "doing", "failed")))


def test_two_importers_and_a_worker_at_once_are_the_same_as_one(postgres, empty, clean, sources):
    database = postgres(like=empty.name)
    worker = database.start("work")
    with leaving(worker):
        importers = [database.start("import_articles", str(sources)) for _ in range(2)]
        for importer in importers:
            ended(importer)
        assert database.timeline() == clean.timeline()
        worker.terminate()
        said = ended(worker)
        assert "Traceback" not in said and "articles read" in said, said
    assert database.asked("SELECT * FROM procrastinate_workers") == []


def test_articles_of_which_no_job_was_made_are_found_by_a_worker(postgres, clean):
    database = postgres(like=clean.name)
    database.asked("UPDATE articles_article SET built_by = '', imported_at = '2021-05-01'")
    worker = database.start("work")
    with leaving(worker):
        wait_for(lambda: not database.asked(WAITING), worker)
    assert database.timeline() == clean.timeline()


def test_an_article_whose_reading_breaks_is_named_and_keeps_no_other_off(postgres, empty, tmp_path):
    database = postgres(like=empty.name)
    broken = "On 3 May 2021 Ida Holt closed the cave in Karst."
    (tmp_path / "a.txt").write_text(broken, "utf-8")
    (tmp_path / "b.txt").write_text(story(0), "utf-8")
    said = database.run("import_articles", str(tmp_path), besides=BREAKS, status=1)
    assert "No events could be found in “On 3 May 2021 Ida Holt" in said
    assert "ZeroDivisionError: the reading of this one breaks" in said
    assert database.asked("SELECT count(*) FROM timeline_event")[0][0] > 1
    assert database.jobs("failed") == 1
    assert "No events could be found" not in database.run("import_articles", str(tmp_path))
    assert database.asked("SELECT 1 FROM timeline_event WHERE quote LIKE '%Karst%'")


def test_the_queue_is_there_on_postgres_alone(db):
    on_sqlite = connection.vendor == "sqlite"
    assert workers.has_queue() is not on_sqlite
    if on_sqlite:
        with pytest.raises(CommandError, match="Workers need PostgreSQL, which DATABASE_URL names"):
            call_command("work")
