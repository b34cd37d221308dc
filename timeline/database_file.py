"""The SQLite file as it is found at a start: what is damaged or something else is never touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

WAY_OUT = (
    "Put a copy of the timeline in its place, or move it away to begin with an empty timeline."
)
LARGEST_CHECKED = 2_000_000_000  # bytes; `manage.py verify` reads larger files through


def refuse_unusable(path: Path) -> None:
    """Raise ImproperlyConfigured, naming the file, if it is there and cannot be a timeline's."""
    if not path.exists():
        return
    if path.stat().st_size == 0 and not path.with_name(f"{path.name}-wal").exists():
        raise ImproperlyConfigured(f"The database {path} is empty (0 bytes). {WAY_OUT}")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=20)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    except sqlite3.OperationalError as error:
        raise ImproperlyConfigured(f"The database {path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise ImproperlyConfigured(f"The database {path} is damaged: {error}. {WAY_OUT}") from error
    if tables and "django_migrations" not in tables:
        raise ImproperlyConfigured(
            f"The database {path} belongs to another program: it has tables, and none of Datelines. {WAY_OUT}"
        )


def damage(path: Path) -> str:
    """What SQLite finds wrong when it reads the whole file; "" for nothing."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=20)) as database:
            found = [line for name in _tables(database) for line in _faults(database, name)]
    except sqlite3.DatabaseError as error:
        return str(error)
    return "; ".join(line.replace("\n", " ") for line in found[:3])


def _tables(database: sqlite3.Connection) -> list[str]:
    kept = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return ["sqlite_schema", *(name for (name,) in database.execute(kept))]


def _faults(database: sqlite3.Connection, table: str) -> list[str]:
    """Faults of the table and its indexes. That a value is NULL is none of the file's, and
    SQLite 3.40 says so where it is not, in tables whose key is not their first columns."""
    lines = (str(line) for (line,) in database.execute(f'PRAGMA quick_check("{table}")'))
    return [line for line in lines if line != "ok" and not line.startswith("NULL value in ")]
