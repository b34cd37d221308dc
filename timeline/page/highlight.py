"""Where the words of a search stand in a text, as the index finds them: whole words
without regard to case and accents, the last typed word as the start of one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from timeline.search import SHORTEST_START

_WORD = re.compile(r"[^\W_]+")
_MOST = 20


def find_words(text: str, query: str) -> list[tuple[int, int]]:
    """Return the [start, end) of each word of `text` that `query` asks for."""
    wanted = [_folded(word) for word in _WORD.findall(query)][:_MOST]
    if not wanted:
        return []
    closed = query.rstrip().endswith(('"', "”")) or len(wanted[-1]) < SHORTEST_START
    open_word = "" if closed else wanted[-1]
    if text.isascii():  # then its small letters stand where the others did
        asked = _words(tuple(wanted), open_word)
        return [match.span() for match in asked.finditer(text.lower())]
    return [
        match.span()
        for match in _WORD.finditer(text)
        if _matches(_folded(match[0]), wanted, open_word)
    ]


@lru_cache(maxsize=100)
def _words(wanted: tuple[str, ...], open_word: str) -> re.Pattern[str]:
    """Finds these words, and all that begin with `open_word`."""
    words = [re.escape(word) for word in wanted]
    begun = [rf"{re.escape(open_word)}[^\W_]*"] if open_word else []
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words + begun)})(?![^\W_])")


def _matches(word: str, wanted: list[str], open_word: str) -> bool:
    return word in wanted or (bool(open_word) and word.startswith(open_word))


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))
