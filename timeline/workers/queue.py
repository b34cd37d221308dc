"""What is in the queue: jobs of a few articles each, dealt out from the articles that wait."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from articles.models import Article
from timeline import build
from timeline.building import one_at_a_time
from timeline.nlp import model_name

FIND, LOOK = "find-events", "look-after"  # the tasks
TRIES = 3  # of a job whose worker died, before the article is taken for the reason
_LEAST, _MOST = 20_000, 300_000  # characters of a job
_PARTS = 12  # that articles are dealt out in, if they are neither many nor few
_SHORT = 50  # articles of an import that goes before the rest of a long one
_QUIET = timedelta(minutes=1)  # without a new article: no import is reading files


def name() -> str:
    """One for each language model, since another one finds other events."""
    return f"articles-{sha256(model_name().encode()).hexdigest()[:12]}"


def deal_out(waiting: Callable[[], object] | None = None, *, everything: bool = False) -> None:
    """Make jobs of all that waits and is in none yet; try again what could not be read.

    `waiting` is called if another process is at it.
    """
    with one_at_a_time(waiting):
        if everything:
            build.want_all()
        build.prepare()
        _take_back()
        for job in _jobs("failed"):
            app.job_manager.retry_job_by_id(job.pk, retry_at=timezone.now())
        _deal(_waiting_in_no_job())
        _forget_old_jobs()


def look_after() -> None:
    """Take back what dead workers held, and deal out what an import left that did not get there.

    While files are being read, what has a date of its own is dealt out already.
    """
    with one_at_a_time():
        _take_back()
        if not _waiting_in_no_job():
            return
        if Article.objects.filter(imported_at__gt=timezone.now() - _QUIET).exists():
            dated = Article.objects.with_date_of_their_own().filter(has_newer=False)
            known = set(dated.waiting().values_list("pk", flat=True))
            _deal([key for key in _waiting_in_no_job() if key in known])
        else:
            build.prepare()
            _deal(_waiting_in_no_job())


def is_empty() -> bool:
    return not _jobs("todo", "doing").exists()


def still_to_read(first: int, last: int) -> int:
    """How many articles with keys from `first` to `last` wait and are not given up."""
    waiting = Article.objects.waiting().filter(pk__gte=first, pk__lte=last)
    return waiting.exclude(pk__in=articles_in("failed")).count()


def articles_in(*statuses: str) -> set[int]:
    """The articles in the jobs that stand so."""
    lists: Iterable[list[int]] = _jobs(*statuses).values_list("args__articles", flat=True)
    return {key for articles in lists for key in articles}


def articles_by_worker() -> dict[int, int]:
    """How many articles each worker holds, by its number."""
    held = _jobs("doing").values_list("worker_id", "args__articles")
    return {worker: len(articles) for worker, articles in held if worker is not None}


def unread() -> list[Article]:
    """The articles that could not be read and still wait: tried again by the next import."""
    keys = articles_in("failed")
    return list(Article.objects.waiting().filter(pk__in=keys).in_reading_order())


def deal_singly(keys: Collection[int]) -> None:
    _defer([[key] for key in keys])


def _waiting_in_no_job() -> list[int]:
    taken = articles_in("todo", "doing", "failed")
    waiting = Article.objects.waiting().in_reading_order().values_list("pk", flat=True)
    return [key for key in waiting if key not in taken]


def _deal(keys: Sequence[int]) -> None:
    if keys:
        _defer(list(_parts(keys)), priority=1 if len(keys) <= _SHORT else 0)


def _parts(keys: Sequence[int]) -> Iterator[list[int]]:
    """Parts of about the same length, neither so small that linking costs more than reading
    nor so large that others stand idle."""
    waiting = Article.objects.waiting().annotate(length=Length("text"))
    lengths = dict(waiting.values_list("pk", "length"))
    fair = sum(lengths.get(key, 0) for key in keys) // _PARTS
    part: list[int] = []
    characters = 0
    for key in keys:
        part.append(key)
        characters += lengths.get(key, 0)
        if characters >= min(max(fair, _LEAST), _MOST):
            yield part
            part, characters = [], 0
    if part:
        yield part


def _defer(parts: Iterable[Sequence[int]], priority: int = 0) -> None:
    queue = name()
    jobs = [
        Job(
            queue=queue,
            task_name=FIND,
            task_kwargs={"articles": list(part)},
            priority=priority,
            lock=None,
            queueing_lock=None,
        )
        for part in parts
    ]
    if jobs:
        app.job_manager.batch_defer_jobs(jobs)


def _take_back() -> None:
    """Give the jobs of workers that went silent to others."""
    stalled = async_to_sync(app.job_manager.get_stalled_jobs)(
        queue=name(), seconds_since_heartbeat=settings.WORKER_SILENCE
    )
    for job in ProcrastinateJob.objects.filter(pk__in=[one.id for one in stalled]):
        with suppress(ConnectorException):  # its worker was only slow, and has just finished it
            _give_to_others(job)


def _give_to_others(job: ProcrastinateJob) -> None:
    """One that ended its workers again and again is dealt out article by article, so that the
    article that does it is found, and left."""
    if job.task_name != FIND:
        _finish(job, keep=False)
    elif job.attempts + 1 < TRIES:
        app.job_manager.retry_job_by_id(job.pk, retry_at=timezone.now())
    else:
        articles = job.args["articles"]
        if len(articles) > 1:
            deal_singly(articles)
        _finish(job, keep=len(articles) == 1)


def _finish(job: ProcrastinateJob, *, keep: bool) -> None:
    finish = async_to_sync(app.job_manager.finish_job_by_id_async)
    finish(job.pk, Status.FAILED, delete_job=not keep)


def _forget_old_jobs() -> None:
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=24, queue=name(), include_failed=True, include_cancelled=True, include_aborted=True
    )


def _jobs(*statuses: str) -> QuerySet[ProcrastinateJob]:
    jobs = ProcrastinateJob.objects.filter(queue_name=name(), task_name=FIND)
    return jobs.filter(status__in=statuses)
