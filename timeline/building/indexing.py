"""Writing the index that `search` asks: by builds and decisions alone, inside the transaction that
writes the rows, so that index, counts and rows never differ."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import connection

from timeline import engine, packed
from timeline.engine import asking
from timeline.page import closed
from timeline.search import Facet, counters, tokens_at

_TOGETHER = 1000  # documents
_MADE_BY = "entries made by"  # the counter of what made all entries that are kept
_ENTRY = ", ".join(f"c.{name}" for name in closed.COLUMNS)


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of one event: all its quotes, all its actors, all it is filtered by; and its
    entry on the timeline, if it is kept."""

    sort_key: int
    quotes: str
    actors: str
    facets: tuple[Facet, ...]
    ends: int | None = None  # the last day as an ordinal; None for an open end, or no day
    entry: closed.Stored | None = None

    @property
    def tokens(self) -> str:
        return " ".join(sorted(facet.token for facet in self.facets))

    @property
    def packed(self) -> bytes:
        """What it is filtered by, to be counted."""
        return packed.pack({facet.number for facet in self.facets})

    @property
    def stored(self) -> Stored:
        return self.quotes, self.actors, self.tokens, self.ends, self.packed, self.entry


# A document as the database has it: quotes, actors, tokens, last day, what it bears packed, its
# entry; the last two are None where they are missing.
Stored = tuple[str, str, str, int | None, bytes | None, closed.Stored | None]


def stored() -> dict[int, Stored]:
    """Every document by sort key."""
    return dict(stored_in_order())


def stored_in_order() -> Iterator[tuple[int, Stored]]:
    """Yield every document in the order of the sort keys, some documents at a time."""
    how = engine.current()
    query = (
        f"SELECT {how.KEY}, quotes, actors, tokens, b.ends, b.facets, {_ENTRY} FROM timeline_index"  # noqa: S608
        f" LEFT JOIN timeline_borne b ON b.sort_key = {how.KEY}"
        f" LEFT JOIN timeline_closed c ON c.sort_key = {how.KEY}"
        f" WHERE {how.KEY} > %s ORDER BY {how.KEY} LIMIT {_TOGETHER}"
    )
    last = -(1 << 63)
    while found := _some(query, last):
        for key, quotes, actors, tokens, ends, facets, *entry in found:
            kept = None if entry[0] is None else cast("closed.Stored", tuple(entry))
            yield key, (quotes, actors, tokens, ends, facets, kept)
        last = found[-1][0]


def _some(query: str, last: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [last])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def left_over() -> int:
    """How many sort keys what events bear is kept for, without a document."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM timeline_borne WHERE {_left_over()}")  # noqa: S608
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _left_over() -> str:
    return f"sort_key NOT IN (SELECT {engine.current().KEY} FROM timeline_index)"  # noqa: S608


def write(documents: Iterable[Document], *, articles: int, undated: int) -> None:
    """Make the index hold just these documents, touching only what differs."""
    wanted = {document.sort_key: document for document in documents}
    have = stored()
    gone = [key for key in have if key not in wanted]
    changed = [document for key, document in wanted.items() if have.get(key) != document.stored]
    counts = facets_of(wanted.values())
    with connection.cursor() as cursor:
        stale = gone + [document.sort_key for document in changed if document.sort_key in have]
        _replace(cursor, stale, changed)
        cursor.execute(f"DELETE FROM timeline_borne WHERE {_left_over()}")  # noqa: S608 - our own names
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


def _replace(cursor: Any, gone: Iterable[int], documents: Collection[Document]) -> None:
    how = engine.current()
    stale = [(key,) for key in gone]
    cursor.executemany(
        f"DELETE FROM timeline_index WHERE {how.KEY} = %s",  # noqa: S608 - our own names
        stale,
    )
    cursor.executemany("DELETE FROM timeline_borne WHERE sort_key = %s", stale)
    cursor.executemany(
        how.INSERT,
        [how.document(one.sort_key, one.quotes, one.actors, one.tokens) for one in documents],
    )
    cursor.executemany(
        "INSERT INTO timeline_borne (sort_key, ends, facets) VALUES (%s, %s, %s)",
        [(one.sort_key, one.ends, one.packed) for one in documents],
    )
    write_entries((one.sort_key, one.entry) for one in documents if one.entry)


def write_entries(entries: Iterable[tuple[int, closed.Stored]]) -> None:
    """Keep these entries, by sort key, in place of what is kept."""
    places = ", ".join(["%s"] * (1 + len(closed.COLUMNS)))
    others = ", ".join(f"{name} = excluded.{name}" for name in closed.COLUMNS)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO timeline_closed (sort_key, {', '.join(closed.COLUMNS)})"  # noqa: S608
            f" VALUES ({places}) ON CONFLICT (sort_key) DO UPDATE SET {others}",
            [(key, *entry) for key, entry in entries],
        )


def facets_of(documents: Iterable[Document]) -> Mapping[Facet, int]:
    """How many of the documents bear each facet."""
    return Counter(facet for document in documents for facet in set(document.facets))


def _count(values: Mapping[str, int]) -> None:
    with connection.cursor() as cursor:
        _set(cursor, values)
        # By the clock, so that no number comes twice: not after a change that was taken back,
        # nor when an older copy of the database is put in place of this one.
        cursor.execute(
            "INSERT INTO timeline_counter (name, value) VALUES ('version', %s)"
            " ON CONFLICT (name) DO UPDATE SET value = CASE WHEN timeline_counter.value"
            " < excluded.value THEN excluded.value ELSE timeline_counter.value + 1 END",
            [time.time_ns() // 1000],
        )


def _set(cursor: Any, values: Mapping[str, int]) -> None:
    cursor.executemany(
        "INSERT INTO timeline_counter (name, value) VALUES (%s, %s)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [*values.items()],
    )


def without_entry(above: int, most: int) -> list[int]:
    """The next sort keys of documents without an entry that this version of the program made."""
    query = (
        "SELECT b.sort_key FROM timeline_borne b"
        " LEFT JOIN timeline_closed c ON c.sort_key = b.sort_key AND c.made_by = %s"
        " WHERE b.sort_key > %s AND c.sort_key IS NULL ORDER BY b.sort_key LIMIT %s"
    )
    return [key for (key,) in asking.rows(query, [closed.MADE_BY, above, most])]


def entries_are_kept() -> bool:
    """Whether this version of the program, or one that makes the same, has made all entries."""
    return counters().get(_MADE_BY) == closed.MADE_BY


def have_kept_entries() -> None:
    """Note that it has."""
    with connection.cursor() as cursor:
        _set(cursor, {_MADE_BY: closed.MADE_BY})


def clear() -> None:
    """Empty the index and its counts; the version grows on."""
    write((), articles=0, undated=0)
