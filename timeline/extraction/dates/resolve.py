"""The one call of dateparser, with every option stated.

Our grammar finds the words; dateparser says which calendar day "20 Sept. 2000" names. It
never sees the publication date (all three parts are required, so there is nothing to
guess) and sees each wording once: the year is the same for all, and what is relative is
our arithmetic (`calendar.py`), because an anchor would make every wording a new one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_PARSER: list[Any] = []

_SETTINGS = {
    "DATE_ORDER": "DMY",
    "NORMALIZE": False,
    "PARSERS": ["absolute-time"],
    "PREFER_DATES_FROM": "current_period",
    "PREFER_DAY_OF_MONTH": "first",
    "PREFER_LOCALE_DATE_ORDER": False,
    "PREFER_MONTH_OF_YEAR": "first",
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RETURN_AS_TIMEZONE_AWARE": False,
    "RETURN_TIME_AS_PERIOD": False,
    "SKIP_TOKENS": [],
    "STRICT_PARSING": True,
    "TIMEZONE": "UTC",
    "TO_TIMEZONE": "UTC",
}


@lru_cache(maxsize=256)
def month_number(word: str) -> int:
    """Return the month, 1 to 12, that a word names ("sept", "May"); 0 if none."""
    found = _parser().get_date_data(f"1 {word} 2000").date_obj
    return found.month if found else 0


def _parser() -> Any:
    """Return dateparser's parser, made at the first use: it takes 0.3 seconds to load."""
    if not _PARSER:
        from dateparser.date import DateDataParser

        _PARSER.append(DateDataParser(languages=["en"], settings=_SETTINGS))
    return _PARSER[0]
