"""An event that needs an editor's eye, with what the reason rests on and the answers to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.decisions import history
from timeline.decisions.eye import bearing
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.entries import Entry, make_entry
from timeline.page.labels import alternative_text
from timeline.page.readings import Reading, read_date
from timeline.page.told_figures import Figures, told_figures

MOST_SHOWN = 5  # accounts beside the lead
MOST_DATES = 4  # that one key can give
_BY_FIGURES = "figures-differ"
_BY_WORKING = ("dates-differ", "second-reading", "made-exact", "inferred", "undated", "text-gone")


@dataclass(frozen=True, slots=True)
class Item:
    """An event to look at; `seen` is the last that was decided of it, `dates` those that one
    key can give it, as typed and as shown. What it rests on: `figures` that differ side by side,
    how its date was read, `others` that say otherwise, each with how its date compares."""

    entry: Entry
    seen: int
    dates: list[tuple[str, str]]
    figures: list[Figures]
    reading: Reading | None
    others: list[Reading]


def make_items(reason: str, events: Sequence[Event]) -> list[Item]:
    """The events, all their accounts fetched, as what is to be looked at for this reason."""
    seen = history.latest_of_each("event", [one.public_id for e in events for one in e.accounts])
    return [_item(reason, event, _last(event, seen)) for event in events]


def _last(event: Event, seen: dict[str, int]) -> int:
    return max(seen.get(account.public_id, 0) for account in event.accounts)


def _item(reason: str, event: Event, seen: int) -> Item:
    state = State()
    others = bearing(reason, event, event.accounts)
    told = told_figures(event.accounts, state) if reason == _BY_FIGURES else []
    return Item(
        entry=make_entry(event, state),
        seen=seen,
        dates=_dates(event, others),
        figures=[figures for figures in told if not figures.agree],
        reading=read_date(event, event, state) if reason in _BY_WORKING else None,
        others=[read_date(one, event, state) for one in others[:MOST_SHOWN]],
    )


def _dates(event: Event, others: Iterable[Event]) -> list[tuple[str, str]]:
    """Its second readings, and the days that accounts give it where it is vague or differs."""
    vague = event.approximate or event.precision != "day"
    giving = event.accounts if vague else others
    days = {one.starts_on for one in giving if one.precision == "day" and not one.approximate}
    readings = [(str(one["edtf"]), alternative_text(one)) for one in event.alternatives]
    exact = [(day.isoformat(), f"{day.day} {day:%b %Y}") for day in sorted(filter(None, days))]
    return [*readings, *exact][:MOST_DATES]
