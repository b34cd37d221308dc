"""The frozen values that the stages of extraction hand to one another.

All offsets are code points into the article's `text`, `start` inclusive and `end`
exclusive, so that `text[start:end]` is always the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PRECISIONS = (
    "day",
    "days",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)
ACTOR_KINDS = ("person", "organisation", "country", "place")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a mention is read against, and how we know it.

    `basis` is the article's: stated, metadata, inferred, person; or "mention" when it
    is an earlier mention of the same article, whose words are then `words`. `inferred`
    is whether the day rests on an inferred one, through however many mentions.
    """

    day: date
    basis: str = "stated"
    words: str = ""
    inferred: bool = False

    @staticmethod
    def published(day: date, basis: str, words: str) -> Anchor:
        """The day of publication."""
        return Anchor(day, basis, words, inferred=basis == "inferred")

    @staticmethod
    def mentioned(day: date, mention: Mention) -> Anchor:
        """A day of an earlier mention, as sure as that mention's own anchor is."""
        own = mention.working.anchor
        return Anchor(day, "mention", mention.text, inferred=own is not None and own.inferred)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a mention stands for, `ends_on` inclusive.

    An open end is None ("after June 14"), an open beginning, too ("until March 3").
    `edtf` is ISO 8601-2 level 1. `precision` is one of PRECISIONS: the grain that was
    written, never finer.
    """

    edtf: str
    starts_on: date | None
    ends_on: date | None
    precision: str
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.starts_on is None and self.ends_on is None:
            raise ValueError(f"span {self.edtf!r} has neither a first nor a last day")
        if self.starts_on and self.ends_on and self.starts_on > self.ends_on:
            raise ValueError(f"span {self.edtf!r} ends before it starts")
        if self.precision not in PRECISIONS:
            raise ValueError(f"precision {self.precision!r} is none of {PRECISIONS}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two can be the same days."""
        return _reaches(self, other) and _reaches(other, self)


def _reaches(earlier: Span, later: Span) -> bool:
    return earlier.starts_on is None or later.ends_on is None or earlier.starts_on <= later.ends_on


@dataclass(frozen=True, slots=True)
class Working:
    """How a mention became a span, step by step, for a reader to check.

    `anchor` is None where none was needed or none was there; `tense` is "", "past",
    "present" or "future" where it decided the direction; `result` is the EDTF date or ""
    for none; `note` is a plain sentence for what else there is to say.
    """

    words: str
    rule: str
    result: str = ""
    anchor: Anchor | None = None
    tense: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression as written, and what it was read as.

    `type`, `value` and `mod` are TIMEX3's. `span` is None for what stands for no days:
    DURATION, SET, vague references, or a relative date without an anchor.
    `alternatives` are other readings that the words allow (4/5/2021).
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    working: Working
    mod: str = ""
    span: Span | None = None
    alternatives: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one paragraph (counted from 1), furniture left out."""

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of an account: `name` in full, `alias` as written at `start`.

    `name` is the fullest form that this article gives; linking makes it one canonical
    name over the corpus. `kind` is one of ACTOR_KINDS.
    """

    name: str
    kind: str
    alias: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts ("more than 30 Russian entities and individuals").

    `value` is the number, of a range ("12 to 15 people") the lower end and `most` the upper
    one; `bound` "", "at least", "at most" or "about", `counts` the noun counted in lower case
    ("entities and individuals"), `kind` "count", "money" or "percent".
    """

    start: int
    end: int
    text: str
    value: float
    counts: str
    kind: str = "count"
    bound: str = ""
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of one event: quote and headline are slices of its text.

    `mention` is None where no words date the account; `span` is then the publication
    date or None (undated), as `working` says. `planned` marks what is announced, due,
    proposed or possible.
    """

    start: int
    end: int
    headline_start: int
    headline_end: int
    paragraph: int
    mention: Mention | None
    span: Span | None
    working: Working
    planned: bool = False
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
