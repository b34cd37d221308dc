"""The language of the rules: a pattern over signs, written in words.

In a pattern, lower case is a word ("ago"), capitals are a kind of word (MONTH, UNIT) or
one of FRAGMENTS, and the rest is as in a regular expression: `(?P<month> MONTH ) ,?
(?P<year> YEARNUM )`. Blanks mean nothing. A rule's example is tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction.dates.words import KINDS, sign_of

if TYPE_CHECKING:
    from timeline.extraction.dates.places import Article, Place, Reading

# Pieces that several rules share.
FRAGMENTS = {
    "COUNT": "(?: a (?: few | couple (?: of )? | dozen | hundred | thousand )"
    " | half (?: a | an ) | a | an | VAGUE | dozens of | CARD (?: FRACTION | and a half | hundred | thousand | dozen )?"
    " | DECIMAL | NUM | YEARNUM )",
    "YEARLIKE": "(?: YEARNUM | QUOTEYEAR | SPOKEN )",
    "SPOKEN": "(?: (?: sixteen | seventeen | eighteen | nineteen ) (?: TENS JOIN? ONES | TENS | TEEN | hundred | oh JOIN? ONES )"
    " | twenty (?: TEEN | TENS JOIN? ONES | twenty )"
    " | two thousand (?: and? (?: TENS JOIN? ONES | CARDINAL ) )? )",
    "CARD": "(?: TENS JOIN ONES | TENS ONES | CARDINAL | INT )",
    "ANYUNIT": "(?: UNIT | UNITS )",
    "LASTWORD": "(?: last | (?: the | this ) past )",
    "NEXTWORD": "(?: next | (?: this )? coming )",
    "NEARLY": "(?: about | around | almost | nearly | approximately | roughly | some | over "
    "| more than | less than | at least | just over | just under | at most | only )",
}

_ITEM = re.compile(r"\(\?P<\w+>|\(\?P=|\(\?<?[=!:]|\{[0-9,]+\}|\\.|[A-Z]+|[a-z][a-z'-]*|\s+|.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the grammar.

    `read` gives what the matched words mean in their article, or None where they are no
    date after all ("Theresa May"); then the rules below it are tried.
    """

    name: str
    example: str
    meaning: str
    pattern: str
    read: Callable[[Place, Article], Reading | None]


def compile_pattern(pattern: str) -> str:
    """Return a rule's pattern as a regular expression over signs."""
    for name, fragment in FRAGMENTS.items():  # each may name those below it
        pattern = re.sub(rf"\b{name}\b", fragment, pattern)
    return "".join(_compile_item(item) for item in _ITEM.findall(pattern))


def _compile_item(item: str) -> str:
    if item.isspace():
        return ""
    if item.startswith("(?"):
        return item
    if item in KINDS:
        return f"[{KINDS[item]}]" if len(KINDS[item]) > 1 else KINDS[item]
    if item[0].isalpha():
        return sign_of(item)
    return item


Row = tuple[Rule, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, compiled: where any may begin, and which may begin with a sign."""

    start: re.Pattern[str]
    rows: dict[str, tuple[Row, ...]]

    @classmethod
    def of(cls, stages: Iterable[Iterable[Rule]]) -> Grammar:
        """Compile the tables; order is precedence, first stage first."""
        table = [
            (rule, re.compile(pattern), first_signs(pattern))
            for stage in stages
            for rule in stage
            for pattern in (compile_pattern(rule.pattern),)
        ]
        signs = "".join(dict.fromkeys(sign for *_, first in table for sign in first))
        rows = {
            sign: tuple((rule, pattern) for rule, pattern, first in table if sign in first)
            for sign in signs
        }
        # Articles open many rules, but none whose next word is of no rule.
        weak = "".join(sign_of(word) for word in ("the", "a", "an"))
        strong = "".join(sign for sign in signs if sign not in weak)
        start = f"[{strong}]|[{weak}](?![{KINDS['WORD']}])"
        return cls(re.compile(start), rows)


def first_signs(pattern: str) -> frozenset[str]:
    """Return the signs with which a match of a compiled pattern can begin."""
    return _Firsts(pattern).of_choice()[0]


class _Firsts:
    """Walks a pattern from left to right and collects what can stand first."""

    def __init__(self, pattern: str) -> None:
        self.items = re.findall(r"\(\?P<\w+>|\(\?<?[=!:]|\[[^]]*\]|\\.|.", pattern)
        self.at = 0

    def of_choice(self) -> tuple[frozenset[str], bool]:
        """Return the first signs of "a | b" up to its end, and whether it can be empty."""
        signs, empty = self._of_sequence()
        while self.at < len(self.items) and self.items[self.at] == "|":
            self.at += 1
            more, also_empty = self._of_sequence()
            signs, empty = signs | more, empty or also_empty
        return signs, empty

    def _of_sequence(self) -> tuple[frozenset[str], bool]:
        signs: frozenset[str] = frozenset()
        empty = True
        while self.at < len(self.items) and self.items[self.at] not in {"|", ")"}:
            more, can_be_empty = self._of_item()
            signs = signs | more if empty else signs
            empty = empty and can_be_empty
        return signs, empty

    def _of_item(self) -> tuple[frozenset[str], bool]:
        item = self.items[self.at]
        self.at += 1
        if item.startswith("(?"):
            signs, empty = self.of_choice()
            self.at += 1  # the closing bracket
            if item[-1] in "=!":
                return frozenset(), True
        else:
            signs, empty = frozenset(item.strip("[]") if len(item) > 2 else item[-1]), False
        if self.at < len(self.items) and self.items[self.at] in {"?", "*"}:
            self.at += 1
            empty = True
        return signs, empty
