"""What an event can be filtered by as numbers, eight bytes each: what is counted by the thousand.

A number is a token of the index (`search.Facet.token`) in another form: the digits, and whether
they stand for an actor.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable

_BYTES = 8
_DIGITS = 60  # bits that the token's digits take
_ACTOR = 1 << _DIGITS


def number(token: str) -> int:
    return int(token[1:], 16) | (_ACTOR if token[0] == "a" else 0)


def is_actor(one: int) -> bool:
    return one >= _ACTOR


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


def bears(packed: bytes, one: bytes) -> bool:
    """Whether an event bears the number, given packed."""
    place = packed.find(one)
    while place > 0 and place % _BYTES:
        place = packed.find(one, place + 1)
    return place >= 0
