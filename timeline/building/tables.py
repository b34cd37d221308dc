"""What linking keeps beside the models, so that a few articles can be linked by themselves.

`timeline_term` finds the accounts that have a term, by the days they may have been;
`timeline_term_count` and `timeline_article_terms` say in how many articles each term stands;
`timeline_named`, `timeline_name` and `timeline_name_family` hold the actors as written, how
often, and what each is called. All of it follows from the rows and is written by linking alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import connection

from timeline import engine
from timeline.engine import asking
from timeline.linking.aliases import CanonicalName, families_of
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms, step_of
from timeline.linking.terms import term_set

Written = tuple[str, str]  # an actor's name and kind as its article gives them

_NAMES = ("term", "term_count", "article_terms", "named", "name", "name_family")
TABLES = (
    "CREATE TABLE timeline_term (term TEXT NOT NULL, starts INTEGER NOT NULL,"
    " event_id BIGINT NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (term, starts, event_id)) WITHOUT ROWID",
    "CREATE INDEX timeline_term_event ON timeline_term (event_id)",
    "CREATE TABLE timeline_term_count (term TEXT PRIMARY KEY, articles INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE timeline_article_terms (article_id BIGINT PRIMARY KEY, terms TEXT NOT NULL)",
    "CREATE TABLE timeline_named (event_id BIGINT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,"
    " times INTEGER NOT NULL, PRIMARY KEY (event_id, name, kind)) WITHOUT ROWID",
    "CREATE INDEX timeline_named_name ON timeline_named (name, kind)",
    "CREATE TABLE timeline_name (name TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER NOT NULL,"
    " actor TEXT NOT NULL, actor_kind TEXT NOT NULL, PRIMARY KEY (name, kind)) WITHOUT ROWID",
    "CREATE INDEX timeline_name_actor ON timeline_name (actor)",
    "CREATE TABLE timeline_name_family (family TEXT NOT NULL, name TEXT NOT NULL,"
    " kind TEXT NOT NULL, PRIMARY KEY (family, name, kind)) WITHOUT ROWID",
)
_UNDATED, _OPEN_END = -1, 9_999_999  # days as ordinals; 0 is an open start
_NARROW = 7  # days


def create_tables(apps: object, schema_editor: Any) -> None:
    engine.create(schema_editor, TABLES)


def drop_tables(apps: object, schema_editor: Any) -> None:
    engine.drop(schema_editor, (f"timeline_{name}" for name in _NAMES))


def clear() -> None:
    """Forget everything, before all accounts are linked again."""
    with connection.cursor() as cursor:
        for name in _NAMES:
            cursor.execute(f"DELETE FROM timeline_{name}")  # noqa: S608 - our own names


# Terms


def write_terms(accounts: Mapping[int, LinkAccount], texts: Mapping[str, str]) -> None:
    """Make these the terms of the events with these keys; `texts` as `grouping.group` takes them."""
    rows = []
    for key, account in accounts.items():
        terms = set(account_terms(account))
        if not account.dated:
            terms |= term_set(texts.get(account.article, ""))
        first, last = _days(account)
        rows += [(term, first, last, key) for term in terms]
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM timeline_term WHERE event_id = %s", [(key,) for key in accounts]
        )
        cursor.executemany(
            "INSERT INTO timeline_term (term, starts, ends, event_id) VALUES (%s, %s, %s, %s)", rows
        )


def forget_events(keys: Collection[int]) -> None:
    """Take the terms of events away that are gone."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM timeline_term WHERE event_id = %s", [(k,) for k in keys])


def _days(account: LinkAccount) -> tuple[int, int]:
    if not account.dated:
        return _UNDATED, _UNDATED
    first, last = account.starts_on, account.ends_on
    return first.toordinal() if first else 0, last.toordinal() if last else _OPEN_END


def near(account: LinkAccount, spread: Spread) -> set[int]:
    """The keys of all events that may link with the account, see `links.Near`."""
    terms = account_terms(account)
    first, last = _days(account)
    rare = "term IN ({}) AND starts BETWEEN %s AND %s AND ends >= %s"
    lowest = 0 if account.dated else _UNDATED
    found = _events(rare, spread.rare(terms), [lowest, last, first])
    if account.narrow:
        found |= _events(rare, spread.telling(terms), [first - _NARROW + 1, last, first])
    return found


