"""Stage 2d: so long before or after something: "two weeks ago", "a year later", "that day"."""

from __future__ import annotations

from dataclasses import replace

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import UNKNOWN, as_anchor, moved, reading, unanchored
from timeline.extraction.dates.durations import duration_value, has_half
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.places import NO_DATE_BEFORE, Article, Place, Reading
from timeline.extraction.dates.rules_calendar import weekday_number
from timeline.extraction.dates.rules_quarters import A_YEAR_BEFORE, year_before
from timeline.extraction.dates.words import CLOCK_UNITS, PLURALS, words_of
from timeline.extraction.shapes import Anchor, Mention

# Counted from publication, longer than this is said in round numbers.
_ABOUT = {"week": 2, "month": 2, "quarter": 2, "year": 2, "decade": 1, "century": 1, "fortnight": 1}
_HALVES = {"century": 50, "decade": 5}
_MODS = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX",
    "some": "APPROX", "almost": "LESS_THAN", "nearly": "LESS_THAN", "less than": "LESS_THAN",
    "just under": "LESS_THAN", "at most": "EQUAL_OR_LESS", "at least": "EQUAL_OR_MORE",
    "more than": "MORE_THAN", "over": "MORE_THAN", "just over": "MORE_THAN",
}  # fmt: skip


def unit_in(place: Place, name: str = "unit") -> str:
    """Return the matched unit in the singular."""
    word = place.word(name)
    return PLURALS.get(word, word)


def read_ago(place: Place, article: Article) -> Reading | None:
    """Read "three days ago" is that day, "two weeks ago" about that week, "seven years ago" that year."""
    unit, count = unit_in(place), place.number("count")
    mod = _MODS.get(place.word("nearly"), "")
    back = place.word("way") not in {"hence", "from now", "from today"}
    if back and unit == "year" and count == 1 and not mod and (found := _quarter_before(article)):
        return found
    if unit == "year" and count > 0 and has_half(place):
        unit, count, mod = "month", 12 * count + 6, mod or "APPROX"
    if unit in CLOCK_UNITS:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", "some hours from publication")
    if place.word("count").startswith("half") and unit in _HALVES:
        unit, count, mod = "year", _HALVES[unit], mod or "APPROX"
    if count < 0 or place.has("vague"):
        return Reading(
            "DATE", "PAST_REF" if back else "FUTURE_REF", "so many, no number given", mod=mod
        )
    if article.anchor is None:
        return unanchored("PAST_REF" if back else "FUTURE_REF", place.word("way"))
    grain, steps = ("week", 2 * count) if unit == "fortnight" else (unit, count)
    grain, steps = ("year", 10 * count) if unit == "decade" else (grain, steps)
    grain, steps = ("year", 100 * count) if unit == "century" else (grain, steps)
    found = moved(
        article, article.anchor, grain, -steps if back else steps, f"{unit}s {place.word('way')}"
    )
    return _rounded(found, unit, count, mod)


def _rounded(found: Reading, unit: str, count: int, mod: str) -> Reading:
    """Mark as approximate what is counted in round numbers, or said to be."""
    if found.span and (mod or count >= _ABOUT.get(unit, 99)):
        return replace(found, span=calendar.approximately(found.span), mod=mod)
    return replace(found, mod=mod)


def read_later(place: Place, article: Article) -> Reading | None:
    """Read "two weeks later", "a year earlier": counted from the mention before, else a length of time."""
    unit, count = unit_in(place), place.number("count")
    ahead = place.word("way") in {"later", "after", "afterwards", "on"}
    if not ahead and unit == "year" and count == 1 and (found := _quarter_before(article)):
        return found
    if unit in CLOCK_UNITS or count < 0:
        return _length(place)
    before = article.dated_before(place, unit)
    if before is None and ahead:
        return _length(place)
    anchor = as_anchor(before) if before else None
    if not ahead and not _is_near(before, place):
        anchor = article.anchor
    if anchor is None:
        return _length(place)
    grain = _grain(unit, before)
    units = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}
    name, times = units.get(unit, (unit, 1))
    steps = count * times * (1 if ahead else -1)
    target = calendar.move(anchor.day, name, steps)
    dated = calendar.unit(grain, target) if target else None
    return reading(dated, f"{unit}s {place.word('way')}, from an earlier date", anchor=anchor)


def _length(place: Place) -> Reading:
    """Return the words as a length of time, without "later"."""
    return Reading("DURATION", duration_value(place), "length of time", end=place.match.end("unit"))


def _quarter_before(article: Article) -> Reading | None:
    """Read "a year earlier" in a report on a quarter: that quarter of the year before."""
    if article.quarter is None or article.about_year:
        return None
    return reading(year_before(article.quarter), A_YEAR_BEFORE, anchor=article.anchor)


def _is_near(before: Mention | None, place: Place) -> bool:
    """Whether the mention before stands close enough to be what "earlier" leans on."""
    if before is None:
        return False
    start = place.tokens.starts[place.start]
    return start - before.end < 150 and "\n\n" not in place.tokens.text[before.end : start]


def _grain(unit: str, before: Mention | None) -> str:
    """Return the grain of the result: two weeks after a day is a day, after a year a year."""
    precision = before.span.precision if before and before.span else "day"
    if precision == "day" and unit in {"day", "week", "fortnight"}:
        return "day"
    if unit == "fortnight":
        return "week"
    return unit if unit in {"day", "week", "month", "year", "quarter"} else "year"


