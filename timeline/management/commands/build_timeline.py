"""Extract and link everything again; a person's decisions stay."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tqdm import tqdm

from articles.models import Article
from timeline import build
from timeline.management.base import TimelineCommand


class Command(TimelineCommand):
    help = "Extract and link all articles again. What a person decided stays."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--waiting",
            action="store_true",
            help="only what waits for it: after an upgrade, or an import that was stopped",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = Article.objects.waiting() if options["waiting"] else Article.objects.all()
        total = articles.count()
        if options["waiting"] and not total:
            return
        hidden = options["verbosity"] == 0 or not sys.stderr.isatty()
        run = build.build_new if options["waiting"] else build.rebuild_all
        with tqdm(total=total, unit="article", disable=hidden) as bar:
            report = run(progress=lambda article: bar.update())
        if options["verbosity"] > 0:
            self.stdout.write(
                f"{report.built} article{'' if report.built == 1 else 's'} read: {report.events} events"
                f" ({report.undated} of them undated), told in {report.accounts} accounts."
            )
