"""The vocabulary of the date grammar: words in, numbers and kinds of words out.

Every word that a rule names has one sign of its own, so that a text becomes a short
string of signs (`tokens.py`) and a rule a pattern over signs (`grammar.py`). A kind is
a set of words: MONTH, UNIT, DAYPART.
"""

from __future__ import annotations


def words_of(words: str) -> frozenset[str]:
    """Return the words of a list that is written in one line."""
    return frozenset(words.split())


def _numbered(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Return words with numbers that rise from one to the next."""
    return {word: start + n * step for n, word in enumerate(words.split())}


MONTHS = _numbered(
    "january february march april may june july august september october november december", 1
)
# Written with a capital, with or without a full stop; "Dec" and "Jan" are also names.
MONTH_SHORT = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}

WEEKDAYS = _numbered("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

ONES = _numbered("one two three four five six seven eight nine", 1)
TEENS = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
CARDINALS = ONES | TEENS | TENS
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
) | {"thirtieth": 30}
DECADE_NAMES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYPARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV",
}  # fmt: skip
CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
# Units of time as TIMEX3 writes them in a duration; hours and below take a T before them.
UNITS = {
    "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "E", "century": "C",
    "quarter": "Q", "weekend": "WE", "fortnight": "F", "hour": "H", "minute": "M", "second": "S",
}  # fmt: skip
CLOCK_UNITS = frozenset({"hour", "minute", "second"})
PLURALS = {f"{unit}s": unit for unit in UNITS if unit != "century"} | {"centuries": "century"}
ZONES = words_of(
    "et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst eastern local"
)
# How many, left open: TIMEX3 writes X.
VAGUE_NUMBERS = words_of("few several many some numerous countless")

PUNCTUATION = {c: c for c in ",.;:!?()[]{}'\"“”‘’$£€%*/&#@+=<>|~^`_"}


def _kinds() -> dict[str, list[str]]:
    """Return the words of every kind that rules name in capitals."""
    months, weekdays = list(MONTHS) + list(MONTH_SHORT), list(WEEKDAYS) + list(WEEKDAY_SHORT)
    singular, plural = list(UNITS), list(PLURALS)
    return {
        "MONTH": months,
        "WEEKDAY": weekdays,
        "FULLDAY": list(WEEKDAYS),
        "ONES": list(ONES),
        "TEEN": list(TEENS),
        "TENS": list(TENS),
        "CARDINAL": list(CARDINALS),
        "ORDWORD": list(ORDINALS),
        "QUARTERTH": ["first", "second", "third", "fourth"],
        "SEASON": list(SEASONS),
        "DAYPART": list(DAYPARTS),
        "CLOCKWORD": list(CLOCK_WORDS),
        "UNIT": singular,
        "UNITS": plural,
        "DECADENAME": list(DECADE_NAMES),
        "VAGUE": sorted(VAGUE_NUMBERS),
        "ZONE": sorted(ZONES),
    }


KIND_WORDS = _kinds()
_SPECIAL = words_of(
    "LOW CAP SMALL DAYNUM NUM YEARNUM LONGNUM OTHERNUM ORDNUM BIGORD DECADE ISO FIGURES MONTHDAY "
    "CLOCK CLOCKPM PM DASH HYPHEN RANGE SHORTYEAR FRACTION DECIMAL BREAK POSS QUOTEYEAR"
)


def _signs() -> dict[str, str]:
    """Return one private sign for every word and every kind of number."""
    names = [*sorted(_SPECIAL), *(w for words in KIND_WORDS.values() for w in words)]
    return {name: chr(0xE000 + n) for n, name in enumerate(dict.fromkeys(names))}


SIGNS = _signs()
KINDS = {name: "".join(SIGNS[w] for w in words) for name, words in KIND_WORDS.items()}
KINDS |= {name: SIGNS[name] for name in _SPECIAL}
KINDS |= {
    "DAY": SIGNS["SMALL"] + SIGNS["DAYNUM"],
    "INT": SIGNS["SMALL"] + SIGNS["DAYNUM"] + SIGNS["NUM"],
    "JOIN": SIGNS["HYPHEN"],
    "WORD": SIGNS["LOW"] + SIGNS["CAP"],
}

# Lower case, these are verbs, adverbs or nouns far oftener than dates.
_CAPITAL_ONLY = {"may", "march", *MONTH_SHORT, *WEEKDAY_SHORT}
_SHORT = MONTH_SHORT.keys() | WEEKDAY_SHORT.keys()


def _spellings(word: str) -> set[str]:
    """Return the spellings by which a word is known: lower case, Capital and CAPITALS."""
    if word in _SHORT:  # "SAT scores" and "DEC computers" are no days
        return {word.capitalize(), f"{word.capitalize()}.", f"{word.upper()}."}
    spellings = {word, word.capitalize(), word.upper(), word.replace("'", "’")}
    return spellings - {word} if word in _CAPITAL_ONLY else spellings


FORMS = {form: SIGNS[word] for word in SIGNS if word not in _SPECIAL for form in _spellings(word)}


def sign_of(word: str) -> str:
    """Return the sign of a word that a rule names; the first to name it makes it known."""
    if word not in SIGNS:
        SIGNS[word] = chr(0xE000 + len(SIGNS))
        FORMS.update(dict.fromkeys(_spellings(word), SIGNS[word]))
    return SIGNS[word]
