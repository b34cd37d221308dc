"""Stage 2a: dates of the calendar, in figures and in words."""

from __future__ import annotations

import re
from datetime import date

from timeline.extraction.dates import calendar, names
from timeline.extraction.dates.anchoring import as_anchor, direction, nearest, reading, unanchored
from timeline.extraction.dates.figures import read_figures, read_iso
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.numbers import year_of
from timeline.extraction.dates.places import (
    NO_ANCHOR,
    NO_DATE_BEFORE,
    NOTHING,
    Article,
    Place,
    Reading,
)
from timeline.extraction.dates.resolve import month_number
from timeline.extraction.dates.words import SIGNS, WEEKDAY_SHORT, WEEKDAYS, words_of
from timeline.extraction.dates.years import counts_in_words
from timeline.extraction.shapes import Anchor, Mention

# After "Sept. 11" these make it the day of the attacks, whatever the year of the article.
_SEPTEMBER_11 = words_of(
    "attack attacks hijackers hijacking hijackings terrorist terror commission"
)
_OF_YEAR_TOLD = "of the year just told"
_SENTENCE = 200  # characters
_ENDED = re.compile(r"[.!?;][\"”’']?\s|\n\s*\n")
_OPENS = re.compile(r"(?:^|[.!?;][\"”’']?\s+|\n\s*)(?:Back )?(?:In|During)(?: the)?\s+$")
_OPENS_ITSELF = re.compile(r"(?:^|[.!?;][\"”’']?\s+|\n\s*)$")  # "Last year ..."
_BESIDE = re.compile(r"\s*,?\s*(?:on|in)?\s*(?:the )?")
_SHIFT = {"last": -1, "this": 0, "next": 1}


def month_in(place: Place) -> int:
    """Return the number of the matched month."""
    return month_number(place.word("month"))


def year_in(place: Place, article: Article) -> tuple[int, Anchor | None] | None:
    """Return the year that is written or said ("last year") with its anchor, or None."""
    for group in ("year", "added"):
        if place.has(group):
            return year_of(place.word(group).split()), None
    if place.word("rel") in {"that", "the same"}:
        before = as_anchor_before(place, article)
        return (before.day.year, before) if before else None
    if place.has("rel") and article.anchor:
        return article.anchor.day.year + _SHIFT[place.word("rel")], article.anchor
    return None


def as_anchor_before(place: Place, article: Article) -> Anchor | None:
    """Return the mention before as an anchor for "that year"."""
    before = article.dated_before(place, "year")
    return as_anchor(before) if before else None


def read_month_day(place: Place, article: Article) -> Reading | None:
    """Read "Aug. 20, 2020", "June 14", "the 3rd of June", "Friday, Oct. 13"."""
    month, day_number = month_in(place), place.number("day")
    year = year_in(place, article)
    if _asks(place) or (year is None and _counts(place)):
        return None
    if year:
        on = calendar.make_day(year[0], month, day_number)
        return reading(calendar.day(on), "day, month and year", anchor=year[1]) if on else NOTHING
    if calendar.make_day(2000, month, day_number) is None:
        return NOTHING
    if (month, day_number) == (9, 11) and place.after() in _SEPTEMBER_11:
        return reading(calendar.day(date(2001, 9, 11)), "the attacks of 11 September 2001")
    if told := _year_told(place, article):
        on = calendar.make_day(told.day.year, month, day_number)
        return reading(calendar.day(on) if on else None, _OF_YEAR_TOLD, anchor=told)
    if article.anchor is None:
        return unanchored(f"XXXX-{month:02d}-{day_number:02d}", "month and day")
    return _nearest_day(place, article.anchor, month, day_number)


def _year_told(place: Place, article: Article) -> Anchor | None:
    """Return the year that opens the sentence, or stands beside: "In 2016 he stayed on until
    July", "Last year, on August 8"."""
    text, start = place.tokens.text, place.tokens.starts[place.start]
    if place.has("how"):
        return None
    ahead = place.tense() == "future" and place.before() not in {"until", "till"}
    for mention in reversed(article.earlier):
        between = text[mention.end : start]
        if start - mention.end > _SENTENCE or _ENDED.search(between):
            return None
        if mention.span and mention.span.precision == "year" and mention.mod == "":
            told = _BESIDE.fullmatch(between) or (not ahead and _opens(mention, text))
            return as_anchor(mention) if told else None
    return None


def _opens(mention: Mention, text: str) -> bool:
    """Whether the year opens its sentence, and all of it is told of that year."""
    before = text[max(0, mention.start - _SENTENCE) : mention.start]
    is_said = mention.text.casefold().startswith(tuple(_SHIFT))
    return bool((_OPENS_ITSELF if is_said else _OPENS).search(before))


