"""Whether "today" is this day or these days: "today's vote", "is today a museum"."""

from __future__ import annotations

from timeline.extraction.dates.places import Place
from timeline.extraction.dates.tense import is_past_verb
from timeline.extraction.dates.words import KINDS, SIGNS, words_of

_OF_OUR_TIME = words_of(
    "world youth society standards technology generation generations kids children teenagers "
    "students computers economy consumers workers women men parents culture families"
)
_STATES = words_of("is are has have remains remain exists exist lives live")
# What follows the verb of a state: "is a museum", "has about 300 members".
_STATE_OF = words_of(
    "a an one home among still more less no known used part about some almost nearly only many few"
)
_NUMBERS = KINDS["INT"] + KINDS["CARDINAL"] + SIGNS["LONGNUM"] + SIGNS["YEARNUM"]
_REACH = 14  # tokens from "Today" to the verb of its clause


def is_of_our_time(place: Place) -> bool:
    """Whether it is "today's world", "today's young women": no time at all."""
    if place.tokens.sign(place.end) != SIGNS["POSS"]:
        return False
    return bool({place.after(2), place.after(3)} & _OF_OUR_TIME)


def is_nowadays(place: Place) -> bool:
    """Whether "today" means these days, by the words beside it and its clause's verb."""
    tokens = place.tokens
    if place.before() == "even" or [place.before(n) for n in (3, 2, 1)] == ["in", "the", "world"]:
        return True
    if place.before() in {"has", "have"}:  # "has today a landscape", not "has today begun"
        return place.after() in _STATE_OF or tokens.sign(place.end) in _NUMBERS
    if place.before() in _STATES:  # "seeps are today minor", "as it is today"
        if tokens.raw(place.end)[:1].isalnum():
            return not _is_participle(place.after())
        return bool({place.before(3), place.before(4)} & {"as", "than"})
    return _opens(place) and _tells_a_state(place)


def _is_participle(word: str) -> bool:
    return word.endswith("ing") or is_past_verb(word)


def _opens(place: Place) -> bool:
    """Whether "Today" opens a sentence, and is not what the sentence is about."""
    written = place.tokens.raw(place.start)
    return written[0].isupper() and place.after() not in _STATES | {"was", "s"}


def _tells_a_state(place: Place) -> bool:
    """Whether the first verb after "Today" says how things are: "live in cities"."""
    tokens = place.tokens
    for index in range(place.end, place.end + _REACH):
        word = tokens.word(index)
        if word in _STATES:
            after = tokens.word(index + 1)
            if word in {"live", "lives", "exist", "exists", "remain", "remains"}:
                return True
            return after in _STATE_OF or tokens.sign(index + 1) in _NUMBERS
        if tokens.sign(index) in {".", SIGNS["BREAK"]} or is_past_verb(word):
            return False
    return False
