"""Check that every quote is its slice, every text has its hash, and the index agrees."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from articles.models import Article
from timeline import search, verify
from timeline.management.base import TimelineCommand

MOST_TOLD = 500


class Command(TimelineCommand):
    help = "Compare quotes, hashes, index and counters with the rows and say what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        total = Article.objects.count() + search.counters()["events"]
        with tqdm(total=total, unit=" compared", disable=None) as bar:
            found = verify.differences(bar.update)
            told = list(islice(found, MOST_TOLD))
            number = len(told) + sum(1 for _ in found)
        if told:
            rest = [f"and {number - len(told):,} more."] if number > len(told) else []
            raise CommandError("\n".join([f"{number:,} differences:", *told, *rest]))
        if waiting := Article.objects.waiting().count():
            self.stdout.write(
                "All agrees: quotes, texts, originals, links, and of index and entries what rests on"
                f" nothing new. New or changed articles that wait for build_timeline: {waiting:,}."
            )
        else:
            self.stdout.write(
                "All agrees: quotes, texts, originals, links, index, entries and counts."
            )
