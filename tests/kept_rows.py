"""What an import leaves, kept as rows and files, so that tests that start from it do not wait for
it each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from timeline.building import documents

_INDEX = (
    "timeline_index",
    "timeline_words",
    "timeline_borne",
    "timeline_closed",
)  # made again out of the rows


@dataclass(frozen=True)
class KeptRows:
    tables: dict[str, list[tuple[Any, ...]]]
    files: Path

    @classmethod
    def of_all_but(cls, others: set[str], files: Path) -> KeptRows:
        """Keep what is in all tables but these and the data folder, the latter in `files`."""
        shutil.copytree(settings.DATA_DIR, files, dirs_exist_ok=True)
        return cls({name: _content(name) for name in filled_tables() - others}, files)

    def put_back(self) -> None:
        shutil.copytree(self.files, settings.DATA_DIR, dirs_exist_ok=True)
        with transaction.atomic(), connection.cursor() as cursor:
            for name, rows in self.tables.items():
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables
                cursor.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608
        documents.refresh_index()


def filled_tables() -> set[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return {name for name in names if not name.startswith(_INDEX) and _content(name)}


def _content(name: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}")  # noqa: S608
        return cursor.fetchall()
