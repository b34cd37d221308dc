"""What the environment says, each variable read once, checked, and named in its error."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

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
