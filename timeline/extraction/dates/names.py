"""What looks like a date and is a name or another word: Theresa May, Ruby Tuesday, "march"."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.extraction.dates.tokens import Tokens
from timeline.extraction.dates.words import KINDS, SIGNS, words_of

# Before a month these say that it is one.
TIME_WORDS = words_of(
    "in since until till last next this early late mid during through throughout from by of between "
    "before after around about for to every each ended ending end beginning coming past previous "
    "following"
)
_SURE = words_of("in since until till last next this early late mid during through")
_AS_TIME = words_of("early late recently soon")
# A capitalised word within a sentence, or a title, then "May" that no figure follows.
_SOMEBODY_MAY = re.compile(
    r"(?:(?<=[a-z,][ \n])(?P<name>[A-Z][a-z]+)|\b(?:Mr|Mrs|Ms|Dr|Minister)\.?)[ \n]May\b(?![ \n][0-9])"
)
_NO_FIRST_NAME = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december"
)
_NAMELIKE = words_of("april june august jan january")
_MARCH_VERBS = words_of("for on to of in through past against by")
# What follows a weekday in the name of a paper, a programme or a person.
_AFTER_DAY = words_of(
    "times telegraph mirror mail express post herald independent business tribune world weld addams "
    "magazine supplement live"
)
_BEFORE_DAY = words_of("ruby bloody happy super giving")
_QUOTE_REACH = 60  # tokens
_OPENERS = frozenset("\"“‘'`")
_CLOSERS = frozenset("\"”’'")


def starts_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a token opens a sentence, a quotation or the text."""
    before = tokens.sign(index - 1)
    return before in {".", "!", "?", ":", SIGNS["BREAK"], "“", '"', "‘", "`", SIGNS["DASH"], "("}


def is_name_of_month(tokens: Tokens, index: int) -> bool:
    """Whether a month's name that stands alone is a person's, a verb or an abbreviation."""
    word, before = tokens.word(index), tokens.word(index - 1)
    if before == "as" and tokens.word(index - 2) in _AS_TIME:  # "as recently as March"
        return False
    if word == "may":
        return not _is_month_may(tokens, index)
    if before in TIME_WORDS and word != "march":
        return len(word) <= 4 and word not in {"june", "july"} and before not in _SURE
    if word == "march":
        return not _is_month_march(tokens, index)
    if len(word) <= 4 and word not in {"june", "july"}:
        return True
    return word in _NAMELIKE and _is_followed_by_name(tokens, index)


def _is_month_may(tokens: Tokens, index: int) -> bool:
    before = tokens.word(index - 1)
    if before in _SURE:
        return True
    if before not in TIME_WORDS and not _follows_month(tokens, index):
        return False
    return not _names_somebody_may(tokens.text)  # then "by May" and "of May" are of her


@lru_cache(maxsize=1)
def _names_somebody_may(text: str) -> bool:
    """Whether a name or title stands before "May" anywhere: "Anna May", "Mrs. May"."""
    names = (found["name"] or "" for found in _SOMEBODY_MAY.finditer(text))
    return any(name.lower() not in TIME_WORDS | _NO_FIRST_NAME for name in names)


def _is_month_march(tokens: Tokens, index: int) -> bool:
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if after == "madness":
        return False
    if before in TIME_WORDS or _follows_month(tokens, index):
        return True
    return (
        before in {"the", "a", "its", "his"}
        and after.isalpha()
        and (after not in _MARCH_VERBS and tokens.raw(index + 1).islower())
    )


def _follows_month(tokens: Tokens, index: int) -> bool:
    """Whether the token is the second of "April and May"."""
    return tokens.word(index - 1) in {"and", "or", "to", ","} and (
        tokens.sign(index - 2) in MONTH_SIGNS
    )


def _is_followed_by_name(tokens: Tokens, index: int) -> bool:
    before = tokens.word(index - 1)
    return tokens.sign(index + 1) == SIGNS["CAP"] and before not in {"the", "a", "an", "s"}


def is_name_of_day(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a weekday is part of a name: Ruby Tuesday, the Sunday Times, Tuesday Weld."""
    before, after = tokens.word(index - 1), tokens.word(end)
    if tokens.raw(end)[:1].isupper() and after in _AFTER_DAY:
        return True
    if before in _BEFORE_DAY and tokens.raw(index - 1)[0].isupper():
        return True
    if tokens.sign(end) == "." and tokens.touches(end) and tokens.touches(end + 1):
        return tokens.word(end + 1) in {"com", "org", "net"}
    return False


def is_title(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words are a title: the whole of a quotation, and nothing else in it."""
    return tokens.sign(start - 1) in _OPENERS and tokens.sign(end) in _CLOSERS


def is_quoted(tokens: Tokens, index: int) -> bool:
    """Whether a quotation that opens shortly before, in the same paragraph, is still open."""
    for n in range(index - 1, max(index - _QUOTE_REACH, -1), -1):
        sign = tokens.sign(n)
        if sign in {SIGNS["BREAK"], "”"}:
            return False
        if sign == "“":
            return True
        if sign == '"':  # opens after a blank, closes before one
            return not tokens.touches(n)
    return False


def is_capital_inside(tokens: Tokens, index: int) -> bool:
    """Whether a word has a capital that no sentence's start explains: USA Today."""
    return tokens.raw(index)[:1].isupper() and not starts_sentence(tokens, index)


MONTH_SIGNS = frozenset(KINDS["MONTH"])
