"""Where a process that reads files begins: beside the package that it reads with, since a fresh
process has to set Django up before it imports any of it."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from multiprocessing.connection import Connection

import django


def serve(requests: Connection, answers: Connection, others: Iterable[Connection]) -> None:
    """Answer requests until their sender is gone; `others` are its ends, if they came along."""
    for one in others:
        one.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that asks
    django.setup()
    from articles.importing.limits import answer

    answer(requests, answers)
