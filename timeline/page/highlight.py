"""Where the words of a search stand in a text, as the index finds them: whole words
without regard to case and accents, the last typed word as the start of one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from timeline.search import SHORTEST_START

_WORD = re.compile(r"[^\W_]+")
_CUT_WORD = re.compile(r"<(?<=[^\W_]<)[^>]*>[^\W_]")
_MOST = 20


def find_words(text: str, query: str) -> list[tuple[int, int]]:
    """Return the [start, end) of each word of `text` that `query` asks for."""
    wanted, open_word = _asked(query)
    if not wanted:
        return []
    if text.isascii():  # then its small letters stand where the others did
        return [match.span() for match in _words(query).finditer(text.lower())]
    return [
        match.span()
        for match in _WORD.finditer(text)
        if _matches(_folded(match[0]), wanted, open_word)
    ]


def mark_words(html: str, query: str) -> str | None:
    """Return the HTML of a text with those words between <mark> and </mark>; None if that takes
    more than looking through it: for letters beyond ASCII, or where a tag stands within a word.
    All that is in tags and between & and ; stays as it is."""
    if not html.isascii() or _CUT_WORD.search(html):
        return None
    if not _asked(query)[0]:
        return html
    parts, done = [], 0
    for match in _in_html(query).finditer(html.lower()):  # whose letters stand where html's do
        start, end = match.span()
        if html[start] not in "<&":
            parts += [html[done:start], "<mark>", html[start:end], "</mark>"]
            done = end
    return "".join((*parts, html[done:]))


@lru_cache(maxsize=100)
def _asked(query: str) -> tuple[tuple[str, ...], str]:
    """The words, and the last one if it may be the start of others, else ""."""
    wanted = tuple(_folded(word) for word in _WORD.findall(query))[:_MOST]
    closed = query.rstrip().endswith(('"', "”")) or not wanted or len(wanted[-1]) < SHORTEST_START
    return wanted, "" if closed else wanted[-1]


@lru_cache(maxsize=100)
def _words(query: str) -> re.Pattern[str]:
    return re.compile(_pattern(query))


@lru_cache(maxsize=100)
def _in_html(query: str) -> re.Pattern[str]:
    return re.compile(f"<[^>]*>|&[^;]*;|{_pattern(query)}")


def _pattern(query: str) -> str:
    """Finds the words, and all that begin with the last one, in small letters.

    What stands before a word is looked at after its first letter: a pattern that begins with
    letters is looked for many times as fast."""
    wanted, open_word = _asked(query)
    ends = dict.fromkeys(wanted, "") | ({open_word: r"[^\W_]*"} if open_word else {})
    return "|".join(
        rf"{first}(?<![^\W_]{first}){re.escape(word[1:])}{end}(?![^\W_])"
        for word, end in ends.items()
        for first in [re.escape(word[0])]
    )


def _matches(word: str, wanted: tuple[str, ...], open_word: str) -> bool:
    return word in wanted or (bool(open_word) and word.startswith(open_word))


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))
