"""What the rules are given and what they give: places in an article, and readings.

`Article` is the one mutable thing here: the tokens, the anchor, and what was read so far,
so that "two weeks later" and "the quarter" find what they lean on.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.numbers import number_of
from timeline.extraction.dates.tense import tense_at
from timeline.extraction.dates.tokens import Tokens
from timeline.extraction.shapes import Anchor, Mention, Span

# An earlier mention this many characters back is still what "the next day" counts from.
NEAR = 600
_KEPT = 12  # so many earlier mentions can be counted from
_FINE = ("day", "days")
_COUNTED_FROM = {
    "day": _FINE,
    "week": (*_FINE, "week"),
    "fortnight": (*_FINE, "week"),
    "weekend": (*_FINE, "week"),
    "month": (*_FINE, "week", "month"),
    "quarter": (*_FINE, "week", "month", "quarter"),
} | dict.fromkeys(
    ("year", "decade", "century"), (*_FINE, "week", "month", "quarter", "season", "half", "year")
)
NO_DATE_BEFORE = "No date is given shortly before that this could be counted from."
NO_ANCHOR = "The article has no publication date to read this against."


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words mean, in the terms of `Mention`, and where they end.

    `rule` is for a reader. `end` is the token after the mention where that is not the end
    of the rule's match. `skip` means: these words are no date, pass over them all. `day` is
    the day named within a time of it: "Thursday" in "5 p.m. on Thursday".
    """

    type: str
    value: str
    rule: str
    span: Span | None = None
    mod: str = ""
    anchor: Anchor | None = None
    tense: str = ""
    note: str = ""
    alternatives: tuple[Span, ...] = ()
    end: int = 0
    skip: bool = False
    day: Found | None = None


# Words that look like a date and are none, whole: 30 February, 31/31/2020.
NOTHING = Reading("", "", "not a date", skip=True)


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with its tokens, `end` exclusive."""

    start: int
    end: int
    reading: Reading


@dataclass(slots=True)
class Article:
    """One text while its dates are read."""

    tokens: Tokens
    anchor: Anchor | None
    day_first: bool | None
    read_at: Callable[[int], Found | None]
    quarter: Dated | None = None
    figures_seen: list[bool | None] = field(default_factory=list)  # what `day_first_in` gave
    about_year: bool = False  # whether "the nine months" or "the year" came after the quarter
    earlier: deque[Mention] = field(default_factory=lambda: deque(maxlen=_KEPT))
    last: Found | None = None
    chain: bool = False  # whether `last` is itself a bare day of "April 24, 25 and 26"

    def dated_before(
        self, place: Place, unit: str, reach: int = NEAR, *, done: bool = False
    ) -> Mention | None:
        """Return the mention that "the next day" or "a year later" counts from, if one is near.

        It must be as fine as the unit counted: no day is counted from a year. "overnight"
        is left out, for nothing is counted from it. What is `done` counts from no day to come:
        "starts on May 3 ... he left the same day".
        """
        grains = _COUNTED_FROM[unit]
        start = self.tokens.starts[place.start]
        for mention in reversed(self.earlier):
            if start - mention.end > reach:
                return None
            span = mention.span
            fits = span and span.starts_on and span.precision in grains
            if fits and done and self._has_yet_to_come(span):
                continue
            if fits and mention.text.lower() != "overnight":
                return mention
        return None

    def _has_yet_to_come(self, span: Span | None) -> bool:
        return bool(self.anchor and span and span.starts_on and span.starts_on > self.anchor.day)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule matched: tokens `start` to `end`, and its named parts."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    def at(self, name: str) -> int:
        """The first token of a named part, -1 if it is not there."""
        return self._tokens_of(name)[0]

    def has(self, name: str) -> bool:
        """Whether a named part is there."""
        return self._tokens_of(name)[0] >= 0

    def word(self, name: str) -> str:
        """The words of a named part in lower case, one blank between; "" if not there."""
        start, end = self._tokens_of(name)
        return " ".join(self.tokens.word(n) for n in range(start, end))

    def number(self, name: str) -> int:
        """The number that a named part says, -1 if it is not there."""
        start, end = self._tokens_of(name)
        return number_of([self.tokens.word(n) for n in range(start, end)]) if start >= 0 else -1

    def _tokens_of(self, name: str) -> tuple[int, int]:
        return self.match.span(name) if name in self.match.re.groupindex else (-1, -1)

    def words(self) -> str:
        """All words of the match in lower case, one blank between."""
        return " ".join(self.tokens.word(n) for n in range(self.start, self.end))

    def before(self, count: int = 1) -> str:
        """The word so many tokens before the match."""
        return self.tokens.word(self.start - count)

    def after(self, count: int = 0) -> str:
        """The word so many tokens after the match."""
        return self.tokens.word(self.end + count)

    def tense(self) -> str:
        """The tense of the clause around the match."""
        return tense_at(self.tokens, self.start, self.end)
