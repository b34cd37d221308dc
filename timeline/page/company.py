"""Who acts together with the actor that the timeline is filtered by, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.forms import TimelineFilter
from timeline.page import labels
from timeline.page.facets import BESIDE, Counted, Tally, most_named
from timeline.page.kept import kept_until
from timeline.page.shown import read_places

SHOWN = BESIDE - 1


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody in `events` of the same events, from the first to the last of them."""

    name: str
    events: int
    when: str
    url: str


def company(asked: TimelineFilter, counted: Counted) -> list[Companion]:
    """Return those named most often beside the one actor asked for; nobody for several."""
    if len(asked.actors) != 1:
        return []
    name = ("company", asked.selection, asked.state.from_the_start)
    return kept_until(counted.version, name, lambda: _companions(asked, counted.left))


def _companions(asked: TimelineFilter, left: Tally) -> list[Companion]:
    actors = asked.actors
    most = most_named(left, BESIDE)
    others = [(facet, events) for facet, events in most if facet.name not in actors][:SHOWN]
    ends = {facet: left.beside[facet.number] for facet, _ in others}
    titles = _titles(key for keys in ends.values() for key in keys)
    return [
        Companion(
            facet.name,
            events,
            _when([titles[key] for key in ends[facet]], first_only=left.bounded),
            asked.state.from_the_start.adding("actor", facet.name).url,
        )
        for facet, events in others
    ]


def _titles(keys: Iterable[int]) -> dict[int, str]:
    """The month or year of each of these events."""
    return {event.sort_key: event.heading for event in read_places([*dict.fromkeys(keys)])}


def _when(titles: Sequence[str], *, first_only: bool) -> str:
    """From the first dated event to the last: "May to June 2021"; "from May 2021" where there
    are more events than were looked at."""
    if not titles:
        return "undated"
    return f"from {titles[0]}" if first_only else labels.from_to(titles[0], titles[-1])
