"""The terms of a text: its words without those that say nothing of what happened."""

from __future__ import annotations

import re
from collections import Counter

WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_STEM = 6  # letters: "sanctions" and "sanctioned", "poison" and "poisoning" are one
# Function words, reporting, calendar.
_EMPTY_WORDS = """
the and for that this with from was were has have had his her its their its they them who whom whose
which what when where while will would could should may might must can not but are been being
also into onto over under after before during between among against about said says saying told
tell added according reported report reports announced statement officials official new latest
last next year years month months week weeks day days today yesterday tomorrow earlier later
since until ago monday tuesday wednesday thursday friday saturday sunday january february march
april june july august september october november december more than other some such very most
many much all any both each than then there these those our your you him she out off per via
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def terms_of(text: str) -> Counter[str]:
    """Return how often each term stands in the text."""
    words = WORD.findall(text.casefold())
    return Counter(word[:_STEM] for word in words if word not in _EMPTY)


def term_set(text: str) -> frozenset[str]:
    """Return the terms of the text, each once: several times as fast as counting them."""
    words = set(WORD.findall(text.casefold()))
    return frozenset({word[:_STEM] for word in words - _EMPTY})


def names_in(text: str) -> frozenset[str]:
    """The terms of words that the text writes with a capital and never without."""
    words = set(WORD.findall(text))
    return frozenset(
        word.casefold()[:_STEM]
        for word in words
        if word[0].isupper() and word.casefold() not in words
    )


def actor_term(name: str) -> str:
    """The term that an actor counts as; no word begins like it."""
    return f"@{name}"
