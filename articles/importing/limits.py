"""What reading one file may cost, and the child process's side of keeping to it.

Every file is read here, by a process that holds nothing of value: it has no database, cannot
write a file, and ends when a file takes too much of it.
"""

from __future__ import annotations

import logging
import resource
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from articles.importing import formats
from articles.importing.drafts import UnreadableFile

LARGEST_FILE = 50 * 1024 * 1024  # bytes
LARGEST_EXPANSION = 100  # times the size of an archive that its files may have together
CPU_SECONDS = 30
MEMORY = 512 * 1024 * 1024  # bytes beside those that the program has already
FOUND, REFUSED, DONE, LEAVING = "found", "refused", "done", "leaving"
# A process that has grown by so much makes place for a new one. What it reads web pages, PDFs
# and Office documents with takes 200 MB, and most of a second to load.
_KEPT_MEMORY = MEMORY // 2


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read, and the seconds of computing that it may take."""

    content: bytes
    file_name: str
    columns: Mapping[str, str]
    seconds: int


def answer(requests: Connection, answers: Connection) -> None:
    """Read what is asked for, one file after another, until there is no more to read."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    begun = _set_limits()
    while True:
        try:
            request: Request = requests.recv()
        except EOFError:
            return
        for message in _messages(request):
            answers.send(message)
        leaving = _memory() > begun + _KEPT_MEMORY
        answers.send((LEAVING if leaving else DONE, None))
        if leaving:
            return


def _messages(request: Request) -> Iterator[tuple[str, Any]]:
    """Yield what was found, and why the file, or the rest of it, gives nothing."""
    _allow(request.seconds)
    try:
        for one in formats.read(request.content, request.file_name, request.columns):
            yield FOUND, one
    except UnreadableFile as error:
        yield REFUSED, str(error)
    except MemoryError:
        yield REFUSED, f"reading it took more than {MEMORY // 1024**2} MB of memory"
    except RecursionError:
        yield REFUSED, "it is nested too deep"
    except Exception as error:
        yield REFUSED, f"it is damaged: {type(error).__name__}: {error}"[:300]


def _allow(seconds: int) -> None:
    """Give this process so many more seconds of computing; it is ended when they are spent."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, most))


def _set_limits() -> int:
    """Forbid to write files and to take more memory; return the memory there is now."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    begun = _memory()
    if begun:  # no such thing outside Linux: the limit of time has to do
        most = begun + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return begun


def _memory() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
