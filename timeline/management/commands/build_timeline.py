"""Extract and link everything again; a person's decisions stay."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import Any

from tqdm import tqdm

from articles.models import Article
from timeline import workers
from timeline.building import documents
from timeline.management.base import TimelineCommand, show_progress


class Command(TimelineCommand):
    help = "Extract and link all articles again. What a person decided stays."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--waiting",
            action="store_true",
            help="only what waits for it: after an upgrade, or an import that was stopped",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        hidden = options["verbosity"] == 0 or not sys.stderr.isatty()
        if options["waiting"]:
            with tqdm(unit="event", desc="New version: entries made anew", disable=hidden) as bar:
                documents.keep_entries(bar.update)
            if not Article.objects.waiting().exists():
                return
        with tqdm(unit="article", disable=hidden) as bar:
            report = workers.find_events(
                partial(show_progress, bar), everything=not options["waiting"]
            )
        if options["verbosity"] > 0:
            self.stdout.write(
                f"{report.built} article{'' if report.built == 1 else 's'} read: {report.events} events"
                f" ({report.undated} of them undated), told in {report.accounts} accounts."
            )
