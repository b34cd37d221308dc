"""Actors that may be one: names that differ by a few letters, or by how they are written."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations

from timeline import search
from timeline.decisions import naming

_LOOKED_AT = 2_000  # actors with most events
_ALIKE = 0.85
_KINDS = ("person", "organisation")


def likely_same_actors(most: int) -> list[tuple[str, str]]:
    """Pairs of names, the more frequent first, that may be one actor's and that nobody parted."""
    decided = naming.all_cells()
    found = []
    for names in _alike().values():
        for one, two in combinations(names, 2):
            if _are_alike(one, two) and not _parted(one, two, decided):
                found.append((one, two))
                if len(found) == most:
                    return found
    return found


def _alike() -> dict[tuple[str, str], list[str]]:
    """Names by kind and by the letters that begin their last word: few are held against one another."""
    facets = search.most_borne(dict.fromkeys(_KINDS, _LOOKED_AT))
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for facet, _ in facets:
        if last := _letters(facet.name.split(" ")[-1]):
            groups[facet.kind, last[:3]].append(facet.name)
    return groups


def _are_alike(one: str, two: str) -> bool:
    """ "Alexey Navalny" and "Alexei Navalny", "Navalny" and "Navalnyy"; never two given names."""
    mine, theirs = _letters(one), _letters(two)
    if mine == theirs:
        return True
    if len(one.split(" ")) != len(two.split(" ")) or mine[:1] != theirs[:1]:
        return False
    return SequenceMatcher(None, mine, theirs).ratio() >= _ALIKE


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def _parted(one: str, two: str, decided: dict[str, naming.Cells]) -> bool:
    first, second = sorted([one, two])
    return f"distinct:{second}" in decided.get(first, {})
