"""Which way a date looks: past, future or neither, from the verbs near it.

A cheap scan over the words of the clause, no parse: the nearest verb to the left
decides, else the nearest to the right. "officials said Tuesday" is past, "the trial is
due to open Monday" future, "will be announced Tuesday" too.
"""

from __future__ import annotations

from timeline.extraction.dates.names import starts_sentence
from timeline.extraction.dates.tokens import Tokens
from timeline.extraction.dates.words import KINDS, SIGNS, words_of

REACH = 18  # tokens to either side; a clause is seldom longer, and the scan stays linear
_REACH_AHEAD = 24  # tokens back to a verb that looks ahead: "is due to open a school and, in the town hall, a show on ..."
_FAR = 40  # tokens to the right of a date that opens its sentence

_WILL = words_of("will ll shall wo would may might should must")
_SHOUTED = frozenset({"WILL", "WOULD", "SHALL"})  # "MAY" is a month, too
_PRESENT = frozenset({"is", "are", "am", "be", "being"})
_WERE = frozenset({"was", "were"})
_DETERMINERS = words_of("a an the his her its their our my this these those some still newly")
_PRONOUNS = words_of("some this these those")  # by themselves, too
_PREPOSITIONS = words_of("on in at to for from by with as that")
# These look ahead by themselves, or before "to": "is due Monday", "plans to meet".
_AHEAD = words_of(
    "due planned expected scheduled slated upcoming forthcoming poised going effective payable forecast "
    "redeemable maturing tomorrow begins opens starts expires ends meet meets resume resumes "
    "reconvenes convenes reopens hears airs premieres debuts plays "
    "closes continues"
)
_VOWED = words_of("vowed pledged promised agreed hoped planned wanted intended")
_APPOINTED = words_of(
    "due scheduled expected planned slated supposed set meant forecast planning going preparing"
)
# "was due to heavy rain": it tells why, as "due to the rain" does.
_CAUSES = words_of("heavy bad poor lack high low strong severe human technical weather rain snow")
_FORECAST = words_of("predict predicts expect expects anticipate anticipates forecasts")
_AHEAD_BEFORE_TO = words_of(
    "plans plan planned planning intends intend hopes hope hoped aims expects expect set likely "
    "ready preparing agreed is are wants want vowed vows pledged pledges promised promises agreement "
    "intention intentions anticipated projected tipped destined"
)
# In the present these look ahead with the words after them.
_AHEAD_PHRASES = {
    "take": ("effect", "office"),
    "go": ("to the polls", "into effect", "into force", "on sale", "on trial", "on display"),
    "come": ("out", "into effect", "into force"),
    "kick": ("off",),
}
_AHEAD_AFTER_IS = words_of("likely forecast set possible")
# "to meet Monday" looks ahead unless a verb before it says otherwise.
_INFINITIVES = words_of("meet resume")
_BACK = words_of(
    "was were had did said says went came took made got gave told met won lost left fell rose saw "
    "began became brought built bought caught chose drew drove ate felt fought found flew forgot "
    "grew heard held kept knew laid led lent meant paid ran rode sang sank sat sent shook shot "
    "slept sold spent spoke stole stood struck swore swept swam taught threw thought wore wrote "
    "broke burst died dealt been set "
    "begun gone done seen taken given written spoken driven fallen risen shown grown flown drawn thrown chosen "
    "frozen stolen beaten"
)
_MOVED = words_of("moved postponed rescheduled delayed adjourned deferred extended")
# What is fixed beforehand: "Thursday's meeting will be the first".
_APPOINTMENTS = words_of(
    "meeting vote election elections game match hearing trial talks summit session debate "
    "conference ceremony race final launch deadline referendum runoff poll polls"
)
_NOT_PAST = words_of(
    "need speed indeed exceed proceed succeed feed seed bleed breed embed red bed wed hundred "
    "united sacred naked wicked kindred unprecedented limited hoped agreed"
)
# What nobody fixes beforehand: "the June 3 attack" is over.
_CALAMITIES = words_of(
    "attack attacks bombing bombings shooting shootings massacre coup crash quake earthquake killing "
    "killings murder murders riot riots explosion blast assassination disaster collapse derailment "
    "fire flood floods storming stabbing kidnapping raid airstrike hijacking"
)
_UNTIL = frozenset({"until", "till"})
_CLOCK = frozenset(
    KINDS["ZONE"]
    + KINDS["CLOCKWORD"]
    + "".join(SIGNS[kind] for kind in ("SMALL", "CLOCK", "CLOCKPM", "PM"))
)
# Months, weekdays, figures and commas: most of a list of dates, passed over at once.
_NO_VERB = frozenset(
    KINDS["FULLDAY"] + KINDS["INT"] + KINDS["YEARNUM"] + "," + KINDS["MONTH"]
) - frozenset(SIGNS[word] for word in ("may", "march"))
_STOPS = frozenset({";", "!", "?", SIGNS["BREAK"]})
_CLOSERS = frozenset({")", "]", '"', "”", "’", "'"})
_NO_STOP_BEFORE = words_of("mr mrs ms dr gen sen rep gov st no inc corp co ltd jr sr vs u s a")


