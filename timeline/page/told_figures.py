"""Figures of one event side by side, each within the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from articles.passages import Mark, Segment, segments
from timeline import rows
from timeline.linking.differences import Comparison, compare
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.quotes import source_url

AROUND = 90  # characters shown on either side of a figure


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A figure within the words around it; `cut_before` and `cut_after` say whether the
    quote goes on, `later` whether it revises what was published before."""

    text: str
    segments: list[Segment]
    cut_before: bool
    cut_after: bool
    account: Event
    url: str
    later: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """`kind` is that of Comparison: how the figures agree, or do not."""

    counts: str
    kind: str
    agree: bool
    told: list[FigureTold]


def told_figures(accounts: list[Event], state: State) -> list[Figures]:
    places: dict[tuple[int, str], tuple[int, int]] = {}
    told = []
    for index, account in enumerate(accounts):
        told += rows.figures_told(index, account)
        for figure in account.figures:
            places.setdefault((index, figure["text"]), (figure["start"], figure["end"]))
    return [_compared(item, accounts, places, state) for item in compare(told)]


def _compared(
    comparison: Comparison,
    accounts: list[Event],
    places: dict[tuple[int, str], tuple[int, int]],
    state: State,
) -> Figures:
    """One figure a source and text: a source that repeats itself is shown once."""
    shown: dict[tuple[int, str], FigureTold] = {}
    for value in comparison.values:
        account = accounts[value.account]
        place = places[value.account, value.text]
        later = comparison.is_later(value)
        told = _figure_told(value.text, account, place, state, later=later)
        shown.setdefault((account.article_id, value.text), told)
    return Figures(comparison.counts, comparison.kind, comparison.agree, list(shown.values()))


def _figure_told(
    text: str, account: Event, place: tuple[int, int], state: State, *, later: bool
) -> FigureTold:
    quote = account.quote
    start, end = place[0] - account.start, place[1] - account.start
    first, last = _around(quote, start, end)
    return FigureTold(
        text=text,
        segments=segments(quote, [Mark(start, end, "figure")], first, last),
        cut_before=first > 0,
        cut_after=last < len(quote),
        account=account,
        url=source_url(account, state),
        later=later,
    )


def _around(quote: str, start: int, end: int) -> tuple[int, int]:
    """Where the words around a figure begin and end: whole words, and not the whole quote
    if it is long."""
    first, last = max(0, start - AROUND), min(len(quote), end + AROUND)
    if first:
        first = quote.find(" ", first, start) + 1 or start
    if last < len(quote):
        last = max(quote.rfind(" ", end, last), end)
    return first, last
