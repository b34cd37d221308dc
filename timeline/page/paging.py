"""One page of the timeline: fifty events from one place on, by their sort key alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from timeline import ordering
from timeline.forms import NOT_A_DATE, TimelineFilter
from timeline.models import Event, EventQuerySet
from timeline.page.typed_dates import read_days

SIZE = 50
LAST_KEY = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Page:
    """`events` in the order asked for; `earlier` are the (at most fifty) events on the page
    before this one, nearest first; `next_event` is the first one after it."""

    events: list[Event]
    earlier: list[Event]
    next_event: Event | None
    at_the_start: bool


def read_page(events: EventQuerySet, asked: TimelineFilter) -> Page:
    """Return the page that `at` and `open` ask for, else the first."""
    start = _start(asked)
    page = _page_from(events, start, newest=asked.newest_first)
    opened = asked.cleaned_data.get("open")
    if not opened or _holds(page, opened):
        return page
    place = _key_of(opened)
    around = None if place is None else _page_from(events, place, newest=asked.newest_first)
    return around if around and _holds(around, opened) else page


def read_page_before(events: EventQuerySet, asked: TimelineFilter, public_id: str) -> Page | None:
    """Return the page that ends just before the event of this id; None if there is no such."""
    end = _key_of(public_id)
    if end is None:
        return None
    newest = asked.newest_first
    rows = _backwards(events.with_accounts(), end, newest=newest)[:SIZE]
    start = rows[-1].sort_key if rows else None
    earlier = [] if start is None else _backwards(events.slim(), start, newest=newest)
    return Page(
        events=rows[::-1],
        earlier=earlier[:SIZE],
        next_event=None,
        at_the_start=len(earlier) <= SIZE,
    )


def _holds(page: Page, public_id: str) -> bool:
    return any(event.public_id == public_id for event in page.events)


def first_events(events: EventQuerySet, most: int, *, newest: bool) -> list[Event]:
    """The first `most` events with their accounts; what has no date comes last."""
    full = events.with_accounts()
    if not newest:
        return list(full.in_order()[:most])
    rows = list(full.dated().newest_first()[:most])
    return rows + list(full.undated().newest_first()[: most - len(rows)])


def narrowed(asked: TimelineFilter) -> EventQuerySet:
    """The leads that the filter leaves."""
    events = Event.objects.leads()
    if asked.expression:
        events = events.matching(asked.expression)
    return events.within(asked.first, asked.last)


def lead_of(public_id: str) -> Event | None:
    """The lead of the event that the account with this id belongs to; None for no such id."""
    account = Event.objects.select_related("lead").filter(public_id=public_id).first()
    return account and (account.lead or account)


def _start(asked: TimelineFilter) -> int | None:
    at = asked.cleaned_data.get("at")
    if not at:
        return None
    if at == "undated":
        return LAST_KEY if asked.newest_first else ordering.UNDATED
    if days := read_days(at):
        return _last_key(days.last) if asked.newest_first else ordering.first_key(days.first)
    key = _key_of(at)
    if key is None:
        asked.add_error("at", NOT_A_DATE)
    return key


def _last_key(day: date) -> int:
    return (
        ordering.first_key(day + timedelta(days=1)) - 1 if day < date.max else ordering.UNDATED - 1
    )


def _key_of(public_id: str) -> int | None:
    lead = lead_of(public_id)
    return lead.sort_key if lead else None


def _page_from(events: EventQuerySet, start: int | None, *, newest: bool) -> Page:
    full = events.with_accounts()
    rows = _onwards(full, start, newest=newest)
    earlier = [] if start is None else _backwards(events.slim(), start, newest=newest)
    return Page(
        events=rows[:SIZE],
        earlier=earlier[:SIZE],
        next_event=rows[SIZE] if len(rows) > SIZE else None,
        at_the_start=len(earlier) <= SIZE,
    )


def _onwards(events: EventQuerySet, start: int | None, *, newest: bool) -> list[Event]:
    """The next fifty and one more; what has no date comes last in either order."""
    if not newest:
        rest = events if start is None else events.starting_at(start)
        return list(rest.in_order()[: SIZE + 1])
    rest = events if start is None else events.ending_at(start)
    if start is not None and start >= ordering.UNDATED:
        return list(rest.undated().newest_first()[: SIZE + 1])
    rows = list(rest.dated().newest_first()[: SIZE + 1])
    wanted = SIZE + 1 - len(rows)
    return rows + list(events.undated().newest_first()[:wanted]) if wanted else rows


def _backwards(events: EventQuerySet, start: int, *, newest: bool) -> list[Event]:
    if not newest:
        return list(events.before(start).newest_first()[: SIZE + 1])
    if start < ordering.UNDATED:
        return list(events.dated().after(start).in_order()[: SIZE + 1])
    rows = list(events.after(start).in_order()[: SIZE + 1])
    wanted = SIZE + 1 - len(rows)
    return rows + list(events.dated().in_order()[:wanted]) if wanted else rows
