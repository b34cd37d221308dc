"""The numbers of a sentence: one by one, or two as a range ("12 to 15", "between 20 and 30")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.extraction.numbers import SCALES, TENS, read_number, value_of
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

CURRENCY = listed("$ £ € ¥ ₹ us$ c$ a$ usd eur gbp")
_MOVES = listed(
    "rise fall drop plunge jump climb gain lose slip tumble soar slide decline increase decrease surge edge "
    "add ease sink advance plummet"
)
_DASHED = re.compile(r"(\d[\d,]*(?:\.\d+)?)–(\d[\d,]*(?:\.\d+)?)")  # no token ends within
_STAYS = listed("range vary differ run")  # "the toll ranges from 12 to 15"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, or a range; `value` is the number or the lower end of the range,
    `most` the upper end, None of a number."""

    tokens: tuple[Token, ...]
    value: float
    most: float | None = None
    between: Token | None = None  # "between 12 and 15"
    dashed: bool = False  # "12-15": what follows tells whether that is a score

    @property
    def first(self) -> Token:
        return self.tokens[0]

    @property
    def last(self) -> Token:
        return self.tokens[-1]


def numbers_of(parsed: ParsedSentence) -> Iterator[Number]:
    """Yield the numbers in the order of the text; of a change ("from 12 to 15") or a score
    ("5 to 4") the latter alone."""
    runs, joined = [*_runs(parsed), ()], False
    for one, two in pairwise(runs):
        if joined:
            joined = False
            continue
        between = _between(parsed, one, two) if two else ()
        if ends := _DASHED.fullmatch(one[0].text):
            yield from _within_one(one, *ends.groups())
            continue
        changes = between == ("to",) and _is_change(parsed, one[0], two[0])
        found = None if changes else _range(parsed, one, two, between)
        joined = found is not None
        if found or between != ("to",):
            yield found or Number(one, read_number(one))


def _runs(parsed: ParsedSentence) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens of each number as written: "3", "1.5 million", "twenty - five"."""
    run: list[Token] = []
    for token in parsed.tokens:
        is_number = value_of(token) is not None or bool(_DASHED.fullmatch(token.text))
        if run and is_number and _is_another(run[-1], token):
            yield tuple(run)
            run = []
        if is_number or (run and token.lower_ in SCALES):
            run.append(token)
        elif not (run and token.text == "-" and not token.whitespace_):
            if run:
                yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _is_another(last: Token, token: Token) -> bool:
    """Whether a hyphen parts two numbers: "12-15", "two-three", and not "twenty-five"."""
    if _DASHED.fullmatch(last.text) or _DASHED.fullmatch(token.text):
        return True
    return token.i - last.i == 2 and not (last.lower_ in TENS and 0 < (value_of(token) or 0) < 10)


def _between(
    parsed: ParsedSentence, one: tuple[Token, ...], two: tuple[Token, ...]
) -> tuple[str, ...]:
    """The words between two numbers, but for a currency that is said again."""
    words = parsed.tokens.doc[one[-1].i + 1 : two[0].i]
    return tuple(token.lower_ for token in words if token.lower_ not in CURRENCY)


def _before(parsed: ParsedSentence, number: Token) -> Token | None:
    """The word before a number and its currency."""
    place = number.i - 1
    if place >= parsed.tokens.start and parsed.tokens.doc[place].lower_ in CURRENCY:
        place -= 1
    return parsed.tokens.doc[place] if place >= parsed.tokens.start else None


def _is_change(parsed: ParsedSentence, one: Token, two: Token) -> bool:
    """Whether the first number is what something was before, or by how much it changed: "rose
    from 12 to 15", "fell $4 to $14"."""
    before = _before(parsed, one)
    if before is not None and before.lower_ == "from":
        head = before.head
        return head.pos_ == "VERB" and head.i < before.i and head.lemma_.lower() not in _STAYS
    is_sum = parsed.tokens.doc[two.i - 1].lower_ in CURRENCY
    return is_sum and before is not None and before.lemma_.lower() in _MOVES


def _range(
    parsed: ParsedSentence,
    one: tuple[Token, ...],
    two: tuple[Token, ...],
    between: tuple[str, ...],
) -> Number | None:
    before = _before(parsed, one[0])
    opening = before if before is not None and before.lower_ == "between" else None
    dashed = between in {("-",), ("–",)}
    if not (dashed or between in {("to",), ("or",)} or (opening and between == ("and",))):
        return None
    if _DASHED.fullmatch(two[0].text):
        return None
    scale = 1 if one[-1].lower_ in SCALES else SCALES.get(two[-1].lower_, 1)
    least = _as_large(read_number(one), one[-1].text, two[0].text) * scale
    if not 0 < least < (most := read_number(two)):
        return None
    tokens = tuple(parsed.tokens.doc[one[0].i : two[-1].i + 1])
    return Number(tokens, least, most, opening, dashed)


def _as_large(least: float, one: str, two: str) -> float:
    """The lower end in thousands where only the upper one says so: "20-30,000"."""
    return least * 1000 if two.endswith(",000") and one.isdigit() and least < 1000 else least


def _within_one(run: tuple[Token, ...], one: str, two: str) -> Iterator[Number]:
    """A range whose dash parts no tokens, with its scale: "10–12", "20–30 million"."""
    scale = read_number(run[1:]) or 1
    least = _as_large(float(one.replace(",", "")), one, two) * scale
    if 0 < least < (most := float(two.replace(",", "")) * scale):
        yield Number(run, least, most, dashed=True)
