"""Names known by hand: countries with their people, organisations, places, media.

They come from one plain file that a journalist can edit, and go through extraction and
linking as one frozen value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "linking" / "aliases.txt"
KINDS = {
    "countries": "country",
    "organisations": "organisation",
    "places": "place",
    "media": "organisation",
}
SECTIONS = (*KINDS, "given names", "family names", "not actors")
PARTS = re.compile(r"[ -]")


@dataclass(frozen=True, slots=True)
class KnownName:
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Look-ups by the words as written, without "the" in front.

    `names` gives an actor; `peoples` the country of "Russian" and "Russians"; `capitals` the
    country that "Moscow" stands for when it acts; `given` one spelling of a given name;
    `family_first` are family names that stand before the given name, as in "Kim Jong-un";
    `last_words` are what names of several words end with, in lower case.
    """

    names: Mapping[str, KnownName]
    peoples: Mapping[str, KnownName]
    capitals: Mapping[str, KnownName]
    given: Mapping[str, str]
    family_first: frozenset[str]
    media: frozenset[str]
    never: frozenset[str]
    last_words: frozenset[str]

    def find(self, name: str) -> KnownName | None:
        """The actor of this name; the last word may be in lower case: "Democratic party"."""
        if name in self.names:
            return self.names[name]
        first, space, last = name.rpartition(" ")
        return self.names.get(f"{first} {last.capitalize()}") if space else None


@cache
def shipped_names() -> KnownNames:
    """Return the names that come with Datelines."""
    return read_known_names(SHIPPED.read_text(encoding="utf-8"))


def read_known_names(text: str) -> KnownNames:
    """Return the names of an alias file; a line that can't be read raises ValueError with its number."""
    names: dict[str, KnownName] = {}
    peoples: dict[str, KnownName] = {}
    capitals: dict[str, KnownName] = {}
    given: dict[str, str] = {}
    never: set[str] = set()
    media: set[str] = set()
    family: set[str] = set()
    for section, name, parts in _lines(text):
        words = (name, *parts[0])
        if section == "given names":
            given |= {word.lower(): name.lower() for word in words}
        elif section == "family names":
            family.update(parts[0])
        elif section == "not actors":
            never |= {bare(word).lower() for word in words}
        else:
            known = KnownName(name, KINDS[section])
            names |= {bare(word): known for word in words if bare(word) not in names}
            peoples |= dict.fromkeys(parts[1], known)
            capitals |= dict.fromkeys(parts[2], known)
            if section == "media":
                media.add(name)
    ends = {PARTS.split(name)[-1].lower() for name in (*names, *peoples) if PARTS.search(name)}
    return KnownNames(
        names,
        peoples,
        capitals,
        given,
        frozenset(family),
        frozenset(media),
        frozenset(never),
        frozenset(ends),
    )


def bare(name: str) -> str:
    """The name without "the" and without space around it."""
    name = " ".join(name.split())
    return name[4:] if name[:4].lower() == "the " else name


def _lines(text: str) -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip().lower()
            if section not in SECTIONS:
                raise ValueError(f"line {number}: section {line!r} is none of {SECTIONS}")
            continue
        name, equals, rest = line.partition("=")
        if not section or not equals or not name.strip():
            raise ValueError(f"line {number}: {line!r} is not 'name = other name, other name'")
        parts = [tuple(filter(None, map(str.strip, part.split(",")))) for part in rest.split("|")]
        yield section, name.strip(), [*parts, (), ()][:3]
