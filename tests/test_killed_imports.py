"""Imports that are killed, and two at once, leave what one clean import leaves: real processes."""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.processes import PATIENCE, ended, kill, start

STORIES = {
    "a.txt": "Published 12 May 2021\n\nAna Ruiz opened the Danube bridge in Linz on Monday.\n\n"
    "Engineers had closed it in March 2019.",
    "b.txt": "Published 13 May 2021\n\nThe Danube bridge in Linz was opened on 10 May by Ana Ruiz.",
    "c.txt": "Ana Ruiz opened the Danube bridge in Linz on Monday, said Peter Novak.",
}
RECORDS = [  # the second corrects the first
    {
        "title": "Mine closes",
        "outlet": "Valley Post",
        "published": day,
        "text": f"Peter Novak closed the mine in Ostrava on 3 April 2020. {said} miners lost work.",
        "url": "https://valley.example/mine",
    }
    for day, said in (("2020-04-04", "Forty"), ("2020-04-06", "Fifty"))
]


class Folder:
    """A data folder, and the commands that work on it."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        where = {"DATA_DIR": str(self.data), "DATABASE_URL": ""}
        return start("manage.py", *arguments, traced=False, **where)

    def run(self, *arguments: str) -> str:
        return ended(self.start(*arguments))

    def kill_when(self, come: Callable[[], bool], *arguments: str) -> None:
        """Kill the command when this has come."""
        process, until = self.start(*arguments), time.monotonic() + PATIENCE
        while not come():
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < until
            time.sleep(0.002)
        kill(process)

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.data / "datelines.sqlite3") as database:
            return database.execute(query).fetchall()

    def has_an_article(self) -> bool:
        return self.asked("SELECT count(*) FROM articles_article")[0][0] > 0

    def is_building(self) -> bool:
        with (self.data / "build.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def timeline(self) -> tuple[Any, ...]:
        """All that the import leaves, without the numbers and times that differ by nature."""
        articles = """SELECT text_hash, text, title, outlet, url, published_on, published_basis,
            published_evidence, built_by, has_newer, version_hashes, original_hash
            FROM articles_article ORDER BY text_hash"""
        events = """SELECT event.public_id, event.quote, event.edtf, event.alternatives,
            event.actors, event.figures, event.salience, event.sources, event.independent_texts,
            text_hash, lead.public_id FROM timeline_event event
            JOIN articles_article article ON article.id = event.article_id
            LEFT JOIN timeline_event lead ON lead.id = event.lead_id ORDER BY event.public_id"""
        return self.asked(articles), self.asked(events)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sources")
    for name, words in STORIES.items():
        (folder / name).write_text(words, "utf-8")
    (folder / "d.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    return str(folder)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("empty"))
    folder.run("migrate", "-v0")
    return folder


@pytest.fixture(scope="module")
def clean(empty: Folder, sources: str, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = copy_of(empty, tmp_path_factory.mktemp("clean"))
    folder.run("import_articles", sources)
    return folder


def copy_of(folder: Folder, to: Path) -> Folder:
    shutil.copytree(folder.data, to, dirs_exist_ok=True)
    return Folder(to)


def test_killed_and_run_again_is_the_same_as_one_clean_import(empty, clean, sources, tmp_path):
    killed = copy_of(empty, tmp_path)
    killed.kill_when(killed.has_an_article, "import_articles", sources)
    killed.kill_when(killed.is_building, "import_articles", sources)
    killed.run("import_articles", sources)
    assert killed.timeline() == clean.timeline()
    articles, events = clean.timeline()
    assert len(articles) == len(STORIES) + 1 and len(events) > len(articles)
    assert "All agrees" in killed.run("verify")


def test_two_imports_at_once_are_the_same_as_one(empty, clean, sources, tmp_path):
    both = copy_of(empty, tmp_path)
    processes = [both.start("import_articles", sources) for _ in range(2)]
    for process in processes:
        ended(process)
    assert both.timeline() == clean.timeline()
