"""Stage 2e: words for now, some time ago and some time to come: found, but no days."""

from __future__ import annotations

from collections.abc import Callable

from timeline.extraction.dates import names
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.places import Article, Place, Reading
from timeline.extraction.dates.tense import is_past_verb
from timeline.extraction.dates.words import words_of

VAGUE = "Too vague to name any days."


def _vague(value: str) -> Callable[[Place, Article], Reading | None]:
    """Return a reader that gives a value without days."""

    def read(place: Place, article: Article) -> Reading | None:
        if names.is_capital_inside(place.tokens, place.start):
            return None
        return Reading("DATE", value, "vague", note=VAGUE)

    return read


def read_current(place: Place, article: Article) -> Reading | None:
    """Read "the current crisis", "a recent report": before a noun only."""
    after = place.tokens.raw(place.end)
    if not after[:1].isalpha() or names.is_capital_inside(place.tokens, place.start):
        return None
    values = {"current": "PRESENT_REF", "recent": "PAST_REF"}
    return Reading("DATE", values[place.words()], "vague", note=VAGUE)


_TOLD = words_of("was were had")


def read_soon(place: Place, article: Article) -> Reading | None:
    """Read "will soon be": FUTURE_REF; "soon became" is of a time already told."""
    if place.before() in _TOLD or is_past_verb(place.after()):
        return None
    return read_future(place, article)


def read_now(place: Place, article: Article) -> Reading | None:
    """Read "now": PRESENT_REF; "Now, let us ..." and "Now for the weather" only go on."""
    goes_on = place.words() == "now" and place.after() in {",", "for"}
    if goes_on and names.starts_sentence(place.tokens, place.start):
        return None
    return _vague("PRESENT_REF")(place, article)


read_past, read_future = _vague("PAST_REF"), _vague("FUTURE_REF")

# "Presently" is left out: it is now in America and soon in Britain.
RULES = [
    Rule("now", "now", "the present", "(?: right | until )? now | nowadays | (?: at )? (?: the )? present time | currently | these days | at the moment", read_now),
    Rule("recently", "recently", "the past", "(?: more | until )? (?<! as ) (?<! most ) recently | lately | not long ago | long ago", read_past),
    Rule("the past", "in the past", "the past", "(?<= in ) the past (?! JOIN | CARD | VAGUE | couple | few | ANYUNIT )", read_past),
    Rule("the future", "the near future", "the future",
         "the (?: near | not too distant )? future (?! of ) | the near term | the short term | the long term", read_future),
    Rule("soon", "will soon be", "the future", "(?<! as ) soon (?! after )", read_soon),
    Rule("some day", "one day be", "the future", "one day (?= be | become )", read_future),
    Rule("current", "current law", "the present; recent: the past",
         "(?: current | recent ) (?! UNITS )", read_current),
]  # fmt: skip
