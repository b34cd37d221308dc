"""Import files or folders of articles, then extract events from what is new."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from articles.importing import Outcome, files_in, import_files
from articles.importing.formats.records import read_columns
from articles.models import Article
from timeline import build
from timeline.management.base import TimelineCommand


class Command(TimelineCommand):
    help = "Import articles from files or folders and put their events on the timeline."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("path", nargs="+", type=Path, help="a file or a folder of files")
        parser.add_argument(
            "--columns",
            default="",
            metavar="text=NAME,title=NAME",
            help="which column of a table, or field of JSON, holds what, where its name does not say",
        )
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        files = files_in(options["path"])
        columns = _columns(options["columns"])
        quiet = options["json"] or options["verbosity"] == 0
        outcomes = list(_shown(import_files(files, columns), "Reading", len(files), quiet=quiet))
        report = self._build(quiet=quiet)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(outcomes, report), ensure_ascii=False))
        elif options["verbosity"] > 0:
            self._print(outcomes, report)
        self._fail_for_unreadable(outcomes)

    def _build(self, *, quiet: bool) -> build.BuildReport:
        waiting = Article.objects.waiting().count()
        with tqdm(
            total=waiting, desc="Finding events", unit="article", disable=_hidden(quiet)
        ) as bar:
            return build.build_new(progress=lambda article: bar.update())

    def _print(self, outcomes: list[Outcome], report: build.BuildReport) -> None:
        for outcome in outcomes:
            if outcome.reason and outcome.status != "unreadable":
                self.stdout.write(f"{outcome.name}: {outcome.reason}")
        counts = Counter(outcome.status for outcome in outcomes)
        self.stdout.write(
            f"{counts['imported']} imported, {counts['unchanged']} unchanged,"
            f" {counts['unreadable']} unreadable."
        )
        self.stdout.write(
            f"The timeline has {report.events} events ({report.undated} of them undated),"
            f" told in {report.accounts} accounts."
        )

    def _fail_for_unreadable(self, outcomes: list[Outcome]) -> None:
        unreadable = [outcome for outcome in outcomes if outcome.status == "unreadable"]
        if unreadable:
            lines = [f"  {outcome.name}: {outcome.reason}" for outcome in unreadable]
            raise CommandError("\n".join(["Not imported:", *lines]))


def _columns(words: str) -> dict[str, str]:
    try:
        return read_columns(pair for pair in words.split(",") if pair.strip())
    except ValueError as error:
        raise CommandError(f"--columns: {error}") from error


def _shown(outcomes: Iterable[Outcome], what: str, total: int, *, quiet: bool) -> Iterable[Outcome]:
    return tqdm(outcomes, desc=what, total=total, unit="file", disable=_hidden(quiet))


def _hidden(quiet: bool) -> bool:
    """A progress bar is for a person: never in a pipe or a log."""
    return quiet or not sys.stderr.isatty()


def _as_json(outcomes: list[Outcome], report: build.BuildReport) -> dict[str, Any]:
    return {
        "files": [
            {
                "file": outcome.name,
                "status": outcome.status,
                "reason": outcome.reason,
                "article": outcome.article.pk if outcome.article else None,
            }
            for outcome in outcomes
        ],
        "events": report.events,
        "undated": report.undated,
        "accounts": report.accounts,
    }
