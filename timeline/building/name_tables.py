"""The names of actors as articles write them, as linking keeps them (`tables`): how often, in which
accounts, and what each is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from timeline.engine import asking
from timeline.linking.aliases import CanonicalName, families_of

Written = tuple[str, str]  # an actor's name and kind as its article gives them


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
    _write_named(named)
    _add_names(changed)
    _forget_names([written for written, change in changed.items() if change < 0])
    return set(changed)


def _write_named(named: Mapping[int, Counter[Written]]) -> None:
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


def _add_names(changed: Mapping[Written, int]) -> None:
    with connection.cursor() as cursor:
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


def _forget_names(fewer: Collection[Written]) -> None:
    """Of those that fewer accounts have, the ones that none has any more."""
    if not fewer:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM timeline_name_family WHERE (name, kind) IN"
            " (SELECT name, kind FROM timeline_name WHERE times <= 0)"
        )
        cursor.executemany(
            "DELETE FROM timeline_name WHERE name = %s AND kind = %s AND times <= 0", list(fewer)
        )


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
