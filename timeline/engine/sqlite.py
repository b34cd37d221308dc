"""SQLite: the index is an FTS5 table whose rowid is the sort key, so that whatever is asked for
comes in the order of the page without being sorted."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from timeline.engine import asking
from timeline.engine.words import words_of

KEY = "timeline_index.rowid"
MATCH = "timeline_index MATCH %s"
BOTH = " AND "
INDEX = (
    "CREATE VIRTUAL TABLE timeline_index USING fts5("
    "quotes, actors, tokens, tokenize = 'unicode61 remove_diacritics 2')",
)
BORNE = (
    "CREATE TABLE timeline_borne (sort_key INTEGER PRIMARY KEY, ends INTEGER, facets BLOB NOT NULL)"
)
CLOSED = (
    "CREATE TABLE timeline_closed (sort_key INTEGER PRIMARY KEY"
    " REFERENCES timeline_borne (sort_key) ON DELETE CASCADE, made_by BIGINT NOT NULL,"
    " public_id TEXT NOT NULL, starts_on INTEGER, ends_on INTEGER, heading TEXT NOT NULL,"
    " words TEXT NOT NULL, html BLOB NOT NULL)"
)
INSERT = "INSERT INTO timeline_index (rowid, quotes, actors, tokens) VALUES (%s, %s, %s, %s)"


# Of the words of the index (WORDS in environment.py), each looked up as the next one in their order.
_BEGUN = """
    WITH RECURSIVE begun(word) AS (
        SELECT (SELECT term FROM timeline_words WHERE term >= %(start)s AND term <= %(end)s LIMIT 1)
        UNION ALL
        SELECT (SELECT term FROM timeline_words
                WHERE term >= begun.word || char(1) AND term <= %(end)s LIMIT 1)
        FROM begun WHERE begun.word IS NOT NULL
    )
    SELECT word FROM begun WHERE word IS NOT NULL LIMIT %(most)s
"""
MOST_BEGUN = 12  # words; more are quicker found by FTS5, which looks through all that they are in


def expression(choices: Sequence[tuple[str, Sequence[str]]], terms: Sequence[str]) -> str:
    parts = [f"tokens : ({f' {joint} '.join(tokens)})" for joint, tokens in choices]
    if terms:
        parts.append(f"{{quotes actors}} : ({' AND '.join(map(_phrase, terms))})")
    return BOTH.join(parts)


def _phrase(term: str) -> str:
    """The words one after the other; where the last one is the start of some, any of these.

    FTS5 knows such starts, too, but goes through all events of all of these words before it
    gives the first one; single words it goes through as far as it is asked to."""
    start = term.removesuffix("*")
    if start == term:
        return f'"{term}"'
    *before, last = words_of(start) or [""]
    words = begun(last) if last else []
    if not 0 < len(words) <= MOST_BEGUN:
        return f'"{start}"*'
    phrases = (f'"{" ".join((*before, word))}"' for word in words)
    return f"({' OR '.join(phrases)})"


def begun(start: str) -> list[str]:
    """The words of the index that begin so, at most one more than MOST_BEGUN."""
    values = {"start": start, "end": f"{start}\U0010ffff", "most": MOST_BEGUN + 1}
    return [word for (word,) in asking.rows(_BEGUN, values)]


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
