"""The index beside the models: one document an event, found by words and filter tokens; asked
here, written by `building.indexing`.

Documents are kept by the event's `sort_key`, so that words, filters and any mix of them are
one look-up in the order of the page (`engine` says how, on either database). The column
`tokens` holds what filters ask for (actor, outlet, month, reach, precision, planned, sources,
main), one opaque word each; `timeline_facet` says what each token stands for and keeps how
many events bear it, `timeline_borne` has the tokens of each event packed to be counted, and its
last day. Nothing that a page asks here grows with the timeline: whatever is not
kept is counted up to a bound.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from timeline import engine, ordering, packed
from timeline.engine import asking

TABLES = (
    "CREATE TABLE timeline_facet (token TEXT PRIMARY KEY, kind TEXT NOT NULL,"
    " name TEXT NOT NULL, events INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX timeline_facet_kind ON timeline_facet (kind, events DESC, name)",
    "CREATE TABLE timeline_counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that events can be filtered by; `kind` is person, organisation, country,
    place, outlet, month (or year, with the kind: "2021-04 day"), reach (how far a span goes:
    REACHES), precision, planned, sources, main, checked (or unchecked), corrected or eye (why
    an editor should look at it)."""

    kind: str
    name: str

    @property
    def token(self) -> str:
        """One word of letters and digits, the same on every engine and at every build."""
        return _token(self.family, self.name)

    @property
    def number(self) -> int:
        """The token as `packed` counts it."""
        return _number(self.family, self.name)

    @property
    def family(self) -> str:
        """What it narrows with; actors are addressed by name alone: a corrected kind keeps every
        bookmark."""
        return "actor" if self.kind in {"person", "organisation", "country", "place"} else self.kind


@lru_cache(maxsize=10_000)
def _token(family: str, name: str) -> str:
    digest = hashlib.sha256(f"{family}:{name}".encode()).hexdigest()
    return f"{family[0]}{digest[:15]}"


@lru_cache(maxsize=10_000)
def _number(family: str, name: str) -> int:
    return packed.number(_token(family, name))


def create_tables(apps: object, schema_editor: Any) -> None:
    engine.create(schema_editor, (*engine.current().INDEX, *TABLES))


def drop_tables(apps: object, schema_editor: Any) -> None:
    engine.drop(schema_editor, ("timeline_counter", "timeline_facet", "timeline_index"))


def expression(text: str = "", facets: Iterable[Facet] = (), *, any_actor: bool = False) -> str:
    """Return the query for typed words and facets; "" asks for nothing.

    Facets of one family widen one another (two outlets), families narrow one another;
    actors narrow one another, too, unless `any_actor`.
    """
    families: dict[str, list[str]] = {}
    for facet in facets:
        families.setdefault(facet.family, []).append(facet.token)
    choices = [
        ("AND" if family == "actor" and not any_actor else "OR", tokens)
        for family, tokens in families.items()
    ]
    return engine.current().expression(choices, terms_of(text))


def narrowed(match: str, facet: Facet) -> str:
    """The expression for those of the events that bear the facet, too."""
    return engine.current().BOTH.join(filter(None, (match, expression(facets=[facet]))))


SHORTEST_START = 3  # letters; fewer begin too many words to be looked for


def terms_of(text: str) -> list[str]:
    """The terms, cleared of quote marks, so that nothing of the reader's is obeyed; words
    between quote marks are a phrase, and the last word may be the start of one (*)."""
    parts = re.findall(
        r'"([^"]*)"|(\S+)', text.replace("\0", " ").replace("“", '"').replace("”", '"')
    )
    terms = [phrase or word.replace('"', "") for phrase, word in parts]
    terms = [term.replace("*", " ") for term in terms if any(map(str.isalnum, term))][:20]
    if terms and not parts[-1][0] and len(terms[-1]) >= SHORTEST_START:
        terms[-1] += "*"
    return terms


def has_words(text: str) -> bool:
    """Whether `text` has anything that can be searched for."""
    return bool(terms_of(text))


def keys(match: str) -> RawSQL:
    """The sort keys of all events that match, for use in a queryset that is not a page's."""
    how = engine.current()
    query = f"SELECT {how.KEY} FROM timeline_index WHERE {how.MATCH}"  # noqa: S608 - our own names
    return RawSQL(query, [match])  # noqa: S611 - our own names, the values apart


