"""PostgreSQL: the index is a table with one tsvector a document, of words folded as FTS5 folds
them (`words`), so that both databases find the same. Filter tokens have the weight A, quotes
B and names C: the typed words are looked for in B and C alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from django.db import connection

from timeline.engine.words import words_of

KEY = "timeline_index.sort_key"
MATCH = "timeline_index.document @@ %s::tsquery"
BOTH = " & "
INDEX = (
    "CREATE TABLE timeline_index (sort_key BIGINT PRIMARY KEY, quotes TEXT NOT NULL,"
    " actors TEXT NOT NULL, tokens TEXT NOT NULL, document TSVECTOR NOT NULL)",
    "CREATE INDEX timeline_index_document ON timeline_index USING gin (document)",
)
BORNE = (
    "CREATE TABLE timeline_borne (sort_key BIGINT PRIMARY KEY, ends INTEGER, facets BYTEA NOT NULL)"
)
CLOSED = (
    "CREATE TABLE timeline_closed (sort_key BIGINT PRIMARY KEY"
    " REFERENCES timeline_borne (sort_key) ON DELETE CASCADE, made_by BIGINT NOT NULL,"
    " public_id TEXT NOT NULL, starts_on INTEGER, ends_on INTEGER, heading TEXT NOT NULL,"
    " words TEXT NOT NULL, html BYTEA NOT NULL)"
)
INSERT = (
    "INSERT INTO timeline_index (sort_key, quotes, actors, tokens, document)"
    " VALUES (%s, %s, %s, %s, %s::tsvector)"
)
_LAST_POSITION = 16_383  # the highest that a tsvector has
_MOST_POSITIONS = 255  # of one word
_LINKING = 0x_DA7E_114E  # any number, the same in every process
_BUILDING = _LINKING + 1


def expression(choices: Sequence[tuple[str, Sequence[str]]], terms: Sequence[str]) -> str:
    signs = {"AND": " & ", "OR": " | "}
    parts = [f"({signs[joint].join(f'{t}:A' for t in tokens)})" for joint, tokens in choices]
    parts += [phrase for term in terms if (phrase := _phrase(term))]
    return BOTH.join(parts)


def _phrase(term: str) -> str:
    """Words one after the other; "" where the term holds none."""
    words = [f"{_quoted(word)}:BC" for word in words_of(term)]
    if words and term.endswith("*"):
        words[-1] = words[-1].replace(":BC", ":*BC")
    return f"({' <-> '.join(words)})" if words else ""


def document(key: int, quotes: str, actors: str, tokens: str) -> Sequence[Any]:
    return (key, quotes, actors, tokens, " ".join(_lexemes(quotes, actors, tokens)))


def _lexemes(quotes: str, actors: str, tokens: str) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    place = 0
    for weight, words in (("B", words_of(quotes)), ("C", words_of(actors))):
        for word in words:
            place = min(place + 1, _LAST_POSITION)
            places.setdefault(word, []).append(f"{place}{weight}")
        place = min(place + 1, _LAST_POSITION)  # no phrase goes on from quotes to names
    for word, found in places.items():
        yield f"{_quoted(word)}:{','.join(found[:_MOST_POSITIONS])}"
    for token in tokens.split():
        yield f"{token}:1A"


def _quoted(word: str) -> str:
    """Letters and digits only (`words_of`), so that nothing in it can end the quotation."""
    return f"'{word}'"


def plain(statement: str) -> str:
    """Text in the order of its code points, as in SQLite, whatever the database's locale."""
    return statement.replace(" WITHOUT ROWID", "").replace(" TEXT", ' TEXT COLLATE "C"')


@contextmanager
def alone(waiting: Callable[[], object] | None) -> Iterator[None]:
    """By a connection of its own, so that it holds over any number of transactions."""
    with closing(connection.copy()) as own, own.cursor() as cursor:
        _notice_a_lost_machine(cursor, local=False)
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_BUILDING])
        if not cursor.fetchone()[0]:
            if waiting:
                waiting()
            cursor.execute("SELECT pg_advisory_lock(%s)", [_BUILDING])
        yield


def lock() -> None:
    with connection.cursor() as cursor:
        _notice_a_lost_machine(cursor, local=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINKING])


def _notice_a_lost_machine(cursor: Any, *, local: bool) -> None:
    """Have the server end this session, and its locks, a minute after the machine has gone
    without a word; by itself it would take hours. `local`: for this transaction."""
    cursor.execute(
        "SELECT set_config('tcp_keepalives_idle', '30', %(local)s),"
        " set_config('tcp_keepalives_interval', '10', %(local)s),"
        " set_config('tcp_keepalives_count', '3', %(local)s)",
        {"local": local},
    )
