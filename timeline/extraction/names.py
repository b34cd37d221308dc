"""The people and organisations of one article: who "Biden" is, and what "NTIA" is short for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.extraction.known import KnownNames, bare
from timeline.extraction.persons import People, is_full_name, plain_name, surname_forms
from timeline.extraction.words import listed

# Both ways of giving a short form: "National Harbour Authority (NHA)", "NHA (National Harbour Authority)".
LONG_FIRST = re.compile(
    r"((?:[A-Z][\w’'.&-]*|of|and|for|the|on|in|to|&)(?: (?:[A-Z][\w’'.&-]*|of|and|for|the|on|in|to|&)){1,9}) \(([A-Z][A-Za-z.&-]{1,9})\)"
)
SHORT_FIRST = re.compile(
    r"\b([A-Z][A-Z.&]{1,8}) [(\[]((?:[A-Z][\w’'.&-]*|of|and|for|the)(?: (?:[A-Z][\w’'.&-]*|of|and|for|the)){1,9})[)\]]"
)
SMALL = listed("of and for the on in to & de")


STORM = re.compile(r"\b(?:Hurricane|Typhoon|Cyclone|Storm) ([A-Z]\w+)")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in an article.

    `people` gives the fullest name for each way a person is called in it, `long_forms` the
    name behind an abbreviation, `persons` the single words that it mostly uses for a person,
    `bodies` those for an organisation, `storms` those that are names of storms.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    long_forms: Mapping[str, str] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    storms: frozenset[str] = frozenset()


def cast_of(named: Iterable[tuple[str, str]], sentences: Iterable[str], known: KnownNames) -> Cast:
    """Return who plays in an article, from its (name, spaCy label) pairs and its sentences."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    full: Counter[str] = Counter()
    for written, label in named:
        name = plain_name(written)
        labels[name][label] += 1
        if label == "PERSON" and is_full_name(name) and bare(name) not in known.names:
            full[name] += 1
    full = Counter({name: times for name, times in full.items() if times >= labels[name]["GPE"]})
    persons = {
        name for name, counts in labels.items() if counts["PERSON"] * 2 >= counts.total() and name
    }
    bodies = {name for name, counts in labels.items() if counts["ORG"] * 2 > counts.total()}
    places = {name for name, counts in labels.items() if counts["GPE"] + counts["LOC"] > 0}
    people = _callings(_merged(full, known.given), full, places - persons)
    texts = list(sentences)
    storms = frozenset(match[1] for text in texts for match in STORM.finditer(text))
    return Cast(people, dict(_long_forms(texts)), frozenset(persons), frozenset(bodies), storms)


def _merged(full: Counter[str], given: Mapping[str, str]) -> dict[str, str]:
    """Give each full name the one it is written as most often; the longer, then the first, of equals."""
    people = People(given)
    order = sorted(full, key=lambda name: (-full[name], -len(name), name))
    return {name: people.take_in(name) for name in order}


def _callings(
    merged: Mapping[str, str], full: Counter[str], places: Collection[str]
) -> dict[str, str]:
    """Add surnames, then middle and first names that are nobody's surname, that mean one person.

    One of several people of a surname is meant if named in full twice as often as the next.
    A first name that is also a place in the article is not the person.
    """
    people = dict(merged)
    closed: set[str] = set()
    for forms in (surname_forms, _middle_names, _first_name):
        owners: dict[str, Counter[str]] = defaultdict(Counter)
        for name, best in merged.items():
            for word in set(forms(name)) - closed:
                owners[word][best] += full[name]
        people = {word: owner for word, who in owners.items() if (owner := _clear(who))} | people
        closed |= {*owners, *places}
    return people


def _clear(owners: Counter[str]) -> str | None:
    """Who is named twice as often as the next."""
    (owner, times), *others = owners.most_common(2)
    return owner if not others or times >= 2 * others[0][1] else None


def _middle_names(name: str) -> list[str]:
    """The words between first name and surname: "Rosselló" of "Ricardo Rosselló Nevares"."""
    return [word for word in name.split()[1:-1] if len(word) > 3 and word[0].isupper()]


def _first_name(name: str) -> list[str]:
    return name.split()[:1]


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
