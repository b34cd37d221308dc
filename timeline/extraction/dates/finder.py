"""Stage 2: the rules run over the signs of a text, and stage 3 puts together what they found."""

from __future__ import annotations

from timeline.extraction.dates import (
    durations,
    holidays,
    rules_around,
    rules_calendar,
    rules_nth,
    rules_offsets,
    rules_periods,
    rules_quarters,
    rules_ranges,
    rules_relative,
    rules_times,
    rules_vague,
)
from timeline.extraction.dates.grammar import Grammar
from timeline.extraction.dates.joining import join
from timeline.extraction.dates.places import Article, Found, Place
from timeline.extraction.dates.tokens import tokenise
from timeline.extraction.shapes import Anchor, Mention, Working

# Order is precedence: at one place in the text the first rule that gives a reading wins.
GRAMMAR = Grammar.of(
    [
        rules_nth.RULES,
        rules_around.RULES,
        rules_ranges.RULES,
        holidays.RULES,
        rules_calendar.RULES,
        rules_quarters.RULES,
        rules_periods.RULES,
        rules_offsets.RULES,
        rules_times.RULES,
        rules_relative.RULES,
        rules_vague.RULES,
        durations.RULES,
    ]
)
_DEEPEST = 4  # "since about the end of last year": no prefix chain is longer


class Finder:
    """Reads one text from left to right."""

    def __init__(self, text: str, anchor: Anchor | None, day_first: bool | None) -> None:
        self.tokens = tokenise(text)
        self.article = Article(self.tokens, anchor, day_first, self.read_at)
        self.depth = 0
        self.found: list[Found] = []

    def mentions(self) -> list[Mention]:
        """Return all mentions in order, none overlapping another."""
        return [self._mention(found) for found in self._read()]

    def mentions_and_days(self) -> list[Mention]:
        """Return all mentions, and after each time of a named day that day."""
        both = ((found, found.reading.day) for found in self._read())
        return [self._mention(found) for pair in both for found in pair if found]

    def _read(self) -> list[Found]:
        position = 0
        while match := GRAMMAR.start.search(self.tokens.signs, position):
            found = self.read_at(match.start())
            if found is None:
                position = match.start() + 1
                continue
            position = found.end
            if not found.reading.skip:
                self._keep(found)
        return join(self.tokens, self.found)

    def read_at(self, start: int) -> Found | None:
        """Return what the first rule that fits reads at a token, None if none does."""
        if self.depth > _DEEPEST:
            return None
        self.depth += 1
        try:
            return self._read_at(start)
        finally:
            self.depth -= 1

    def _read_at(self, start: int) -> Found | None:
        signs = self.tokens.signs
        for rule, pattern in GRAMMAR.rows.get(signs[start : start + 1], ()):
            match = pattern.match(signs, start)
            if match is None or match.end() == start:
                continue
            reading = rule.read(Place(self.tokens, match), self.article)
            if reading is not None:
                return Found(start, reading.end or match.end(), reading)
        return None

    def _keep(self, found: Found) -> None:
        article = self.article
        article.chain = found.reading.rule == "day of the same month"
        article.last = found
        article.earlier.append(self._mention(found))
        self.found.append(found)

    def _mention(self, found: Found) -> Mention:
        start, end = self.tokens.starts[found.start], self.tokens.ends[found.end - 1]
        reading, words = found.reading, self.tokens.text[start:end]
        result = reading.span.edtf if reading.span else ""
        working = Working(words, reading.rule, result, reading.anchor, reading.tense, reading.note)
        return Mention(
            start,
            end,
            words,
            reading.type,
            reading.value,
            working,
            reading.mod,
            reading.span,
            reading.alternatives,
        )
