"""Stage 2f: lengths of time and repeated times, found so as not to be taken for dates."""

from __future__ import annotations

import re

from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.places import NOTHING, Article, Place, Reading
from timeline.extraction.dates.resolve import month_number
from timeline.extraction.dates.rules_vague import VAGUE
from timeline.extraction.dates.words import (
    CLOCK_UNITS,
    DAYPARTS,
    PLURALS,
    SEASONS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
    words_of,
)

_HALVES = {("Y", 0.5): "6M", ("H", 0.5): "30M", ("E", 1): "10Y", ("C", 1): "100Y"}


def duration_value(place: Place) -> str:
    """Return TIMEX3's value of a length of time: P2Y, PT90M, PXM where no number is given."""
    word = place.word("unit")
    unit = PLURALS.get(word, word)
    count = place.number("count") if place.has("count") else -1
    amount = _amount(place, count)
    if unit == "fortnight":
        unit, amount = "week", str(2 * count) if count > 0 else "X"
    if unit == "decade" and count > 0:
        unit, amount = "year", str(10 * count)
    if unit == "century" and count > 0:
        unit, amount = "year", str(100 * count)
    if unit == "weekend":
        return "P2D" if count == 1 else f"P{amount}WE"
    return f"P{'T' if unit in CLOCK_UNITS else ''}{amount}{UNITS[unit]}{_rest(place, unit)}"


def _amount(place: Place, count: int) -> str:
    decimal = re.fullmatch(r"[0-9]+\.[0-9]+", place.word("count"))
    if decimal:
        return decimal[0]
    if place.word("count").startswith("half "):
        return "0.5"
    return str(count) if count >= 0 else "X"


def _rest(place: Place, unit: str) -> str:
    """Return what "2 1/2 years" adds to two years."""
    halves = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}
    return halves.get(unit, "") if has_half(place) else ""


def has_half(place: Place) -> bool:
    """Whether half a unit is added: "2 1/2 years", "a year and a half"."""
    count = place.word("count")
    return place.has("half") or "1/2" in count or "and a half" in count


_FRACTIONS = frozenset({"second", "quarter", "quarters"})


def read_duration(place: Place, article: Article) -> Reading | None:
    """Read "two years", "the past five days", "18 months"."""
    if (
        place.word("unit") in _FRACTIONS
        and not place.has("how")
        and place.word("count") in {"a", "an", "one", "half a", "three"}
    ):
        return None  # "a second vote", "three-quarters of them"
    if place.before() == "as" and place.word("count") in VAGUE_NUMBERS:
        return None  # "the third in as many weeks"
    value = duration_value(place)
    article.about_year = article.about_year or value in {"P9M", "P6M"}
    return Reading("DURATION", value, "length of time")


def read_age(place: Place, article: Article) -> Reading | None:
    """Read "a 47-year-old man", "two years old": an age is no time."""
    return NOTHING


def read_year_ended(place: Place, article: Article) -> Reading | None:
    """Read "the year ended Sept. 30": twelve months, and the day they end on by itself."""
    article.about_year = True
    return Reading("DURATION", "P1Y", "length of time", end=place.end - 1)


def read_long(place: Place, article: Article) -> Reading | None:
    """Read "day-long" is one day, "decades-long" so many decades."""
    word = place.word("unit")
    value = duration_value(place)
    return Reading(
        "DURATION", value if word in PLURALS else value.replace("X", "1"), "length of time"
    )


def read_rate(place: Place, article: Article) -> Reading | None:
    """Read "$33 million a year": each year, unlike "for a year"."""
    if place.before() in PLURALS:  # "24 hours a day"
        return NOTHING
    once = place.before() in {"once", "twice"}
    if (place.before() in _NO_RATE and not once) or place.tokens.sign(place.start - 1) in _CLOSERS:
        return None
    unit = place.word("unit")
    clock = "T" if unit in CLOCK_UNITS else ""
    return Reading("SET", f"P{clock}1{UNITS[unit]}", "each time")


_CLOSERS = frozenset('.,;:“"(')
_NO_RATE = words_of(
    "for in within after over about than nearly almost only of at least to just by half is was take "
    "took takes last lasted spend spent with be not as and or but during until once quite such what "
    "from through served serve given gave later months years weeks on"
)


def read_bare_units(place: Place, article: Article) -> Reading | None:
    """Read "for years", "within weeks": a length without a number."""
    return Reading("DURATION", duration_value(place), "length of time, no number given")


