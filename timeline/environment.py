"""What the environment says, each variable read once, checked, and named in its error."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def flag(name: str, *, default: bool = False, environ: Mapping[str, str] = os.environ) -> bool:
    value = environ.get(name)
    if value is None:
        return default
    if value.strip().lower() not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: set it to yes or no.")
    return value.strip().lower() in TRUE


def seconds(name: str, *, default: int, least: int, environ: Mapping[str, str] = os.environ) -> int:
    value = environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and int(value) >= least):
        raise ImproperlyConfigured(
            f"{name}={value!r} is no number of seconds from {least} on: set it to {default}, or unset it."
        )
    return int(value)


def site_url(environ: Mapping[str, str] = os.environ) -> str:
    """Return the address that readers use, without a trailing slash.

    http is let through on loopback only: anywhere else the session of an editor would
    travel in the clear.
    """
    value = environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"SITE_URL={value!r} is no address: {error}.") from error
    if parts.scheme not in {"http", "https"} or not host or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"SITE_URL={value!r} is no address of a site: use a form such as https://timeline.example.org."
        )
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ImproperlyConfigured(
            f"SITE_URL={value!r} is plain http on a public name: use https, or http://127.0.0.1:8000 on this machine."
        )
    return value


def data_folder(base: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of this investigation (made if missing, for its owner only)."""
    value = environ.get("DATA_DIR")
    folder = Path(value).expanduser() if value else base / "data"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATA_DIR={str(folder)!r} cannot be made: {error.strerror}. Set DATA_DIR to a folder that can be written to."
        ) from error
    return folder.resolve()


def database(folder: Path, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return Django's settings of the database: SQLite in the data folder, else the PostgreSQL
    that DATABASE_URL names."""
    url = environ.get("DATABASE_URL", "").strip()
    return _postgres(url) if url else _sqlite(folder / "datelines.sqlite3")


# The words of the search index as a table to look them up in; it is kept nowhere.
WORDS = "CREATE VIRTUAL TABLE temp.timeline_words USING fts5vocab(main, timeline_index, instance)"


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,  # opening it costs more than most of what it is asked
        "OPTIONS": {
            # One writer at a time, readers never wait: the writer's lock is taken at BEGIN,
            # so that a busy database is waited for instead of failing half way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                f" PRAGMA mmap_size=268435456; PRAGMA cache_size=-64000; {WORDS};"
            ),
        },
    }


# What may follow the ? of DATABASE_URL: how to get there, and nothing of what is done there.
DATABASE_OPTIONS = {
    "host",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "target_session_attrs",
    "application_name",
}


def _postgres(url: str) -> dict[str, Any]:
    parts, shown = _database_parts(url)
    options: dict[str, Any] = {"connect_timeout": "5"}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name not in DATABASE_OPTIONS:
            raise ImproperlyConfigured(
                f"DATABASE_URL={shown!r}: {name!r} cannot be set there. What can be:"
                f" {', '.join(sorted(DATABASE_OPTIONS))}."
            )
        options[name] = value
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            "DATABASE_URL names PostgreSQL, which needs psycopg:"
            " .venv/bin/python -m pip install --require-hashes -r requirements-postgres.txt"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,  # a server that came back is found again
        "OPTIONS": options,
    }


def has_queue(database: Mapping[str, Any]) -> bool:
    """Whether extraction can be spread over workers: on PostgreSQL, with what it needs installed."""
    return database["ENGINE"].endswith("postgresql") and find_spec("procrastinate") is not None


def _database_parts(url: str) -> tuple[SplitResult, str]:
    """The parts of the address, and the address as it may be shown: without a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is no address: {error}.") from error
    shown = url if parts.password is None else url.replace(f":{parts.password}@", ":***@", 1)
    example = "use a form such as postgresql://user:password@host:5432/datelines"
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL={shown!r} names no PostgreSQL: {example}, or unset it for SQLite."
        )
    if not parts.path.strip("/") or "/" in parts.path[1:] or parts.fragment:
        raise ImproperlyConfigured(f"DATABASE_URL={shown!r} names no database: {example}.")
    return parts, shown


def secret_key(folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """Return SECRET_KEY, else the key in the data folder, made at the first run.

    Two processes that start at once agree on one key: the file is made whole beside its
    place and linked there, which only one of them can do.
    """
    if value := environ.get("SECRET_KEY"):
        return value
    path = folder / "secret_key"
    try:
        return _read_key(path)
    except FileNotFoundError:
        return _make_key(path)


def _read_key(path: Path) -> str:
    key = path.read_text("ascii").strip()
    if len(key) < 50:
        raise ImproperlyConfigured(
            f"{path} holds no whole key: delete it to have a new one made (readers sign in again)."
        )
    return key


def _make_key(path: Path) -> str:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first: its key counts
    finally:
        draft.unlink()
    return _read_key(path)
