"""The order of the timeline, as one 64-bit integer an event.

From the highest bit down: first day (22 bits), wider before narrower (4), publication
(14, in days after the first day), and a tie from the article's hash and the place in it
(23), so that the order never shows what was imported first. Undated events come after
every day that the calendar has.
"""

from __future__ import annotations

import hashlib
from datetime import date

_WIDTH_BITS, _PUBLICATION_BITS, _TIE_BITS = 4, 14, 23
_DAY_SHIFT = _WIDTH_BITS + _PUBLICATION_BITS + _TIE_BITS
_NO_DAY = (1 << 22) - 1
UNDATED = _NO_DAY << _DAY_SHIFT
WIDTH = (1 << _WIDTH_BITS) - 1 << (_PUBLICATION_BITS + _TIE_BITS)  # none of it: an open end

LAST_KEY = (1 << 63) - 1

# How far a span goes beyond its first day: what a period that begins later looks for. At most
# so many days; "on" without an end or for longer; "back" without a beginning.
REACHES = {"month": 31, "year": 366, "decade": 3_660}

# The longest first: a span belongs to the first width that it reaches, in days.
_WIDTHS = (36_000, 3_600, 1_000, 364, 180, 85, 40, 28, 14, 8, 7, 4, 2)


def sort_key(
    starts_on: date | None,
    ends_on: date | None,
    published_on: date | None,
    text_hash: str,
    place: str,
) -> int:
    """Return the key of an event; two events can share one only by their tie bits."""
    day = starts_on or ends_on
    return (
        (day.toordinal() if day else _NO_DAY) << _DAY_SHIFT
        | _width(starts_on, ends_on) << (_PUBLICATION_BITS + _TIE_BITS)
        | _publication(day, published_on) << _TIE_BITS
        | _tie(text_hash, place)
    )


def first_key(day: date) -> int:
    """Return the least key of `day`: all events that start before it have a lower one."""
    return day.toordinal() << _DAY_SHIFT


def reach_of(starts_on: date | None, ends_on: date | None) -> str:
    """Which of REACHES a span has, "on" or "back"; "" for one day and for none."""
    if starts_on is None or ends_on is None:
        return "" if starts_on == ends_on else "on" if ends_on is None else "back"
    days = (ends_on - starts_on).days + 1
    if days == 1:
        return ""
    return next((name for name, most in REACHES.items() if days <= most), "on")


def _width(starts_on: date | None, ends_on: date | None) -> int:
    if starts_on is None or ends_on is None:
        return 0  # an open end is the widest
    days = (ends_on - starts_on).days + 1
    return next((n for n, least in enumerate(_WIDTHS, start=1) if days >= least), len(_WIDTHS) + 1)


def _publication(day: date | None, published_on: date | None) -> int:
    """Days from the first day to publication, held within the bits; unknown comes last."""
    last = (1 << _PUBLICATION_BITS) - 1
    if published_on is None:
        return last
    if day is None:
        return min(last - 1, max(0, published_on.toordinal() - date(1990, 1, 1).toordinal()))
    return min(last - 1, max(0, (published_on - day).days + 1024))


def _tie(text_hash: str, place: str) -> int:
    digest = hashlib.sha256(f"{text_hash}:{place}".encode()).digest()
    return int.from_bytes(digest[:3], "big") >> (24 - _TIE_BITS)
