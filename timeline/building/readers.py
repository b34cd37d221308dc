"""Articles through extraction: in this process, or, where there are many, on every core.

A process of its own costs a model load, so a small import stays here. The processes are
started afresh (never forked: no database connection is shared), get texts and give
accounts, and leave with the one that started them, however that one ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from timeline.building import ReaderLost
from timeline.extraction import ArticleText, extract_many
from timeline.extraction.shapes import Account
from timeline.nlp import load_model_named

WORTH_A_PROCESS = 400_000  # characters: reading them takes several times as long as a start
MOST_PROCESSES = 8  # each takes some 230 MB
_HANDFUL = 30_000  # characters that a process gets at a time
_AHEAD = 4  # handfuls a process that wait, read or to be read, for their turn


def processes_for(characters: int) -> int:
    """Return how many processes are worth starting for so much text, 1 for none but this."""
    return max(1, min(_cores(), MOST_PROCESSES, characters // WORTH_A_PROCESS))


def read(articles: Iterable[ArticleText], *, model: str, processes: int) -> Iterator[list[Account]]:
    """Yield the accounts of each article, in order, whatever the number of processes.

    `articles` are taken as they are needed, a few handfuls ahead. Raises ReaderLost if a
    process is killed.
    """
    if processes == 1:
        yield from extract_many(articles, load_model_named(model))
        return
    with _pool(processes) as pool:
        try:
            yield from _in_order(pool, articles, model, ahead=_AHEAD * processes)
        except BrokenProcessPool as error:
            raise ReaderLost(
                "A process that reads articles was ended from outside (was the memory full?)."
                " What was done is kept; the next import or build goes on from there."
            ) from error


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_with_parent
    )
    try:
        with _interrupts_held():
            pool.submit(os.getpid)  # starts the processes, all of them
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is for the process that asked for the others: it is the one to end them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_with_parent() -> None:
    """A process whose parent was killed would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent,), daemon=True).start()


def _exit_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _in_order(
    pool: ProcessPoolExecutor, articles: Iterable[ArticleText], model: str, *, ahead: int
) -> Iterator[list[Account]]:
    waiting: deque[Future[list[list[Account]]]] = deque()
    for handful in _handfuls(articles):
        waiting.append(pool.submit(_read_handful, handful, model))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _handfuls(articles: Iterable[ArticleText]) -> Iterator[list[ArticleText]]:
    handful: list[ArticleText] = []
    for article in articles:
        handful.append(article)
        if sum(len(one.text) for one in handful) >= _HANDFUL:
            yield handful
            handful = []
    if handful:
        yield handful


def _read_handful(articles: Sequence[ArticleText], model: str) -> list[list[Account]]:
    return list(extract_many(articles, load_model_named(model)))


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