@dataclass(frozen=True, slots=True)
class LookUp:
    """The events that match, with sort keys from `low` to `high`, both inclusive; of them those
    that go on until the day `reaching`, if there is one, or have an open end, which their key tells.

    Each answer takes at most so many of them, the first ones."""

    match: str
    low: int
    high: int
    reaching: date | None = None

    def keys(self, most: int, *, newest: bool = False) -> list[int]:
        """Their sort keys; the last ones first if `newest`."""
        query, values = self._query(self._key, bears=False)
        order = "DESC" if newest else "ASC"
        found = asking.rows(f"{query} ORDER BY {self._key} {order} LIMIT {most:d}", values)
        return [key for (key,) in found]

    def rows(self, most: int) -> list[tuple[int, bytes]]:
        """Their sort keys, each with what the event bears, packed."""
        query, values = self._query(f"{self._key}, b.facets", bears=True)
        found: list[Any] = asking.rows(f"{query} ORDER BY {self._key} LIMIT {most:d}", values)
        return found

    def number(self, most: int) -> int:
        """How many they are."""
        query, values = self._query("1", bears=False)
        ((number,),) = asking.rows(
            f"SELECT COUNT(*) FROM ({query} LIMIT {most:d}) k",  # noqa: S608 - our own names
            values,
        )
        return int(number)

    @property
    def _key(self) -> str:
        return engine.current().KEY if self.match else "b.sort_key"

    def _query(self, columns: str, *, bears: bool) -> tuple[str, list[Any]]:
        """The query but for order and bound; with what events bear where that is needed."""
        key, tables, where, values = self._key, [], [], list[Any]()
        if self.match:
            tables, where, values = ["timeline_index"], [engine.current().MATCH], [self.match]
        if bears or self.reaching or not self.match:
            tables.append("timeline_borne b")
            where += [f"b.sort_key = {key}"] if self.match else []
        where += [f"{key} >= %s", f"{key} <= %s"]
        values += [self.low, self.high]
        if self.reaching:
            where.append(f"({key} & %s = 0 OR b.ends >= %s)")
            values += [ordering.WIDTH, self.reaching.toordinal()]
        joined = " CROSS JOIN ".join(tables)  # in this order, whatever SQLite thinks of them
        return f"SELECT {columns} FROM {joined} WHERE {' AND '.join(where)}", values  # noqa: S608


def tokens_at(sort_keys: Iterable[int]) -> dict[int, str]:
    """The tokens of the events with these sort keys."""
    how = engine.current()
    query = f"SELECT {how.KEY}, tokens FROM timeline_index WHERE {how.KEY} IN ({{}})"  # noqa: S608
    return dict(asking.in_parts(query, sort_keys))


# What there is to filter by


def facet_counts() -> Iterator[tuple[Facet, int]]:
    """Yield every facet with the number of events that bear it: for checks, not for pages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, name, events FROM timeline_facet ORDER BY token")
        for kind, name, events in iter(cursor.fetchone, None):
            yield Facet(kind, name), events


def most_borne(kinds: Mapping[str, int]) -> list[tuple[Facet, int]]:
    """The facets of these kinds, at most so many of each, those of most events first."""
    one = (
        "SELECT kind, name, events FROM (SELECT kind, name, events FROM timeline_facet"
        " WHERE kind = %s ORDER BY events DESC, name LIMIT %s) k"
    )
    values = [value for pair in kinds.items() for value in pair]
    rows = asking.rows(" UNION ALL ".join([one] * len(kinds)), values)
    return [(Facet(kind, name), events) for kind, name, events in rows]


def ends_of(kind: str) -> list[str]:
    """The first and the last name of a kind of facet, in alphabetical order; none without any."""
    rows = asking.rows("SELECT MIN(name), MAX(name) FROM timeline_facet WHERE kind = %s", [kind])
    return [name for row in rows for name in row if name]


def numbers_of(kinds: Sequence[str], most: int) -> dict[str, int]:
    """How many facets there are of each kind, counted up to `most`."""
    one = (
        "SELECT CAST(%s AS TEXT), COUNT(*) FROM"
        " (SELECT 1 FROM timeline_facet WHERE kind = %s LIMIT %s) k"
    )
    values = [value for kind in kinds for value in (kind, kind, most)]
    return dict(asking.rows(" UNION ALL ".join([one] * len(kinds)), values))


def borne(facets: Iterable[Facet]) -> dict[Facet, int]:
    """Those of the facets that events bear, with how many do, by the kinds they are kept as."""
    query = "SELECT kind, name, events FROM timeline_facet WHERE token IN ({})"
    return _facets(query, {facet.token for facet in facets})


def facets_with(tokens: Iterable[str]) -> dict[str, Facet]:
    """What the tokens stand for."""
    query = "SELECT token, kind, name FROM timeline_facet WHERE token IN ({})"
    return {token: Facet(kind, name) for token, kind, name in asking.in_parts(query, tokens)}


def _facets(query: str, tokens: Iterable[str]) -> dict[Facet, int]:
    return {Facet(kind, name): events for kind, name, events in asking.in_parts(query, tokens)}


def called(words: Sequence[str], kinds: Sequence[str], most: int) -> list[tuple[Facet, int]]:
    """At most so many facets of these kinds whose names hold all the words, those of most
    events first. Capitals make no difference."""
    held = " AND ".join(
        ["(LOWER(name) LIKE %s ESCAPE '!' OR name LIKE %s ESCAPE '!')"] * len(words)
    )
    query = (
        f"SELECT kind, name, events FROM timeline_facet WHERE kind IN ({', '.join(['%s'] * len(kinds))})"  # noqa: S608
        f" AND {held} ORDER BY events DESC, name LIMIT {most:d}"
    )
    patterns = [
        f"%{re.sub('([!%_])', '!' + chr(92) + '1', form)}%"
        for word in words
        for form in (word.lower(), word.capitalize())  # SQLite's LOWER knows plain letters only
    ]
    return [
        (Facet(kind, name), events)
        for kind, name, events in asking.rows(query, [*kinds, *patterns])
    ]


def kind_of_actor(name: str) -> str:
    """What kind of actor the timeline knows by this name; "" for none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind FROM timeline_facet WHERE token = %s", [Facet("person", name).token]
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""


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


def keys_bearing(facet: Facet) -> set[int]:
    """The sort keys of all events that bear the facet."""
    how = engine.current()
    query = f"SELECT {how.KEY} FROM timeline_index WHERE {how.MATCH}"  # noqa: S608 - our own names
    return {key for (key,) in asking.rows(query, [expression(facets=[facet])])}
