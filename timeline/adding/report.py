"""What became of an import, as its page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import Article
from timeline.adding.forms import ColumnsForm
from timeline.adding.jobs import RUNNING, Job, latest_jobs
from timeline.models import Event

MOST_ROWS = 500  # of an archive with more the page shows the first ones
WORDS = {
    "imported": "Added",
    "changed": "New version",
    "unchanged": "Already here",
    "unreadable": "Not read",
    "columns": "Columns to name",
}
_SUMMARY = {
    "imported": "added",
    "changed": "changed",
    "unchanged": "already here",
    "unreadable": "not read",
    "columns": "with columns to name",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One article, or one thing that gave none. `first` is the id of its first event."""

    name: str
    word: str
    status: str
    reason: str
    article: Article | None
    events: int
    first: str
    number: int
    form: ColumnsForm | None


@dataclass(frozen=True, slots=True)
class Report:
    state: str
    doing: str
    problem: str
    rows: list[Row]
    more: int
    summary: str
    first: str  # the first event of what was added; "" for none
    waits: bool  # for columns to be named

    @property
    def running(self) -> bool:
        return self.state == RUNNING


def report_on(job: Job, typed: Mapping[int, ColumnsForm] | None = None) -> Report:
    """`typed` holds the forms that were sent with a mistake, by the number of their item."""
    state = job.state()
    noted = [(number, row) for number, _ in enumerate(job.items(), 1) for row in job.rows(number)]
    rows = _rows(noted[:MOST_ROWS], typed or {})
    counts = Counter(row["status"] for _, row in noted)
    added = [row.first for row in rows if row.first and row.status in {"imported", "changed"}]
    return Report(
        state=state,
        doing=doing(job) if state == RUNNING else "",
        problem=job.problem(),
        rows=rows,
        more=len(noted) - len(rows),
        summary=", ".join(
            f"{counts[name]} {word}" for name, word in _SUMMARY.items() if counts[name]
        ),
        first=added[0] if added else "",
        waits=bool(counts["columns"]),
    )


def latest() -> list[dict[str, Any]]:
    """The last imports, for who comes back to one."""
    return [
        {
            "key": job.key,
            "by": job.asked()["by"],
            "at": datetime.fromisoformat(job.asked()["at"]),
            "items": len(job.items()),
            "state": job.state(),
        }
        for job in latest_jobs(5)
    ]


def doing(job: Job) -> str:
    """What the child is at, in words."""
    progress = job.progress()
    done, total, name = progress.get("done", 0), progress.get("total", 0), progress.get("name", "")
    match progress.get("phase"):
        case "reading":
            return f"Reading article {done} of {total}: {name}"
        case "finding":
            return f"Finding events in article {done} of {total}" if total else "Finding events"
        case "waiting":
            return "Waiting until another import has found its events"
        case _:
            return "Starting"


def _rows(noted: list[tuple[int, dict[str, Any]]], typed: Mapping[int, ColumnsForm]) -> list[Row]:
    keys = [row["article"] for _, row in noted if row["article"]]
    articles = Article.objects.in_bulk(keys)
    found: dict[int, list[str]] = {}
    for article, event in Event.objects.addresses_by_article(keys):
        found.setdefault(article, []).append(event)
    rows = []
    for number, row in noted:
        events = found.get(row["article"], [])
        columns = row.get("columns")
        rows.append(
            Row(
                name=row["name"],
                word=WORDS.get(row["status"], row["status"]),
                status=row["status"],
                reason=row["reason"],
                article=articles.get(row["article"]),
                events=len(events),
                first=events[0] if events else "",
                number=number,
                form=(typed.get(number) or _form(number, columns)) if columns else None,
            )
        )
    return rows


def _form(number: int, columns: list[dict[str, str]]) -> ColumnsForm:
    return ColumnsForm(columns, prefix=f"file{number}")
