"""Who decided what, when and why: Django's own log, to which nothing but the writer adds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet

from articles.models import Article
from timeline.decisions.cells import Decision, Kept, Place
from timeline.decisions.naming import FILE
from timeline.models import Event

_MODELS = {"event": Event, "article": Article}


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as the history tells it; `cells` are (place, kind, before, after)."""

    number: int
    at: datetime
    by: str
    subject: Place
    title: str
    what: str
    before: str
    after: str
    why: str
    undoes: int | None
    part_of: int | None
    also: tuple[Place, ...]
    cells: tuple[tuple[Place, str, Kept | None, Kept | None], ...]

    @property
    def sentence(self) -> str:
        """Date: 15 Apr 2021, now 14 Apr 2021."""
        before = f"{self.before}, now " if self.before else ""
        return f"{self.what}: {before}{self.after}"


def add(
    editor: AbstractBaseUser,
    decision: Decision,
    cells: Iterable[tuple[Place, str, Kept | None, Kept | None]],
    why: str,
) -> int:
    """Write the decision down under its subject and all else that it touches; return its number."""
    cells = list(cells)
    told = {
        "decision": decision.what,
        "by": editor.get_username(),
        "before": decision.before,
        "after": decision.after,
        "why": why,
        "undoes": decision.undoes,
        "also": [[place.of, place.key] for place in decision.also],
        "cells": [
            {"of": place.of, "key": place.key, "kind": kind, "before": before, "after": after}
            for place, kind, before, after in cells
        ],
    }
    first = _write(editor, decision.subject, decision.title, told)
    touched = dict.fromkeys([*(place for place, *_ in cells), *decision.also])
    for place in touched:
        if place != decision.subject:
            _write(editor, place, decision.title, {**told, "cells": [], "part_of": first})
    return first


def _write(editor: AbstractBaseUser, place: Place, title: str, told: dict[str, Any]) -> int:
    entry = LogEntry.objects.create(
        user_id=editor.pk,
        content_type=_type_of(place.of),
        object_id=place.key,
        object_repr=title[:200],
        action_flag=CHANGE,
        change_message=json.dumps(told, ensure_ascii=False),
    )
    return int(entry.pk)


def _type_of(of: str) -> ContentType | None:
    model = _MODELS.get(of)
    return ContentType.objects.get_for_model(model) if model else None


def entries_of(of: str, keys: Collection[str]) -> Iterator[Entry]:
    """All that was decided of these, the latest first."""
    found = LogEntry.objects.filter(content_type=_type_of(of), object_id__in=list(keys))
    return _read(found.order_by("-pk"))


def latest(of: str, keys: Collection[str]) -> int:
    """The number of the last entry of these, 0 for none."""
    found = LogEntry.objects.filter(content_type=_type_of(of), object_id__in=list(keys))
    return found.order_by("-pk").values_list("pk", flat=True).first() or 0


def latest_of_each(of: str, keys: Collection[str]) -> dict[str, int]:
    """The number of the last entry of each that has one."""
    found = LogEntry.objects.filter(content_type=_type_of(of), object_id__in=list(keys))
    last = found.order_by().values_list("object_id").annotate(Max("pk"))
    return {str(key): number for key, number in last}


def all_entries(*, before: int | None = None) -> Iterator[Entry]:
    """All that was decided in this corpus, the latest first, from below number `before` on."""
    found = LogEntry.objects.order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    return (entry for entry in _read(found) if entry.part_of is None)


def entry(number: int) -> Entry | None:
    return next(_read(LogEntry.objects.filter(pk=number)), None)


def undone_by(number: int, since: Iterable[Entry]) -> Entry | None:
    """The entry that took back the one with this number, if any of these did."""
    return next((one for one in since if one.undoes == number), None)


def _read(found: QuerySet[LogEntry]) -> Iterator[Entry]:
    """Django's admin logs its own there, too: those are no decisions."""
    decisions = found.filter(change_message__startswith='{"decision"')
    for row in decisions.select_related("content_type").iterator(chunk_size=200):
        told = json.loads(row.change_message)
        yield Entry(
            number=row.pk,
            at=row.action_time,
            by=told["by"],
            subject=_place(row),
            title=row.object_repr,
            what=told["decision"],
            before=told["before"],
            after=told["after"],
            why=told["why"],
            undoes=told["undoes"],
            part_of=told.get("part_of"),
            also=tuple(Place(of, key) for of, key in told["also"]),
            cells=tuple(
                (Place(one["of"], one["key"]), one["kind"], one["before"], one["after"])
                for one in told["cells"]
            ),
        )


def _place(row: LogEntry) -> Place:
    key = row.object_id or ""
    if row.content_type:
        return Place(row.content_type.model, key)
    return Place("file" if key.startswith(FILE) else "actor", key)
