"""The child process of an import: reads each item, then finds the events of what is new.

    python -m timeline.adding.child FOLDER

Every item is noted when it was read, so that a second start goes on where the first one was
ended; what was sent is deleted then, unless it waits for its columns to be named.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.db import DatabaseError

from timeline.adding.jobs import FULL, Item, Job

logger = logging.getLogger(__name__)


def main(folder: str) -> int:
    os.nice(10)  # whoever reads the timeline meanwhile goes first
    django.setup()
    job = Job(Path(folder))
    try:
        run(job)
    except Exception as error:
        logger.exception("import %s", job.key)
        job.end(_in_words(error))
        return 1
    return 0


def run(job: Job) -> None:
    from articles.importing.originals import forget_drafts
    from articles.importing.readers import Reader

    items = job.items()
    forget_drafts()
    with Reader() as reader:
        for number, item in enumerate(items, 1):
            if not job.is_noted(number):
                job.say("reading", number, len(items), item.name)
                job.note(number, list(_read(job, item, reader)))
                _drop_what_was_read(job, number, item)
    job.end(_find_events(job))


def _find_events(job: Job) -> str:
    """Find them; return what went wrong, in words."""
    from timeline import workers

    workers.find_events(
        lambda done, total: job.say("finding", min(done + 1, total), total),
        waiting=lambda: job.say("waiting"),
    )
    unread = workers.unread()
    return workers.told_of_unread(unread) if unread else ""


def _read(job: Job, item: Item, reader: Any) -> Iterator[dict[str, Any]]:
    """What became of the item, as rows of the report."""
    from articles.importing import Outcome
    from articles.importing.drafts import UnreadableFile

    try:
        outcomes = list(_imported(job, item, reader))
    except UnreadableFile as error:
        outcomes = [Outcome(Path(item.name), "unreadable", str(error))]
    columns = _columns_to_name(job, item, outcomes)
    if columns:
        yield _row(Outcome(Path(item.name), "columns"), item) | {"columns": columns}
        return
    for outcome in outcomes:
        yield _row(outcome, item)


def _imported(job: Job, item: Item, reader: Any) -> Iterator[Any]:
    from articles.importing import import_content, import_draft
    from articles.importing.drafts import UnreadableFile
    from articles.importing.fetching import import_link
    from articles.importing.pasted import draft_of_paste
    from articles.importing.text import Stated

    if item.refused:
        raise UnreadableFile(item.refused)
    if item.kind == "link":
        yield from import_link(item.name)
        return
    content = _content(job, item)
    if item.kind == "paste":
        facts = dict(item.facts)
        day = facts.pop("published_on", "")
        draft = draft_of_paste(
            content.decode("utf-8"), Stated(**facts), date.fromisoformat(day) if day else None
        )
        yield import_draft(draft, Path(item.name))
    else:
        yield from import_content(content, Path(item.name), item.columns, reader)


def _content(job: Job, item: Item) -> bytes:
    from articles.importing.drafts import UnreadableFile

    try:
        return job.stored(item).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("what was sent is no longer here: send it again") from error


def _columns_to_name(job: Job, item: Item, outcomes: list[Any]) -> list[dict[str, str]]:
    """The columns to choose from, where not one article came out of a table for want of that."""
    from articles.importing.formats.columns import unknown_columns

    if item.kind != "file" or item.refused or item.columns:
        return []
    if not outcomes or not all(_wants_columns(outcome) for outcome in outcomes):
        return []
    return [asdict(column) for column in unknown_columns(_content(job, item), item.name)]


def _wants_columns(outcome: Any) -> bool:
    from articles.importing.formats.records import NO_TEXT

    return outcome.status == "unreadable" and NO_TEXT in outcome.reason


def _row(outcome: Any, item: Item) -> dict[str, Any]:
    return {
        "name": outcome.name if item.kind == "link" else f"{item.name}{outcome.part}",
        "status": outcome.status,
        "reason": outcome.reason,
        "article": outcome.article.pk if outcome.article else None,
    }


def _drop_what_was_read(job: Job, number: int, item: Item) -> None:
    if item.stored and not any(row.get("columns") for row in job.rows(number)):
        job.stored(item).unlink(missing_ok=True)


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FULL
    if isinstance(error, DatabaseError):
        if "disk is full" in str(error):
            return FULL
        return f"The database could not be written: {error}. What was read is kept: try again."
    return f"It broke off: {type(error).__name__}: {error}. What was read is kept: try again."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