def _counts(place: Place) -> bool:
    """Whether the number counts what follows: "in May 10 people died"."""
    follows = place.tokens.sign(place.end) == SIGNS["LOW"]
    return place.before() == "in" and place.at("month") == place.start and follows


def _nearest_day(place: Place, anchor: Anchor, month: int, number: int) -> Reading:
    tense = direction(place)
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    if month == 2 and number == 29:
        years = range(anchor.day.year - 4, anchor.day.year + 5)
    candidates = [calendar.make_day(y, month, number) for y in years if 1 <= y <= 9999]
    if place.has("weekday"):
        weekday = weekday_number(place.word("weekday"))
        candidates = [d for d in candidates if d and d.weekday() == weekday] or candidates
    if place.word("how") == "last":
        candidates = [d for d in candidates if d and d < anchor.day]
    on = nearest(anchor.day, candidates, tense)
    rule = f"month and day, {_which(anchor.day, on, tense)}"
    return reading(calendar.day(on) if on else None, rule, anchor=anchor, tense=tense)


def _which(anchor: date, on: date | None, tense: str) -> str:
    if tense == "future" and on and on >= anchor:
        return "the coming one"
    if tense in {"past", "happened"} and on and on <= anchor:
        return "the latest one"
    return "nearest to publication"


def _asks(place: Place) -> bool:
    """Whether "May" opens a question: "May 10 people share one room?"."""
    tokens = place.tokens
    if place.word("month") != "may" or not names.starts_sentence(tokens, place.start):
        return False
    rest = (tokens.sign(n) for n in range(place.end, min(place.end + 40, len(tokens.starts))))
    return next((sign for sign in rest if sign in {".", "?", "!"}), "") == "?"


def weekday_number(word: str) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_SHORT[word]


def read_month_year(place: Place, article: Article) -> Reading | None:
    """Read "January 2018", "June last year"."""
    year = year_in(place, article)
    if year is None:
        note = NO_DATE_BEFORE if article.anchor else NO_ANCHOR
        return Reading("DATE", f"XXXX-{month_in(place):02d}", "month", note=note)
    return reading(calendar.month(year[0], month_in(place)), "month and year", anchor=year[1])


def read_month(place: Place, article: Article) -> Reading | None:
    """Read "in October": the month nearest to publication, on the side of its verb."""
    if names.is_name_of_month(place.tokens, place.at("month")):
        return None
    number = month_in(place)
    if told := _year_told(place, article):
        return reading(calendar.month(told.day.year, number), _OF_YEAR_TOLD, anchor=told)
    if article.anchor is None:
        return unanchored(f"XXXX-{number:02d}", "month")
    anchor, tense = article.anchor, direction(place)
    middle = anchor.day.replace(day=15)
    years = range(max(1, middle.year - 1), min(9999, middle.year + 1) + 1)
    # "in December" with a verb in the past is over, whatever else "by December" may be; what will
    # be "in November" is not last month's.
    side = (
        {"past": "over", "future": "ahead"}.get(tense, tense) if place.before() == "in" else tense
    )
    found = nearest(middle, [date(y, number, 15) for y in years], side)
    if place.has("how") and place.word("how") != "this":
        found = _last_or_next(middle, number, place.word("how"))
    dated = calendar.month(found.year, number) if found else None
    return reading(dated, f"month, {_which(middle, found, tense)}", anchor=anchor, tense=tense)


def _last_or_next(middle: date, number: int, how: str) -> date | None:
    """Read "last May" is the latest May that is over, "next May" the first to come."""
    year = middle.year
    if "next" in how or "coming" in how or "following" in how:
        return calendar.make_day(year + (number <= middle.month), number, 15)
    # In March "last February" is that of the year before: else it would be "last month".
    return calendar.make_day(year - (number >= middle.month - 1), number, 15)


def read_year(place: Place, article: Article) -> Reading | None:
    """Read "in 2016", "the 2018 attack", "the year two thousand"."""
    if place.word("year") == place.words() and counts_in_words(
        place.tokens, place.start, place.end
    ):
        return NOTHING
    number = year_of(place.word("year").split())
    return reading(calendar.year(number), "year")


def read_far_year(place: Place, article: Article) -> Reading | None:
    """Read "in the year 99999": read, but no day of it can be shown."""
    number = place.number("number")
    if 1 <= number <= 9999:
        return reading(calendar.year(number), "year")
    return NOTHING if number == 0 else reading(None, "year beyond the calendar")


