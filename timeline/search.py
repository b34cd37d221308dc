"""The index beside the models: one document an event, found by words and filter tokens.

A plain stored FTS5 table whose rowid is the event's `sort_key`, so that words, filters and
any mix of them are one look-up in the order of the page. The column `tokens` holds what
filters ask for (actor, outlet, month, precision, planned, sources, main), one opaque word each;
`timeline_facet` says what each token stands for and keeps how many events bear it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

TABLES = (
    "CREATE VIRTUAL TABLE timeline_index USING fts5("
    "quotes, actors, tokens, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE TABLE timeline_facet (token TEXT PRIMARY KEY, kind TEXT NOT NULL,"
    " name TEXT NOT NULL, events INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX timeline_facet_kind ON timeline_facet (kind, events DESC, name)",
    "CREATE TABLE timeline_counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that events can be filtered by; `kind` is person, organisation, country,
    place, outlet, month (or year, as 2021-04 or 2021), precision, planned, sources or main."""

    kind: str
    name: str

    @property
    def token(self) -> str:
        """One word of letters and digits, the same on every engine and at every build."""
        digest = hashlib.sha256(f"{_family(self.kind)}:{self.name}".encode()).hexdigest()
        return f"{_family(self.kind)[0]}{digest[:15]}"


def _family(kind: str) -> str:
    """Actors are addressed by name alone: a corrected kind keeps every bookmark."""
    return "actor" if kind in {"person", "organisation", "country", "place"} else kind


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


def create_tables(apps: object, schema_editor: Any) -> None:
    for statement in TABLES:
        schema_editor.execute(statement)


def drop_tables(apps: object, schema_editor: Any) -> None:
    for name in ("timeline_counter", "timeline_facet", "timeline_index"):
        schema_editor.execute(f"DROP TABLE {name}")


# Asking


def expression(text: str = "", facets: Iterable[Facet] = (), *, any_actor: bool = False) -> str:
    """Return the FTS5 query for typed words and facets; "" asks for nothing.

    Facets of one family widen one another (two outlets), families narrow one another;
    actors narrow one another, too, unless `any_actor`.
    """
    families: dict[str, list[str]] = {}
    for facet in facets:
        families.setdefault(_family(facet.kind), []).append(facet.token)
    parts = []
    for family, tokens in families.items():
        joint = " AND " if family == "actor" and not any_actor else " OR "
        parts.append(f"tokens : ({joint.join(tokens)})")
    if words := _typed(text):
        parts.append(f"{{quotes actors}} : ({words})")
    return " AND ".join(parts)


def _typed(text: str) -> str:
    """Every term quoted, so that no operator or quote mark of the reader's is obeyed;
    words between quote marks are a phrase, and the last word may be the start of one."""
    parts = re.findall(
        r'"([^"]*)"|(\S+)', text.replace("\0", " ").replace("“", '"').replace("”", '"')
    )
    terms = [phrase or word.replace('"', "") for phrase, word in parts]
    terms = [term for term in terms if any(character.isalnum() for character in term)][:20]
    if not terms:
        return ""
    prefix = "" if parts[-1][0] else "*"
    return " AND ".join(f'"{term}"' for term in terms) + prefix


def has_words(text: str) -> bool:
    """Whether `text` has anything that can be searched for."""
    return bool(_typed(text))


def keys(match: str) -> RawSQL:
    """The sort keys of the events that match, for use in a queryset."""
    return RawSQL("SELECT rowid FROM timeline_index WHERE timeline_index MATCH %s", [match])


