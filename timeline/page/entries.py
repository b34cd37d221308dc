"""Events as the page shows them: sections, entries, gaps; nothing is fetched here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articles.passages import Segment
from timeline.models import Event
from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.labels import DateLabel
from timeline.page.opened import Opened
from timeline.page.quotes import dated, days_of, quoted
from timeline.page.ways import Ways, ways

SHOWN_ACTORS = 5
SHORTEST_GAP = 14  # days


class ActorLink(NamedTuple):
    name: str
    url: str
    selected: bool


class Entry(NamedTuple):
    """One event as a row, of `day` ("" if it has none); `repeated` where the row above has the same date, `brief` where
    the reader wants headlines only, `correctable` where an editor asks; `said` is HTML of what
    was decided of the event."""

    event: Event
    day: str
    label: DateLabel
    alternatives: str
    quote: list[Segment]
    source_url: str
    accounts: int
    actors: list[ActorLink]
    more_actors: list[ActorLink]
    url: str
    closed_url: str
    fragment_url: str
    opened: Opened | None = None
    repeated: bool = False
    gap: str = ""
    brief: bool = False
    correctable: bool = False
    said: str = ""

    @property
    def close_url(self) -> str:
        """Where htmx gets the closed entry from."""
        return f"{self.fragment_url}{'&' if '?' in self.fragment_url else '?'}closed=1"

    @property
    def query(self) -> str:
        """The state of the page as the end of an address of this event."""
        _, mark, query = self.fragment_url.partition("?")
        return mark + query

    @property
    def timeline_url(self) -> str:
        """The timeline opened at this event."""
        return self.url

    @property
    def quotes_text(self) -> str:
        return "Both quotes" if self.accounts == 2 else f"All {self.accounts} quotes"


@dataclass(slots=True)
class Section:
    """The entries under one heading, which are `events` in all; `continued` from the page before,
    `goes_on` where the heading stands above entries that are before these."""

    title: str
    slug: str
    entries: list[Entry] = field(default_factory=list)
    gap: str = ""
    continued: bool = False
    events: int = 0
    goes_on: bool = False


def make_entry(event: Event, state: State, *, words: str = "") -> Entry:
    """Return the event as a row; `words` are the searched ones, to be marked."""
    return _entry(event, ways(state), words)


def _entry(
    event: Event, way: Ways, words: str, *, above: Entry | None = None, gap: str = ""
) -> Entry:
    """The event as a row, below the one `above` it in its section and the `gap` between them."""
    label = labels.date_label(dated(event))
    first = event.first_day
    actors = _actor_links(event, way)
    shown = SHOWN_ACTORS if len(actors) > SHOWN_ACTORS + 1 else SHOWN_ACTORS + 1
    public_id = event.public_id
    return Entry(
        event=event,
        day=first.isoformat() if first else "",
        label=label,
        alternatives=" or ".join(labels.alternative_text(item) for item in event.alternatives),
        quote=quoted(event, words),
        source_url=way.to_source(event),
        accounts=event.account_count,
        actors=actors[:shown],
        more_actors=actors[shown:],
        url=way.to_opened(public_id),
        closed_url=f"{way.closed}#e-{public_id}",
        fragment_url=way.to_entry(public_id),
        repeated=above is not None and label.text == above.label.text and not event.undated,
        gap=gap,
        brief=way.brief,
    )


def lay_out(
    events: list[Event],
    *,
    earlier: list[Event],
    state: State,
    words: str = "",
    about: str = "",
    opened: Entry | None = None,
) -> list[Section]:
    """Put events under their headings, with the gaps between them.

    `earlier` are those on the page before, nearest first; `opened` takes the place of the
    entry of its event.
    """
    newest = state.has("order", "newest")
    gaps = _gaps([*reversed(earlier), *events], newest=newest, about=about)[len(earlier) :]
    sections: list[Section] = []
    way = ways(state)
    before = _title(earlier[0]) if earlier else ""
    for event, gap in zip(events, gaps, strict=True):
        title = _title(event)
        goes_on = bool(sections) and title == before
        if not goes_on:
            sections.append(_section(title, event, gap, continued=title == before))
            gap = ""
        section = sections[-1]
        if opened and opened.event.pk == event.pk:
            entry = opened._replace(gap=gap)
        else:
            above = section.entries[-1] if section.entries else None
            entry = _entry(event, way, words, above=above, gap=gap)
        section.entries.append(entry)
        section.events += 1
        before = title
    return sections


def _title(event: Event) -> str:
    """The heading that it stands under."""
    return labels.heading(days_of(event))


def span_of(events: list[Event]) -> str:
    """From which heading to which they go: "2014 to January 2021", "" for none."""
    if not events:
        return ""
    ordered = sorted(events, key=lambda event: event.sort_key or 0)
    return labels.from_to(_title(ordered[0]), _title(ordered[-1]))


def _section(title: str, event: Event, gap: str, *, continued: bool) -> Section:
    """A section that begins with the event."""
    slug = f"{_slug(title)}-{event.public_id}" if continued else _slug(title)
    return Section(title, slug, gap=gap, continued=continued)


def _gaps(events: list[Event], *, newest: bool, about: str) -> list[str]:
    """For each event the empty time between it and the one above it, "" for none."""
    days = list(_empty_days(reversed(events) if newest else events))
    if newest and days:
        days = [0, *reversed(days[1:])]
    return [_gap_text(gap, about) for gap in days]


def _empty_days(events: Iterable[Event]) -> Iterator[int]:
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


def _actor_links(event: Event, way: Ways) -> list[ActorLink]:
    """Those whom the lead names first, then by how many accounts name them."""
    names, naming = event.actors, event.naming
    if len(naming) > len(names):
        own = {name: place for place, name in enumerate(names)}
        names = sorted(naming, key=lambda name: (own.get(name, len(own)), -naming[name], name))
    return [ActorLink(name, way.to_actor(name), name in way.actors) for name in names]
