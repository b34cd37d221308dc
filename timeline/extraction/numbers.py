"""Numbers as written: "1,500", "twenty-five", "1.5 million", "5bn"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {word: number * 10 for number, word in enumerate(TENS, 2)}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "bn": 10**9, "tn": 10**12, "dozen": 12,
}  # fmt: skip
SHORT_SCALES = SCALES | {
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "b": 10**9,
}  # written onto the number: "5m"
NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SUFFIXED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k|m|mn|bn|b|tn)", re.IGNORECASE)


def read_number(words: Iterable[Token]) -> float:
    """The value of a run of number words: "one hundred twenty" is 120, "1.5 million" 1,500,000."""
    total = current = 0.0
    for token in words:
        value = value_of(token)
        if value is not None:
            current += value
        elif (scale := SCALES[token.lower_]) == 100:
            current = (current or 1) * 100
        else:
            total += (current or 1) * scale
            current = 0.0
    return total + current


def value_of(token: Token) -> float | None:
    word = token.lower_
    if NUMBER.fullmatch(word):
        return float(word.replace(",", ""))
    if match := SUFFIXED.fullmatch(word):
        return float(match[1].replace(",", "")) * SHORT_SCALES[match[2]]
    return WORDS.get(word) if token.pos_ in ("NUM", "NOUN", "ADJ") else None
