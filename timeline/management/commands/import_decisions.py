"""Take over the decisions of an export; what was decided otherwise here stays."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from timeline.decisions.exchange import NotDecisions, take_in
from timeline.management.base import TimelineCommand


class Command(TimelineCommand):
    help = "Take over the decisions that export_decisions printed, each with who and when."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("path", help="the file, or - for standard input")
        parser.add_argument(
            "--as", dest="name", required=True, metavar="NAME", help="who takes them over"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = get_user_model().objects.filter(username=options["name"], is_active=True).first()
        if person is None or not person.has_perm("timeline.change_event"):
            raise CommandError(f"--as {options['name']}: no editor has this name.")
        try:
            found = take_in(person, json.loads(_content(options["path"])))
        except NotDecisions as error:
            raise CommandError(f"{options['path']}: {error}") from error
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['path']} cannot be read as JSON: {error}") from error
        self.stdout.write(f"{found.taken} decisions taken over, {found.had} were here already.")
        if found.left:
            lines = [f"  {one}" for one in found.left]
            raise CommandError("\n".join(["Not taken over:", *lines]))


def _content(path: str) -> str:
    return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
