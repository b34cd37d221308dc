"""What a worker does, as procrastinate knows it."""

from __future__ import annotations

import logging

from django.db import OperationalError
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from timeline import build
from timeline.workers import queue

logger = logging.getLogger(__name__)

_PAUSE = 5  # seconds before a job is tried again that the database or the disk refused
_EVERY_FIVE_SECONDS = "* * * * * */5"
_FIRST = 10  # the priority of what keeps the queue going


class NotRead(Exception):
    """No event could be read out of the article: the log says why."""


class TryAgain(BaseRetryStrategy):
    """A worker that leaves gives its job back; what is no article's fault is tried again."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, JobAborted):
            return RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, OperationalError | OSError) and job.attempts + 1 < queue.TRIES:
            return RetryDecision(retry_in={"seconds": _PAUSE})
        return None


def add_tasks(app: App) -> None:
    name = queue.name()
    app.task(name=queue.FIND, queue=name, pass_context=True, retry=TryAgain())(find_events)
    look = app.task(name=queue.LOOK, queue=name, queueing_lock=f"look {name}", priority=_FIRST)
    app.periodic(cron=_EVERY_FIVE_SECONDS, periodic_id=name)(look(look_after))


def find_events(context: JobContext, articles: list[int]) -> None:
    """Find the events of those of the articles that wait for it, and put them on the timeline."""
    unread = build.build_some(articles, stop=context.should_abort)
    if context.should_abort():
        raise JobAborted
    if unread and len(articles) == 1:
        raise NotRead(f"article {articles[0]}")
    queue.deal_singly(unread)
    logger.info("%d of %d articles read", len(articles) - len(unread), len(articles))


def look_after(timestamp: int) -> None:
    """Keep the queue going: what a dead worker held, what no job was made of."""
    queue.look_after()
