"""Which articles are one text: reprints and near-copies share long runs of words.

A long text is kept as a sample of its runs: the same runs are picked in every text, so that
what two samples share is what the texts share. Who has a run is looked up, so that no article
is compared with all.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

RUN = 5  # words: few enough that a changed word leaves most runs of a text as they were
COPIED = 0.4  # of the shorter text; two reporters of one press conference share a tenth
_MOST = 1024  # runs of a text that are kept
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|„[^“”\n]*[“”]|«[^»\n]*»")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a text as numbers, those that `every` divides: a power of two."""

    numbers: frozenset[int]
    every: int = 1

    def thinned(self, every: int) -> frozenset[int]:
        return frozenset(number for number in self.numbers if number % every == 0)

    def size(self, every: int) -> int:
        """How many of them `every`, a multiple of theirs, divides."""
        return len(self.numbers) if every == self.every else len(self.thinned(every))


def runs_of(text: str) -> Runs:
    """Return the runs of RUN words, numbered alike in every process.

    Direct speech is left out: two articles that quote one speaker are not copies of each
    other. A text of fewer words than RUN is one run.
    """
    words = _WORD.findall(_QUOTED.sub(" ", text).casefold())
    runs = Runs(frozenset(_number(words[at : at + RUN]) for at in _starts(words)))
    while len(runs.numbers) > _MOST:
        runs = Runs(runs.thinned(runs.every * 2), runs.every * 2)
    return runs


def independent_texts(runs: Mapping[str, Runs]) -> int:
    """Return how many texts there are once copies of one another count once."""
    return len(texts_of(runs))


def texts_of(runs: Mapping[str, Runs]) -> list[list[str]]:
    """Return the articles in sets of one text each, sorted; a copy of a copy is one, too.

    One is a copy of another if COPIED of the shorter's runs are in the longer, so a shortened
    reprint is. What has no words outside direct speech is a copy of nothing.
    """
    home = {key: key for key in runs}
    for one, two in _copies(runs):
        first, second = sorted((_root(home, one), _root(home, two)))
        home[second] = first
    texts: dict[str, list[str]] = defaultdict(list)
    for key in sorted(runs):
        texts[_root(home, key)].append(key)
    return list(texts.values())


def _starts(words: list[str]) -> Iterable[int]:
    return range(max(len(words) - RUN + 1, min(len(words), 1)))


def _number(words: list[str]) -> int:
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big")


def _copies(runs: Mapping[str, Runs]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that are copies, by what the coarser sample of the two holds."""
    having: dict[int, list[str]] = defaultdict(list)
    for key in sorted(runs):
        shared = Counter(other for number in runs[key].numbers for other in having[number])
        for other, count in shared.items():
            every = max(runs[key].every, runs[other].every)
            shorter = min(runs[key].size(every), runs[other].size(every))
            if count >= COPIED * shorter:
                yield other, key
        for number in runs[key].numbers:
            having[number].append(key)


def _root(home: Mapping[str, str], key: str) -> str:
    while home[key] != key:
        key = home[key]
    return key
