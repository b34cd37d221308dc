"""Stage 2b, business: quarters of a year, and "the quarter" that a report speaks of.

A report names its quarter once and then says "the quarter", "a year earlier" or "the 1988
period": `Article.quarter` keeps it. Of a fiscal quarter only the year is sure, unless the
day is named that it ended on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import direction, reading, unanchored
from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.numbers import year_of
from timeline.extraction.dates.places import Article, Place, Reading
from timeline.extraction.dates.rules_periods import OF_YEAR, TH, year_beside
from timeline.extraction.shapes import Span

_AHEAD = 6  # months that a quarter to come may be away where its verb looks ahead
IN_QUESTION = "the quarter in question"
A_YEAR_BEFORE = "the same quarter a year before"


def read_quarter(place: Place, article: Article) -> Reading | None:
    """Read "the third quarter", "first quarter of 1990", "next year's first quarter"."""
    number = TH[place.word("th")] if place.has("th") else place.number("number")
    if not 1 <= number <= 4 or place.after(2) in {"game", "match"}:  # "of the game"
        return None
    year, anchor, rule = year_beside(place, article), article.anchor, "quarter and year"
    if year is None:
        if anchor is None:
            return unanchored(f"XXXX-Q{number}", "quarter")
        year = _nearest_year(anchor.day, number, direction(place))
        rule = "quarter nearest to publication"
    dated = _with_its_days(calendar.quarter(year, number), place, article)
    _keep(dated, article)
    return reading(dated, rule, anchor=None if rule == "quarter and year" else anchor)


def _nearest_year(day: date, number: int, tense: str) -> int:
    """Return the year of the latest such quarter that has begun, or begins within a month.

    For a verb that looks ahead it is the coming one, if that is not far.
    """
    begun = day.year if 3 * number - 2 <= day.month else day.year - 1
    months_ahead = (begun + 1 - day.year) * 12 + 3 * number - 2 - day.month
    is_over = 3 * number < day.month + 12 * (day.year - begun)
    if tense == "future" and months_ahead <= _AHEAD and is_over:
        return begun + 1
    return begun + 1 if months_ahead <= 1 and begun < day.year else begun


def _with_its_days(dated: Dated | None, place: Place, article: Article) -> Dated | None:
    """Return a quarter with the days that "ended Sept. 30" gives it; a fiscal one with its year."""
    if dated is None:
        return None
    if span := _three_months_to(place.end, article):
        return replace(dated, span=span)
    year = calendar.year(int(dated.value[:4])) if place.has("fiscal") else None
    return replace(dated, span=calendar.approximately(year.span)) if year else dated


def _three_months_to(index: int, article: Article) -> Span | None:
    """Return the three months up to the day named after "ended" or "ending", None if none is."""
    if article.tokens.word(index) not in {"ended", "ending"}:
        return None
    found = article.read_at(index + 1)
    span = found.reading.span if found else None
    if span is None or span.ends_on is None or span.precision != "day":
        return None
    after = calendar.add_days(span.ends_on, 1)
    first = calendar.move(after, "month", -3) if after else None
    return calendar.days(first, span.ends_on, "quarter") if first else None


def _keep(dated: Dated | None, article: Article) -> None:
    """Keep a quarter as the one in question; one to come ("a fourth-quarter charge") is none."""
    article.about_year = False
    if dated is None or dated.span.ends_on is None:
        return
    is_over = article.anchor is not None and dated.span.ends_on < article.anchor.day
    if is_over or article.quarter is None:
        article.quarter = dated


def read_same_quarter(place: Place, article: Article) -> Reading | None:
    """Read "the quarter", "the latest period": the one in question, else the last one over."""
    article.about_year = False
    focus, ended = article.quarter, _three_months_to(place.end, article)
    if focus is None and place.has("period"):
        return None
    if ended and ended.starts_on:
        named = focus or calendar.unit(
            "quarter", calendar.add_days(ended.starts_on, 45) or ended.starts_on
        )
        focus = named and replace(named, span=ended)
    elif focus is None and article.anchor:
        focus = last_quarter(article.anchor.day)
    if focus is None:
        return unanchored("XXXX-QX", "quarter")
    article.quarter = focus
    return reading(focus, IN_QUESTION, anchor=article.anchor)


def last_quarter(day: date) -> Dated | None:
    """Return the latest quarter that is over."""
    return calendar.quarter(day.year, (day.month + 2) // 3 - 1)


def read_quarter_before(place: Place, article: Article) -> Reading | None:
    """Read "the year-ago quarter", "last year's quarter"."""
    if article.quarter is None and place.has("period"):
        return None
    focus = article.quarter or (last_quarter(article.anchor.day) if article.anchor else None)
    if focus is None:
        return unanchored("XXXX-QX", "quarter")
    return reading(year_before(focus), A_YEAR_BEFORE, anchor=article.anchor)


def year_before(quarter: Dated) -> Dated | None:
    """Return the same quarter of the year before, its days moved by a year."""
    plain = calendar.quarter(int(quarter.value[:4]) - 1, int(quarter.value[-1]))
    if plain is None:
        return None
    return replace(plain, span=_a_year_before(quarter.span, plain) or plain.span)


def _a_year_before(span: Span, plain: Dated) -> Span | None:
    """Return the days of a firm's quarter, moved by a year, or the year that alone is sure."""
    if span.approximate:
        whole = calendar.year(int(plain.value[:4]))
        return calendar.approximately(whole.span) if whole else None
    first = calendar.move(span.starts_on, "year", -1) if span.starts_on else None
    after = calendar.add_days(span.ends_on, 1) if span.ends_on else None
    last = calendar.move(after, "year", -1) if after else None
    return calendar.days(first, last - timedelta(1), "quarter") if first and last else None


