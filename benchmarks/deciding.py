"""An editor who never rests: redates, hides and joins events and takes it back, until stopped.

    DATA_DIR=/tmp/large .venv/bin/python benchmarks/deciding.py [--seconds 20]

The folder is one that `fill.py` filled; afterwards its timeline is as it was. Prints the seconds
that each decision and each undoing took, the median and the longest. `readers.py --deciding`
runs it while others read.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.models import Event

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    took = decide_for(options.seconds)
    for name, seconds in took.items():
        print(
            f"{name}: {len(seconds)} times, median {median(seconds):.2f} s,"
            f" longest {max(seconds):.2f} s"
        )


def decide_for(seconds: float) -> dict[str, list[float]]:
    """Seconds that each kind of decision took."""
    from django.contrib.auth import get_user_model

    from timeline.decisions import actions, joining
    from timeline.decisions.writer import decide, undo

    editor, _ = get_user_model().objects.get_or_create(username="benchmark")
    chance = random.Random(1)  # noqa: S311 - the same each time
    took: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        one, other = neighbours(chance)
        for name, made in {
            "redate": lambda one=one: actions.redate(one, "12 March 2019"),
            "hide": lambda one=one: actions.hide(one),
            "join": lambda one=one, other=other: joining.join(whole(one), whole(other)),
        }.items():
            begun = time.monotonic()
            entry = decide(editor, made)
            took[name].append(time.monotonic() - begun)
            begun = time.monotonic()
            undo(editor, entry.number)
            took[f"undo {name}"].append(time.monotonic() - begun)
    return took


def neighbours(chance: random.Random) -> tuple[Event, Event]:
    """Two shown events that follow one another, somewhere on the timeline."""
    from timeline.models import Event

    last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    while True:
        key = chance.randrange(1, last)
        near = Event.objects.filter(pk__range=(key, key + 200))
        found = list(near.filter(lead__isnull=True, hidden=False).order_by("pk")[:2])
        if len(found) == 2:
            return found[0], found[1]


def whole(lead: Event) -> list[Event]:
    """The event's accounts as they are now."""
    from timeline.models import Event

    account = Event.objects.get(pk=lead.pk)
    return list(Event.objects.of_event(account.lead or account))


if __name__ == "__main__":
    main()