def read_next_unit(place: Place, article: Article) -> Reading | None:
    """Read "the following day", "the next year", "that month", "the same day", "the previous Friday"."""
    unit = "day" if place.has("weekday") else unit_in(place)
    before = article.dated_before(place, unit, done=place.tense() == "past")
    anchor = as_anchor(before) if before else article.anchor
    if anchor is None:
        return unanchored(UNKNOWN[unit], "a date before this")
    how = place.word("how").split()[-1]
    count = {
        "following": 1,
        "next": 1,
        "previous": -1,
        "preceding": -1,
        "before": -1,
        "after": 1,
    }.get(how, 0)
    rule = f"the {how} {place.word('unit') or 'day'}, from an earlier date"
    if place.has("weekday"):
        return _weekday_from(place, anchor, count, rule)
    if before is None and (count >= 0 or unit == "day"):  # "the previous month" is of publication
        return Reading("DATE", UNKNOWN[unit], f"the {how} {unit}", note=NO_DATE_BEFORE)
    return moved(article, anchor, unit, count, rule)


def read_same_last_year(place: Place, article: Article) -> Reading | None:
    """Read "the same month last year": a year before the month just spoken of, else of publication."""
    unit = unit_in(place)
    before = article.dated_before(place, unit)
    anchor = as_anchor(before) if before else article.anchor
    if anchor is None:
        return unanchored(UNKNOWN[unit], f"the same {unit} a year before")
    target = calendar.move(anchor.day, "year", -1)
    dated = calendar.unit(unit, target) if target else None
    return reading(dated, f"the same {unit} a year before", anchor=anchor)


def _weekday_from(place: Place, anchor: Anchor, count: int, rule: str) -> Reading:
    back = (anchor.day.weekday() - weekday_number(place.word("weekday"))) % 7
    on = calendar.add_days(anchor.day, -(back or 7) if count < 0 else 7 - back)
    return reading(calendar.day(on) if on else None, rule, anchor=anchor)


def read_day_of_month(place: Place, article: Article) -> Reading | None:
    """Read "on the 14th": the latest, or the coming one of a verb ahead; "the 18th hole" is none."""
    after = place.tokens.sign(place.end)
    if article.anchor is None or not (after in _CLOSING or place.after() in _CLOSING_WORDS):
        return None
    number, day = place.number("day"), article.anchor.day
    tense = place.tense()
    for months in (0, 1, 2) if tense == "future" else (0, -1, -2):
        start = calendar.move(day.replace(day=1), "month", months)
        on = calendar.make_day(start.year, start.month, number) if start else None
        if on and (on >= day if tense == "future" else on <= day):
            return reading(calendar.day(on), "day of the month", anchor=article.anchor, tense=tense)
    return None


_CLOSING = frozenset('.,;:?!)”"')
_CLOSING_WORDS = words_of("and but when after before as at that by with to the a it he she they we")


def read_year_ago(place: Place, article: Article) -> Reading | None:
    """Read "year-ago", "year-earlier" before a noun: the year before, or that quarter of it."""
    if found := _quarter_before(article):
        return found
    if article.anchor is None:
        return unanchored("XXXX", "year ago")
    return moved(article, article.anchor, "year", -1, "year ago")


_NEARLY = "(?P<nearly> NEARLY )?"

RULES = [
    Rule("year ago", "year-ago", "the year before, or that quarter of it",
         "(?: a | the )? year JOIN (?: ago | earlier )", read_year_ago),
    Rule("some years ago", "several years ago", "in the past, no number given",
         f"{_NEARLY} (?P<vague> a few | VAGUE | dozens of | a | an )? (?P<unit> UNITS ) (?P<way> ago )", read_ago),
    Rule("ago", "seven years ago", "that year, approximate; three days ago: that day",
         f"{_NEARLY} (?P<count> COUNT ) (?: or (?: so | two | three ) )? (?: more )? (?P<unit> ANYUNIT ) (?: or (?: so | two ) )? (?P<half> and a half )? (?P<way> ago | hence | from (?: now | today ) )", read_ago),
    Rule("later", "two weeks later", "counted from the mention before",
         "(?P<count> COUNT ) (?: more )? (?P<unit> ANYUNIT ) (?P<way> later | earlier | afterwards | before (?= [,.;] ) | after (?= [,.;] ) ) (?! yesterday )", read_later),
    Rule("same month last year", "the same month last year", "a year before the mention before",
         "the same (?P<unit> day | week | month ) (?: of | in )? (?: last year | a year (?: ago | earlier ) )", read_same_last_year),
    Rule("the following day", "the following day", "counted from the mention before",
         "(?P<how> the (?: following | next | previous | preceding | same ) | that (?: same )? ) (?P<unit> day | week | month | year | weekend ) (?! UNIT | JOIN )", read_next_unit),
    Rule("the previous Friday", "the previous Friday", "the latest Friday before the mention before",
         "(?P<how> the (?: following | previous | preceding ) ) (?P<weekday> FULLDAY )", read_next_unit),
    Rule("the day before", "the day before,", "counted from the mention before",
         "the (?P<unit> day | week | month | year ) (?P<how> before | after ) (?= [,.;] )", read_next_unit),
    Rule("day of the month", "on the 14th.", "the latest 14th, or the coming one of a verb ahead",
         "(?<= on ) the (?P<day> ORDNUM )", read_day_of_month),
    Rule("day of the month, by", "by the 14th.", "the latest 14th, or the coming one of a verb ahead",
         "(?<= by ) the (?P<day> ORDNUM )", read_day_of_month),
]  # fmt: skip