def tense_at(tokens: Tokens, start: int, end: int) -> str:
    """Return "past", "present", "future" or "" for the clause around tokens `start` to `end`."""
    reach = _FAR if starts_sentence(tokens, start) or starts_sentence(tokens, start - 1) else REACH
    if _follows_until(tokens, start) and _look_right(tokens, end, reach) != "past":
        return "future"
    if _is_as_soon_as(tokens, start):
        return "future"
    if _is_of_a_calamity(tokens, end):
        return "happened"
    if tokens.sign(end) == SIGNS["POSS"]:
        if tokens.raw(start - 2) in _WILL:  # "will miss Wednesday's match"
            return "future"
        return _tense_of_noun(tokens, end)
    if _is_fixed(tokens, start, end):
        return "future"
    left = _look_left(tokens, start)
    if left == "future" and _was_planned(tokens, start, end):
        return ""
    return left or _look_right(tokens, end, reach)


def _tense_of_noun(tokens: Tokens, end: int) -> str:
    """Return "future" for "Thursday's meeting will be"; "Wednesday's ruling" has no verb of its own."""
    nouns = {tokens.word(end + 2), tokens.word(end + 3)}
    if nouns.isdisjoint(_APPOINTMENTS) or _look_right(tokens, end, REACH) != "future":
        return ""
    return "future"


