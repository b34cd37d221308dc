"""Print the timeline as JSON, narrowed by the filters of the page."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import CommandError
from django.http import QueryDict

from articles.models import Article
from timeline.export import timeline_json
from timeline.forms import TimelineFilter
from timeline.management.base import TimelineCommand
from timeline.models import Event
from timeline.querysets import EventQuerySet


class Command(TimelineCommand):
    help = "Print the timeline with every account, quote and working."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add = parser.add_argument
        add("--format", choices=["json"], default="json")
        add("--actor", action="append", default=[], metavar="NAME", help="may be given repeatedly")
        add("--from", dest="from", default="", metavar="DATE", help="such as 2021-04-15 or 2021-04")
        add("--to", default="", metavar="DATE")
        add("--min-sources", type=_positive, default=1, metavar="N")
        add("--top", type=_positive, metavar="N", help="the N events that matter most, in order")

    def handle(self, *args: Any, **options: Any) -> None:
        events = self._asked_for(options)
        if options["top"]:
            top = events.weightiest_first().values_list("pk", flat=True)
            events = events.filter(pk__in=list(top[: options["top"]]))
        chosen = events.in_order().with_accounts()
        found = timeline_json(chosen, articles=Article.objects.count())
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))

    def _asked_for(self, options: dict[str, Any]) -> EventQuerySet:
        query = QueryDict(mutable=True)
        query.setlist("actor", options["actor"])
        query["from"], query["to"] = options["from"], options["to"]
        form = TimelineFilter(query, known=True)
        for field, errors in form.errors.items():
            option = form.add_prefix(field)
            raise CommandError(f"--{option} {', '.join(query.getlist(option))}: {errors[0]}")
        events = Event.objects.leads().overlapping(form.first, form.last)
        if form.expression:
            events = events.matching(form.expression)
        return events.filter(sources__gte=options["min_sources"])


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)