def events_with(terms: Collection[str]) -> set[int]:
    """The keys of all events that have one of the terms."""
    return _events("term IN ({})", terms, [])


def _events(where: str, terms: Collection[str], rest: list[int]) -> set[int]:
    found: set[int] = set()
    for some, places in asking.parts(sorted(terms)):
        found.update(
            key
            for (key,) in asking.rows(
                f"SELECT event_id FROM timeline_term WHERE {where.format(places)}",  # noqa: S608
                [*some, *rest],
            )
        )
    return found


# In how many articles


def count_terms(terms: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """Make these the terms of the articles with these keys; return those that weigh otherwise now."""
    changes: Counter[str] = Counter()
    for some, places in asking.parts(sorted(terms)):
        query = f"SELECT terms FROM timeline_article_terms WHERE article_id IN ({places})"  # noqa: S608
        for (joined,) in asking.rows(query, some):
            changes.subtract(joined.split("\n"))
    for found in terms.values():
        changes.update(found)
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM timeline_article_terms WHERE article_id = %s", [(key,) for key in terms]
        )
        cursor.executemany(
            "INSERT INTO timeline_article_terms (article_id, terms) VALUES (%s, %s)",
            [(key, "\n".join(sorted(found))) for key, found in terms.items() if found],
        )
    return _add({term: change for term, change in changes.items() if change})


def _add(changes: Mapping[str, int]) -> frozenset[str]:
    before = counts(changes)
    after = {term: before.get(term, 0) + change for term, change in changes.items()}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO timeline_term_count (term, articles) VALUES (%s, %s)"
            " ON CONFLICT (term) DO UPDATE SET articles = excluded.articles",
            list(after.items()),
        )
        cursor.executemany(
            "DELETE FROM timeline_term_count WHERE term = %s AND articles <= 0",
            [(term,) for term, count in after.items() if count <= 0],
        )
    return frozenset(
        term for term, count in after.items() if step_of(count) != step_of(before.get(term, 0))
    )


def counts(terms: Collection[str]) -> dict[str, int]:
    """In how many articles each of the terms stands; one that stands in none is left out."""
    found: dict[str, int] = {}
    for some, places in asking.parts(sorted(terms)):
        query = f"SELECT term, articles FROM timeline_term_count WHERE term IN ({places})"  # noqa: S608
        found |= dict(asking.rows(query, some))
    return found


