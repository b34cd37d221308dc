"""Settings are safe when nothing is set, and a wrong one is named with its way out."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from timeline import environment


@pytest.mark.parametrize(
    ("value", "meant"), [("yes", True), ("1", True), ("off", False), ("", False)]
)
def test_a_flag_is_yes_or_no(value, meant):
    assert environment.flag("DEBUG", environ={"DEBUG": value}) is meant


def test_a_flag_that_is_neither_is_named():
    with pytest.raises(ImproperlyConfigured, match="DEBUG='maybe' is neither yes nor no"):
        environment.flag("DEBUG", environ={"DEBUG": "maybe"})


@pytest.mark.parametrize(("value", "meant"), [("", 30), ("45", 45), (" 3 ", 3)])
def test_a_number_of_seconds_is_read(value, meant):
    environ = {"WORKER_SILENCE": value}
    assert environment.seconds("WORKER_SILENCE", default=30, least=3, environ=environ) == meant


@pytest.mark.parametrize("value", ["2", "-5", "1.5", "soon", "٤٥"])
def test_a_number_of_seconds_that_is_none_is_named(value):
    with pytest.raises(ImproperlyConfigured, match=f"WORKER_SILENCE='{value}' is no number of"):
        environment.seconds(
            "WORKER_SILENCE", default=30, least=3, environ={"WORKER_SILENCE": value}
        )


def test_debug_is_off_by_default():
    assert environment.flag("DEBUG", environ={}) is False and not settings.DEBUG


@pytest.mark.parametrize(
    "url", ["https://news.example.org", "https://news.example.org/", "http://localhost:9000"]
)
def test_an_address_of_a_site_is_taken(url):
    assert environment.site_url({"SITE_URL": url}) == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://news.example.org", "plain http on a public name"),
        ("news.example.org", "no address of a site"),
        ("https://news.example.org/path", "no address of a site"),
        ("https://[bad", "is no address"),
        ("https://host:99999", "is no address"),
    ],
)
def test_another_address_is_named_with_the_way_out(url, problem):
    with pytest.raises(ImproperlyConfigured, match=problem):
        environment.site_url({"SITE_URL": url})


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    key = environment.secret_key(tmp_path, {})
    path = tmp_path / "secret_key"
    assert environment.secret_key(tmp_path, {}) == key and len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["secret_key"]  # noqa: PTH208 - hidden drafts count, too


def test_a_key_that_is_set_wins_and_leaves_no_file(tmp_path):
    assert environment.secret_key(tmp_path, {"SECRET_KEY": "set"}) == "set"
    assert not (tmp_path / "secret_key").exists()


def test_a_process_that_comes_second_takes_the_first_ones_key(tmp_path):
    first = environment.secret_key(tmp_path, {})
    assert environment._make_key(tmp_path / "secret_key") == first


def test_half_a_key_is_refused(tmp_path):
    (tmp_path / "secret_key").write_text("short")
    with pytest.raises(ImproperlyConfigured, match="holds no whole key"):
        environment.secret_key(tmp_path, {})


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"DATA_DIR=.* cannot be made"):
        environment.data_folder(tmp_path, {"DATA_DIR": str(tmp_path / "file" / "data")})


def test_the_data_folder_is_its_owners_alone(tmp_path):
    folder = environment.data_folder(tmp_path, {})
    assert (
        folder == Path(tmp_path / "data").resolve() and stat.S_IMODE(folder.stat().st_mode) == 0o700
    )


# DATABASE_URL


def database(url, tmp_path):
    return environment.database(tmp_path, {"DATABASE_URL": url})


def test_the_database_is_a_file_unless_an_address_names_another(tmp_path):
    assert database("", tmp_path)["NAME"] == tmp_path / "datelines.sqlite3"


def test_an_address_names_all_of_a_database(tmp_path):
    found = database("postgresql://ann:p%40ss@db.example.org:6432/news?sslmode=require", tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("ann", "p@ss", "news")
    assert (found["HOST"], found["PORT"]) == ("db.example.org", "6432")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_database_can_be_reached_by_a_socket(tmp_path):
    assert database("postgres:///news?host=/run/postgresql", tmp_path)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://a@b/news", "names no PostgreSQL"),
        ("news", "names no PostgreSQL"),
        ("postgresql://ann@db", "names no database"),
        ("postgresql://ann@db/news/more", "names no database"),
        ("postgresql://ann@db:port/news", "is no address"),
        ("postgresql://ann@db/news?options=-c%20fsync=off", "'options' cannot be set there"),
    ],
)
def test_an_address_that_will_not_do_is_named(url, problem, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=problem):
        database(url, tmp_path)


def test_no_error_shows_the_password(tmp_path):
    with pytest.raises(ImproperlyConfigured) as caught:
        database("postgresql://ann:secret@db/", tmp_path)
    assert "secret" not in str(caught.value) and "ann:***@db" in str(caught.value)
