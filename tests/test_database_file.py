"""A database file that is damaged, empty or something else is named at the start and kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.core.exceptions import ImproperlyConfigured

from timeline.checks import check_database_file
from timeline.database_file import damage, refuse_unusable


@pytest.fixture
def path(tmp_path):
    return tmp_path / "datelines.sqlite3"


@pytest.fixture
def whole(path):
    """A database that Datelines could have made, of several pages."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, name TEXT)")
        database.execute("CREATE INDEX by_name ON django_migrations (name)")
        rows = [(f"{number:04} {'x' * 200}",) for number in range(500)]
        database.executemany("INSERT INTO django_migrations (name) VALUES (?)", rows)
    return path


def test_no_file_and_a_whole_one_are_taken(path, whole, tmp_path):
    refuse_unusable(tmp_path / "none.sqlite3")
    refuse_unusable(whole)
    assert damage(whole) == ""


def test_a_table_whose_key_is_not_its_first_columns_is_no_damage(whole):
    with closing(sqlite3.connect(whole)) as database, database:
        database.execute(
            "CREATE TABLE term (term TEXT NOT NULL, ends INTEGER NOT NULL, event INTEGER NOT NULL,"
            " PRIMARY KEY (term, event)) WITHOUT ROWID"
        )
        database.execute("INSERT INTO term VALUES ('ferry', 737800, 1)")
    assert damage(whole) == ""


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"Minutes of the meeting\n" * 50, "is damaged: file is not a database"),
        (b"SQLite format 3\0" + bytes(84), "is damaged"),
    ],
)
def test_what_is_no_database_is_refused_and_kept(path, content, problem):
    path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=problem):
        refuse_unusable(path)
    assert path.read_bytes() == content


def test_a_file_that_was_cut_off_is_refused(whole):
    content = whole.read_bytes()[:5000]
    whole.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="is damaged"):
        refuse_unusable(whole)
    assert whole.read_bytes() == content


def test_the_database_of_another_program_is_refused(path):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE address (name TEXT)")
    with pytest.raises(ImproperlyConfigured, match="belongs to another program"):
        refuse_unusable(path)


def test_damage_within_is_found_before_anything_is_changed(whole):
    content = bytearray(whole.read_bytes())
    content[20_000:24_000] = b"\xff" * 4000
    whole.write_bytes(content)
    assert damage(whole)
    assert whole.read_bytes() == bytes(content)


def test_the_file_is_checked_where_there_is_one():
    assert check_database_file(databases=None) == []
    assert check_database_file(databases=["default"]) == []  # tests run in memory
