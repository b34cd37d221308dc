"""Stage 2b: years, halves, seasons, decades, centuries and fiscal years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.extraction.dates import calendar, names
from timeline.extraction.dates.anchoring import direction, nearest, reading, unanchored
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.numbers import year_of
from timeline.extraction.dates.places import Article, Place, Reading
from timeline.extraction.dates.words import DECADE_NAMES, SEASONS
from timeline.extraction.dates.years import read_bare_year

_REL = {"last": -1, "this": 0, "next": 1}
TH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 2}


def year_beside(place: Place, article: Article) -> int | None:
    """Return the year that is written or said beside a period, None if there is none."""
    if place.has("year"):
        return year_of(place.word("year").split())
    if place.has("rel") and article.anchor:
        return article.anchor.day.year + _REL[place.word("rel")]
    return None


def read_fiscal_year(place: Place, article: Article) -> Reading | None:
    """Read "fiscal 1989": about that year, for it begins on a day of the firm's choice."""
    found = reading(calendar.year(year_of([place.word("year")])), "fiscal year")
    return replace(found, span=calendar.approximately(found.span)) if found.span else found


def read_half(place: Place, article: Article) -> Reading | None:
    """Read "the first half of 1990"; of no year the latest that has begun."""
    number = TH[place.word("th")]
    year = year_beside(place, article)
    if year is None and article.anchor is None:
        return unanchored(f"XXXX-H{number}", "half")
    if year is None and article.anchor:
        year = article.anchor.day.year
    return reading(calendar.half(year or 0, number), "half of a year", anchor=article.anchor)


def read_season(place: Place, article: Article) -> Reading | None:
    """Read "this summer", "last fall", "the winter of 1994", "in the spring"."""
    tokens, at = place.tokens, place.at("season")
    if names.is_capital_inside(tokens, at) and not (place.has("year") or place.has("how")):
        return None
    code = SEASONS[place.word("season")]
    year = year_beside(place, article)
    if year is not None:
        return reading(calendar.season(year, code), "season and year")
    if not (place.has("how") or _is_adverb(place)):
        return None
    if article.anchor is None:
        return unanchored(f"XXXX-{code}", "season")
    dated = _season_near(article.anchor.day, code, place.word("how"), direction(place))
    return reading(dated, "season nearest to publication", anchor=article.anchor)


def _is_adverb(place: Place) -> bool:
    """Whether "the summer" is a time: "in the summer", not "the fall of the regime"."""
    if place.word("season") in {"fall", "spring"} and place.after() == "of":
        return False
    preposition = place.before() in {
        "in",
        "over",
        "during",
        "by",
        "until",
        "since",
        "through",
        "into",
        "for",
        "of",
        "early",
        "late",
    }
    return preposition and (place.word("season") != "fall" or place.has("the"))


def _season_near(day: date, code: str, how: str, tense: str) -> calendar.Dated | None:
    choices = [calendar.season(year, code) for year in range(day.year - 2, day.year + 2)]
    known = [c for c in choices if c and c.span.starts_on and c.span.ends_on]
    over = [c for c in known if (c.span.ends_on or day) < day]
    ahead = [c for c in known if (c.span.starts_on or day) > day]
    within = [c for c in known if c not in over and c not in ahead]
    if how in {"last", "this past", "the past"} and over:
        return over[-1]
    if how in {"next", "coming", "this coming"} and ahead:
        return ahead[0]
    if how == "this":
        return next((c for c in known if c.value.startswith(f"{day.year:04d}")), None)
    if within:
        return within[0]
    if tense == "past":  # "over the summer" with a verb in the past has begun
        known = [*over, *within] or known
    if tense == "future":
        known = [*within, *ahead] or known
    starts = [c.span.starts_on for c in known]
    best = nearest(day, starts, tense)
    return next((c for c in known if c.span.starts_on == best), None)


def read_decade(place: Place, article: Article) -> Reading | None:
    """Read "the 1990s", "the '80s", "the nineties"."""
    word = place.word("decade")
    if word in DECADE_NAMES:
        return reading(calendar.decade(1900 + 10 * DECADE_NAMES[word]), "decade")
    number = int("".join(c for c in word if c.isdigit()))
    if number < 100 and word[0].isdigit() and not _is_era(place):
        return None  # "in his 30s"
    if number < 100:
        number += 1900 if number >= 30 else 2000
    if number % 100 == 0 and number < 1900:
        return reading(calendar.century(number // 100 + 1), "century")
    return reading(calendar.decade(number), "decade")


def _is_era(place: Place) -> bool:
    """Whether "the 60s" has its article, before a part of it or not."""
    before = place.before(2) if place.before() in {"early", "mid", "late", "-"} else place.before()
    return "the" in {place.tokens.word(place.start), before, place.before(3)}


def read_century(place: Place, article: Article) -> Reading | None:
    """Read "the 20th century"; 20th Century Fox is a firm."""
    if place.tokens.raw(place.end - 1)[0].isupper() and place.tokens.raw(place.end)[:1].isupper():
        return None
    return reading(calendar.century(place.number("number")), "century")


OF_YEAR = "(?: of )? (?: (?: the )? fiscal )? (?: (?P<year> YEARLIKE ) | (?P<rel> last | this | next ) year )"

RULES = [
    Rule("half of a year", "the first half of 1990", "those six months",
         f"(?: the )? (?P<th> first | second | last ) (?: half | two quarters (?= of ) ) (?: {OF_YEAR} | of (?P<this> the year ) )", read_half),
    Rule("a year's season", "last year's summer", "those three months",
         "(?P<rel> last | this | next ) year POSS s (?P<season> SEASON )", read_season),
    Rule("season of a year", "the fall of 2018", "those three months",
         "(?: the )? (?P<season> SEASON ) (?: ,? (?: of )? (?P<year> YEARLIKE ) | (?: of )? (?P<rel> last | this | next ) year )",
         read_season),
    Rule("last summer", "last summer", "the latest one that is over; this, next: the nearest",
         "(?P<how> LASTWORD | NEXTWORD | this ) (?P<season> SEASON )", read_season),
    Rule("season", "in the summer", "the nearest one, on the side of its verb",
         "(?P<the> the )? (?P<season> SEASON )", read_season),
    Rule("fiscal year", "fiscal 1989", "that year", "(?: the )? fiscal (?: year )? (?P<year> YEARNUM )",
         read_fiscal_year),
    Rule("decade", "the 1990s", "those ten years", "(?: the )? (?P<decade> DECADE )", read_decade),
    Rule("named decade", "the nineties", "those ten years, of the 20th century",
         "the (?: nineteen )? (?P<decade> DECADENAME )", read_decade),
    Rule("century", "the 20th century", "those hundred years",
         "(?: the )? (?P<number> ORDNUM | ORDWORD | TENS JOIN ORDWORD ) JOIN? century", read_century),
    Rule("year", "in 2016", "that year", "(?P<year> YEARNUM )", read_bare_year),
    Rule("short year", "the class of ’98", "that year", "(?: (?<= of ) | (?<= in ) | (?<= since ) ) (?P<year> QUOTEYEAR )",
         read_bare_year),
    Rule("end of a range of years", "2014-16", "that year", "(?<= RANGE ) (?P<year> SHORTYEAR )", read_bare_year),
]  # fmt: skip
