"""What Django checks before it changes the database: that SQLite's file is whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from timeline.database_file import LARGEST_CHECKED, WAY_OUT, damage


@register(Tags.database)
def check_database_file(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    database = settings.DATABASES["default"]
    if not databases or not database["ENGINE"].endswith("sqlite3"):
        return []
    path = Path(database["NAME"])
    if not path.exists() or path.stat().st_size > LARGEST_CHECKED:
        return []
    found = damage(path)
    return [Error(f"The database {path} is damaged: {found}.", hint=WAY_OUT)] if found else []
