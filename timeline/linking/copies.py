"""Which articles are one text: reprints and near-copies share long runs of words."""

from __future__ import annotations

import re
from collections.abc import Mapping

RUN = 8  # words: long enough that two reporters do not write the same by chance
COPIED = 0.5  # of the shorter text
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def runs_of(text: str) -> frozenset[int]:
    """Return the hashes of all runs of RUN words, direct speech left out.

    Two articles that quote one speaker are not copies of each other.
    """
    words = re.findall(r"\w+", _QUOTED.sub(" ", text).casefold())
    if len(words) < RUN:
        return frozenset({hash(tuple(words))}) if words else frozenset()
    return frozenset(
        hash(tuple(words[place : place + RUN])) for place in range(len(words) - RUN + 1)
    )


def are_copies(one: frozenset[int], two: frozenset[int]) -> bool:
    shorter = min(len(one), len(two))
    return shorter > 0 and len(one & two) / shorter >= COPIED


def independent_texts(runs: Mapping[str, frozenset[int]]) -> int:
    """Return how many texts there are once copies of one another count once."""
    originals: list[frozenset[int]] = []
    for key in sorted(runs, key=lambda key: (-len(runs[key]), key)):
        if not any(are_copies(runs[key], original) for original in originals):
            originals.append(runs[key])
    return len(originals)
