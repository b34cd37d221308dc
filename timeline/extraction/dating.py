"""The days of what no words of its own date, each with its working."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from timeline.extraction.clauses import Told
from timeline.extraction.shapes import Anchor, Mention, Span, Working
from timeline.extraction.syntax import climb, own_subject
from timeline.extraction.words import DOCUMENT, SAYING

DEICTIC = re.compile(
    r"(?:late |early |earlier |later )?(?:today|tonight|yesterday|tomorrow|last night"
    r"|this (?:morning|afternoon|evening))(?: (?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)


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


def quoted_dating(
    told: Told, day: Mention | None, beside: Iterable[Told] = ()
) -> tuple[Span | None, Working] | None:
    """The day of "today" and its like within a quotation or a quoted document.

    They are read against the day of saying that the same sentence gives (`beside` are all its
    accounts), else against the last day told of before, if that is one of the three before
    publication. None where they can only be the article's own.
    """
    mention = told.mention
    if mention is None or not DEICTIC.fullmatch(mention.text) or not _is_quoted(told):
        return None
    said = next((one.mention for one in beside if _is_saying(one)), None)
    base, today = _one_day(said or day), _one_day(mention)
    anchor = mention.working.anchor
    if base is None or today is None or anchor is None:
        return None
    if not 0 < (anchor.day - base).days <= (7 if said else 3):
        return None
    meant = base + (today - anchor.day)
    span = Span(meant.isoformat(), meant, meant, "day")
    note = "Said in a quotation: read against the day that the article gives before it."
    start = Anchor.mentioned(base, said or day or mention)
    return span, Working(mention.text, "today in a quotation", span.edtf, start, note=note)


def _one_day(mention: Mention | None) -> date | None:
    span = mention.span if mention else None
    return span.starts_on if span and span.starts_on == span.ends_on else None


def _is_saying(told: Told) -> bool:
    return told.happening.kernel.lemma_ in SAYING and not _is_quoted(told)


def _is_quoted(told: Told) -> bool:
    """Whether the date stands within quotation marks, or is told by a note, a statement or the like."""
    place = told.mention.start - told.parsed.shift if told.mention else 0
    before = told.parsed.tokens.doc.text[:place]
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return opened or _is_in_document(told)


def _is_in_document(told: Told) -> bool:
    """Whether the clause is quoted from a note, a statement or the like."""
    for head in climb(told.happening.kernel):
        subject = own_subject(head)
        if head.lemma_ in SAYING and subject is not None:
            return subject.lemma_.lower() in DOCUMENT
    return False
