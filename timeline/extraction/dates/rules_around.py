"""Stage 2h: words before a date that change it: "mid-", "early", "since", "about", "week of".

Each reads the date that follows by the other rules, and then changes what they gave.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.extraction.dates import calendar
from timeline.extraction.dates.anchoring import as_anchor, reading, unanchored
from timeline.extraction.dates.calendar import Dated
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.places import Article, Found, Place, Reading
from timeline.extraction.dates.words import KINDS, SIGNS

_PARTS = {
    "early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID",
    "late": "END", "end": "END", "close": "END",
}  # fmt: skip
_NUMBERED = frozenset(
    KINDS["MONTH"] + KINDS["DAY"] + SIGNS["YEARNUM"] + SIGNS["CLOCK"] + SIGNS["CLOCKPM"]
)


def _following(place: Place, article: Article) -> Found | None:
    """Return the date that starts where the match ends."""
    found = article.read_at(place.end)
    return found if found and found.start == place.end and not found.reading.skip else None


def read_part(place: Place, article: Article) -> Reading | None:
    """Read "mid-December", "early 2020", "the end of last year"."""
    found = _following(place, article)
    if found is None or found.reading.type not in {"DATE", "TIME"} or found.reading.mod:
        return None
    mod = _PARTS[place.word("part")]
    base = found.reading
    span = base.span
    if span and span.starts_on and span.ends_on:
        span = calendar.part_of(Dated(base.value, span), mod)
    elif base.value in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}:
        return None
    return replace(
        base, mod=mod, span=span, rule=f"{place.word('part')} part of: {base.rule}", end=found.end
    )


def read_within(place: Place, article: Article) -> Reading | None:
    """Read "earlier this week": from Monday to the day of writing; "later this month": the rest."""
    found = _following(place, article)
    if found is None or found.reading.type not in {"DATE", "TIME"}:
        return None
    base, earlier = found.reading, place.word("part") == "earlier"
    span, anchor = base.span, article.anchor
    if span is None:
        return None
    rule = f"{place.word('part')} in: {base.rule}"
    reaches = (
        anchor and span.starts_on and span.ends_on and span.starts_on <= anchor.day <= span.ends_on
    )
    if reaches and anchor and span.starts_on and span.ends_on and span.precision != "day":
        first, last = (span.starts_on, anchor.day) if earlier else (anchor.day, span.ends_on)
        span = calendar.days(first, last, "days")
    return replace(base, span=span, rule=rule, end=found.end)


def read_in_the_day(place: Place, article: Article) -> Reading | None:
    """Read "later in the day": the day just spoken of, else of publication."""
    before = article.dated_before(place, "day")
    anchor = as_anchor(before) if before else article.anchor
    if anchor is None:
        return unanchored("XXXX-XX-XX", "the day")
    return reading(calendar.day(anchor.day), f"{place.word('part')} in the day", anchor=anchor)


def read_open(place: Place, article: Article) -> Reading | None:
    """Read "after June 14", "since January", "until March 3": open at one end."""
    last = article.last
    if last and last.end == place.start and last.reading.span:
        return None  # the other end of a range: "from Monday until Friday"
    found = _following(place, article)
    if found is None or found.reading.type != "DATE" or not _is_closed(found.reading):
        return None
    tokens, after = article.tokens, found.end
    if tokens.sign(after) in {SIGNS["POSS"], SIGNS["CAP"], SIGNS["HYPHEN"]}:
        return None
    base, word = found.reading, place.word("signal")
    if base.mod and word != "since":
        return None
    names_an_event = word in {"after", "before"} and tokens.sign(after) == SIGNS["LOW"]
    if base.span is None or (names_an_event and "weekday" in base.rule):  # "after Friday prayers"
        return None
    if word in {"until", "till", "before", "prior to"}:
        span, mod = calendar.up_to(base.span), "BEFORE"
    else:
        span, mod = calendar.from_on(base.span), "AFTER" if word == "after" else ""
    return replace(base, span=span, mod=mod, rule=f"{word}: {base.rule}", end=found.end)


def _is_closed(reading: Reading) -> bool:
    return reading.span is not None and None not in {reading.span.starts_on, reading.span.ends_on}


def read_nearly(place: Place, article: Article) -> Reading | None:
    """Read "around Nov. 1": approximate."""
    found = _following(place, article)
    if found is None or found.reading.type not in {"DATE", "TIME"} or found.reading.span is None:
        return None
    if place.words() == "about" and article.tokens.sign(place.end) not in _NUMBERED:
        return None  # "about this year's theme"
    base = found.reading
    span = calendar.approximately(base.span) if base.span else None
    return replace(
        base, span=span, mod=base.mod or "APPROX", rule=f"about: {base.rule}", end=found.end
    )


def read_beside(place: Place, article: Article) -> Reading | None:
    """Read "the day after Thanksgiving": the day beside a day."""
    found = _following(place, article)
    span = found.reading.span if found else None
    if found is None or span is None or span.starts_on is None or span.precision != "day":
        return None
    base = found.reading
    on = calendar.add_days(span.starts_on, 1 if place.word("way") == "after" else -1)
    rule = f"the day {place.word('way')}: {base.rule}"
    beside = reading(
        calendar.day(on) if on else None, rule, anchor=base.anchor, tense=base.tense, note=base.note
    )
    return replace(beside, end=found.end)


def read_week_of(place: Place, article: Article) -> Reading | None:
    """Read "the week of March 6": Monday to Sunday of that week."""
    found = _following(place, article)
    span = found.reading.span if found else None
    if found is None or span is None or span.starts_on is None or span.precision != "day":
        return None
    unit = place.word("unit")
    dated = calendar.weekend(span.starts_on) if unit == "weekend" else calendar.week(span.starts_on)
    week_of = reading(
        dated, f"{unit} of a day", anchor=found.reading.anchor, tense=found.reading.tense
    )
    return replace(week_of, end=found.end)


def read_night_of(place: Place, article: Article) -> Reading | None:
    """Read "sometime next year": the words before add nothing."""
    found = _following(place, article)
    if found is None or found.reading.type not in {"DATE", "TIME"}:
        return None
    return replace(found.reading, end=found.end)


RULES = [
    Rule("part of a period", "mid-December", "its first, middle or last third, approximate",
         "(?: (?: the )? (?P<part> early | mid | late | (?: beginning | start | middle | end | close ) (?= of ) ) (?: of | on | JOIN | (?<= early | late ) in )? )", read_part),
    Rule("later in the day", "later in the day", "that day, or the day of the mention before",
         "(?P<part> earlier | later ) in the day (?! before | after )", read_in_the_day),
    Rule("within a period", "earlier this week", "from its beginning to the day of writing; later: the rest",
         "(?P<part> earlier | later ) (?: in | on )?", read_within),
    Rule("open", "after June 14", "open at one end",
         "(?P<signal> after | since | until | till | before | prior to )", read_open),
    Rule("about", "around Nov. 1", "approximate", "(?: about | around | circa )", read_nearly),
    Rule("day beside a date", "the day before Christmas", "one day before or after that day",
         "(?: the )? day (?P<way> before | after )", read_beside),
    Rule("week of", "the week of March 6", "the week in which that day lies",
         "the (?P<unit> week | weekend ) of", read_week_of),
    Rule("sometime", "sometime next year", "the same", "sometime (?: in )?", read_night_of),
]  # fmt: skip
