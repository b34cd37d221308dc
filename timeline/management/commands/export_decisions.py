"""Print all decisions as JSON, to keep or to import into the same corpus elsewhere."""

from __future__ import annotations

import json
from typing import Any

from timeline.decisions.exchange import all_decisions
from timeline.management.base import TimelineCommand


class Command(TimelineCommand):
    help = "Print every decision that is in force as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(all_decisions(), ensure_ascii=False, indent=1))
