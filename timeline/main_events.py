"""Which events are the main ones, by the salience that their rows have."""

from __future__ import annotations

from timeline.linking.salience import MAIN_PART, MOST_MAIN, main_events
from timeline.models import Event
from timeline.querysets import EventQuerySet

_LOOKED_AT = 10 * MOST_MAIN  # so many that no day's lesser events use them up


def main_ids() -> frozenset[str]:
    """Return the public ids of the main events; the cost is the same however many there are."""
    count = Event.objects.leads().dated().only("pk")[: MOST_MAIN * MAIN_PART].count()
    ranked = weightiest_dated().only("public_id", "edtf")
    return main_events(ranked[:_LOOKED_AT], events=count)


def weightiest_dated() -> EventQuerySet:
    """Without a word of sort keys, which SQLite would look up and then sort all events by weight."""
    return Event.objects.leads().exclude(edtf="").weightiest_first()
