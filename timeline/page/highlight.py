"""Where the words of a search stand in a text, as the index finds them: whole words
without regard to case and accents, the last typed word as the start of one."""

from __future__ import annotations

import re
import unicodedata

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
        found = ((match[0], match.span()) for match in _WORD.finditer(text.lower()))
    else:
        found = ((_folded(match[0]), match.span()) for match in _WORD.finditer(text))
    return [span for word, span in found if _matches(word, wanted, open_word)]


def _matches(word: str, wanted: list[str], open_word: str) -> bool:
    return word in wanted or (bool(open_word) and word.startswith(open_word))


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))
