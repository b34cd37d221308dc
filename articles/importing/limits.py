"""Reading strangers' files in a process of its own, with limits of time and memory.

What a damaged or hostile file does to its reader ends with that process; the import goes on.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import signal
import warnings
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from articles.importing.drafts import UnreadableFile

LARGEST_FILE = 50 * 1024 * 1024  # bytes
LARGEST_EXPANSION = 100  # times the size of an archive that its files may have together
CPU_SECONDS = 30
MEMORY = 512 * 1024 * 1024  # bytes beside those that the program has already
_PATIENCE = 4 * CPU_SECONDS  # seconds of waiting for the next article: a reader that sleeps
_DONE, _FOUND, _REFUSED = "done", "found", "refused"

_One = TypeVar("_One")


def within_limits(produce: Callable[[], Iterator[_One]]) -> Iterator[_One]:
    """Yield what `produce` does, run in a child process.

    Raises UnreadableFile as `produce` does, and where it goes beyond a limit or breaks.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(produce, theirs), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child starts none
        child.start()
    theirs.close()
    try:
        yield from _received(ours, child)
    finally:
        ours.close()
        child.kill()
        child.join()


def _received(ours: Connection, child: Any) -> Iterator[Any]:
    while True:
        try:
            if not ours.poll(_PATIENCE):
                raise UnreadableFile(f"reading it took more than {_PATIENCE} seconds")
            kind, value = ours.recv()
        except EOFError:
            child.join()
            raise UnreadableFile(_why_it_ended(child.exitcode)) from None
        if kind == _DONE:
            return
        if kind == _REFUSED:
            raise UnreadableFile(value)
        yield value


def _why_it_ended(status: int | None) -> str:
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"reading it took more than {CPU_SECONDS} seconds of computing"
    return "it is damaged: its reader broke off"


def _run(produce: Callable[[], Iterator[Any]], theirs: Connection) -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _set_limits()
    try:
        for one in produce():
            theirs.send((_FOUND, one))
        theirs.send((_DONE, None))
    except UnreadableFile as error:
        theirs.send((_REFUSED, str(error)))
    except MemoryError:
        theirs.send((_REFUSED, f"reading it took more than {MEMORY // 1024**2} MB of memory"))
    except RecursionError:
        theirs.send((_REFUSED, "it is nested too deep"))
    except Exception as error:
        theirs.send((_REFUSED, f"it is damaged: {type(error).__name__}: {error}"[:300]))


def _set_limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return  # no such thing outside Linux: the limit of time has to do
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
