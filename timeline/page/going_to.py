"""What to say where the timeline opens at a date that no event has."""

from __future__ import annotations

from timeline.forms import TimelineFilter
from timeline.page.closed import Closed
from timeline.page.date_words import Dated, date_text
from timeline.page.paging import Page
from timeline.page.typed_dates import Days, read_days


def gone_to(asked: TimelineFilter, page: Page) -> str:
    """ "" where the page begins at what was asked for, or nothing was; else what is there instead."""
    days = read_days(str(asked["at"].value() or ""), asked.today)
    if "at" in asked.errors or days is None or not page.events:
        return ""
    first = page.events[0]
    if first.first_day is None:
        side = "earlier" if asked.newest_first else "later"
        return f"{_said(days)} has no event, nor has any {side} day. Undated events follow."
    if _overlap(first, days):
        return ""
    return f"{_said(days)} has no event of its own. Next: {first.words}."


def _said(days: Days) -> str:
    return date_text(
        Dated(edtf="", starts_on=days.first, ends_on=days.last, precision=days.precision)
    )


def _overlap(event: Closed, days: Days) -> bool:
    begins, ends = event.starts_on or days.first, event.ends_on or days.last
    return begins <= days.last and ends >= days.first
