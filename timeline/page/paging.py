"""One page of the timeline: so many events from one place on, by their sort key alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from timeline import ordering
from timeline.forms import NOT_A_DATE, TimelineFilter
from timeline.models import Event
from timeline.ordering import LAST_KEY, UNDATED
from timeline.page.closed import Closed
from timeline.page.shown import key_of, read_closed, read_events, read_places
from timeline.page.typed_dates import read_days
from timeline.selection import Begun, Selection

SIZE = 50  # events of a page
SWAPPED = 15  # events of what takes the place of a page's: the others are a scroll away
PART = 8  # events that are put to those of a page: so many are laid out between two frames
HEADLINES = 15  # the same where the reader wants headlines only
_NEAR = 15  # events before a page among which the one is that ended last


@dataclass(frozen=True, slots=True)
class Page:
    """`events` in the order asked for; `before` are so many on the page before this one, of which
    `earlier`, nearest first, are some that are near and the one that it begins with; `next_event`
    is the first one after this page."""

    events: list[Closed]
    before: int
    earlier: list[Closed]
    next_event: Closed | None
    at_the_start: bool


def read_page(chosen: Selection | Begun, asked: TimelineFilter, *, size: int = SIZE) -> Page:
    """Return the page that `at` and `open` ask for, else the first; of so many events."""
    start = _start(asked)
    page = _page_from(chosen, start, size, newest=asked.newest_first)
    opened = asked.cleaned_data.get("open")
    if not opened or _holds(page, opened):
        return page
    place = key_of(opened)
    around = None if place is None else _page_from(chosen, place, size, newest=asked.newest_first)
    return around if around and _holds(around, opened) else page


def read_page_before(
    chosen: Selection | Begun, asked: TimelineFilter, public_id: str, *, size: int = SIZE
) -> Page | None:
    """Return the page that ends just before the event of this id; None if there is no such."""
    end = key_of(public_id)
    if end is None:
        return None
    newest = asked.newest_first
    keys = _backwards(chosen, end, size, newest=newest)
    earlier = _backwards(chosen, keys[-1], SIZE + 1, newest=newest) if keys else []
    return Page(
        events=read_closed(keys[::-1]),
        before=len(earlier[:SIZE]),
        earlier=_read_earlier(earlier),
        next_event=None,
        at_the_start=len(earlier) <= SIZE,
    )


def _holds(page: Page, public_id: str) -> bool:
    return any(event.public_id == public_id for event in page.events)


def read_part(asked: TimelineFilter, most: int) -> tuple[list[Event], str]:
    """The first `most` events from the place asked for, with all that opened ones show, and the
    id of the one after them ("" for none)."""
    keys = _onwards(asked.selection, _start(asked), most + 1, newest=asked.newest_first)
    following = read_places(keys[most:])
    return read_events(keys[:most], whole=True), following[0].public_id if following else ""


def lead_of(public_id: str) -> Event | None:
    """The lead of the event that the account with this id belongs to; None for no such id."""
    account = Event.objects.select_related("lead").filter(public_id=public_id).first()
    return account and (account.lead or account)


def _start(asked: TimelineFilter) -> int | None:
    at = asked.cleaned_data.get("at")
    if not at:
        return None
    if at == "undated":
        return LAST_KEY if asked.newest_first else UNDATED
    if days := read_days(at):
        return _last_key(days.last) if asked.newest_first else ordering.first_key(days.first)
    key = key_of(at)
    if key is None:
        asked.add_error("at", NOT_A_DATE)
    return key


def _last_key(day: date) -> int:
    return ordering.first_key(day + timedelta(days=1)) - 1 if day < date.max else UNDATED - 1


def _page_from(chosen: Selection | Begun, start: int | None, size: int, *, newest: bool) -> Page:
    keys = _onwards(chosen, start, size + 1, newest=newest)
    earlier = [] if start is None else _backwards(chosen, start, SIZE + 1, newest=newest)
    read = read_closed(keys)
    following = [event for event in read if event.sort_key in keys[size:]]
    return Page(
        events=read[: len(read) - len(following)],
        before=len(earlier[:SIZE]),
        earlier=_read_earlier(earlier),
        next_event=following[0] if following else None,
        at_the_start=len(earlier) <= SIZE,
    )


def _read_earlier(keys: list[int]) -> list[Closed]:
    """Of the page before, whose sort keys are the first SIZE of these, nearest first, what a page
    needs to know."""
    return read_places([*keys[:_NEAR], *keys[_NEAR:SIZE][-1:]])


def _onwards(chosen: Selection | Begun, start: int | None, most: int, *, newest: bool) -> list[int]:
    """The sort keys of the next events; what has no date comes last in either order."""
    if not newest:
        return chosen.keys(most, low=start or 0)
    top = LAST_KEY if start is None else start
    if start is not None and start >= UNDATED:
        return chosen.keys(most, low=UNDATED, high=start, newest=True)
    keys = chosen.keys(most, high=min(top, UNDATED - 1), newest=True)
    return keys + (
        chosen.keys(most - len(keys), low=UNDATED, newest=True) if len(keys) < most else []
    )


def _backwards(chosen: Selection | Begun, start: int, most: int, *, newest: bool) -> list[int]:
    if not newest:
        return chosen.keys(most, high=start - 1, newest=True)
    if start < UNDATED:
        return chosen.keys(most, low=start + 1, high=UNDATED - 1)
    keys = chosen.keys(most, low=start + 1)
    return keys + (chosen.keys(most - len(keys), high=UNDATED - 1) if len(keys) < most else [])