def facet_counts(match: str = "") -> list[tuple[Facet, int]]:
    """Every facet with the number of events that bear it and match, most first.

    Without `match` these are the kept counts; with it they are counted over what matches.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, kind, name, events FROM timeline_facet")
        rows = cursor.fetchall()
        if match:
            cursor.execute(
                "SELECT tokens FROM timeline_index WHERE timeline_index MATCH %s", [match]
            )
            found = Counter(token for (tokens,) in cursor for token in tokens.split())
            rows = [(token, kind, name, found[token]) for token, kind, name, _ in rows]
    counts = [(Facet(kind, name), events) for _, kind, name, events in rows]
    return sorted(counts, key=lambda item: (-item[1], item[0].name.casefold()))


def first_and_last(match: str, *, below: int) -> list[int]:
    """The lowest and the highest sort key below `below` of the events that match; none, one or two."""
    query = "SELECT rowid FROM timeline_index WHERE timeline_index MATCH %s AND rowid < %s"
    found: list[int] = []
    with connection.cursor() as cursor:
        for direction in ("ASC", "DESC"):
            cursor.execute(f"{query} ORDER BY rowid {direction} LIMIT 1", [match, below])
            found += [key for (key,) in cursor if key not in found]
    return found


def facet_counts_of(sort_keys: QuerySet[Any]) -> dict[Facet, int]:
    """How many of the events with these sort keys (a queryset of that one column) bear each
    facet; a facet that none of them bears is left out."""
    query, parameters = sort_keys.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT tokens FROM timeline_index WHERE rowid IN ({query})",  # noqa: S608 Django's own SQL
            parameters,
        )
        found = Counter(token for (tokens,) in cursor for token in tokens.split())
        cursor.execute("SELECT token, kind, name FROM timeline_facet")
        return {Facet(kind, name): found[token] for token, kind, name in cursor if found[token]}


def counters() -> dict[str, int]:
    """The kept numbers: version (grows with every change), articles, events, undated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, value FROM timeline_counter")
        return {"version": 0, "articles": 0, "events": 0, "undated": 0} | dict(cursor.fetchall())


def version() -> int:
    """A number that grows with every change of what the pages show."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM timeline_counter WHERE name = 'version'")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


# Writing: by timeline.building alone, inside the transaction that writes the rows


def stored() -> dict[int, tuple[str, str, str]]:
    """Every document's (quotes, actors, tokens) by sort key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, quotes, actors, tokens FROM timeline_index")
        return {key: (quotes, actors, tokens) for key, quotes, actors, tokens in cursor}


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
        cursor.executemany("DELETE FROM timeline_index WHERE rowid = %s", [(key,) for key in stale])
        cursor.executemany(
            "INSERT INTO timeline_index (rowid, quotes, actors, tokens) VALUES (%s, %s, %s, %s)",
            [(doc.sort_key, doc.quotes, doc.actors, doc.tokens) for doc in changed],
        )
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
    before = _stored_tokens(set(gone) | wanted.keys())
    counts = Counter(facet for document in wanted.values() for facet in set(document.facets))
    lost = Counter(token for tokens in before.values() for token in tokens.split())
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM timeline_index WHERE rowid = %s", [(key,) for key in before]
        )
        cursor.executemany(
            "INSERT INTO timeline_index (rowid, quotes, actors, tokens) VALUES (%s, %s, %s, %s)",
            [(doc.sort_key, doc.quotes, doc.actors, doc.tokens) for doc in wanted.values()],
        )
        cursor.executemany(
            "UPDATE timeline_facet SET events = events - %s WHERE token = %s",
            [(number, token) for token, number in lost.items()],
        )
        cursor.executemany(
            "INSERT INTO timeline_facet (token, kind, name, events) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (token) DO UPDATE SET"
            " kind = excluded.kind, events = events + excluded.events",
            [(facet.token, facet.kind, facet.name, number) for facet, number in counts.items()],
        )
        cursor.executemany(
            "DELETE FROM timeline_facet WHERE token = %s AND events <= 0",
            [(token,) for token in lost],
        )
    events = counters()["events"] + len(wanted) - len(before)
    _count({"articles": articles, "events": events, "undated": undated})


def _stored_tokens(sort_keys: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    with connection.cursor() as cursor:
        for key in sort_keys:
            cursor.execute("SELECT tokens FROM timeline_index WHERE rowid = %s", [key])
            if row := cursor.fetchone():
                found[key] = row[0]
    return found


def keys_bearing(facet: Facet) -> set[int]:
    """The sort keys of all events that bear the facet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM timeline_index WHERE timeline_index MATCH %s",
            [expression(facets=[facet])],
        )
        return {key for (key,) in cursor}


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
        cursor.execute(
            "INSERT INTO timeline_counter (name, value) VALUES ('version', 1)"
            " ON CONFLICT (name) DO UPDATE SET value = value + 1"
        )


def clear() -> None:
    """Empty the index and its counts; the version grows on."""
    write((), articles=0, undated=0)
