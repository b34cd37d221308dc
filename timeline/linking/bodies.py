"""How organisations are spelled over the corpus, and what their short forms stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from timeline.extraction.known import KnownNames, bare
from timeline.extraction.persons import plain_letters
from timeline.extraction.words import listed

# One spelling of what is written in two ways, by the letters of a word.
SPELLINGS = {
    "organisation": "organization", "centre": "center", "defence": "defense", "labour": "labor",
    "programme": "program", "theatre": "theater", "and": "", "the": "", "dept": "department",
}  # fmt: skip
LEGAL = listed("inc corp ltd plc co llc ag sa nv gmbh corporation company limited")
SMALL = listed("of and for the on in to & de")
# A short form belongs to the one of several organisations that is named so many times as often.
MUCH_MORE_OFTEN = 10


def spelled(counts: Mapping[tuple[str, str], int], known: KnownNames) -> dict[str, str]:
    """Return the most frequent spelling for each organisation, short forms written out.

    Points, case, "the" and "Inc." make no difference; "CPD" is the only organisation of the
    corpus whose words begin so.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, kind), number in counts.items():
        if kind == "organisation":
            spellings[_key(name)][name] += number
    best = {key: _best(names) for key, names in spellings.items()}
    totals = {key: names.total() for key, names in spellings.items()}
    long_forms = _long_forms(best, totals)
    return {
        name: long_forms.get(_short(name), best[key]) if known.find(bare(name)) is None else name
        for key, names in spellings.items()
        for name in names
    }


def families(name: str) -> Iterable[str]:
    """Yield what a name shares with its other spellings and with its short form."""
    yield _key(name)
    if initials := _initials(name):
        yield f"={initials}"
    if short := _short(name):
        yield f"={short}"


def _best(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], len(name), name))


def _key(name: str) -> str:
    words = [
        "".join(char for char in word if char.isalnum())
        for word in plain_letters(bare(name)).split()
    ]
    while len(words) > 1 and words[-1] in LEGAL:
        words.pop()
    return "".join(SPELLINGS.get(word, word) for word in words)


def _short(name: str) -> str:
    """The letters of an abbreviation: "CPD" of "C.P.D."; "" of any other name."""
    letters = name.replace(".", "").replace("&", "")
    return letters if letters.isalpha() and letters.isupper() and 3 <= len(letters) <= 7 else ""


def _initials(name: str) -> str:
    words = [word for word in bare(name).replace("-", " ").split() if word.lower() not in SMALL]
    return "".join(word[0].upper() for word in words) if len(words) > 2 else ""


def _long_forms(best: Mapping[str, str], totals: Mapping[str, int]) -> dict[str, str]:
    """The one organisation, or the one named much more often, for each run of initials."""
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name in best.items():
        if initials := _initials(name):
            owners[initials][name] += totals[key]
    found = {}
    for initials, names in owners.items():
        ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
        if len(ranked) == 1 or ranked[0][1] >= MUCH_MORE_OFTEN * ranked[1][1]:
            found[initials] = ranked[0][0]
    return found
