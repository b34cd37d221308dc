"""Reading strangers' files in a process of its own, which is replaced when one of them ends it.

One process reads many files, since to start one costs more than to read a small file. What a
damaged or hostile file does to its reader ends with that process; the import goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Self

from articles.child import serve
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.limits import CPU_SECONDS, FOUND, LEAVING, REFUSED, Request

_PATIENCE = 4 * CPU_SECONDS  # seconds of waiting for the next article: a reader that sleeps

Serve = Callable[[Connection, Connection, Iterable[Connection]], None]


class Reader:
    """A context in which files are read; its process is started by the first of them."""

    def __init__(
        self, seconds: int = CPU_SECONDS, patience: float = _PATIENCE, serve: Serve = serve
    ) -> None:
        self._seconds, self._patience, self._serve = seconds, patience, serve
        self._process: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(
        self, content: bytes, file_name: str, columns: Mapping[str, str] | None = None
    ) -> Iterator[ArticleDraft | Refused]:
        """Yield the articles of a file, and a `Refused` for each part that gives none.

        Raises UnreadableFile with the reason where the file as a whole gives nothing, or its
        reader goes beyond a limit.
        """
        whole = False
        try:
            self._ask(Request(content, file_name, dict(columns or {}), self._seconds))
            yield from self._received()
            whole = True
        finally:
            if not whole:
                self._end()

    def _ask(self, request: Request) -> None:
        """The request goes to the process that is there, or to a new one."""
        if self._process is not None:
            with suppress(BrokenPipeError, ConnectionResetError):
                self._requests.send(request)
                return
            self._end()
        self._start()
        self._requests.send(request)

    def _start(self) -> None:
        """Forked from here where that is safe, else from a process without threads or secrets.

        A fresh one would take most of a second to begin.
        """
        alone = threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if alone else "forkserver")
        if not alone:
            context.set_forkserver_preload(["articles.warm"])
        theirs, self._requests = context.Pipe(duplex=False)
        self._answers, answers = context.Pipe(duplex=False)
        ours = (self._requests, self._answers) if alone else ()  # what a forked one holds, too
        self._process = context.Process(
            target=self._serve, args=(theirs, answers, ours), daemon=True
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: there are none
            self._process.start()
        theirs.close()
        answers.close()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._requests.close()
            self._answers.close()
            self._process = None

    def _received(self) -> Iterator[Any]:
        refused = ""
        while True:
            try:
                if not self._answers.poll(self._patience):
                    raise UnreadableFile(f"reading it took more than {self._patience} seconds")
                kind, value = self._answers.recv()
            except EOFError:
                self._process.join()
                raise UnreadableFile(self._why_it_ended(self._process.exitcode)) from None
            if kind == FOUND:
                yield value
            elif kind == REFUSED:
                refused = value
            else:
                break
        if kind == LEAVING:
            self._end()
        if refused:
            raise UnreadableFile(refused)

    def _why_it_ended(self, status: int | None) -> str:
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            return f"reading it took more than {self._seconds} seconds of computing"
        return "it is damaged: its reader broke off"
