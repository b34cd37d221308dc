"""An opened event: every account by its source, figures side by side, how its date was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from articles.models import Article
from articles.passages import Segment
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.citations import citation
from timeline.page.quotes import quoted, source_url
from timeline.page.readings import Reading, read_date
from timeline.page.told_figures import Figures, told_figures


@dataclass(frozen=True, slots=True)
class Quote:
    account: Event
    segments: list[Segment]
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one article says of the event: its first quote, then the others."""

    article: Article
    first: Quote
    more: list[Quote]


@dataclass(frozen=True, slots=True)
class Opened:
    sources: list[Source]
    figures: list[Figures]
    reading: Reading
    other_readings: list[Reading]
    without_date: str
    citation: str
    first_reported: Event | None


def open_event(event: Event, state: State) -> Opened:
    """Return all there is to show of an event whose accounts have been fetched."""
    accounts = event.accounts
    around = state.dropping("open")
    by_words = {(a.article_id, a.mention_start): a for a in reversed(accounts) if a.mention}
    others = [a for a in accounts if a.pk != event.pk and a in by_words.values()]
    undated = [a.article.source for a in accounts if not a.mention]
    return Opened(
        sources=_sources(accounts, around),
        figures=told_figures(accounts, around),
        reading=read_date(event, event, around),
        other_readings=[read_date(a, event, around) for a in others],
        without_date=_without_date(
            set(undated) - {a.article.source for a in accounts if a.mention}
        ),
        citation=citation(event),
        first_reported=_first_reported(accounts),
    )


def _sources(accounts: list[Event], state: State) -> list[Source]:
    by_article: dict[int, list[Event]] = {}
    for account in accounts:
        by_article.setdefault(account.article_id, []).append(account)
    sources = []
    for group in by_article.values():
        quotes = [Quote(account, quoted(account), source_url(account, state)) for account in group]
        unlike = {quote.account.quote: quote for quote in reversed(quotes)}
        first, *more = [quote for quote in quotes if quote in unlike.values()]
        sources.append(Source(group[0].article, first, more))
    return sources


def _without_date(sources: set[str]) -> str:
    if not sources:
        return ""
    *most, last = sorted(sources)
    if not most:
        return f"{last} gives no date in its text."
    return f"{', '.join(most)} and {last} give no date in their text."


def _first_reported(accounts: list[Event]) -> Event | None:
    known = [account for account in accounts if account.article.published_on]
    return min(known, key=lambda account: account.article.published_on or date.max, default=None)
