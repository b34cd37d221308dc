"""Writing the index that `search` asks: by builds and decisions alone, inside the transaction that
writes the rows, so that index, counts and rows never differ."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from timeline import engine
from timeline.search import Facet, counters, tokens_at

_TOGETHER = 1000  # documents


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of one event: all its quotes, all its actors, all it is filtered by."""

    sort_key: int
    quotes: str
    actors: str
    facets: tuple[Facet, ...]

    @property
    def tokens(self) -> str:
        return " ".join(sorted(facet.token for facet in self.facets))


def stored() -> dict[int, tuple[str, str, str]]:
    """Every document's (quotes, actors, tokens) by sort key."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {engine.current().KEY}, quotes, actors, tokens FROM timeline_index"  # noqa: S608
        )
        return {key: (quotes, actors, tokens) for key, quotes, actors, tokens in cursor}


def stored_in_order() -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield what `stored` gives in the order of the sort keys, some documents at a time."""
    how = engine.current()
    query = (
        f"SELECT {how.KEY}, quotes, actors, tokens FROM timeline_index"  # noqa: S608
        f" WHERE {how.KEY} > %s ORDER BY {how.KEY} LIMIT {_TOGETHER}"
    )
    last = -(1 << 63)
    while found := _some(query, last):
        yield from ((key, (quotes, actors, tokens)) for key, quotes, actors, tokens in found)
        last = found[-1][0]


def _some(query: str, last: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [last])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def write(documents: Iterable[Document], *, articles: int, undated: int) -> None:
    """Make the index hold just these documents, touching only what differs."""
    wanted = {document.sort_key: document for document in documents}
    have = stored()
    gone = [key for key in have if key not in wanted]
    changed = [
        document
        for key, document in wanted.items()
        if have.get(key) != (document.quotes, document.actors, document.tokens)
    ]
    counts = facets_of(wanted.values())
    with connection.cursor() as cursor:
        stale = gone + [document.sort_key for document in changed if document.sort_key in have]
        _replace(cursor, stale, changed)
        cursor.execute("DELETE FROM timeline_facet")
        cursor.executemany(
            "INSERT INTO timeline_facet (token, kind, name, events) VALUES (%s, %s, %s, %s)",
            [(facet.token, facet.kind, facet.name, events) for facet, events in counts.items()],
        )
    _count({"articles": articles, "events": len(wanted), "undated": undated})


def change(
    gone: Iterable[int], documents: Iterable[Document], *, articles: int, undated: int
) -> None:
    """Put these documents in place of those with their keys and of those with the keys `gone`."""
    wanted = {document.sort_key: document for document in documents}
    before = tokens_at(set(gone) | wanted.keys())
    counts = Counter(facet for document in wanted.values() for facet in set(document.facets))
    lost = Counter(token for tokens in before.values() for token in tokens.split())
    with connection.cursor() as cursor:
        _replace(cursor, before, wanted.values())
        cursor.executemany(
            "UPDATE timeline_facet SET events = events - %s WHERE token = %s",
            [(number, token) for token, number in lost.items()],
        )
        cursor.executemany(
            "INSERT INTO timeline_facet (token, kind, name, events) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (token) DO UPDATE SET"
            " kind = excluded.kind, events = timeline_facet.events + excluded.events",
            [(facet.token, facet.kind, facet.name, number) for facet, number in counts.items()],
        )
        cursor.executemany(
            "DELETE FROM timeline_facet WHERE token = %s AND events <= 0",
            [(token,) for token in lost],
        )
    events = counters()["events"] + len(wanted) - len(before)
    _count({"articles": articles, "events": events, "undated": undated})


def _replace(cursor: Any, gone: Iterable[int], documents: Iterable[Document]) -> None:
    how = engine.current()
    cursor.executemany(
        f"DELETE FROM timeline_index WHERE {how.KEY} = %s",  # noqa: S608 - our own names
        [(key,) for key in gone],
    )
    cursor.executemany(
        how.INSERT,
        [how.document(one.sort_key, one.quotes, one.actors, one.tokens) for one in documents],
    )


def facets_of(documents: Iterable[Document]) -> Mapping[Facet, int]:
    """How many of the documents bear each facet."""
    return Counter(facet for document in documents for facet in set(document.facets))


def _count(values: Mapping[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(
                "INSERT INTO timeline_counter (name, value) VALUES (%s, %s)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
            )
        # By the clock, so that no number comes twice: not after a change that was taken back,
        # nor when an older copy of the database is put in place of this one.
        cursor.execute(
            "INSERT INTO timeline_counter (name, value) VALUES ('version', %s)"
            " ON CONFLICT (name) DO UPDATE SET value = CASE WHEN timeline_counter.value"
            " < excluded.value THEN excluded.value ELSE timeline_counter.value + 1 END",
            [time.time_ns() // 1000],
        )


def clear() -> None:
    """Empty the index and its counts; the version grows on."""
    write((), articles=0, undated=0)
