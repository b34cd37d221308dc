"""Stage 2c: dates that lean on another: publication, or an earlier mention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.extraction.dates import calendar, names
from timeline.extraction.dates.anchoring import UNKNOWN, moved, reading, unanchored
from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.nowadays import is_nowadays, is_of_our_time
from timeline.extraction.dates.places import NOTHING, Article, Place, Reading
from timeline.extraction.dates.rules_calendar import weekday_number
from timeline.extraction.dates.rules_vague import VAGUE
from timeline.extraction.dates.tense import looks_ahead_from_then, was_ahead_then
from timeline.extraction.dates.words import KINDS
from timeline.extraction.shapes import Anchor

QUOTED = "Said in a quotation: it may be of the day on which it was said."
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def read_near_day(place: Place, article: Article) -> Reading | None:
    """Read "today", "yesterday", "the day after tomorrow"."""
    word = place.word("day")
    if names.is_capital_inside(place.tokens, place.at("day")):
        return None
    if names.is_title(place.tokens, place.start, place.end):  # NBC's "Today"
        return NOTHING
    if word == "today" and is_of_our_time(place):
        return NOTHING
    if word == "today" and is_nowadays(place):
        return Reading("DATE", "PRESENT_REF", "today: these days", note=VAGUE)
    if article.anchor is None:
        return unanchored("XXXX-XX-XX", word)
    count = _DAYS[word] + {"before": -1, "after": 1}.get(place.word("turn"), 0)
    found = moved(article, article.anchor, "day", count, place.words())
    return replace(found, note=QUOTED) if names.is_quoted(place.tokens, place.start) else found


def read_weekday(place: Place, article: Article) -> Reading | None:
    """Read "Thursday": that very day if published on one, else the side of its verb, else the latest."""
    tokens, at = place.tokens, place.at("weekday")
    if names.is_name_of_day(tokens, at, place.end) or _is_any_day(place) or _is_custom(place):
        return NOTHING
    if names.is_title(tokens, place.start, place.end):
        return NOTHING
    number = weekday_number(place.word("weekday"))
    if article.anchor is None:
        return unanchored(f"XXXX-WXX-{number + 1}", "weekday")
    if place.has("day"):
        return _weekday_with_number(place, article.anchor, number)
    tense = place.tense()
    if place.word("how") in {"last", "next"}:
        return _last_or_next(article.anchor, number, place.word("how"))
    if not place.has("how") and was_ahead_then(tokens, place.start):
        tense = _nearer_side(article.anchor.day, number)
    if tense == "future" and not place.has("how") and looks_ahead_from_then(tokens, place.start):
        tense = _side_of_then(article.anchor.day, number)
    on, rule = _weekday_near(article.anchor.day, number, place.word("how"), tense)
    dated = calendar.day(on) if on else None
    return reading(dated, rule, anchor=article.anchor, tense=tense if not place.has("how") else "")


def _side_of_then(anchor: date, number: int) -> str:
    """Return "past" for the day before publication: "he said it would pass Wednesday night"."""
    return "past" if (anchor.weekday() - number) % 7 == 1 else "future"


def _nearer_side(anchor: date, number: int) -> str:
    return "past" if (anchor.weekday() - number) % 7 <= 3 else "future"


def _is_any_day(place: Place) -> bool:
    """Whether it is "on a Friday", "on a Friday night", and not "on a Friday flight"."""
    on_a = place.before(2) == "on" and place.before() == "a"
    return on_a and place.tokens.sign(place.end) not in KINDS["WORD"]


def _is_custom(place: Place) -> bool:
    """Whether it is a day of every week: "Sunday opening hours"."""
    first, second = (place.tokens.word(place.end + n) for n in (0, 1))
    return first in {"opening", "closing", "trading", "working"} and second in {
        "hours",
        "times",
        "laws",
        "rules",
        "ban",
    }


def _weekday_near(anchor: date, number: int, how: str, tense: str) -> tuple[date | None, str]:
    back = (anchor.weekday() - number) % 7
    if how in {"this past", "the past", "the previous", "past"}:
        return calendar.add_days(anchor, -(back or 7)), f"{how} weekday, before publication"
    if how in {"coming", "this coming", "the following", "the coming"}:
        return calendar.add_days(anchor, 7 - back), f"{how} weekday, after publication"
    if how == "this" and tense != "past":
        return calendar.add_days(anchor, -back % 7), "this weekday, coming"
    if back == 0:
        return anchor, "same-day weekday"
    if tense == "future":
        return calendar.add_days(anchor, 7 - back), "weekday ahead"
    return calendar.add_days(anchor, -back), "weekday before"


def _last_or_next(anchor: Anchor, number: int, how: str) -> Reading:
    """Read "last Thursday" as the latest before publication, "next Friday" as the first after.

    Where that is in the week of publication, some mean the week beside it: the other reading is
    kept and said. The day before is "yesterday", so that "last" says the week before.
    """
    back = (anchor.day.weekday() - number) % 7
    count, week = (-(back or 7), -7) if how == "last" else (7 - back, 7)
    on, other = calendar.add_days(anchor.day, count), calendar.add_days(anchor.day, count + week)
    rule = f"{how} weekday, {'before' if how == 'last' else 'after'} publication"
    if on is None or other is None or on.isocalendar()[:2] != anchor.day.isocalendar()[:2]:
        return reading(calendar.day(on) if on else None, rule, anchor=anchor)
    if how == "last" and back == 1:
        on, other, rule = other, on, "last weekday, of the week before publication"
    found = reading(calendar.day(on), rule, anchor=anchor)
    note = f"Some would mean {other.isoformat()}."
    return replace(found, alternatives=(calendar.day(other).span,), note=note)


def _weekday_with_number(place: Place, anchor: Anchor, number: int) -> Reading | None:
    """Read "Friday the 13th": the nearest month whose 13th is a Friday, looking back first."""
    day = place.number("day")
    first = anchor.day.replace(day=1)
    steps = (0, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, 1, 2, 3)
    for months in steps if place.tense() != "future" else (0, *range(1, 13)):
        start = calendar.move(first, "month", months)
        on = calendar.make_day(start.year, start.month, day) if start else None
        if on and on.weekday() == number:
            return reading(calendar.day(on), "weekday and day of the month", anchor=anchor)
    return None


def read_weekday_of_week(place: Place, article: Article) -> Reading | None:
    """Read "Tuesday of last week", "Friday next week"."""
    if article.anchor is None:
        return unanchored("XXXX-WXX", "weekday of a week")
    day = article.anchor.day
    weeks = {"last": -1, "this": 0, "next": 1}[place.word("how")]
    count = weekday_number(place.word("weekday")) - day.weekday() + 7 * weeks
    return moved(article, article.anchor, "day", count, f"weekday of {place.word('how')} week")


def read_unit(place: Place, article: Article) -> Reading | None:
    """Read "last week", "this year", "next month", "the current year"."""
    unit, how = place.word("unit"), place.word("how").split()[-1]
    if place.tokens.raw(place.at("unit"))[0].isupper():  # "This Week" is a programme
        return None
    if place.word("how").startswith("the l") and place.after() == "of":
        return NOTHING  # "the last year of his life"
    if article.anchor is None:
        return unanchored(UNKNOWN.get(unit, "XXXX"), f"{how} {unit}")
    count = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        how, 0
    )
    is_length = how == "past" or (place.words().startswith("the last") and unit != "decade")
    if unit == "decade" and how in {"last", "next"}:  # "over the next decade" is ten years from now
        is_length = place.before() in {"over", "for", "within", "during"}
    if is_length and unit in _PAST_LENGTHS:
        return Reading("DURATION", _PAST_LENGTHS[unit], "length of time")
    if unit == "weekend" and how == "this" and place.tense() == "past":
        count = _weekend_just_over(article.anchor.day)
    return moved(article, article.anchor, unit, count, f"{how} {unit}")


def _weekend_just_over(day: date) -> int:
    """How many weeks back the weekend is that a verb in the past tells of: none on its days."""
    return 0 if day.weekday() >= 5 else -1


# "The past week" is seven days that end today; "the past year" is used for last year.
_PAST_LENGTHS = {"week": "P1W", "month": "P1M", "decade": "P10Y", "century": "P100Y"}


def read_the_unit(place: Place, article: Article) -> Reading | None:
    """Read "the week", "the weekend", "the year": the one of publication; the weekend by its verb."""
    unit, anchor = place.word("unit"), article.anchor
    if unit == "week" and place.after() == "of":
        return None  # "the week of the audition"
    if _is_told_by_a_clause(place):
        return NOTHING
    if place.before() == "of" and place.before(2) in {
        "times",
        "time",
        "person",
        "man",
        "woman",
        "player",
        "book",
    }:
        return None
    if anchor is None:
        return unanchored(UNKNOWN[unit], f"the {unit}")
    count = 0
    ahead = place.before() in {"by", "until", "before"} or place.before(2) == "ahead"
    if unit == "weekend" and not ahead and place.tense() != "future":
        count = _weekend_just_over(anchor.day)
    return moved(article, anchor, unit, count, f"the {unit}")


def _is_told_by_a_clause(place: Place) -> bool:
    """Whether what follows says which it was: "the year she won", "the week leading up to"."""
    after = place.tokens.word(place.end)
    if after in {"in", "during"}:
        return place.tokens.word(place.end + 1) == "which"
    if place.word("unit") == "weekend" and after != "leading":
        return False
    return after in {"i", "he", "she", "it", "we", "they", "you", "when", "leading"}


def read_month_part_end(place: Place, article: Article) -> Reading | None:
    """Read "year-end", "year's end": the end of the year of publication."""
    unit = place.word("unit")
    if article.anchor is None:
        return unanchored(UNKNOWN[unit], f"{unit}-end")
    dated = calendar.unit(unit, article.anchor.day)
    end = dated and Dated(dated.value, calendar.part_of(dated, "END"))
    return reading(end, f"end of the {unit}", anchor=article.anchor, mod="END")


RULES = [
    Rule("day beside yesterday", "the day before yesterday", "two days before publication",
         "(?: the )? day (?P<turn> before | after ) (?P<day> yesterday | tomorrow )", read_near_day),
    Rule("near day", "yesterday", "the day before publication", "(?P<day> today | yesterday | tomorrow )", read_near_day),
    Rule("weekday of a week", "Tuesday of last week", "that day of that week",
         "(?P<weekday> FULLDAY ) (?: of )? (?P<how> last | this | next ) week", read_weekday_of_week),
    Rule("weekday and number", "Friday the 13th", "the latest Friday that is a 13th",
         "(?P<weekday> FULLDAY ) the (?P<day> ORDNUM | ORDWORD )", read_weekday),
    Rule("last Thursday", "last Thursday", "the latest before publication; next: the first after it",
         "(?P<how> last | next | this (?: past | coming )? | coming | the past | the coming ) (?P<weekday> FULLDAY )", read_weekday),
    Rule("weekday", "Thursday", "that day itself, else the latest, or the coming one of a verb ahead",
         "(?P<weekday> FULLDAY )", read_weekday),
    Rule("year's end", "year-end", "the last four months of the year, approximate",
         "(?: the )? (?P<unit> year | month ) (?: JOIN | POSS s )? end", read_month_part_end),
    Rule("last week", "last week", "the week before that of publication",
         "(?P<how> last | next | this | the (?: current | coming | last | next | past | latest ) | this (?: past | coming | current | same ) )"
         " (?: fiscal | calendar | whole )? (?P<unit> week | month | year | decade | century | weekend ) (?! JOIN? (?: old | ago | long ) )", read_unit),
    Rule("the week", "the weekend", "the one of publication, the weekend just over",
         "the (?: full | fiscal | whole )? (?P<unit> week | month | year | weekend ) (?! JOIN? (?: ago | earlier | before | later | old | ended | ending | JOIN ) | to MONTH )", read_the_unit),
]  # fmt: skip
