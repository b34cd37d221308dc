"""Stage 2g: times of day: "Thursday night", "5:40 PM ET", "noon Thursday", "overnight".

Their value has the time, their span is the day.
"""

from __future__ import annotations

import re

from timeline.extraction.dates import calendar, names
from timeline.extraction.dates.anchoring import as_anchor, unanchored
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.numbers import number_of
from timeline.extraction.dates.places import NEAR, NO_DATE_BEFORE, Article, Place, Reading
from timeline.extraction.dates.words import CLOCK_WORDS, DAYPARTS

_TOLD = 250  # characters: "It fell on May 3. ... It broke at 5 p.m." is told of one day


def clock_value(words: str) -> str | None:
    """Return "17:40" for "5:40 p.m." or "noon", "TAF" parts for a part of the day."""
    if words in CLOCK_WORDS:
        return CLOCK_WORDS[words]
    figures = re.match(r"([0-9]{1,2})(?::([0-9]{2}))?", words)
    hour = int(figures[1]) if figures else number_of([words.split(maxsplit=1)[0]])
    minute = figures[2] if figures and figures[2] else "00"
    if re.search(r"\bp\.? ?m\b|[0-9]pm", words) and hour < 12:
        hour += 12
    if re.search(r"\ba\.? ?m\b|[0-9]am", words) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute}" if 0 <= hour <= 24 else None


def read_clock(place: Place, article: Article) -> Reading | None:
    """Read "5:40 PM ET", "noon": on the day spoken of in the sentence, else of publication."""
    ahead = " pm" if place.word("part") in {"afternoon", "evening"} else ""
    value = clock_value(place.word("clock") + ahead)
    if (
        value is None
        or place.before() == "high"
        or names.is_capital_inside(place.tokens, place.start)
    ):
        return None
    return _on_day(place, article, f"T{value}", "time of day")


def _on_day(place: Place, article: Article, time: str, rule: str, shift: int = 0) -> Reading:
    anchor = article.anchor
    before = article.dated_before(place, "day")
    bare = place.has("clock") or not (place.has("how") or place.has("night"))  # "early evening"
    told = bare and before and place.tokens.starts[place.start] - before.end < _TOLD
    if (
        before
        and bare
        and (_same_sentence(place, before.end) or (told and place.tense() == "past"))
    ):
        anchor = as_anchor(before) or anchor
    if anchor is None:
        return unanchored(f"XXXX-XX-XX{time}", rule, "TIME")
    on = calendar.add_days(anchor.day, shift)
    if on is None:
        return unanchored(f"XXXX-XX-XX{time}", rule, "TIME")
    span = calendar.day(on).span
    return Reading("TIME", f"{on.isoformat()}{time}", rule, span, anchor=anchor)


def _same_sentence(place: Place, end: int) -> bool:
    start = place.tokens.starts[place.start]
    if start - end >= 120:
        return False
    return not re.search(r"[.!?]\s|\n\s*\n", place.tokens.text[end:start])


def read_part_of_day(place: Place, article: Article) -> Reading | None:
    """Read "this morning", "last night", "tonight", "overnight"."""
    how = place.word("how")
    part = "night" if place.has("night") else place.word("part")
    if how == "last" and place.before() == "the":  # "the last night of the fair"
        return None
    if _is_named(place):
        return None
    if how in {"that", "the same", "that same", "the", "the next", "the following", "the previous"}:
        return _part_from_mention(place, article, how, DAYPARTS[part])
    shift = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(how, 0)
    if place.word("night") == "overnight":
        shift = -1
    rule = place.words() if how or place.has("night") else f"{place.words()}, time of day"
    return _on_day(place, article, f"T{DAYPARTS[part]}", rule, shift)


def _is_named(place: Place) -> bool:
    """Whether it ends a name: "Good Day in the Morning"."""
    at = place.at("part")
    return place.word("how") == "the" and place.tokens.raw(at).istitle()


def _part_from_mention(place: Place, article: Article, how: str, part: str) -> Reading | None:
    before = article.dated_before(place, "day", 250 if how == "the" else NEAR)
    if how == "the" and (before is None or place.before() not in {"in", "during", "by"}):
        return None  # "in the morning" of no day in particular
    if article.anchor is None:
        return unanchored(f"XXXX-XX-XXT{part}", "time of day", "TIME")
    anchor = as_anchor(before) if before else None
    if anchor is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}", "time of day", note=NO_DATE_BEFORE)
    on = calendar.add_days(
        anchor.day, {"the next": 1, "the following": 1, "the previous": -1}.get(how, 0)
    )
    span = calendar.day(on).span if on else None
    value = f"{on.isoformat()}T{part}" if on else f"XXXX-XX-XXT{part}"
    return Reading(
        "TIME", value, f"{how} {place.word('part')}, from an earlier date", span, anchor=anchor
    )


CLOCK = "(?: CLOCKPM | CLOCK PM | SMALL PM | CLOCKWORD | CARDINAL PM | (?: SMALL | CARDINAL ) o'clock PM? )"
ZONED = f"(?P<clock> {CLOCK} | CLOCK (?= ZONE ) | CLOCK (?= local ) ) (?: ,? (?: ZONE | eastern ) (?: time )? )?"

RULES = [
    Rule("part of today", "last night", "that part of today or yesterday",
         "(?P<how> this | last | yesterday | tomorrow | the (?: next | following | previous | same )? | that (?: same )? ) (?P<part> morning | afternoon | evening | night ) (?! of )", read_part_of_day),
    Rule("tonight", "tonight", "the night of publication", "(?P<night> tonight )", read_part_of_day),
    Rule("overnight", "overnight", "the night of publication", "(?P<night> overnight )", read_part_of_day),
    Rule("mid-afternoon", "mid-afternoon", "that part of the day",
         "(?: mid | early | late ) JOIN? (?P<part> morning | afternoon | evening )", read_part_of_day),
    Rule("hour of a part of the day", "4 in the morning", "that time on the day spoken of",
         "(?P<clock> SMALL | CARDINAL ) in the (?P<part> morning | afternoon | evening )", read_clock),
    Rule("clock", "5:40 PM ET", "that time on the day spoken of",
         ZONED, read_clock),
]  # fmt: skip
