"""Files of the last imports that gave no article, and that nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse

from timeline.adding.jobs import Job, latest_jobs
from timeline.decisions import naming
from timeline.decisions.cells import Cell, Decision, Place, Refused

_IMPORTS = 20
_OF_ONE = 200  # things of one import that are looked through
LOOKED_AT = "looked-at"


@dataclass(frozen=True, slots=True)
class Unread:
    """`key` is the import and the place in it; `reason` why it could not be read."""

    key: str
    name: str
    reason: str
    url: str


def unread_files(most: int) -> list[Unread]:
    """At most so many of the files, those of the last import first."""
    looked_at = set(naming.all_cells(files=True))
    found = (one for one in _unread() if one.key not in looked_at)
    return list(islice(found, most))


def look_at_file(key: str) -> Decision:
    """Somebody saw that the file of this key could not be read, and why."""
    one = next((one for one in _unread() if one.key == key), None)
    if one is None:
        raise Refused("This file is in no import of the last 30 days.")
    place = Place("file", key)
    cells = (Cell(place, LOOKED_AT, {"name": one.name}),)
    return Decision(place, one.name[:200], cells, "Unreadable file", "open", "looked at")


def _unread() -> Iterator[Unread]:
    for job in latest_jobs(_IMPORTS):
        yield from islice(_of(job), _OF_ONE)


def _of(job: Job) -> Iterator[Unread]:
    url = reverse("articles-added", args=[job.key])
    for number in range(1, len(job.items()) + 1):
        for place, row in enumerate(job.rows(number)):
            if row.get("status") == "unreadable":
                key = f"{naming.FILE}{job.key}:{number}:{place}"
                yield Unread(key, str(row.get("name", "")), str(row.get("reason", "")), url)
