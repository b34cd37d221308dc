"""What SQLite and PostgreSQL do differently: how the index is kept and asked, and column types.

Everything else is the same SQL on both. `current()` is the module that speaks to the database
in use; both offer the names of `Engine`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

from django.db import connection

from timeline.engine import postgres, sqlite


class Engine(Protocol):
    """`KEY` is the index's column of sort keys, `MATCH` the condition that a document fits an
    expression, `BOTH` what joins two of these; `BORNE` makes the table of what each document
    bears, packed, `CLOSED` that of the closed entries, which go when the former does."""

    KEY: str
    MATCH: str
    BOTH: str
    INDEX: tuple[str, ...]
    BORNE: str
    CLOSED: str
    INSERT: str

    def expression(self, choices: Sequence[tuple[str, Sequence[str]]], terms: Sequence[str]) -> str:
        """The query for filter tokens, joined by "AND" or "OR" within each choice, and typed
        terms, the last of which may end in * (any word that starts so, of those that the index
        holds now); "" for nothing."""

    def document(self, key: int, quotes: str, actors: str, tokens: str) -> Sequence[Any]:
        """The values that `INSERT` takes."""

    def plain(self, statement: str) -> str:
        """A CREATE TABLE as this database takes it."""

    def alone(self, waiting: Callable[[], object] | None) -> AbstractContextManager[None]:
        """Wait until no other process prepares a build, and keep others waiting until the end.
        `waiting` is called if there is one."""

    def lock(self) -> None:
        """Wait until no other process links, and keep others waiting until the transaction ends."""


def current() -> Engine:
    return cast("Engine", postgres if connection.vendor == "postgresql" else sqlite)


def create_borne(schema_editor: Any) -> None:
    """Make the table of what each event bears, packed."""
    schema_editor.execute(current().BORNE, None)


def create_closed(schema_editor: Any) -> None:
    """Make the table of the closed entry of each event."""
    schema_editor.execute(current().CLOSED, None)


def create(schema_editor: Any, statements: Iterable[str]) -> None:
    """Make the tables beside the models."""
    for statement in statements:
        schema_editor.execute(current().plain(statement), None)


def drop(schema_editor: Any, names: Iterable[str]) -> None:
    """Drop tables beside the models."""
    for name in names:
        schema_editor.execute(f"DROP TABLE {name}")
