"""What an article tells of single days: its sentences, each with the day that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.extraction.dates import find_dates
from timeline.extraction.shapes import Anchor, Mention
from timeline.linking.terms import term_set

LEADS = 3  # sentences from the beginning that tell the news of the day
LONGEST = 20_000  # characters; what stands further down is not the news
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[A-Z0-9\"“‘(])|\n")
_LEAST_WORDS = 5
_NEVER_LAST = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|St|No))\.\s+$")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening))\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|took|gave|made|held|went|\w{2,20}ed)\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|scheduled|set|expected|plan\w{0,6}|to be|until|till|by|before|deadline"
    r"|if|could|may|might|should|next|upcoming|forthcoming|later)\b",
    re.IGNORECASE,
)
_NOT_THIS_ONE = re.compile(r"\b(?:last|next|until|since|by|every|each|a)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewsText:
    """One article as linking reads it: `text` with spaces for its furniture.

    `key` is the article's hash; `published_on` a day that is stated, in the metadata or set
    by a person, None if there is none; `outlet` "" if unknown.
    """

    key: str
    text: str
    published_on: date | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence [start, end) about one day, dated by `words`.

    `by` says how they date it: "weekday" ("on Thursday"), "day" (today, yesterday), "date"
    (3 May), or "news": a lead without a date, which tells the day's news. `lead` marks the
    first sentences of the article.
    """

    start: int
    end: int
    terms: frozenset[str]
    day: date
    words: str
    by: str
    lead: bool


def tellings(article: NewsText, written_on: date) -> list[Telling]:
    """Return the sentences about one past day each, read as if written on that day."""
    text = article.text[:LONGEST]
    mentions = find_dates(text, Anchor(written_on))
    found, place = [], 0
    for number, (start, end) in enumerate(sentences(text)):
        here = []
        while place < len(mentions) and mentions[place].start < end:
            here.append(mentions[place])
            place += 1
        telling = _telling(text, start, end, here, written_on, lead=number < LEADS)
        if telling:
            found.append(telling)
    return found


def latest_known(article: NewsText) -> date | None:
    """Return the latest day that it dates in full and tells of as past, None for none.

    "On 3 May 2021 the court ruled" was not written before that day. A sentence that may
    look ahead ("is due on 3 May 2021") counts for nothing.
    """
    text = article.text[:LONGEST]
    days = [
        (mention.start, day) for mention in find_dates(text, None) if (day := _one_day(mention))
    ]
    known, place = [], 0
    for start, end in sentences(text):
        looks_back = _PAST.search(text, start, end) and not _AHEAD.search(text, start, end)
        while place < len(days) and days[place][0] < end:
            if looks_back and days[place][0] >= start:
                known.append(days[place][1])
            place += 1
    return max(known, default=None)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the slices of the sentences, those of a few words left out."""
    start = 0
    for match in _END.finditer(text):
        if match[0] != "\n" and _NEVER_LAST.search(
            text, max(start, match.start() - 6), match.end()
        ):
            continue
        yield from _worded(text, start, match.end())
        start = match.end()
    yield from _worded(text, start, len(text))


def _worded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if len(words.split()) >= _LEAST_WORDS:
        begin = start + len(words) - len(words.lstrip())
        yield begin, begin + len(words.strip())


def _telling(
    text: str, start: int, end: int, mentions: Sequence[Mention], written_on: date, *, lead: bool
) -> Telling | None:
    terms = term_set(text[start:end])
    dated = [mention for mention in mentions if mention.span]
    if not dated:
        return Telling(start, end, terms, written_on, "", "news", lead=True) if lead else None
    days = {day: mention for mention in reversed(dated) if (day := _past_day(mention, written_on))}
    if len(days) != 1:
        return None
    day, mention = days.popitem()
    return Telling(start, end, terms, day, mention.text, _by(text, mention), lead)


def _by(text: str, mention: Mention) -> str:
    if _RELATIVE.search(mention.text):
        return "day"
    return "weekday" if _WEEKDAY.search(mention.text) and not _is_another(text, mention) else "date"


def _past_day(mention: Mention, written_on: date) -> date | None:
    """The day that the mention stands for, None if it is no single day or lies ahead."""
    day = _one_day(mention)
    ahead = day is None or day > written_on or mention.working.tense == "future"
    return None if ahead else day


def _one_day(mention: Mention) -> date | None:
    span = mention.span
    if span is None or span.precision != "day" or span.approximate:
        return None
    return span.starts_on if span.starts_on == span.ends_on else None


def _is_another(text: str, mention: Mention) -> bool:
    """Whether the weekday is not the nearest one: "last Thursday", "since Thursday"."""
    return bool(_NOT_THIS_ONE.search(text[max(0, mention.start - 8) : mention.start])) or bool(
        re.match(r"(?:last|next|since|until|by)\b", mention.text, re.IGNORECASE)
    )
