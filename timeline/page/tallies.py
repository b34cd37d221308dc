"""What the strip counts, by month or, where the timeline is short, by day; in stretches with scales.

All events are counted once for everybody; what a filter leaves of them, from what was counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from timeline.forms import TimelineFilter
from timeline.models import Event
from timeline.ordering import UNDATED
from timeline.page import facets
from timeline.page.facets import Counted
from timeline.page.kept import kept_until
from timeline.page.scale import DAY_SCALES, DayScale
from timeline.page.stretches import MOST_CELLS, Stretch, stretches

MOST_MONTHS = 6  # a longer span has months, not days or weeks
MOST_EVENTS = 5000  # more are counted by month, which is kept

Tally = Counter[str]  # events by kind: day, longer, approximate, planned
Place = tuple[int, int]  # which stretch, and the place on its scale
Placed = Mapping[int, tuple[Place, str]]  # the place and the kind of what is counted


@dataclass(frozen=True)
class Calendar:
    """All events by place. `places` are those of each event, by its sort key, or, unless
    `by_event`, of each month that the index counts, by its number."""

    stretches: tuple[Stretch, ...]
    events: Mapping[Place, Tally]
    places: Placed
    by_event: bool

    @cached_property
    def tallest(self) -> int:
        return max((tally.total() for tally in self.events.values()), default=0)

    @cached_property
    def unit(self) -> str:
        """That of the stretch with the most events."""
        held: Counter[int] = Counter()
        for (stretch, _), tally in self.events.items():
            held[stretch] += tally.total()
        scale = self.stretches[max(held, key=held.__getitem__)].scale if held else None
        return scale.unit if scale else ""


def calendar(counted: Counted) -> Calendar:
    return kept_until(counted.version, "calendar", lambda: _calendar(counted))


def chosen(asked: TimelineFilter, counted: Counted, among: Calendar) -> Mapping[Place, Tally]:
    """The events that the filter leaves, by place; all of them where they are too many to count."""
    if not asked.narrows or (counted.left.bounded and not among.by_event):
        return among.events
    left: Iterable[tuple[int, int]] = counted.left.numbers.items()
    if among.by_event:
        left = ((key, 1) for key in asked.selection.keys(MOST_EVENTS, high=UNDATED - 1))
    return _by_place(left, among.places)


def _by_place(numbers: Iterable[tuple[int, int]], places: Placed) -> dict[Place, Tally]:
    found: dict[Place, Tally] = {}
    for number, events in numbers:
        if number in places:
            place, kind = places[number]
            found.setdefault(place, Tally())[kind] += events
    return found


def _calendar(counted: Counted) -> Calendar:
    """By day where the span is short, else by month, or by year if no month is known."""
    found = {one: events for one, events in facets.months(counted.version).items() if events}
    months = {one.number: one.name.partition(" ") for one in found}
    if _is_short({month for month, _, _ in months.values()}) and (days := _days()):
        one_day, week = DAY_SCALES
        fits = one_day.empty(*_ends(one_day, days)) < MOST_CELLS
        listed = [Stretch(frozenset(day for day, _ in days.values()), one_day if fits else week)]
        return _placed(listed, days, dict.fromkeys(days, 1), by_event=True)
    events = {one.number: number for one, number in found.items()}
    weights: Counter[str] = Counter()
    for number, (month, _, _) in months.items():
        weights[month] += events[number]
    named = {number: (month, kind or "day") for number, (month, _, kind) in months.items()}
    return _placed(stretches(weights), named, events, by_event=False)


def _placed(
    listed: Iterable[Stretch],
    named: Mapping[int, tuple[str, str]],
    events: Mapping[int, int],
    *,
    by_event: bool,
) -> Calendar:
    listed = tuple(listed)
    of_names = {
        name: (place, stretch.scale.place(name) if stretch.scale else 0)
        for place, stretch in enumerate(listed)
        for name in stretch.names
    }
    places = {number: (of_names[name], kind) for number, (name, kind) in named.items()}
    summed = dict(sorted(_by_place(events.items(), places).items()))
    return Calendar(listed, summed, places, by_event)


def _is_short(months: Iterable[str]) -> bool:
    """Whether all is known at least to the month, and from the first to the last is half a year."""
    known = sorted(months)
    if not known or any(len(name) < 7 for name in known):
        return False
    first, last = (12 * int(name[:4]) + int(name[5:7]) for name in (known[0], known[-1]))
    return last - first < MOST_MONTHS


def _ends(scale: DayScale, days: Mapping[int, tuple[str, str]]) -> tuple[int, int]:
    return scale.place(min(days.values())[0]), scale.place(max(days.values())[0])


def _days(most: int = MOST_EVENTS) -> dict[int, tuple[str, str]]:
    """The day and the kind of every dated event, by sort key; nothing where there are too many."""
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
