"""Check that every quote is its slice, every text has its hash, and the index agrees."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from timeline import verify
from timeline.management.base import TimelineCommand


class Command(TimelineCommand):
    help = "Compare quotes, hashes, index and counters with the rows and say what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(verify.differences())
        if found:
            raise CommandError("\n".join([f"{len(found)} differences:", *found]))
        self.stdout.write("All agrees: quotes, texts, originals, links, index and counts.")
