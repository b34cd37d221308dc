"""Dates in English news: found by a grammar, resolved against the publication date.

    text -> tokens -> mentions -> joined mentions

The stages, in order: `tokens.py` (words become signs), the tables of rules
(`rules_*.py`, `holidays.py`, `durations.py`) run by `finder.py`, and `joining.py`.
"""

from __future__ import annotations

from timeline.extraction.dates.finder import Finder
from timeline.extraction.shapes import Anchor, Mention

__all__ = ["find_dates", "find_dates_and_days"]


def find_dates(text: str, anchor: Anchor | None, *, day_first: bool | None = None) -> list[Mention]:
    """Return the date expressions of `text` in order, none overlapping another.

    Relative dates are read against `anchor`, the publication date; without one they have
    no span and their working says so. `day_first` tells how the outlet writes dates in
    figures, None if that is not known. Any text is taken, and none raises.
    """
    return Finder(text, anchor, day_first).mentions()


def find_dates_and_days(
    text: str, anchor: Anchor | None, *, day_first: bool | None = None
) -> list[Mention]:
    """Return what `find_dates` returns, and after each time of a named day that day.

    "5 p.m. on Thursday" is a TIME; "Thursday" within it is a DATE of its own here.
    """
    return Finder(text, anchor, day_first).mentions_and_days()
