"""Which events are the main ones, by the salience that their rows have."""

from __future__ import annotations

from timeline.linking.salience import MAIN_PART, MOST_MAIN, main_events
from timeline.models import Event

_LOOKED_AT = 10 * MOST_MAIN  # so many that no day's lesser events use them up


def main_ids() -> frozenset[str]:
    """Return the public ids of the main events; the cost is the same however many there are."""
    dated = Event.objects.leads().dated()
    count = dated.only("pk")[: MOST_MAIN * MAIN_PART].count()
    ranked = dated.weightiest_first().only("public_id", "edtf")
    return main_events(ranked[:_LOOKED_AT], events=count)
