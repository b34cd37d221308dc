"""One-time links: with one a person chooses a name and a password, or a new password.

The data folder holds the hash of each link and what it is for, never the link itself. A
link works once and for a limited time; who uses it second finds no file.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.urls import reverse

FIRST_LASTS, LASTS = timedelta(hours=24), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is for: to become one of `role`, or, with `person`, a new password for them.

    `first` marks the one that makes the first editor: void once there is one.
    """

    role: str
    expires: str  # ISO, with its zone
    person: int | None = None
    first: bool = False

    def is_over(self, now: datetime) -> bool:
        return datetime.fromisoformat(self.expires) <= now


class SpentLink(Exception):
    """The link was used meanwhile."""


def make_link(role: str, now: datetime, *, person: int | None = None, first: bool = False) -> str:
    """Write down a new link and return its address; what is over goes.

    A first link takes the place of the one before, and so does another one for a person.
    """
    for path, link in list(_kept()):
        replaced = (first and link.first) or (person is not None and link.person == person)
        if link.is_over(now) or replaced:
            path.unlink(missing_ok=True)
    expires = (now + (FIRST_LASTS if first else LASTS)).isoformat()
    token = secrets.token_urlsafe(32)
    _write(_path(token), Link(role, expires, person, first))
    return f"{settings.SITE_URL}{reverse('one-time-link', args=[token])}"


def read_link(token: str, now: datetime) -> Link | None:
    """What the link is for; None if it was used, is over, or never was."""
    link = _read(_path(token))
    return link if link and not link.is_over(now) else None


def spend_link(token: str) -> None:
    """Use the link up: of several at once, one can. Raises SpentLink for the others."""
    try:
        _path(token).unlink()
    except FileNotFoundError as error:
        raise SpentLink from error


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "links"


def _path(token: str) -> Path:
    return _folder() / f"{hashlib.sha256(token.encode('utf-8', 'replace')).hexdigest()}.json"


def _write(path: Path, link: Link) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(asdict(link), file)


def _read(path: Path) -> Link | None:
    try:
        return Link(**json.loads(path.read_text("ascii")))
    except (OSError, ValueError, TypeError):
        return None  # gone, or cut off when it was written


def _kept() -> Iterator[tuple[Path, Link]]:
    for path in _folder().glob("*.json"):
        if link := _read(path):
            yield path, link
