"""Find and resolve dates in texts: JSON Lines in, JSON Lines out, or one text as a table."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline.extraction.dates import find_dates, find_dates_and_days
from timeline.extraction.shapes import Anchor, Mention, Span

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?")
_HEADINGS = ("words", "type", "value", "first day", "last day", "precision", "how it was read")


class BadInput(ValueError):
    """What is wrong with one line, as a sentence."""


class Command(BaseCommand):
    help = (
        "Find every date in texts and say which days it means. Reads JSON Lines "
        '({"id", "published", "text"}) from standard input; with --text prints a table.'
    )
    requires_system_checks: list[str] = []  # no database, no spaCy: it starts at once

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--text", help="one text to read, instead of standard input")
        parser.add_argument("--published", help="with --text: its publication date, 2021-04-15")

    def handle(self, *args: object, **options: Any) -> None:
        if options["text"] is not None:
            self._print_table(options["text"], options["published"])
        elif self._answer_lines(sys.stdin):
            sys.exit(1)

    def _print_table(self, text: str, published: str | None) -> None:
        try:
            anchor = read_anchor(published)
        except BadInput as error:
            raise CommandError(f"--published: {error}") from error
        for line in table(find_dates(text, anchor)):
            self.stdout.write(line)

    def _answer_lines(self, lines: Iterable[str]) -> int:
        """Answer each line in turn; return how many were bad."""
        bad = 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            answer, problem = answer_line(line)
            if answer is not None:
                self.stdout.write(answer)
            if problem:
                bad += 1
                self.stderr.write(f"Line {number}: {problem}")
        return bad


def answer_line(line: str) -> tuple[str | None, str]:
    """Return the answer to one line of JSON, None if it has no text, and what is wrong with it.

    A bad publication date is a problem, but not the end: what needs none is still read.
    """
    try:
        row = read_row(line)
    except BadInput as error:
        return None, str(error)
    try:
        anchor, problem = read_anchor(row.get("published")), ""
    except BadInput as error:
        anchor, problem = None, str(error)
    mentions = [mention_as_json(m) for m in find_dates_and_days(row["text"], anchor)]
    return json.dumps({"id": row.get("id"), "mentions": mentions}), problem


def read_row(line: str) -> dict[str, Any]:
    """Return the object that a line holds, its text checked."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{_short(line)} is not JSON ({error}).") from error
    if not isinstance(row, dict):
        raise BadInput(f'{_short(line)} is no object with "id", "published" and "text".')
    if not isinstance(row.get("text"), str):
        raise BadInput(f'"text" is {_short(json.dumps(row.get("text")))}, not a string.')
    return row


def read_anchor(published: object) -> Anchor | None:
    """Return the day of publication, None if none is given."""
    if published is None or published == "":
        return None
    if isinstance(published, str) and _ISO.fullmatch(published.strip()):
        try:
            return Anchor(datetime.fromisoformat(published.strip()).date())
        except ValueError:
            pass
    raise BadInput(
        f"the publication date {_short(repr(published))} is no date such as 2021-04-15; "
        "read without one."
    )


def _short(words: str) -> str:
    """Return the beginning of some words, on one line."""
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:60]}..."


def mention_as_json(mention: Mention) -> dict[str, Any]:
    """Return a mention with the fields that README.md gives `find_dates`."""
    working = mention.working
    anchor = working.anchor and {
        "day": working.anchor.day.isoformat(),
        "basis": working.anchor.basis,
        "words": working.anchor.words,
    }
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "value": mention.value,
        "mod": mention.mod,
        **span_as_json(mention.span),
        "alternatives": [span_as_json(span) for span in mention.alternatives],
        "working": {
            "words": working.words,
            "anchor": anchor,
            "rule": working.rule,
            "tense": working.tense,
            "result": working.result,
            "note": working.note,
        },
    }


def span_as_json(span: Span | None) -> dict[str, Any]:
    """Return the days of a span, all null where there is none."""
    if span is None:
        fields = ("edtf", "starts_on", "ends_on", "precision", "approximate")
        return dict.fromkeys(fields)
    return {
        "edtf": span.edtf,
        "starts_on": _iso(span.starts_on),
        "ends_on": _iso(span.ends_on),
        "precision": span.precision,
        "approximate": span.approximate,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def table(mentions: list[Mention]) -> Iterator[str]:
    """Yield the lines of a table of mentions, for a person to read."""
    if not mentions:
        yield "No dates found."
        return
    rows = [_HEADINGS, *(_cells(mention) for mention in mentions)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEADINGS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cells(mention: Mention) -> tuple[str, ...]:
    span = mention.span
    days = (
        (_iso(span.starts_on) or "open", _iso(span.ends_on) or "open", span.precision)
        if span
        else ("", "", "")
    )
    words = " ".join(mention.text.split())
    value = f"{mention.value} {mention.mod}".strip()
    return (words, mention.type, value, *days, how_it_was_read(mention))


def how_it_was_read(mention: Mention) -> str:
    """Return the working as one line: rule, anchor, tense, other readings, note."""
    working = mention.working
    parts = [working.rule]
    if working.anchor and working.anchor.basis == "mention":
        parts.append(f'from "{working.anchor.words}" ({working.anchor.day.isoformat()})')
    elif working.anchor:
        parts.append(f"published {working.anchor.day.isoformat()}")
    if working.tense:
        parts.append(f"verb in the {working.tense}")
    if mention.span and mention.span.approximate:
        parts.append("approximate")
    parts += [f"or {other.edtf}" for other in mention.alternatives]
    return "; ".join([*parts, working.note] if working.note else parts)
