"""SQLite: the index is an FTS5 table whose rowid is the sort key, so that whatever is asked for
comes in the order of the page without being sorted."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

KEY = "timeline_index.rowid"
MATCH = "timeline_index MATCH %s"
ORDERED_JOIN = "CROSS JOIN"  # SQLite then keeps to the order that the tables are named in
INDEX = (
    "CREATE VIRTUAL TABLE timeline_index USING fts5("
    "quotes, actors, tokens, tokenize = 'unicode61 remove_diacritics 2')",
)
BORNE = (
    "CREATE TABLE timeline_borne (sort_key INTEGER PRIMARY KEY, ends INTEGER, facets BLOB NOT NULL)"
)
INSERT = "INSERT INTO timeline_index (rowid, quotes, actors, tokens) VALUES (%s, %s, %s, %s)"


def expression(choices: Sequence[tuple[str, Sequence[str]]], terms: Sequence[str]) -> str:
    parts = [f"tokens : ({f' {joint} '.join(tokens)})" for joint, tokens in choices]
    if terms:
        quoted = [f'"{term.removesuffix("*")}"{"*" * term.endswith("*")}' for term in terms]
        parts.append(f"{{quotes actors}} : ({' AND '.join(quoted)})")
    return " AND ".join(parts)


def document(key: int, quotes: str, actors: str, tokens: str) -> Sequence[Any]:
    return (key, quotes, actors, tokens)


def plain(statement: str) -> str:
    return statement


@contextmanager
def alone(waiting: Callable[[], object] | None) -> Iterator[None]:
    """By a file beside the database, which is on one machine."""
    with Path(settings.DATA_DIR, "build.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def lock() -> None:
    """Every transaction of SQLite that writes is alone (IMMEDIATE)."""
