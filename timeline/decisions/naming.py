"""Who is called what by a person's decision, beside the models: for all articles, old and new.

`timeline_called` keeps cells by name, as `Event.decisions` keeps them by account:

    merged        on a canonical name: {into, kind}, it is another name of that actor
    called        on a name as articles write it: {into, kind}, that is who is meant
    distinct:NAME on a canonical name: {}, it is somebody else than NAME

What was looked at of files that gave no article (unread.py) is kept there, too, under FILE.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import connection

from timeline import engine
from timeline.linking.aliases import CanonicalName

TABLES = (
    "CREATE TABLE timeline_called (name TEXT PRIMARY KEY, decisions TEXT NOT NULL) WITHOUT ROWID",
)
FILE = "file:"  # before the key of a file
Cells = dict[str, dict[str, Any]]
Written = tuple[str, str]


def create_tables(apps: object, schema_editor: Any) -> None:
    engine.create(schema_editor, TABLES)


def drop_tables(apps: object, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE timeline_called")


def cells_of(name: str) -> Cells:
    """What was decided of the name; nothing for most."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT decisions FROM timeline_called WHERE name = %s", [name])
        row = cursor.fetchone()
    return json.loads(row[0]) if row else {}


def all_cells(*, files: bool = False) -> dict[str, Cells]:
    """What was decided of names, or, with `files`, of files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, decisions FROM timeline_called ORDER BY name")
        return {
            name: json.loads(kept)
            for name, kept in cursor.fetchall()
            if name.startswith(FILE) == files
        }


def keep(name: str, cells: Cells) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_called WHERE name = %s", [name])
        if cells:
            cursor.execute(
                "INSERT INTO timeline_called (name, decisions) VALUES (%s, %s)",
                [name, json.dumps(cells, ensure_ascii=False, sort_keys=True)],
            )


class Naming:
    """What names become by decision, read once."""

    def __init__(self) -> None:
        self._cells = all_cells()

    def settled(self, chosen: Mapping[Written, CanonicalName]) -> dict[Written, CanonicalName]:
        """The names that linking chose, or that a person did."""
        if not self._cells:
            return dict(chosen)
        return {written: self._settled(written[0], name) for written, name in chosen.items()}

    def _settled(self, written: str, name: CanonicalName) -> CanonicalName:
        name = self._decided(written, "called") or name
        seen = {name.name}
        while (other := self._decided(name.name, "merged")) and other.name not in seen:
            seen.add(other.name)
            name = other
        return name

    def _decided(self, name: str, kind: str) -> CanonicalName | None:
        value = self._cells.get(name, {}).get(kind, {}).get("value")
        return CanonicalName(value["into"], value["kind"]) if value else None
