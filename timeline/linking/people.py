"""What people are called over the corpus: spellings put together, surnames given their owner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from timeline.extraction.known import KnownNames, bare
from timeline.extraction.persons import People, family_key, letters_of, surname_forms

# A bare surname goes to one of two people only if the other is hardly ever named.
MUCH_MORE_OFTEN = 10
# "Houston" the place is Whitney Houston only if she is named so many times as often.
OFTEN_ENOUGH = 5
# A name is a person's unless it is more often that many times over taken for something else.
OTHERWISE = 2


def called(counts: Mapping[tuple[str, str], int], known: KnownNames) -> dict[tuple[str, str], str]:
    """Return the full name for each (name, kind) that means a person, surnames included."""
    full = _full_names(counts)
    best = _best_spellings(full, known)
    weights = _weights(best, full, known)
    found = {
        (name, kind): best[name] for name, kind in counts if name in best and kind != "country"
    }
    for name, kind in counts:
        if name in best or kind == "country" or known.find(bare(name)) is not None:
            continue
        owner = _only_owner(weights.get(family_key(name), Counter()))
        if _is_bare(name, owner) and _is_meant(name, kind, owner, counts, weights):
            found[name, kind] = owner
    return found


def families(name: str, known: KnownNames) -> Iterable[str]:
    """Yield what a name shares with those that can decide what it is called."""
    yield family_key(name)
    yield letters_of(name)
    if name.split(" ")[0] in known.family_first:
        yield family_key(name.split(" ")[0])


def _full_names(counts: Mapping[tuple[str, str], int]) -> Counter[str]:
    """How often each name with given name and surname is counted; "de Blasio" is none."""
    full: Counter[str] = Counter()
    for (name, kind), number in counts.items():
        is_full = kind == "person" and " " in name and not name[0].islower()
        if is_full and _is_mostly_a_person(name, number, counts):
            full[name] += number
    tails = {form for name in full for form in surname_forms(name) if " " in form}
    return Counter({name: number for name, number in full.items() if name not in tails})


def _is_mostly_a_person(name: str, number: int, counts: Mapping[tuple[str, str], int]) -> bool:
    """Whether a name that is a person's so many times is no other actor's much more often: "Valley
    Water Board" is no person for being taken for one once."""
    others = sum(counts.get((name, kind), 0) for kind in ("organisation", "place"))
    return others <= OTHERWISE * number


def _best_spellings(full: Counter[str], known: KnownNames) -> dict[str, str]:
    """Give each full name the most frequent one that can be the same person's.

    Of equals the longer wins, then the first in the alphabet. An initial joins only one person.
    """
    best: dict[str, str] = {}
    people = People(known.given)
    for name in sorted(full, key=lambda name: (-full[name], -len(name), name)):
        best[name] = people.take_in(name)
    return best


def _weights(
    best: Mapping[str, str], full: Counter[str], known: KnownNames
) -> dict[str, Counter[str]]:
    """Who has each surname, and how often they are named in full."""
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for name, chosen in best.items():
        first = name.split(" ")[0]
        keys = {family_key(name)} | ({family_key(first)} if first in known.family_first else set())
        for key in keys:
            weights[key][chosen] += full[name]
    return weights


def _only_owner(weights: Counter[str]) -> str:
    """The person whose surname it is; "" if there is nobody, or two that are named as often."""
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < MUCH_MORE_OFTEN * ranked[1][1]):
        return ""
    return ranked[0][0]


def _is_bare(name: str, owner: str) -> bool:
    """Whether the name is just the owner's surname: "Biden", "von der Leyen", "Kim"."""
    if not owner:
        return False
    if " " not in name:
        return True
    letters = letters_of(name)
    return any(letters == letters_of(form) for form in surname_forms(owner) if " " in form)


def _is_meant(
    name: str,
    kind: str,
    owner: str,
    counts: Mapping[tuple[str, str], int],
    weights: Mapping[str, Counter[str]],
) -> bool:
    """Whether a surname that is mostly no person's name in the corpus is the owner's all the same."""
    if kind == "person":
        return True
    named = weights[family_key(name)][owner]
    others = counts[name, kind]
    if kind == "place":
        return counts.get((name, "person"), 0) >= others or named >= OFTEN_ENOUGH * others
    return others <= OTHERWISE * (named + counts.get((name, "person"), 0))
