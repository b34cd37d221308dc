"""The whole filtered timeline on paper: events by year, with numbered notes on their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.citations import place_of
from timeline.page.labels import UNDATED, DateLabel, date_label
from timeline.page.quotes import dated
from timeline.page.told_figures import FigureTold, told_figures

MOST_EVENTS = 1000  # in one part


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event; `first` and `last` are the numbers of its notes, `figures` those that differ."""

    event: Event
    label: DateLabel
    first: int
    last: int
    actors: str
    figures: list[list[FigureTold]]

    @property
    def notes_text(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(slots=True)
class Year:
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chronology:
    years: list[Year]
    notes: list[Note]


def make_chronology(events: Iterable[Event]) -> Chronology:
    """Return the events under their years, each account a note numbered through."""
    years: list[Year] = []
    notes: list[Note] = []
    for event in events:
        title = str(event.first_day.year) if event.first_day else UNDATED
        if not years or years[-1].title != title:
            years.append(Year(title))
        first = len(notes) + 1
        for account in event.accounts:
            notes.append(Note(len(notes) + 1, account.quote, place_of(account)))
        years[-1].lines.append(_line(event, first, len(notes)))
    return Chronology(years, notes)


def _line(event: Event, first: int, last: int) -> Line:
    figures = told_figures(event.accounts, State()) if len(event.accounts) > 1 else []
    return Line(
        event=event,
        label=date_label(dated(event)),
        first=first,
        last=last,
        actors=", ".join(event.naming),
        figures=[one.told for one in figures if not one.agree],
    )
