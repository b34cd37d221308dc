"""What kind of happening an account tells: by the words for it, whatever their form.

"Expelled" and "expulsion" are of one kind, "walked out" and "strike", too. A statement is a
kind of its own: a speech about sanctions is not the sanctions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.linking.shapes import LinkAccount

_STATEMENT = 0
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Happening:
    """`kinds` are those of the headline; `around`, those of the whole quote. A statement has
    no kinds of its own: what it is about is not what happened."""

    statement: bool
    kinds: frozenset[int]
    around: frozenset[int]


def happening_of(account: LinkAccount) -> Happening:
    """Return what the account tells; of an account without a headline the quote says it."""
    found = _kinds_in(account.headline or account.quote)
    statement = found[:1] == [_STATEMENT] or _is_spoken(account)
    return Happening(
        statement,
        frozenset() if statement else frozenset(found) - {_STATEMENT},
        frozenset(_kinds_in(account.quote)) - {_STATEMENT},
    )


def _is_spoken(account: LinkAccount) -> bool:
    """Whether the headline is direct speech that the account's date is not part of: the date
    is then that of the saying."""
    headline = account.quote.find(account.headline)
    mention = account.quote.find(account.mention) if account.mention else -1
    if not account.headline or headline < 0 or not _within_quotes(account.quote, headline):
        return False
    return mention < 0 or not _within_quotes(account.quote, mention)


def _within_quotes(text: str, place: int) -> bool:
    before = text[: place + 1]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _kinds_in(text: str) -> list[int]:
    """The kinds that words and pairs of words tell of, in the order of the text."""
    kinds, words = _kinds(), _WORD.findall(text.casefold())
    pairs = map("-".join, zip(words, [*words[1:], ""], strict=True))
    return [
        kinds[found]
        for word, pair in zip(words, pairs, strict=True)
        for found in (pair, word)
        if found in kinds
    ]


@cache
def _kinds() -> dict[str, int]:
    """The kind of each word, by kinds.txt; _STATEMENT is its first."""
    lines = Path(__file__).with_name("kinds.txt").read_text("utf-8").splitlines()
    written = [line.split() for line in lines if line and not line.startswith("#")]
    return {word: kind for kind, words in enumerate(written) for word in words}
