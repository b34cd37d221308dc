"""A worker that runs for good, or until one import is done."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import OperationalError
from django.db.models import Max, Min, Sum
from django.db.models.functions import Length
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import DjangoApp, connector_params
from procrastinate.exceptions import ConnectorException

from articles.models import Article
from timeline import build
from timeline.building.readers import processes_for
from timeline.workers import Told, queue
from timeline.workers.tasks import add_tasks

_LOST = "the connection to the database was lost"
_POLL = 0.5  # seconds
_GIVEN_TO_FINISH = 0.2  # seconds, to a worker that is to leave: it then saves what it has read


def work() -> None:
    """Be a worker until SIGTERM or Ctrl-C. Raises OperationalError if the database goes away."""
    asyncio.run(_work(ends_on=(signal.SIGTERM, signal.SIGINT)))


def work_until_done() -> None:
    """Be a worker as long as there is something in the queue."""
    asyncio.run(
        _work(lambda: 0 if queue.is_empty() else 1, ends_on=(signal.SIGTERM, signal.SIGINT))
    )


def find_events(
    told: Told, waiting: Callable[[], object] | None = None, *, everything: bool = False
) -> build.BuildReport:
    """Have the events found of all articles that wait, by this process and all workers there are.

    `waiting` is called if the articles are just being dealt out by another process.
    """
    queue.deal_out(waiting, everything=everything)
    mine = Article.objects.waiting()
    ends = mine.aggregate(first=Min("pk"), last=Max("pk"), characters=Sum(Length("text")))
    total = mine.count()
    if not total:
        return build.report(built=0)

    def left() -> int:
        count = queue.still_to_read(ends["first"], ends["last"])
        if count and queue.is_empty():
            queue.deal_out()  # what has changed while it was read
        return count

    with _helpers(processes_for(ends["characters"]) - 1):
        asyncio.run(_work(left, lambda count: told(max(0, total - count), total)))
    return build.report(built=total - queue.still_to_read(ends["first"], ends["last"]))


async def _work(
    left: Callable[[], int] | None = None,
    told: Callable[[int], object] = lambda count: None,
    ends_on: Iterable[signal.Signals] = (),
) -> None:
    """Run a worker until it is told to leave, or nothing is `left`."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)
    app = DjangoApp(connector=connector)
    add_tasks(app)
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                queues=[queue.name()],
                delete_jobs="successful",
                update_heartbeat_interval=settings.WORKER_SILENCE / 3,
                stalled_worker_timeout=settings.WORKER_SILENCE,
                shutdown_graceful_timeout=_GIVEN_TO_FINISH,
                install_signal_handlers=False,
            )
        )
        for one in ends_on:
            asyncio.get_running_loop().add_signal_handler(one, worker.cancel)
        try:
            while not worker.done():
                if left is not None:
                    count = await asyncio.to_thread(left)
                    told(count)
                    if not count:
                        break
                await asyncio.wait([worker], timeout=_POLL)
        finally:
            await _end(worker)


async def _end(worker: asyncio.Task[None]) -> None:
    """Have the worker leave its job to others; one that has ended by itself lost the database."""
    lost = worker.done() and not worker.cancelled()
    worker.cancel()
    try:
        with suppress(asyncio.CancelledError):
            await worker
    except ConnectorException as error:
        raise OperationalError(_LOST) from error
    if lost:
        raise OperationalError(_LOST)


@contextmanager
def _helpers(number: int) -> Iterator[None]:
    """Workers of this machine's other cores, for as long as a large import takes."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--until-done", "-v0"]
    processes = [
        subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - ours
        for _ in range(number)
    ]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
