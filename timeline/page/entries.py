"""Events as the page shows them, each as a row; nothing is fetched here."""

from __future__ import annotations

from typing import NamedTuple

from articles.passages import Segment
from timeline.models import Event
from timeline.page import labels
from timeline.page.addresses import State
from timeline.page.labels import DateLabel
from timeline.page.opened import Opened
from timeline.page.quotes import dated, quoted
from timeline.page.ways import Ways, ways

SHOWN_ACTORS = 5


class ActorLink(NamedTuple):
    name: str
    url: str
    selected: bool


class Entry(NamedTuple):
    """One event as a row, of `day` ("" if it has none); `brief` where the reader wants headlines
    only, `correctable` where an editor asks; `said` is HTML of what was decided of the event."""

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


def make_entry(event: Event, state: State, *, words: str = "") -> Entry:
    """Return the event as a row; `words` are the searched ones, to be marked."""
    return entry_of(event, ways(state), words)


def entry_of(event: Event, way: Ways, words: str = "") -> Entry:
    """The same with these ways."""
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
        brief=way.brief,
    )


def _actor_links(event: Event, way: Ways) -> list[ActorLink]:
    """Those whom the lead names first, then by how many accounts name them."""
    names, naming = event.actors, event.naming
    if len(naming) > len(names):
        own = {name: place for place, name in enumerate(names)}
        names = sorted(naming, key=lambda name: (own.get(name, len(own)), -naming[name], name))
    return [ActorLink(name, way.to_actor(name), name in way.actors) for name in names]
