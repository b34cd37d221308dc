"""Extraction spread over workers, on any number of machines, by procrastinate on PostgreSQL.

Whether an article waits is written in the article itself (`Article.objects.waiting`), in the
transaction that saves it. The queue only says who reads what meanwhile: a few articles are one
job. A job that is lost, done twice or done for articles that no longer wait changes nothing.

`queue` deals out what waits and takes back what a dead worker held; `tasks` is what a worker
does; `running` runs one, for good or for one import, which is a worker until it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.apps import apps
from django.db import connection

from articles.models import Article
from timeline import build

_NAMED = 3  # articles, of those that could not be read
Told = Callable[[int, int], object]  # how many of how many articles are done


def has_queue() -> bool:
    return apps.is_installed("procrastinate.contrib.django")


def find_events(
    told: Told, waiting: Callable[[], object] | None = None, *, everything: bool = False
) -> build.BuildReport:
    """Find the events of the articles that wait for it, or of all: alone, or with all workers.

    `waiting` is called if another process is at it, and this one then waits for its turn.
    """
    if has_queue() and not connection.in_atomic_block:  # nobody else could see the articles there
        from timeline.workers import running

        return running.find_events(told, waiting, everything=everything)
    total = (Article.objects.all() if everything else Article.objects.waiting()).count()
    done = 0

    def another(_: Article) -> None:
        nonlocal done
        done += 1
        told(done, max(done, total))

    told(0, total)
    return build.rebuild_all(another) if everything else build.build_new(another, waiting)


def unread() -> list[Article]:
    """The articles whose reading broke off, which the next import tries again."""
    if not has_queue():
        return []
    from timeline.workers import queue

    return queue.unread()


def told_of_unread(articles: Sequence[Article]) -> str:
    """Say which they are, in one sentence."""
    names = [f"“{article}” (article {article.pk})" for article in articles[:_NAMED]]
    more = f" and {len(articles) - len(names)} more" if len(articles) > len(names) else ""
    return (
        f"No events could be found in {', '.join(names)}{more}: why is in the log of the worker"
        " that read it. All else is on the timeline; the next import tries it again."
    )
