"""Be a worker: take articles that wait and find their events, until stopped."""

from __future__ import annotations

import argparse
import json
import logging
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from timeline import workers
from timeline.management.base import TimelineCommand

_NO_QUEUE = (
    "Workers need PostgreSQL, which DATABASE_URL names (docs/production.md, 'Several machines')."
    " On SQLite import_articles reads all articles itself."
)
_NOT_INSTALLED = (
    "Workers need procrastinate:"
    " .venv/bin/python -m pip install --require-hashes -r requirements-postgres.txt"
)


class Command(TimelineCommand):
    help = "Find the events of articles that wait, together with all other workers, until stopped."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--until-done", action="store_true", help="stop when nothing is left to do"
        )
        parser.add_argument(
            "--status", action="store_true", help="only say what waits, and who works"
        )
        parser.add_argument("--json", action="store_true", help="the status as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not workers.has_queue():
            missing = connection.vendor == "postgresql"
            raise CommandError(_NOT_INSTALLED if missing else _NO_QUEUE)
        if options["status"]:
            self._tell(as_json=options["json"])
        else:
            self._work(until_done=options["until_done"], quiet=options["verbosity"] == 0)

    def _tell(self, *, as_json: bool) -> None:
        from timeline.workers.standing import standing

        now = standing()
        told = json.dumps(now.as_json(), ensure_ascii=False) if as_json else "\n".join(now.lines())
        self.stdout.write(told)

    def _work(self, *, until_done: bool, quiet: bool) -> None:
        from timeline.workers import running

        if not quiet:
            logging.getLogger("timeline.workers").setLevel(logging.INFO)
            self.stderr.write("Waiting for articles. Ctrl-C or SIGTERM stops this worker.")
        if until_done:
            running.work_until_done()
        else:
            running.work()
