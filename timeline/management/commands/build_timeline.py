"""Extract and link everything again; a person's decisions stay."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm

from articles.models import Article
from timeline import build
from timeline.management.base import TimelineCommand


class Command(TimelineCommand):
    help = "Extract and link all articles again. What a person decided stays."

    def handle(self, *args: Any, **options: Any) -> None:
        hidden = options["verbosity"] == 0 or not sys.stderr.isatty()
        with tqdm(total=Article.objects.count(), unit="article", disable=hidden) as bar:
            report = build.rebuild_all(progress=lambda article: bar.update())
        if options["verbosity"] > 0:
            self.stdout.write(
                f"{report.built} articles read: {report.events} events"
                f" ({report.undated} of them undated), told in {report.accounts} accounts."
            )
