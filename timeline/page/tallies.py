"""What the strip counts, by month or, where the timeline is short, by day; and a scale for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from timeline.forms import TimelineFilter
from timeline.models import Event
from timeline.ordering import UNDATED
from timeline.page.facets import Counted
from timeline.page.kept import kept_until
from timeline.page.scale import DAY_SCALES, DayScale
from timeline.page.stretches import MOST_CELLS, Stretch, stretches

MOST_MONTHS = 6  # a longer span has months, not days or weeks
MOST_EVENTS = 5000  # more are counted by month, which is kept

Tally = Counter[str]  # events by kind: day, longer, approximate, planned
Tallies = dict[str, tuple[Tally, Tally]]  # by day or month: all events, and the chosen ones


def tallied(asked: TimelineFilter, counted: Counted) -> tuple[Tallies, list[Stretch]]:
    """What is counted by day where the span is short, else by month; in stretches with scales."""
    months = _months(counted)
    if _is_short(months) and (days := _by_day(counted.version, asked)):
        one_day, week = DAY_SCALES
        fits = one_day.empty(*_ends(one_day, days)) < MOST_CELLS
        return days, [Stretch(frozenset(days), one_day if fits else week)]
    return months, stretches({name: events.total() for name, (events, _) in months.items()})


def _is_short(months: Iterable[str]) -> bool:
    """Whether all is known at least to the month, and from the first to the last is half a year."""
    known = sorted(months)
    if not known or any(len(name) < 7 for name in known):
        return False
    first, last = (12 * int(name[:4]) + int(name[5:7]) for name in (known[0], known[-1]))
    return last - first < MOST_MONTHS


def _ends(scale: DayScale, days: Iterable[str]) -> tuple[int, int]:
    return scale.place(min(days)), scale.place(max(days))


def _months(counted: Counted) -> Tallies:
    """Events and chosen ones by kind, by month (2021-04), or by year (2021) if no month is known."""
    found: Tallies = {}
    for facet, events in counted.kept.items():
        if facet.kind != "month" or not events:
            continue
        month, _, kind = facet.name.partition(" ")
        for tally, number in zip(
            found.setdefault(month, (Tally(), Tally())),
            (events, events if counted.left.bounded else counted.left.of(facet)),
            strict=True,
        ):
            tally[kind or "day"] += number
    return found


def _by_day(version: int, asked: TimelineFilter) -> Tallies:
    """All events and those that the filter leaves, by day; nothing where there are too many."""
    places = kept_until(version, "days", _days)
    counted = {day: (Tally(), Tally()) for day, _ in places.values()}
    for day, kind in places.values():
        counted[day][0][kind] += 1
    chosen = asked.selection.keys(MOST_EVENTS, high=UNDATED - 1) if asked.narrows else places
    for day, kind in (places[key] for key in chosen if key in places):
        counted[day][1][kind] += 1
    return counted


def _days(most: int = MOST_EVENTS) -> dict[int, tuple[str, str]]:
    """The day and the kind of every dated event, by sort key."""
    fields = ("sort_key", "edtf", "starts_on", "ends_on", "precision", "approximate", "planned",
              "working")  # fmt: skip
    events = list(Event.objects.leads().dated().only(*fields)[: most + 1])
    if len(events) > most:
        return {}
    return {
        event.sort_key: (event.first_day.isoformat(), event.kind)
        for event in events
        if event.sort_key is not None and event.first_day
    }
