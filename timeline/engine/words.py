"""The words of a text as FTS5's `unicode61 remove_diacritics 2` has them."""

from __future__ import annotations

import unicodedata

_FIRST_ACCENT = 0x300
_ACCENTS = 0x_000361F8_08029FDF  # which of the characters from there on FTS5 takes for accents
_LONGEST = 500  # characters of a word; a tsvector takes 2046 bytes


class _Folding(dict[int, str]):
    """What each character is within a word, found out when it first appears: its small letter
    without accent, "" for an accent of its own, a space for what parts words."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if 0 <= ord(character) - _FIRST_ACCENT < 64 and _ACCENTS >> ord(character) - _FIRST_ACCENT & 1:
        return ""
    category = unicodedata.category(character)
    if category[0] not in "LN" and category != "Co":
        return " "
    bare = "".join(
        one for one in unicodedata.normalize("NFD", character) if not unicodedata.combining(one)
    )
    if len(bare) == 1 and bare.isascii():
        return bare.lower()
    small = character.casefold()
    return small if len(small) == 1 else character


_FOLDING = _Folding()


def words_of(text: str) -> list[str]:
    return [word[:_LONGEST] for word in text.translate(_FOLDING).split()]