def read_ancient_year(place: Place, article: Article) -> Reading | None:
    """Read "44 BC": before the year 1, so without a span."""
    number = place.number("number")
    if place.word("era") in {"ad", "ce"}:
        return reading(calendar.year(number), "year") if 1 <= number <= 9999 else None
    found = reading(None, "year before our era")
    return Reading("DATE", f"BC{number:04d}", found.rule, note=found.note)


def read_clock(place: Place, article: Article) -> Reading | None:
    """Read "(2053 Wednesday night, UTC)": a time by another clock, not the year 2053."""
    return NOTHING if place.before() == "(" else None


def read_nothing(place: Place, article: Article) -> Reading | None:
    """What only looks like a date."""
    return NOTHING


_REL = "(?P<rel> last | this | next | that | the same ) year"
_ADDED = r"\[ (?P<added> YEARLIKE ) \]"  # by an editor, into words that are quoted
_MONTH_YEAR = f"(?: ,? (?: of )? (?P<year> YEARLIKE ) | {_ADDED} | ,? (?: of | in )? {_REL} )"

RULES = [
    Rule("time stamp", "2021-06-09T17:40:00Z", "that day", "(?P<iso> ISO )", read_iso),
    Rule("day in figures", "25/12/2021", "that day, both readings where two are possible",
         "(?P<figures> FIGURES )", read_figures),
    Rule("9/11", "9/11", "11 September 2001, the attacks", "(?P<figures> MONTHDAY )", read_figures),
    Rule("clock before its day", "2053 Wednesday", "no year: a time of day, in brackets",
         "YEARNUM (?= FULLDAY )", read_clock),
    Rule("impossible day", "32 January 2019", "no date", "NUM MONTH YEARNUM", read_nothing),
    Rule("day-month-year", "22-Mar-2013", "that day",
         "(?P<day> DAY ) JOIN (?P<month> MONTH ) JOIN (?P<year> YEARNUM )", read_month_day),
    Rule("month, day and year", "Aug. 20, 2020", "that day",
         f"(?: (?P<weekday> WEEKDAY ) ,? )? (?P<month> MONTH ) (?: the )? (?P<day> DAY | ORDNUM | ORDWORD (?! WORD | JOIN ) )"
         f" (?: ,? (?P<year> YEARLIKE ) | {_ADDED} | ,? (?: of )? {_REL} )", read_month_day),
    Rule("day, month and year", "the 3rd of June 2021", "that day",
         f"(?: (?P<weekday> WEEKDAY ) ,? )? (?: the )? (?P<day> DAY | ORDNUM | ORDWORD (?= of ) ) (?: of )?"
         f" (?P<month> MONTH ) (?: ,? (?P<year> YEARLIKE ) | {_ADDED} | ,? (?: of )? {_REL} )", read_month_day),
    Rule("month and day", "June 14", "the nearest 14 June, on the side of its verb",
         "(?P<how> last | next | this (?: past | coming )? )? (?: (?P<weekday> WEEKDAY ) ,? )?"
         " (?P<month> MONTH ) (?: the )? (?P<day> DAY | ORDNUM | ORDWORD (?! WORD | JOIN ) )"
         " (?! UNITS | HYPHEN UNIT | PM )", read_month_day),
    Rule("day and month", "1 May", "the nearest 1 May, on the side of its verb",
         "(?: (?P<weekday> WEEKDAY ) ,? )? (?: the )? (?P<day> DAY | ORDNUM | ORDWORD (?= of ) ) (?: of )?"
         " (?P<month> MONTH )", read_month_day),
    Rule("month and year", "January 2018", "that month", f"(?P<month> MONTH ) {_MONTH_YEAR}", read_month_year),
    Rule("last May", "last May", "the latest May that is over; next May the first to come",
         "(?P<how> LASTWORD | NEXTWORD | this ) (?P<month> MONTH )", read_month),
    Rule("month", "in October", "the nearest October, on the side of its verb",
         "(?P<month> MONTH )", read_month),
    Rule("year before Christ", "44 BC", "read, but before the calendar",
         "(?P<number> INT | YEARNUM ) (?P<era> bc | bce | ad | ce )", read_ancient_year),
    Rule("named year", "the year 2000", "that year", "(?: the )? year (?P<year> YEARNUM | SPOKEN )", read_year),
    Rule("far year", "the year 99999", "read, but beyond the calendar",
         "(?: the )? year (?P<number> INT | LONGNUM )", read_far_year),
    Rule("spoken year", "nineteen ninety-six", "that year", "(?P<year> SPOKEN ) (?! UNITS )", read_year),
]  # fmt: skip
