"""One name for one actor over the whole corpus.

Extraction gives each actor the fullest name of its article; here the articles are put
together: "Biden" in one that never gives his first name is Joe Biden of another. The
result depends on what names there are and how often, not on their order, and each name
only on those that share a family with it (`families_of`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.extraction.known import KnownName, KnownNames, bare, read_known_names, shipped_names
from timeline.extraction.shapes import Actor
from timeline.linking import bodies, people

Counts = Mapping[tuple[str, str], int]


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
    return canonical_names_of(Counter((actor.name, actor.kind) for actor in actors), known)


def canonical_names_of(
    counts: Counts, known: KnownNames | None = None
) -> dict[tuple[str, str], CanonicalName]:
    """Return the canonical name for each (name, kind) that is counted, by those counts."""
    known = known or shipped_names()
    persons = people.called(counts, known)
    organisations = bodies.spelled(counts, known)
    return {
        (name, kind): _canonical(name, kind, persons, organisations, known)
        for name, kind in sorted(counts)
    }


def _canonical(
    name: str,
    kind: str,
    persons: Mapping[tuple[str, str], str],
    organisations: Mapping[str, str],
    known: KnownNames,
) -> CanonicalName:
    by_hand = known.find(bare(name))
    if by_hand is not None and kind != "person":
        return CanonicalName(by_hand.name, by_hand.kind)
    if (name, kind) in persons:
        return CanonicalName(persons[name, kind], "person")
    if kind == "organisation" and name in organisations:
        best = organisations[name]
        long_form = known.find(bare(best))
        return (
            CanonicalName(best, kind) if long_form is None else CanonicalName(long_form.name, kind)
        )
    return CanonicalName(name, kind)


def families_of(name: str, known: KnownNames | None = None) -> frozenset[str]:
    """Return keys of which any two names share one where one can decide what the other is called.

    A canonical name can be kept while the corpus grows: only names of a family that gained or
    lost a name need to be chosen again.
    """
    known = known or shipped_names()
    by_hand = known.find(bare(name))
    names = {name} if by_hand is None else {name, by_hand.name}
    return frozenset(
        key for one in names for key in (*people.families(one, known), *bodies.families(one))
    )


__all__ = [
    "CanonicalName",
    "KnownName",
    "KnownNames",
    "canonical_names",
    "canonical_names_of",
    "families_of",
    "load_aliases",
]
