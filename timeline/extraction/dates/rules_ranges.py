"""Stage 2i: the bare number in a range of days: "Jan. 3-5", "3-5 January", "April 24 and 25"."""

from __future__ import annotations

from datetime import date

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import reading
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.places import Article, Place, Reading
from timeline.extraction.dates.rules_calendar import read_month_day
from timeline.extraction.dates.words import KINDS, SIGNS

_COUNTED = frozenset(KINDS["WORD"] + KINDS["UNITS"] + KINDS["UNIT"] + KINDS["MONTH"] + "%$")


def read_second_day(place: Place, article: Article) -> Reading | None:
    """The 5 of "Jan. 3-5": the same month and year as the day before it."""
    left = article.last
    if left is None or left.end != place.start - 1 or left.reading.span is None:
        return None
    tokens, first = place.tokens, left.reading.span.starts_on
    if first is None or left.reading.span.precision != "day" or not _ends_in_day(article, left.end):
        return None
    by_word = tokens.sign(place.start - 1) != SIGNS["RANGE"]
    if by_word and (tokens.sign(place.end) in _COUNTED):
        return None
    year = place.number("year") if place.has("year") else first.year
    on = calendar.make_day(year, first.month, place.number("day"))
    if on is None or on <= date(year, first.month, first.day):
        return None
    if place.has("year"):
        return reading(calendar.day(on), "day, month and year")
    return reading(calendar.day(on), "day of the same month", anchor=left.reading.anchor)


def _ends_in_day(article: Article, end: int) -> bool:
    """Whether the mention before ends in a day of the month, not in a year or a weekday."""
    tokens = article.tokens
    return tokens.sign(end - 1) in KINDS["DAY"] + SIGNS["ORDNUM"] and (
        tokens.sign(end - 2) in KINDS["MONTH"] or article.chain
    )


RULES = [
    Rule("first day of a range", "3-5 January", "that day of the month named after it",
         "(?P<day> DAY ) (?= (?: RANGE | DASH | and | to | or ) DAY (?: of )? (?P<month> MONTH ) (?: ,? (?P<year> YEARNUM ) )? )",
         read_month_day),
    Rule("last day of a range", "Jan. 3-5", "that day of the month named before it",
         "(?: (?<= RANGE ) | (?<= DASH ) | (?<= and ) | (?<= to ) | (?<= through ) | (?<= or ) | (?<= , ) )"
         " (?P<day> DAY ) (?: , (?P<year> YEARNUM ) )? (?! PM )", read_second_day),
]  # fmt: skip