def _is_fixed(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words beside a date look ahead, whatever its clause: "moved to May 3"."""
    after, before = tokens.word(end), tokens.word(start - 1)
    if after == "marks" or (
        after == "deadline" and before == "a" and _look_left(tokens, start) == ""
    ):
        return True
    if before in {"on", "in"} and after in {"is", "are"}:  # "a report on Thursday is likely to"
        return _looks_ahead(tokens, end + 1)
    if before in {"to", "for", "till"}:
        words = {tokens.word(start - n) for n in range(2, 8)}
        return not _MOVED.isdisjoint(words) or tokens.word(start - 2) == "now"  # "from now to May"
    return _could_by(tokens, start)


def _could_by(tokens: Tokens, start: int) -> bool:
    """Whether it is "could become a hurricane by Friday"."""
    if tokens.word(start - 1) != "by":
        return False
    for index in range(start - 2, max(start - REACH, -1), -1):
        if _ends_sentence(tokens, index) or is_past_verb(tokens.word(index)):
            return False
        if tokens.word(index) in {"could", "can"}:
            return True
    return False


def _was_planned(tokens: Tokens, start: int, end: int) -> bool:
    """Whether it is "a vigil planned for Saturday was ...": on either side of now."""
    if tokens.word(end) not in _WERE:
        return False
    for index in range(start - 1, max(start - 1 - REACH, 0), -1):
        if tokens.word(index) in {"planned", "scheduled", "expected", "due", "slated"}:
            return tokens.word(index - 1) not in _PRESENT | _WERE
    return False


def _is_of_a_calamity(tokens: Tokens, end: int) -> bool:
    """Whether a date stands before what nobody fixes beforehand: "the May 3 school shooting"."""
    for index in (end, end + 1, end + 2):
        word = tokens.word(index)
        if word in _CALAMITIES:
            return True
        if not word.isalpha() or word in _DETERMINERS:
            return False
    return False


def _follows_until(tokens: Tokens, start: int) -> bool:
    """Whether "until" stands before the date, or before the time of day before it."""
    before = range(start - 1, start - 7, -1)
    opens = next((index for index in before if tokens.sign(index) not in _CLOCK), start)
    return tokens.word(opens) in _UNTIL


def _is_as_soon_as(tokens: Tokens, start: int) -> bool:
    words = [tokens.word(start - n) for n in (3, 2, 1)]
    if words[0] != "as" or words[2] != "as":
        return False
    return words[1] == "soon" or (words[1] == "early" and _look_left(tokens, start) != "past")


def _look_left(tokens: Tokens, start: int) -> str:
    otherwise = ""
    for index in range(start - 1, max(start - 1 - _REACH_AHEAD, -1), -1):
        if tokens.sign(index) in _NO_VERB:
            continue
        if _ends_sentence(tokens, index):
            return otherwise
        if tokens.word(index) in _INFINITIVES and tokens.word(index - 1) == "to":
            otherwise = "future"
        elif found := _verb(tokens, index):
            if found == "present" and _depends_on_it(tokens, index):
                return "future"
            return found if found == "future" or start - index <= REACH else otherwise
    return otherwise


def _depends_on_it(tokens: Tokens, index: int) -> bool:
    """Whether it is a condition: "if the ransom is not paid by Saturday"."""
    for before in range(index - 1, max(index - 8, -1), -1):
        if _ends_sentence(tokens, before):
            return False
        if tokens.word(before) in {"if", "unless", "once"}:
            return True
    return False


def _look_right(tokens: Tokens, end: int, reach: int) -> str:
    for index in range(end, min(end + reach, len(tokens.starts))):
        if tokens.sign(index) in _NO_VERB:
            continue
        if _ends_sentence(tokens, index) or _closes_a_quote(tokens, index):
            return ""
        word = tokens.word(index)
        if word in _VOWED and tokens.word(index - 1) not in _PRESENT | _WERE | {
            "be",
            "been",
            "has",
        }:
            return "past"
        if _is_modal(tokens, index) or (_looks_ahead(tokens, index) and word != "effective"):
            return "future"
        if is_past_verb(word) and not _is_adjective(tokens, index):
            return "present" if tokens.word(index - 1) in _PRESENT else "past"
    return ""


def _closes_a_quote(tokens: Tokens, index: int) -> bool:
    """Whether it ends what somebody says: "the choice in November," she argued."""
    return (
        tokens.raw(index) in {'"', "”"} and tokens.raw(index - 1) == "," and tokens.touches(index)
    )


def _verb(tokens: Tokens, index: int) -> str:
    """Return the tense that one token gives, seen from the right."""
    word = tokens.word(index)
    if _is_modal(tokens, index):
        return "future"
    if word in _FORECAST or _looks_ahead(tokens, index):
        return _governed(tokens, index)
    if not is_past_verb(word) or _is_adjective(tokens, index):
        return ""
    if _modal_before(tokens, index):
        return "future"
    is_now = tokens.word(index - 1 - (tokens.word(index - 1) == "not")) in _PRESENT
    return "present" if is_now else "past"


def _looks_ahead(tokens: Tokens, index: int) -> bool:
    """Whether a word is of what is to come, by itself or with those beside it."""
    word, after = tokens.word(index), tokens.word(index + 1)
    if word in _AHEAD:
        return not _is_participle_of_noun(tokens, index) and not _is_because(tokens, index)
    if word in {"set", "projected", "anticipated"} and after in {"for", "in"}:
        return True
    if word in _AHEAD_AFTER_IS and tokens.word(index - 1) in _PRESENT:
        return True
    if word in _AHEAD_BEFORE_TO:
        return after == "to"
    if word in {"turns", "turn"}:
        return tokens.sign(index + 1) in KINDS["INT"]
    phrases = _AHEAD_PHRASES.get("go" if word == "goes" else word.removesuffix("s"))
    return phrases is not None and " ".join(tokens.word(index + n) for n in (1, 2, 3)).startswith(
        phrases
    )


def _is_because(tokens: Tokens, index: int) -> bool:
    """Whether "due to" tells why: "due to a storm", "cancelled due to rain"."""
    if tokens.word(index) != "due" or tokens.word(index + 1) != "to":
        return False
    return tokens.word(index + 2) in _DETERMINERS or is_past_verb(tokens.word(index - 1))


def _is_participle_of_noun(tokens: Tokens, index: int) -> bool:
    """Whether it is as in "the planned tour", "the carefully planned tour"."""
    before = tokens.word(index - 1)
    return tokens.word(index).endswith("ed") and (before.endswith("ly") or before in _DETERMINERS)


def _is_adjective(tokens: Tokens, index: int) -> bool:
    """Whether "-ed" is no verb: "an unspecified date", but "some chanted Friday"."""
    before, after = tokens.word(index - 1), tokens.raw(index + 1)
    if before not in _DETERMINERS or not tokens.word(index).endswith("ed"):
        return False
    return before not in _PRONOUNS or (after.islower() and after not in _PREPOSITIONS)


def _is_modal(tokens: Tokens, index: int) -> bool:
    """Whether the token is "will", "would", "may" of something to come, not "may have"."""
    raw = tokens.raw(index)
    return (raw in _WILL or raw in _SHOUTED) and tokens.word(index + 1) != "have"


def _governed(tokens: Tokens, index: int) -> str:
    """Return "past" for what was ahead of then ("had been due"), else "future"."""
    before = {tokens.word(index - n) for n in (1, 2, 3)}
    # "did not take effect in May" was to, "did not plan to meet Monday" looks ahead all the same.
    told = {"had"} if tokens.word(index + 1) == "to" else {"had", "did", "didn"}
    return "future" if before.isdisjoint(told) else "past"


def _modal_before(tokens: Tokens, index: int) -> bool:
    """Whether a participle hangs on a modal or an infinitive: "will be announced"."""
    words = [tokens.raw(index - n) for n in (1, 2, 3, 4)]  # "Mr. May said" has no modal
    if not {"be", "have"} & set(words[:2]) and words[0] not in _WILL:
        return False
    return not _WILL.isdisjoint(words) or ("to" in words and "have" not in words)


def looks_ahead_from_then(tokens: Tokens, start: int) -> bool:
    """Whether a date looks ahead from a past saying only: "said that it would pass Wednesday"."""
    would = False
    for index in range(start - 1, max(start - 1 - _REACH_AHEAD, -1), -1):
        if _ends_sentence(tokens, index):
            return False
        word = tokens.word(index)
        if would and is_past_verb(word):
            return True
        if not would and tokens.raw(index) in _WILL:
            if word != "would":
                return False
            would = True
    return False


def was_ahead_then(tokens: Tokens, start: int) -> bool:
    """Whether the date lay ahead of a past day, on either side of now: "was due to retire in May"."""
    for index in range(start - 1, max(start - 1 - REACH, 0), -1):
        if _ends_sentence(tokens, index) or _is_modal(tokens, index):
            return False
        if tokens.word(index - 1) in _WERE and (
            tokens.word(index) in _APPOINTED or tokens.word(index) == "to"
        ):
            if tokens.word(index) == "due" and tokens.word(index + 2) in _CAUSES | _DETERMINERS:
                return False
            return tokens.word(index) == "to" or tokens.word(index + 1) in {"to", "for", "in", "on"}
        if is_past_verb(tokens.word(index)) and tokens.word(index - 1) != "be":
            return False
    return False


def is_past_verb(word: str) -> bool:
    """Whether a word in lower case is, by its form, a verb in the past."""
    if word in _BACK:
        return True
    return word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST and word not in _AHEAD


def _ends_sentence(tokens: Tokens, index: int) -> bool:
    sign = tokens.sign(index)
    if sign in _STOPS:
        return True
    if sign != ".":
        return False
    after = tokens.raw(index + 1)[:1]
    if tokens.touches(index + 1) and after.isalnum():
        return False
    if after.islower() or after in {",", ";", ":"}:  # "a fire in Gary, Ind., hurt three"
        return False
    before = tokens.word(index - 1)
    if before in _CLOSERS or (before == "[" and after == "]"):  # "(see below).", "say[.]"
        return True
    return len(before) > 1 and before not in _NO_STOP_BEFORE