def read_recent_units(place: Place, article: Article) -> Reading | None:
    """Read "recent months", "the coming weeks"."""
    how = place.word("how")
    if "recent" in how or how == "past":
        return Reading("DATE", "PAST_REF", "vague", note=VAGUE)
    if "coming" in how or "future" in how:
        return Reading("DATE", "FUTURE_REF", "vague", note=VAGUE)
    return Reading("DURATION", duration_value(place), "length of time, no number given")


_SETS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annually": "P1Y", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI",
}  # fmt: skip


def read_each(place: Place, article: Article) -> Reading | None:
    """Read "every day", "each July", "every two weeks"."""
    if place.has("month"):
        return Reading("SET", f"XXXX-{month_number(place.word('month')):02d}", "repeated time")
    if place.has("weekday"):
        return Reading(
            "SET",
            f"XXXX-WXX-{WEEKDAYS[place.word('weekday').removesuffix('s')] + 1}",
            "repeated time",
        )
    if place.has("season"):
        return Reading("SET", f"XXXX-{SEASONS[place.word('season')]}", "repeated time")
    if place.has("part"):
        return Reading("SET", f"XXXX-XX-XXT{DAYPARTS[place.word('part')]}", "repeated time")
    if place.has("adverb"):
        return Reading("SET", _SETS[place.word("adverb")], "repeated time")
    value = duration_value(place)
    return Reading("SET", value if place.has("count") else value.replace("X", "1"), "repeated time")


_NEARLY = "(?: NEARLY )?"
_PAST = "(?P<how> (?: the )? (?: last | past | next | first | final | coming | previous | latest | preceding ) )"

RULES = [
    Rule("year ended", "the year ended Sept. 30", "twelve months",
         "(?: the | a )? (?: fiscal )? year (?: ended | ending | to (?= MONTH ) )", read_year_ended),
    Rule("each", "every two weeks", "repeated",
         "(?: each | every ) (?: (?P<count> CARD ) (?P<unit> UNITS ) | (?P<month> MONTH ) | (?P<weekday> FULLDAY ) | (?P<season> SEASON ) | (?P<part> DAYPART ) )", read_each),
    Rule("each unit", "every day", "repeated", "(?: each | every ) (?: single )? (?P<unit> UNIT )", read_each),
    Rule("daily", "daily", "repeated", "(?P<adverb> daily | weekly | monthly | yearly | annually | hourly | nightly )", read_each),
    Rule("length from now", "the past two months", "a length of time",
         f"{_PAST} (?: (?P<count> CARD (?: to CARD )? | couple of | several | few ) ) (?: more )? (?P<unit> ANYUNIT ) (?: or so )?", read_duration),
    Rule("these lengths", "recent months", "a length of time, no number given",
         "(?P<how> (?: the )? (?: recent | coming | future | past | last | next ) ) (?P<unit> UNITS ) (?: (?: and | or ) UNITS )?", read_recent_units),
    Rule("lengths ahead", "the months ahead", "a length of time, no number given",
         "the (?P<unit> UNITS ) (?: ahead | to come )", read_bare_units),
    Rule("age", "47-year-old", "an age, no date", f"{_NEARLY} CARD JOIN? ANYUNIT JOIN? old", read_age),
    Rule("so long", "five-year", "a length of time",
         f"{_NEARLY} (?P<count> CARD | DECIMAL | VAGUE ) JOIN (?P<unit> ANYUNIT ) (?: JOIN long )?", read_duration),
    Rule("day-long", "decades-long", "a length of time", "(?P<unit> ANYUNIT ) JOIN long", read_long),
    Rule("rate", "a year", "each year", "(?: a | an ) (?P<unit> year | month | week | day | hour ) (?! JOIN | or | and | later | earlier | ago | before | after )", read_rate),
    Rule("length", "two years", "a length of time",
         f"{_NEARLY} (?P<count> COUNT ) (?: additional | more | full | trading | long | straight )? (?P<unit> ANYUNIT ) (?P<half> and a half )?", read_duration),
    Rule("bare length", "for years", "a length of time, no number given",
         "(?: (?<= for ) | (?<= within ) | (?<= after ) | (?<= in ) | (?<= over ) | (?<= of ) ) (?P<unit> days | weeks | months | years | decades | centuries | hours | minutes )", read_bare_units),
]  # fmt: skip