class Counts(Mapping[str, int]):
    """The counts of all terms, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def learn(self, terms: Collection[str]) -> None:
        """Ask for many at once."""
        missing = [term for term in terms if term not in self._known]
        self._known |= dict.fromkeys(missing, 0) | counts(missing)

    def __getitem__(self, term: str) -> int:
        if term not in self._known:
            self.learn([term])
        return self._known[term]

    def __iter__(self) -> Iterator[str]:
        return (term for (term,) in asking.rows("SELECT term FROM timeline_term_count", []))

    def __len__(self) -> int:
        return int(asking.rows("SELECT COUNT(*) FROM timeline_term_count", [])[0][0])


# Names


def count_names(named: Mapping[int, Counter[Written]]) -> set[Written]:
    """Make these the names in the events with these keys; return those counted otherwise now."""
    changes: Counter[Written] = Counter()
    for some, places in asking.parts(sorted(named)):
        query = f"SELECT name, kind, times FROM timeline_named WHERE event_id IN ({places})"  # noqa: S608
        for name, kind, times in asking.rows(query, some):
            changes[name, kind] -= times
    for found in named.values():
        changes.update(found)
    changed = {written: change for written, change in changes.items() if change}
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM timeline_named WHERE event_id = %s", [(key,) for key in named]
        )
        cursor.executemany(
            "INSERT INTO timeline_named (event_id, name, kind, times) VALUES (%s, %s, %s, %s)",
            [
                (key, name, kind, times)
                for key, found in named.items()
                for (name, kind), times in found.items()
            ],
        )
        cursor.executemany(
            "INSERT INTO timeline_name (name, kind, times, actor, actor_kind)"
            " VALUES (%s, %s, %s, '', '')"
            " ON CONFLICT (name, kind) DO UPDATE SET times = timeline_name.times + excluded.times",
            [(name, kind, change) for (name, kind), change in changed.items()],
        )
        cursor.executemany(
            "INSERT INTO timeline_name_family (family, name, kind) VALUES (%s, %s, %s)"
            " ON CONFLICT (family, name, kind) DO NOTHING",
            [(family, *written) for written in changed for family in families_of(written[0])],
        )
        cursor.execute(
            "DELETE FROM timeline_name_family WHERE (name, kind) IN"
            " (SELECT name, kind FROM timeline_name WHERE times <= 0)"
            if any(change < 0 for change in changed.values())
            else "SELECT 1"
        )
        cursor.executemany(
            "DELETE FROM timeline_name WHERE name = %s AND kind = %s AND times <= 0",
            [written for written, change in changed.items() if change < 0],
        )
    return set(changed)


def relatives(names: Iterable[Written]) -> dict[Written, int]:
    """All names that share a family with one of these, with how often each is written."""
    families = {family for name, _ in names for family in families_of(name)}
    found: dict[Written, int] = {}
    for some, places in asking.parts(sorted(families)):
        query = (
            "SELECT n.name, n.kind, n.times FROM timeline_name_family f"  # noqa: S608
            " JOIN timeline_name n ON n.name = f.name AND n.kind = f.kind"
            f" WHERE f.family IN ({places})"
        )
        found |= {(name, kind): times for name, kind, times in asking.rows(query, some)}
    return found


def call(chosen: Mapping[Written, CanonicalName]) -> dict[Written, CanonicalName]:
    """Call the actors written so by these names; return those that were called otherwise, with
    the name that each had ("" if it is new)."""
    before = called(chosen)
    renamed = {
        written: before[written]
        for written, name in chosen.items()
        if written in before and before[written] != name
    }
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE timeline_name SET actor = %s, actor_kind = %s WHERE name = %s AND kind = %s",
            [(chosen[written].name, chosen[written].kind, *written) for written in renamed],
        )
    return renamed


def called(names: Collection[Written]) -> dict[Written, CanonicalName]:
    """What the actors written so are called."""
    wanted = set(names)
    found: dict[Written, CanonicalName] = {}
    for some, places in asking.parts(sorted({name for name, _ in wanted})):
        query = f"SELECT name, kind, actor, actor_kind FROM timeline_name WHERE name IN ({places})"  # noqa: S608
        for name, kind, actor, actor_kind in asking.rows(query, some):
            if (name, kind) in wanted:
                found[name, kind] = CanonicalName(actor, actor_kind)
    return found


def events_naming(names: Iterable[Written]) -> set[int]:
    """The keys of the events that name one of these."""
    query = "SELECT event_id FROM timeline_named WHERE name = %s AND kind = %s"
    return {key for written in names for (key,) in asking.rows(query, written)}


def kinds_of(actors: Collection[str]) -> dict[str, str]:
    """The one kind that each actor is counted as: the one it is most often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for some, places in asking.parts(sorted(actors)):
        query = (
            "SELECT actor, actor_kind, SUM(times) FROM timeline_name"  # noqa: S608
            f" WHERE actor IN ({places}) GROUP BY actor, actor_kind"
        )
        for actor, kind, times in asking.rows(query, some):
            found[actor][kind] = times
    return {actor: most_often(kinds) for actor, kinds in found.items()}


def most_often(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def written_for(actor: str) -> dict[str, int]:
    """How articles write the actor of this name, and how often, the most first."""
    query = (
        "SELECT name, SUM(times) AS often FROM timeline_name WHERE actor = %s"
        " GROUP BY name ORDER BY often DESC, name"
    )
    return {name: int(times) for name, times in asking.rows(query, [actor])}


def names_within(words: str) -> list[tuple[str, str, str, str]]:
    """Names as written that stand within the words, the longest first: name, kind, and what
    the actor is called."""
    query = (
        "SELECT name, kind, actor, actor_kind FROM timeline_name"
        " WHERE %s LIKE '%%' || name || '%%' ORDER BY LENGTH(name) DESC, times DESC, name, kind"
    )
    return [
        (name, kind, actor, actor_kind)
        for name, kind, actor, actor_kind in asking.rows(query, [words])
    ]
