"""Import files or folders of articles, then extract events from what is new."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from tqdm import tqdm

from articles.importing import Outcome, files_in, import_files
from articles.importing.fetching import import_link
from articles.importing.formats.records import read_columns
from timeline import build, workers
from timeline.management.base import TimelineCommand, show_progress

_STATUSES = {
    "imported": "new articles",
    "changed": "newer versions of articles that were here, or facts that these lacked",
    "unchanged": "here already",
    "unreadable": "not imported: see below",
}
_NAMED = 3  # files, of those of which the same was noticed


class Command(TimelineCommand):
    help = "Import articles from files or folders and put their events on the timeline."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="*", type=Path, help="a file, a folder of files, or - for standard input"
        )
        parser.add_argument(
            "--url",
            action="append",
            default=[],
            help="fetch an article by its address, where ALLOW_URLS=yes; may be repeated",
        )
        parser.add_argument(
            "--urls", type=Path, metavar="FILE", help="fetch the addresses in this file, one a line"
        )
        parser.add_argument(
            "--columns",
            default="",
            metavar="text=NAME,title=NAME",
            help="which column of a table, or field of JSON, holds what, where its name does not say",
        )
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        files, links = files_in(options["path"]), _links(options)
        if not files and not links and not options["path"]:
            raise CommandError("Nothing to import: name files or folders, or --url ADDRESS.")
        columns = _columns(options["columns"])
        quiet = options["json"] or options["verbosity"] == 0
        outcomes = list(_shown(import_files(files, columns), "Reading", len(files), quiet=quiet))
        fetched = (outcome for link in links for outcome in import_link(link))
        outcomes += _shown(fetched, "Fetching", len(links), quiet=quiet or not links)
        report = self._build(quiet=quiet)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(outcomes, report), ensure_ascii=False))
        elif options["verbosity"] > 0:
            self._print(outcomes, report, all_names=options["verbosity"] > 1)
        self._fail_for_unreadable(outcomes)

    def _build(self, *, quiet: bool) -> build.BuildReport:
        with tqdm(desc="Finding events", unit="article", disable=_hidden(quiet)) as bar:
            return workers.find_events(partial(show_progress, bar))

    def _print(
        self, outcomes: list[Outcome], report: build.BuildReport, *, all_names: bool
    ) -> None:
        for reason, names in _noticed(outcomes).items():
            shown = names if all_names else names[:_NAMED]
            more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
            self.stdout.write(f"{', '.join(shown)}{more}: {reason}")
        counts = Counter(outcome.status for outcome in outcomes)
        for status, what in _STATUSES.items():
            self.stdout.write(f"{status:<10} {counts[status]:>6}  {what}")
        self.stdout.write(
            f"The timeline has {report.events} events ({report.undated} of them undated),"
            f" told in {report.accounts} accounts."
        )

    def _fail_for_unreadable(self, outcomes: list[Outcome]) -> None:
        unreadable = [outcome for outcome in outcomes if outcome.status == "unreadable"]
        lines = [f"  {outcome.name}: {outcome.reason}" for outcome in unreadable]
        said = ["\n".join(["Not imported:", *lines])] if lines else []
        said += [workers.told_of_unread(unread)] if (unread := workers.unread()) else []
        if said:
            raise CommandError("\n".join(said))


def _noticed(outcomes: list[Outcome]) -> dict[str, list[str]]:
    """What was noticed while reading, and in which files."""
    found: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.reason and outcome.status != "unreadable":
            found[outcome.reason].append(outcome.name)
    return found


def _links(options: dict[str, Any]) -> list[str]:
    """The addresses to fetch, each once."""
    links = list(options["url"])
    if options["urls"]:
        try:
            lines = options["urls"].read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"--urls {options['urls']} could not be read: {error}") from error
        links += [line.strip() for line in lines if line.strip()]
    if links and not settings.ALLOW_URLS:
        raise CommandError("Addresses are fetched only where it is allowed: set ALLOW_URLS=yes.")
    return list(dict.fromkeys(links))


def _columns(words: str) -> dict[str, str]:
    try:
        return read_columns(pair for pair in words.split(",") if pair.strip())
    except ValueError as error:
        raise CommandError(f"--columns: {error}") from error


def _shown(outcomes: Iterable[Outcome], what: str, total: int, *, quiet: bool) -> Iterable[Outcome]:
    return tqdm(outcomes, desc=what, total=total, unit="file", disable=_hidden(quiet))


def _hidden(quiet: bool) -> bool:
    """A progress bar is for a person: never in a pipe or a log. It needs no thread of its own."""
    tqdm.monitor_interval = 0
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
        **{status: sum(one.status == status for one in outcomes) for status in _STATUSES},
        "unread": [article.pk for article in workers.unread()],
        "events": report.events,
        "undated": report.undated,
        "accounts": report.accounts,
    }
