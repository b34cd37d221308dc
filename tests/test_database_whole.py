"""A timeline with events in it is not taken for a damaged database."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.sqlite
def test_sqlite_finds_nothing_wrong_in_a_timeline(seeded):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        assert [line for (line,) in cursor] == ["ok"]
