"""Holidays that English news dates by: fixed days, nth weekdays of a month, and Easter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import direction, nearest, reading, unanchored
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.places import NOTHING, Article, Place, Reading
from timeline.extraction.dates.rules_nth import nth_weekday
from timeline.extraction.dates.words import words_of

# (month, day), (month, weekday, nth; -1 the last), or days from Easter Sunday.
FIXED = {
    "new year s eve": (12, 31), "new year s day": (1, 1), "christmas day": (12, 25),
    "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26),
    "independence day": (7, 4), "fourth of july": (7, 4), "halloween": (10, 31),
    "valentine s day": (2, 14), "st patrick s day": (3, 17), "veterans day": (11, 11),
    "juneteenth": (6, 19), "bastille day": (7, 14), "armistice day": (11, 11),
}  # fmt: skip
NTH = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1), "martin luther king day": (1, 0, 3), "mother s day": (5, 6, 2),
    "father s day": (6, 6, 3), "columbus day": (10, 0, 2), "presidents day": (2, 0, 3),
    "presidents ' day": (2, 0, 3), "first monday of november": (11, 0, 1),
}  # fmt: skip
AFTER_ANOTHER = {
    "black friday": ("thanksgiving", 1), "cyber monday": ("thanksgiving", 4),
    "election day": ("first monday of november", 1),
}  # fmt: skip
FROM_EASTER = {
    "good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "palm sunday": -7,
    "ash wednesday": -46,
}  # fmt: skip
_NAME_AFTER = words_of("agreement accord accords massacre parade sale sales island shoppers tree")


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (the anonymous Gregorian rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday in one year."""
    if name in FIXED:
        return calendar.make_day(year, *FIXED[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(FROM_EASTER[name])
    named, days_after = AFTER_ANOTHER.get(name, (name, 0))
    on = nth_weekday(year, *NTH[named])
    return on + timedelta(days_after) if on else None


def read_holiday(place: Place, article: Article) -> Reading | None:
    """Read "Thanksgiving Day": the one nearest to publication, on the side of its verb."""
    name = place.word("holiday").replace("’", "'").replace(" ' s ", " s ")
    if place.after() in _NAME_AFTER or _is_hyphenated(place):
        return NOTHING
    if not place.tokens.raw(place.at("holiday"))[:1].isupper():
        return None
    if place.has("year"):
        on = holiday(name, place.number("year"))
        return reading(calendar.day(on) if on else None, "holiday")
    if article.anchor is None:
        return unanchored("XXXX-XX-XX", "holiday")
    anchor, tense = article.anchor, direction(place)
    years = (anchor.day.year + n for n in (-1, 0, 1))
    known = [holiday(name, year) for year in years if 1 < year < 9999]
    if place.word("how") == "last":
        known = [day for day in known if day and day < anchor.day]
    if place.word("how") == "next":
        known = [day for day in known if day and day > anchor.day]
    on = nearest(anchor.day, known, tense)
    dated = calendar.day(on) if on else None
    return reading(dated, "holiday nearest to publication", anchor=anchor, tense=tense)


def _is_hyphenated(place: Place) -> bool:
    """Whether it is only half a word: "Halloween-themed"."""
    tokens, end = place.tokens, place.end
    return tokens.raw(end) == "-" and tokens.touches(end) and tokens.touches(end + 1)


def read_holiday_week(place: Place, article: Article) -> Reading | None:
    """Read "Easter week", "Labor Day weekend": the week it lies in, the weekend nearest to it."""
    found = read_holiday(place, article)
    on = found.span.starts_on if found and found.span else None
    if found is None or on is None:
        return found
    if place.word("unit") == "week":
        dated = calendar.week(on)
    else:  # of a Monday the weekend before it, of a Thursday the one after
        dated = calendar.weekend(on - timedelta(on.weekday() + 1) if on.weekday() < 3 else on)
    rule = f"{place.word('unit')} of a holiday"
    return replace(found, value=dated.value, span=dated.span, rule=rule) if dated else None


_S = "POSS s"
_NAMES = (
    f"new year {_S} (?: eve | day ) | christmas (?: day | eve )? | boxing day | independence day"
    f" | fourth of july | halloween | valentine {_S} day | st \\.? patrick {_S} day | veterans day"
    f" | juneteenth | bastille day | thanksgiving (?: day )? | labor day | memorial day"
    f" | martin luther king day | (?: mother | father ) {_S} day | columbus day | presidents day"
    " | black friday | election day | cyber monday | good friday | easter (?: sunday | monday )? | palm sunday | ash wednesday"
)

RULES = [
    Rule("week of a holiday", "Easter week", "Monday to Sunday of that week; weekend: the one beside it",
         f"(?P<how> last | next | this )? (?: the )? (?P<holiday> {_NAMES} ) (?P<unit> week | weekend )", read_holiday_week),
    Rule("holiday", "Thanksgiving Day", "the nearest one, on the side of its verb",
         f"(?P<how> last | next | this )? (?: the )? (?P<holiday> {_NAMES} ) (?: ,? (?: of )? (?P<year> YEARNUM ) )?",
         read_holiday),
]  # fmt: skip
