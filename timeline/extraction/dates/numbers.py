"""Numbers in words and figures: "twenty-one", "a couple of", "'98", "nineteen ninety-six"."""

from __future__ import annotations

import re

from timeline.extraction.dates.words import CARDINALS, ORDINALS

_ONE = frozenset({"a", "an", "the"})
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_SKIPPED = frozenset({"-", "and", "of", "about"})
VAGUE = -1


def number_of(words: list[str]) -> int:
    """Return the number that lower-case words say, VAGUE (-1) for "a few" and its like."""
    if words[-3:] == ["and", "a", "half"]:
        words = words[:-3]
    total, current = 0, 0
    for word in words:
        value = _value(word)
        if value == VAGUE:
            return VAGUE
        if word in _SCALES:
            total, current = total + max(current, 1) * _SCALES[word], 0
        elif word == "couple":  # "a couple" is two, not one and two
            current = value
        elif word not in _SKIPPED and "/" not in word:
            current = value if word in _ONE else current + value
    return total + current


def _value(word: str) -> int:
    if word in _SCALES or word in _SKIPPED:
        return 0
    if word in _ONE:
        return 1
    if word == "couple":
        return 2
    if "/" in word:
        return 0
    figures = re.match(r"[0-9][0-9,]*", word)
    if figures:
        return int(figures[0].replace(",", "")[:9])
    return CARDINALS.get(word, ORDINALS.get(word, VAGUE))


def year_of(words: list[str]) -> int:
    """Return the year that lower-case words say: "1998", "'98", "nineteen ninety-six"."""
    words = [word for word in words if word not in {"-", "and", "year", "the"}]
    if len(words) == 1:
        return _written_year(words[0])
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(CARDINALS[word] for word in words[2:])
    if words[1] == "hundred":
        return CARDINALS[words[0]] * 100
    return CARDINALS[words[0]] * 100 + sum(CARDINALS.get(word, 0) for word in words[1:])


def _written_year(word: str) -> int:
    year = int(re.sub(r"[^0-9]", "", word))
    if year < 100:  # "'98" and "2014-16" have a century to be guessed; news looks back
        return year + (1900 if year >= 40 else 2000)
    return year
