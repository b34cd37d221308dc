"""What every view of an account needs: its date, its quote in segments, its way to the source."""

from __future__ import annotations

from articles.passages import Mark, Segment, segments
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.date_words import Dated
from timeline.page.highlight import find_words
from timeline.page.ways import ways


def dated(event: Event) -> Dated:
    """What showing the event's date needs to know; the article must have been fetched."""
    by_hand = event.decided("date")
    return Dated(
        edtf=event.edtf,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        precision=event.precision,
        approximate=event.approximate,
        mod=event.mod,
        planned=event.planned,
        inferred=event.inferred,
        mention=str(by_hand["typed"]) if by_hand else event.mention,
        reported_on=event.article.published_on,
    )


def days_of(event: Event) -> Dated:
    """What a heading needs to know, and no more: the article need not have been fetched."""
    return Dated(
        edtf=event.edtf,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        precision=event.precision,
        approximate=event.approximate,
        mod=event.mod,
    )


def quoted(event: Event, words: str = "") -> list[Segment]:
    """The quote in segments, its mention and the searched words marked."""
    start, quote = event.start, event.quote
    marks = [Mark(*found, "found") for found in find_words(quote, words)] if words else []
    if event.mention_start >= start:
        mention = Mark(event.mention_start - start, event.mention_end - start, "mention")
        marks.insert(0, mention)
    return segments(quote, marks)


def source_url(event: Event, state: State | None = None) -> str:
    """The way to the paragraph, and back to this state of the timeline from there."""
    return ways(state or State()).to_source(event)
