"""Child processes whose reader misbehaves, to see what becomes of the import."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from articles.child import serve


def _serving(
    misbehave: Callable[[bytes], Iterator[Any]],
) -> Callable[[Connection, Connection, Iterable[Connection]], None]:
    def serve_so(requests: Connection, answers: Connection, others: Iterable[Connection]) -> None:
        import django

        django.setup()
        from articles.importing import formats

        real = formats.reader_of
        formats.reader_of = lambda kind: (
            lambda content, name, columns: (
                real(kind)(content, name, columns) if b"good" in content else misbehave(content)
            )
        )
        serve(requests, answers, others)

    return serve_so


def _misbehave(content: bytes) -> Iterator[Any]:
    """Do what the file asks for."""
    yield from ()
    if b"spin" in content:
        while True:
            time.process_time()
    if b"sleep" in content:
        time.sleep(60)
    if b"grow" in content:
        len(bytearray(1024**3))
    if b"die" in content:
        os._exit(1)
    if b"write" in content:
        Path(content.decode().split()[1]).write_bytes(b"0")
    raise ZeroDivisionError("as asked")


def misbehaving(requests: Connection, answers: Connection, others: Iterable[Connection]) -> None:
    _serving(_misbehave)(requests, answers, others)