def read_moved_quarter(place: Place, article: Article) -> Reading | None:
    """Read "last quarter", "this quarter", "the current quarter", "next quarter"."""
    if article.anchor is None:
        return unanchored("XXXX-QX", "quarter")
    focus = article.quarter
    begun = focus and focus.span.starts_on and focus.span.starts_on <= article.anchor.day
    if focus and begun and place.word("how") == "this" and place.tense() != "future":
        return reading(focus, IN_QUESTION, anchor=article.anchor)
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(place.word("how"), 0)
    day = article.anchor.day
    dated = calendar.quarter(day.year, (day.month + 2) // 3 + shift)
    return reading(dated, "quarter from publication", anchor=article.anchor)


def read_period_of_year(place: Place, article: Article) -> Reading | None:
    """Read "the 1988 quarter", "the 1988 period": the quarter in question, in that year."""
    year = year_of(place.word("year").split())
    if article.quarter is None or article.about_year:
        return reading(calendar.year(year), "year")
    dated: Dated | None = article.quarter
    while dated and int(dated.value[:4]) > year:
        dated = year_before(dated)
    if dated is None or int(dated.value[:4]) != year:
        dated = calendar.quarter(year, int(article.quarter.value[-1]))
    return reading(dated, f"{IN_QUESTION}, that year")


_FISCAL = "(?P<fiscal> fiscal JOIN? )?"
_OR_PERIOD = "(?: quarter | (?P<period> period ) )"

RULES = [
    Rule("quarter of a year", "the third quarter of 1984", "those three months",
         f"(?: the | its | their | a )? {_FISCAL} (?P<th> QUARTERTH ) JOIN? quarter {OF_YEAR}", read_quarter),
    Rule("a year's quarter", "next year's first quarter", "those three months",
         "(?: the )? (?: (?P<year> YEARLIKE ) | (?P<rel> last | this | next ) year POSS s )"
         f" {_FISCAL} (?P<th> QUARTERTH ) JOIN? quarter", read_quarter),
    Rule("Q3", "Q3 2020", "those three months",
         "q (?P<number> SMALL ) (?: ,? (?: of )? (?P<year> YEARLIKE ) )?", read_quarter),
    Rule("year-ago quarter", "the year-earlier quarter", "a year before the quarter in question",
         "(?: the | its | a )? (?: comparable | same | corresponding )? year JOIN? (?: ago | earlier )"
         f" (?: QUARTERTH )? JOIN? {_OR_PERIOD}", read_quarter_before),
    Rule("the quarter a year ago", "the quarter a year ago", "a year before the quarter in question",
         "the quarter a year (?: ago | earlier )", read_quarter_before),
    Rule("corresponding period last year", "the same quarter last year", "a year before the quarter in question",
         f"the (?: comparable | same | corresponding ) {_OR_PERIOD} (?: of | in | a )?"
         " (?: last year | year ago | year earlier )", read_quarter_before),
    Rule("last year's quarter", "last year's quarter", "a year before the quarter in question",
         f"last year POSS s {_OR_PERIOD}", read_quarter_before),
    Rule("the 1988 quarter", "the 1988 quarter", "the quarter in question, in that year",
         "the (?P<year> YEARNUM ) (?: quarter | period )", read_period_of_year),
    Rule("quarter", "the third quarter", "the latest such quarter that has begun",
         f"(?: the | its | their | a )? {_FISCAL} (?P<th> QUARTERTH ) JOIN? quarter", read_quarter),
    Rule("quarter from now", "this quarter", "the quarter of publication, the one before or after",
         "(?: the )? (?P<how> last | this | next | current | previous | coming ) quarter", read_moved_quarter),
    Rule("the quarter", "the latest quarter", "the quarter the article spoke of last",
         "(?: the | that ) (?: latest )? (?: quarter | (?<= latest ) (?P<period> period ) ) (?! UNIT | JOIN )",
         read_same_quarter),
]  # fmt: skip
