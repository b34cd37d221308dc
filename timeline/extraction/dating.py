"""The days of what no words of its own date, each with its working."""

from __future__ import annotations

from timeline.extraction.clauses import Told
from timeline.extraction.shapes import Anchor, Mention, Span, Working
from timeline.extraction.syntax import climb, own_subject
from timeline.extraction.words import DOCUMENT, SAYING

TODAY = frozenset({"today", "tonight", "this morning", "this afternoon"})


def lead_dating(anchor: Anchor | None) -> tuple[Span | None, Working]:
    """The span and working of a lead: the day of publication, or none if that isn't known."""
    if anchor is None:
        note = "No words date it, and the article's day of publication is not known."
        return None, Working(words="", rule="undated", note=note)
    day = anchor.day.isoformat()
    return Span(day, anchor.day, anchor.day, "day"), Working(
        words="",
        rule="day of publication",
        result=day,
        anchor=anchor,
        note="No words date it: told as the news of the day.",
    )


def carried_dating(mention: Mention) -> tuple[Span | None, Working]:
    """The span and working of what goes on with the date of an earlier sentence."""
    span = mention.span
    anchor = None
    if span is not None and span.starts_on is not None:
        anchor = Anchor.mentioned(span.starts_on, mention)
    return span, Working(
        words="",
        rule="carried on from an earlier sentence",
        result=span.edtf if span else "",
        anchor=anchor,
        note=f"No words of its own date it: it goes on from “{mention.text}”.",
    )


def quoted_dating(told: Told, day: Mention | None) -> tuple[Span | None, Working] | None:
    """The day of a quoted document's "today": that of the last day told of before, if there is one.

    None where it is no document that says "today": a speaker's is the article's own.
    """
    mention = told.mention
    if (
        mention is None
        or day is None
        or mention.text.lower() not in TODAY
        or not _is_in_document(told)
    ):
        return None
    span, today = day.span, mention.span
    if span is None or span.starts_on is None or span.starts_on != span.ends_on:
        return None
    if (
        today is None
        or today.starts_on is None
        or not 0 < (today.starts_on - span.starts_on).days <= 3
    ):
        return None
    anchor = Anchor.mentioned(span.starts_on, day)
    note = "Said in a quoted document: read against the day that the article gives before it."
    return span, Working(mention.text, "today in a document", span.edtf, anchor, note=note)


def _is_in_document(told: Told) -> bool:
    """Whether the clause is quoted from a note, a statement or the like."""
    for head in climb(told.happening.kernel):
        subject = own_subject(head)
        if head.lemma_ in SAYING and subject is not None:
            return subject.lemma_.lower() in DOCUMENT
    return False
