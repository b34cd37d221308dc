"""From words to days: which year, month or week is meant, seen from the anchor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from timeline.extraction.dates import calendar
from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.places import NO_ANCHOR, Article, Place, Reading
from timeline.extraction.dates.tense import is_past_verb, was_ahead_then
from timeline.extraction.dates.words import words_of
from timeline.extraction.shapes import Anchor, Mention

# The values of a unit of which nothing is known.
UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
OUT_OF_RANGE = "This lies outside the years 1 to 9999, so it dates no event."
# A direction that the verb speaks against must be so many times nearer to be taken.
_AGAINST = {
    ("past", True): 5,
    ("future", False): 7,
    ("over", True): 12,
    ("happened", True): 180,  # two days at most: those of time zones and datelines
    ("ahead", False): 12,
    ("", True): 1.5,
}

_AHEAD = words_of("by until till through due effective payable next expiring maturing ending")
_BACK = words_of("since ended")


def reading(
    dated: Dated | None,
    rule: str,
    *,
    anchor: Anchor | None = None,
    tense: str = "",
    mod: str = "",
    note: str = "",
) -> Reading:
    """Return a DATE for some days; for days out of range one without a span."""
    if dated is None:
        return Reading("DATE", "", rule, anchor=anchor, note=OUT_OF_RANGE)
    seen = "past" if tense in {"over", "happened"} else tense
    return Reading("DATE", dated.value, rule, dated.span, mod, anchor, seen, note)


def unanchored(value: str, rule: str, kind: str = "DATE") -> Reading:
    """Return a reading that lacks a publication date, its value as far as it goes."""
    return Reading(kind, value, rule, note=NO_ANCHOR)


def direction(place: Place) -> str:
    """Return "past", "future" or "" for a month or day: its preposition, else its verb."""
    if place.before() == "in" and place.before(2) == "back":  # "heard of it back in February"
        return "past"
    verb = "" if was_ahead_then(place.tokens, place.start) else place.tense()
    for word in (place.before(), place.before(2)):
        if word in _AHEAD:  # "will be done by May", but also "had been done by May"
            if verb == "past" and word == "by" and is_past_verb(place.before(2)):
                return "past"
            return "" if verb == "past" else "future"
        if word in _BACK:
            return "past"
    return verb


def nearest(anchor: date, candidates: Iterable[date | None], tense: str) -> date | None:
    """Return the candidate nearest to the anchor, one on the verb's side if it can be."""
    known = [day for day in candidates if day]
    if not known:
        return None
    return min(known, key=lambda day: (_cost(anchor, day, tense), -day.toordinal()))


def _cost(anchor: date, day: date, tense: str) -> int:
    ahead = (day - anchor).days
    against = _AGAINST.get((tense, ahead > 0), 1)
    return int(abs(ahead) * against)


def as_anchor(mention: Mention) -> Anchor | None:
    """Return an earlier mention as an anchor: its first day, and its words."""
    first = mention.span.starts_on if mention.span else None
    return Anchor.mentioned(first, mention) if first else None


def moved(
    article: Article, anchor: Anchor, unit: str, count: int, rule: str, tense: str = ""
) -> Reading:
    """Return the unit (a week, a year) so many units from the anchor's own."""
    target = calendar.move(anchor.day, unit, count)
    dated = calendar.unit(unit, target) if target else None
    return reading(dated, rule, anchor=anchor, tense=tense)
