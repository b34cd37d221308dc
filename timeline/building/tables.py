"""What linking keeps beside the models, so that a few articles can be linked by themselves.

`timeline_term` finds the accounts that have a term, by the days they may have been;
`timeline_term_count` and `timeline_article_terms` say in how many articles each term stands
(`term_tables`); `timeline_named`, `timeline_name` and `timeline_name_family` hold the actors as
written, how often, and what each is called (`name_tables`). All of it follows from the rows and is
written by linking alone.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from timeline import engine

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


def create_tables(apps: object, schema_editor: Any) -> None:
    engine.create(schema_editor, TABLES)


def drop_tables(apps: object, schema_editor: Any) -> None:
    engine.drop(schema_editor, (f"timeline_{name}" for name in _NAMES))


def clear() -> None:
    """Forget everything, before all accounts are linked again."""
    with connection.cursor() as cursor:
        for name in _NAMES:
            cursor.execute(f"DELETE FROM timeline_{name}")  # noqa: S608 - our own names
