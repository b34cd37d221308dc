"""The people and organisations of one article: who "Biden" is, and what "NTIA" is short for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.extraction.known import KnownNames, bare
from timeline.extraction.words import listed

TITLES = listed(
    "mr mrs ms miss mx dr sir lord lady dame prof professor sen senator rep representative congressman "
    "congresswoman gov governor mayor judge justice gen general col colonel lt lieutenant capt captain sgt "
    "sergeant maj major adm admiral cpl corporal brig brigadier president vice-president premier minister "
    "chancellor secretary undersecretary spokesman spokeswoman spokesperson chairman chairwoman chairperson chair "
    "ceo cfo director attorney rev reverend bishop archbishop cardinal imam ayatollah sheikh sheik rabbi "
    "coach manager former ex-president then-president officer inspector detective "
    "constable commissioner ambassador envoy leader speaker superintendent sheriff candidate "
    "counterpart adviser advisor analyst economist correspondent reporter author actor actress singer striker "
    "astronaut midfielder goalkeeper driver champion dr. king queen prince princess pope emperor saint st duke duchess"
)
# These go with a title only: "Prime Minister", "press secretary".
BEFORE_TITLE = listed(
    "prime foreign defence defense interior finance home press vice chief deputy acting state then first lord"
)
# These belong to the name where only a given name follows: "Pope Francis".
REGAL = listed("king queen prince princess pope emperor saint st duke duchess")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd)\.$")
POSSESSIVE = re.compile(r"(?:['’]s?|\s['’]s?)$")
# Both ways of giving a short form: "National Harbour Authority (NHA)", "NHA (National Harbour Authority)".
LONG_FIRST = re.compile(
    r"((?:[A-Z][\w’'.&-]*|of|and|for|the|on|in|to|&)(?: (?:[A-Z][\w’'.&-]*|of|and|for|the|on|in|to|&)){1,9}) \(([A-Z][A-Za-z.&-]{1,9})\)"
)
SHORT_FIRST = re.compile(
    r"\b([A-Z][A-Z.&]{1,8}) [(\[]((?:[A-Z][\w’'.&-]*|of|and|for|the)(?: (?:[A-Z][\w’'.&-]*|of|and|for|the)){1,9})[)\]]"
)
SMALL = listed("of and for the on in to & de")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in an article.

    `people` gives the fullest name for each way a person is called in it, `long_forms` the
    name behind an abbreviation, `persons` the single words that it mostly uses for a person.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    long_forms: Mapping[str, str] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()


def cast_of(named: Iterable[tuple[str, str]], sentences: Iterable[str], known: KnownNames) -> Cast:
    """Return who plays in an article, from its (name, spaCy label) pairs and its sentences."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    full: Counter[str] = Counter()
    for written, label in named:
        name = plain_name(written)
        labels[name][label] += 1
        if label == "PERSON" and is_full_name(name) and bare(name) not in known.names:
            full[name] += 1
    people = _callings(_merged(full, known.given), full)
    persons = {
        name for name, counts in labels.items() if counts["PERSON"] * 2 >= counts.total() and name
    }
    return Cast(people, dict(_long_forms(sentences)), frozenset(persons))


def plain_name(written: str) -> str:
    """The name without possessive, article, titles and roles: "President Joe Biden's" is "Joe Biden"."""
    words = bare(_unmarked(written)).split()
    first = 0
    while first < len(words) - 1 and _is_title(words, first):
        first += 1
    if first and len(words) - first == 1 and words[first - 1].lower() in REGAL:
        first -= 1
    while len(words) - first > 1 and not any(char.isalpha() for char in words[-1]):
        words.pop()
    return " ".join(words[first:])


def _unmarked(written: str) -> str:
    name = " ".join(written.partition("(")[0].split()) or written.strip(" ()")
    name = POSSESSIVE.sub("", name.strip(" ,;:-—–\"“”‘’'[]"))
    return name if ABBREVIATED.search(name) else name.rstrip(".")


def _is_title(words: Sequence[str], place: int) -> bool:
    word = words[place].lower().rstrip(".")
    if word in BEFORE_TITLE:
        return words[place + 1].lower().rstrip(".") in TITLES
    return word in TITLES


def is_full_name(name: str) -> bool:
    """Whether it has a given name and a surname, and looks like a person's."""
    words = name.split()
    return (
        2 <= len(words) <= 5
        and all(
            word[0].isupper()
            or word
            in (
                "de",
                "da",
                "van",
                "von",
                "der",
                "den",
                "bin",
                "al",
                "el",
                "la",
                "del",
                "di",
                "du",
                "ibn",
                "al-",
                "y",
                "dos",
            )
            for word in words
        )
        and not any(char.isdigit() for char in name)
    )


def surname(name: str) -> str:
    words = [word for word in name.split() if word.lower().rstrip(".") not in SUFFIXES]
    return words[-1] if words else name


def given_name(name: str, given: Mapping[str, str]) -> str:
    """The first name in one spelling, in lower case: "Alexey" is "alexei"."""
    first = name.split()[0].lower().rstrip(".")
    return given.get(first, first)


def same_person(one: str, other: str, given: Mapping[str, str]) -> bool:
    """Whether two full names can be one person's: same surname, same given name or its initial."""
    if surname(one).lower() != surname(other).lower():
        return False
    first, second = given_name(one, given), given_name(other, given)
    return first == second or (1 in (len(first), len(second)) and first[0] == second[0])


def _merged(full: Counter[str], given: Mapping[str, str]) -> dict[str, str]:
    """Give each full name the one it is written as most often; the longer, then the first, of equals."""
    order = sorted(full, key=lambda name: (-full[name], -len(name), name))
    merged: dict[str, str] = {}
    for name in order:
        merged[name] = next(
            (best for best in merged.values() if same_person(best, name, given)), name
        )
    return merged


def _callings(merged: Mapping[str, str], full: Counter[str]) -> dict[str, str]:
    """Add surnames, and first names that are nobody's surname, that mean one person.

    One of several people of a surname is meant if named in full twice as often as the next.
    """
    people = dict(merged)
    surnames = {surname(name) for name in merged}
    for part in (surname, _first_word):
        owners: dict[str, Counter[str]] = defaultdict(Counter)
        for name, best in merged.items():
            owners[part(name)][best] += full[name]
        for word, names in owners.items():
            (owner, times), *others = names.most_common(2)
            clear = not others or times >= 2 * others[0][1]
            if clear and word not in people and (part is surname or word not in surnames):
                people[word] = owner
    return people


def _first_word(name: str) -> str:
    return name.split()[0]


def _long_forms(sentences: Iterable[str]) -> Iterable[tuple[str, str]]:
    for sentence in sentences:
        if "(" not in sentence and "[" not in sentence:
            continue
        for match in LONG_FIRST.finditer(sentence):
            if words := _spelling(match[1].split(), match[2]):
                yield match[2], bare(" ".join(words))
        for match in SHORT_FIRST.finditer(sentence):
            if words := _spelling(match[2].split(), match[1]):
                yield match[1], bare(" ".join(words))


def _spelling(words: Sequence[str], short: str) -> list[str] | None:
    """The last words whose initials spell the abbreviation, None if none do."""
    letters = [letter for letter in short.upper() if letter.isalpha()]
    for start in range(len(words) - 1, -1, -1):
        initials = [word[0].upper() for word in words[start:] if word.lower() not in SMALL]
        if initials == letters:
            return list(words[start:])
    return None
