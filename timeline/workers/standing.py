"""How the queue stands: what waits, who works, what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

from articles.models import Article
from timeline.workers import queue


@dataclass(frozen=True, slots=True)
class AtWork:
    """A worker, the seconds since its last sign of life, and how many articles it holds."""

    number: int
    seen: float
    articles: int

    @property
    def is_silent(self) -> bool:
        return self.seen > settings.WORKER_SILENCE


@dataclass(frozen=True, slots=True)
class Standing:
    """`reading`, `queued` and `unread` are the articles of the `waiting` that stand so; the
    others are still to be dealt out."""

    waiting: int
    reading: int
    queued: int
    workers: list[AtWork]
    unread: list[Article]

    def as_json(self) -> dict[str, Any]:
        return {
            "waiting": self.waiting,
            "reading": self.reading,
            "queued": self.queued,
            "workers": [asdict(one) | {"silent": one.is_silent} for one in self.workers],
            "unread": [{"article": one.pk, "title": str(one)} for one in self.unread],
        }

    def lines(self) -> Iterator[str]:
        yield (
            f"{self.waiting} {'article waits' if self.waiting == 1 else 'articles wait'} for their"
            f" events: {self.reading} being read, {self.queued} in the queue,"
            f" {len(self.unread)} that could not be read."
        )
        for one in self.workers:
            yield f"worker {one.number}: {_doing(one)}"
        if not self.workers:
            yield "No worker: the next import reads them itself."
        for article in self.unread:
            yield f"could not be read: article {article.pk} ({article})"


def standing() -> Standing:
    waiting = set(Article.objects.waiting().values_list("pk", flat=True))
    return Standing(
        waiting=len(waiting),
        reading=len(waiting & queue.articles_in("doing")),
        queued=len(waiting & queue.articles_in("todo")),
        workers=list(_workers()),
        unread=queue.unread(),
    )


def _workers() -> Iterator[AtWork]:
    """By the clock of the database, which is the same for all machines."""
    held = queue.articles_by_worker()
    workers = ProcrastinateWorker.objects.annotate(seen=Now() - F("last_heartbeat"))
    for one in workers.order_by("pk"):
        yield AtWork(one.pk, round(one.seen.total_seconds(), 1), held.get(one.pk, 0))


def _doing(one: AtWork) -> str:
    seen = f"{one.seen:.0f} s"
    articles = f"{one.articles} article{'' if one.articles == 1 else 's'}"
    if one.is_silent:
        return f"silent for {seen}; its {articles} go to others"
    return f"{f'reading {articles}' if one.articles else 'ready'}, seen {seen} ago"
