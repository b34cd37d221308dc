"""What an event can be filtered by as numbers, eight bytes each: what is counted by the thousand.

A number is a token of the index (`search.Facet.token`) in another form: the digits, and whether
they stand for an actor.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

_BYTES = 8
_DIGITS = 60  # bits that the token's digits take
_ACTOR = 1 << _DIGITS


def number(token: str) -> int:
    return int(token[1:], 16) | (_ACTOR if token[0] == "a" else 0)


def actors(numbers: Iterable[int]) -> list[int]:
    """Those of the numbers that stand for actors."""
    return [one for one in numbers if one >= _ACTOR]


def actor_token(one: int) -> str:
    """The token of an actor's number."""
    return f"a{one - _ACTOR:015x}"


def pack(numbers: Iterable[int]) -> bytes:
    return b"".join(one.to_bytes(_BYTES, "little") for one in sorted(numbers))


def count(packed: Iterable[bytes]) -> Counter[int]:
    """How many of the events bear each number."""
    numbers = array("q")
    numbers.frombytes(b"".join(packed))
    if sys.byteorder == "big":
        numbers.byteswap()
    return Counter(numbers)


def ends(rows: Sequence[bytes], numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The first and the last of the events, by their places, that bear each number; a number that
    none bears is left out."""
    whole, until = b"".join(rows), [*accumulate(map(len, rows))]
    found = {}
    for one in numbers:
        first, last = _first(whole, pack([one])), _last(whole, pack([one]))
        if first >= 0:
            found[one] = (bisect_right(until, first), bisect_right(until, last))
    return found


def _first(whole: bytes, one: bytes) -> int:
    place = whole.find(one)
    while place > 0 and place % _BYTES:  # these bytes end one number and begin the next
        place = whole.find(one, place + 1)
    return place


def _last(whole: bytes, one: bytes) -> int:
    place = whole.rfind(one)
    while place > 0 and place % _BYTES:
        place = whole.rfind(one, 0, place + _BYTES - 1)
    return place
