"""One name for one actor over the whole corpus.

Extraction gives each actor the fullest name of its article; here the articles are put
together: "Biden" in one that never gives his first name is Joe Biden of another. The
result depends on what names there are and how often, not on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.extraction.known import KnownName, KnownNames, bare, read_known_names, shipped_names
from timeline.extraction.persons import same_person, surname
from timeline.extraction.shapes import Actor

# A bare surname goes to one of two people only if the other is hardly ever named.
MUCH_MORE_OFTEN = 10


@dataclass(frozen=True, slots=True)
class CanonicalName:
    """The one name of an actor, and what kind of actor it is."""

    name: str
    kind: str


def load_aliases(path: Path | None = None) -> KnownNames:
    """Return the names known by hand, of the given file or of the one that is shipped.

    Raises ValueError with the number of a line that can't be read.
    """
    return shipped_names() if path is None else read_known_names(path.read_text(encoding="utf-8"))


def canonical_names(
    actors: Iterable[Actor], known: KnownNames | None = None
) -> dict[tuple[str, str], CanonicalName]:
    """Return the canonical name for each (name, kind) that the actors have.

    Two people of one surname stay two, and a surname that two people have stays as it is.
    """
    known = known or shipped_names()
    counts = Counter((actor.name, actor.kind) for actor in actors)
    people = _people(counts, known)
    organisations = _organisations(counts, known)
    return {
        (name, kind): _canonical(name, kind, people, organisations, known)
        for name, kind in sorted(counts)
    }


def _canonical(
    name: str,
    kind: str,
    people: Mapping[str, str],
    organisations: Mapping[str, str],
    known: KnownNames,
) -> CanonicalName:
    by_hand = known.names.get(bare(name))
    if by_hand is not None and kind != "person":
        return CanonicalName(by_hand.name, by_hand.kind)
    if kind != "country" and name in people:
        return CanonicalName(people[name], "person")
    if kind == "organisation" and _key(name) in organisations:
        return CanonicalName(organisations[_key(name)], kind)
    return CanonicalName(name, kind)


def _people(counts: Counter[tuple[str, str]], known: KnownNames) -> dict[str, str]:
    """The name of each person by each way of writing it, surnames that only one has included."""
    full: Counter[str] = Counter()
    for (name, kind), number in counts.items():
        if kind == "person" and " " in name:
            full[name] += number
    best = _best_spellings(full, known)
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for name, chosen in best.items():
        weights[surname(name)][chosen] += full[name]
    people = dict(best)
    for name, kind in counts:
        if " " not in name and kind != "country" and bare(name) not in known.names:
            owner = _only_owner(weights.get(name, Counter()))
            if owner is not None:
                people[name] = owner
    return people


def _best_spellings(full: Counter[str], known: KnownNames) -> dict[str, str]:
    """Give each full name the most frequent one that can be the same person's.

    Of equals the longer wins, then the first in the alphabet. An initial joins only one person.
    """
    best: dict[str, str] = {}
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(full, key=lambda name: (-full[name], -len(name), name)):
        same = [
            other
            for other in groups[surname(name).lower()]
            if same_person(other, name, known.given)
        ]
        if len(same) == 1:
            best[name] = same[0]
        else:
            best[name] = name
            groups[surname(name).lower()].append(name)
    return best


def _only_owner(weights: Counter[str]) -> str | None:
    """The person whose surname it is; None if there is nobody, or two that are named as often."""
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < MUCH_MORE_OFTEN * ranked[1][1]):
        return None
    return ranked[0][0]


def _organisations(counts: Counter[tuple[str, str]], known: KnownNames) -> dict[str, str]:
    """The most frequent spelling of each organisation, whatever its points, case and "the"."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, kind), number in counts.items():
        if kind == "organisation":
            spellings[_key(name)][name] += number
    return {
        key: min(names, key=lambda name: (-names[name], len(name), name))
        for key, names in spellings.items()
    }


def _key(name: str) -> str:
    return "".join(char for char in bare(name).lower() if char.isalnum())


__all__ = ["CanonicalName", "KnownName", "KnownNames", "canonical_names", "load_aliases"]
