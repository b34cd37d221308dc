"""A bare number of four figures: a year, or a count, a house, a flight, a model?"""

from __future__ import annotations

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import reading
from timeline.extraction.dates.numbers import year_of
from timeline.extraction.dates.places import Article, Place, Reading
from timeline.extraction.dates.tokens import Tokens
from timeline.extraction.dates.words import SIGNS, words_of

# Nouns that a number follows as a name: page 2016, Flight 1549.
_LABELS = words_of(
    "page pages flight resolution room article section no number numbers docket route highway title "
    "bill channel version model iso rfc unit box suite psalm chapter line lot gate building act file "
    "case order form bus train locker apartment apt block item serial part paragraph clause rule "
    "regulation directive cve patent exit interstate boeing airbus windows fortune sp nikkei dax ftse "
    "russell dow cac area extension ext code pin zip square hotline isbn"
)
_MONEY = frozenset("$£€¥#+*/=@")
_COUNTING = words_of(
    "about roughly some nearly over approximately than least most almost only estimated up around"
)
_AFTER_COUNT = words_of(
    "people troops soldiers men women children workers jobs miles feet meters metres kilometers "
    "kilometres km kilograms tons tonnes dollars euros pounds points percent block avenue ave street st "
    "road rd boulevard blvd drive lane seats votes votes- copies cars homes square megawatts rpm calories "
    "hours minutes seconds days weeks months barrels acres hectares degrees gallons bytes employees "
    "residents refugees protesters passengers students members police deaths cases"
)
_MAKES = words_of(
    "toyota ford chevrolet chevy honda nissan bmw mercedes volkswagen vw audi hyundai kia mazda subaru "
    "jeep dodge gmc cadillac buick lexus acura volvo porsche tesla chrysler pontiac lincoln jaguar "
    "ferrari fiat renault peugeot citroen mitsubishi suzuki saab plymouth oldsmobile"
)
_TIME_PREPOSITIONS = words_of(
    "in since until till by from to of during through before after between around for late early mid "
    "circa the this its his her their our s year fiscal and or into post pre"
)


def read_bare_year(place: Place, article: Article) -> Reading | None:
    """Return the year, None where the number counts or names something."""
    tokens, at = place.tokens, place.at("year")
    number = year_of([place.word("year")])
    if tokens.sign(at) == SIGNS["SHORTYEAR"]:
        start = year_of([tokens.word(at - 2)])
        return reading(calendar.year(start // 100 * 100 + number % 100), "year")
    if _is_figure(tokens, at) or (_is_address(tokens, at) and tokens.word(at - 1) != "in"):
        return None
    if not 1900 <= number < 2100 and not _is_old_year(tokens, at, number):
        return None
    return reading(calendar.year(number), "year")


def _is_figure(tokens: Tokens, at: int) -> bool:
    """Whether the number is a price, a name's number, a count or a model's year."""
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if tokens.touches(at) and before[-1:].isalpha():  # a user's name: writer1980
        return True
    if before in _MONEY or after == "%" or before in _LABELS or after in _MAKES:
        return True
    if tokens.sign(at - 1) == SIGNS["HYPHEN"] and tokens.word(at - 2) not in {
        "mid",
        "post",
        "pre",
        "early",
        "late",
    }:
        return True
    if tokens.sign(at + 1) == SIGNS["HYPHEN"] and tokens.word(at + 2) in {
        "year",
        "foot",
        "mile",
        "page",
        "member",
    }:
        return True
    if after in _AFTER_COUNT:
        return before not in {"in", "since", "of", "the"} or after in {"block", "percent"}
    return before in _COUNTING and after.endswith("s") and after.isalpha() and len(after) > 2


def counts_in_words(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "two thousand" or "seventeen hundred" counts: no word before it is one of time."""
    if tokens.word(end - 1) not in {"thousand", "hundred"}:
        return False
    after = tokens.word(end)
    counted = after in _AFTER_COUNT or (after.endswith("s") and len(after) > 3)
    return counted or tokens.word(start - 1) not in _TIME_PREPOSITIONS - {"to", "for", "or", "and"}


def _is_address(tokens: Tokens, at: int) -> bool:
    """Whether it is a house: 1600 Pennsylvania Avenue."""
    return any(
        tokens.word(at + n)
        in {"avenue", "ave", "street", "road", "boulevard", "blvd", "lane", "drive"}
        and all(tokens.raw(at + m)[:1].isupper() for m in range(1, n))
        for n in (1, 2, 3)
    )


def _is_old_year(tokens: Tokens, at: int, number: int) -> bool:
    """Whether a number that news seldom means as a year is one: "in 1865", not "1,865 men"."""
    before, after = tokens.word(at - 1), tokens.sign(at + 1)
    if (
        before not in _TIME_PREPOSITIONS - {"to", "for", "around", "and", "or", "of"}
        or number >= 2100
    ):
        return (
            before in {"to", "and", "of"}
            and 1700 <= number < 1900
            and after in {",", ".", ")", ";"}
        )
    return before in {"in", "since", "until", "by", "year"} or number >= 1400
