"""The rows of a page under their headings, with the gaps between them; nothing is fetched here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from django.utils.safestring import SafeString

from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.closed import Closed
from timeline.page.entries import Entry
from timeline.page.filling import Unfilled, filled, opened_html
from timeline.page.ways import ways

SHORTEST_GAP = 14  # days


class Shown(NamedTuple):
    """An entry on a page."""

    public_id: str
    html: SafeString
    opened: bool


@dataclass(slots=True)
class Section:
    """The entries under one heading, which are `events` in all; `continued` from the page before,
    `goes_on` where the heading stands above entries that are before these."""

    title: str
    slug: str
    entries: list[Shown] = field(default_factory=list)
    gap: str = ""
    continued: bool = False
    events: int = 0
    goes_on: bool = False


def lay_out(
    events: Sequence[Closed],
    *,
    earlier: Sequence[Closed],
    state: State,
    words: str = "",
    about: str = "",
    opened: Entry | None = None,
) -> list[Section]:
    """Put events under their headings, with the gaps between them.

    `earlier` are those on the page before, nearest first; `opened` takes the place of the
    entry of its event; `words` are the searched ones, to be marked.
    """
    newest = state.has("order", "newest")
    gaps = _gaps([*reversed(earlier), *events], newest=newest, about=about)[len(earlier) :]
    sections: list[Section] = []
    unfilled: list[Unfilled] = []
    above, before = "", earlier[0].heading if earlier else ""
    for event, gap in zip(events, gaps, strict=True):
        if not sections or event.heading != before:
            sections.append(_section(event, gap, continued=event.heading == before))
            above = gap = ""
        unfilled.append(_unfilled(event, opened, above=above, gap=gap))
        sections[-1].events += 1
        above, before = event.words, event.heading
    html = filled(unfilled, ways(state), words)
    shown = map(Shown, (e.public_id for e in events), html, (u.opened for u in unfilled))
    for section in sections:
        section.entries = [*islice(shown, section.events)]
    return sections


def _unfilled(event: Closed, opened: Entry | None, *, above: str, gap: str) -> Unfilled:
    """The entry of the event, opened if it is the one, below one with the date `above`."""
    if opened and opened.event.public_id == event.public_id:
        return Unfilled(opened_html(opened), opened=True, gap=gap)
    return Unfilled(event.html, repeated=event.words == above and not event.undated, gap=gap)


def span_of(events: Sequence[Closed]) -> str:
    """From which heading to which they go: "2014 to January 2021", "" for none."""
    if not events:
        return ""
    ordered = sorted(events, key=lambda event: event.sort_key)
    return labels.from_to(ordered[0].heading, ordered[-1].heading)


def _section(event: Closed, gap: str, *, continued: bool) -> Section:
    """A section that begins with the event."""
    slug = _slug(event.heading)
    return Section(
        title=event.heading,
        slug=f"{slug}-{event.public_id}" if continued else slug,
        gap=gap,
        continued=continued,
    )


def _gaps(events: Sequence[Closed], *, newest: bool, about: str) -> list[str]:
    """For each event the empty time between it and the one above it, "" for none."""
    days = list(_empty_days(reversed(events) if newest else events))
    if newest and days:
        days = [0, *reversed(days[1:])]
    return [_gap_text(gap, about) for gap in days]


def _empty_days(events: Iterable[Closed]) -> Iterator[int]:
    """For each event, oldest first, the days since the latest end before it."""
    latest: date | None = None
    for event in events:
        first = event.first_day
        yield (first - latest).days - 1 if first and latest else 0
        last = event.ends_on or event.starts_on
        latest = max(filter(None, (latest, last)), default=None)


def _gap_text(days: int, about: str) -> str:
    if days < SHORTEST_GAP:
        return ""
    weeks, months = days // 7, round(days / 30.44)
    amount = (
        f"{weeks} weeks"
        if weeks <= 12
        else f"{months} months"
        if months < 24
        else f"{days // 365} years"
    )
    return f"{amount} with nothing reported{about}"


@lru_cache(maxsize=5_000)
def _slug(title: str) -> str:
    return "t-" + "".join(letter if letter.isalnum() else "-" for letter in title.lower())
