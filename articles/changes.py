"""What a correction changed: the paragraphs that differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.models import Article
from articles.versions import Version, earlier_versions, present_version

_MOST_PARAGRAPHS = 4_000
_MOST_COMPARED = 4_000_000  # words of one paragraph times those of the other
_ALIKE = 0.4  # of two paragraphs' words: one is the other, edited
_MOST_PAIRED = 40_000  # paragraphs before times those after, in one place that changed
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_FACTS = ("title", "outlet", "byline", "published_on", "url", "language")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both texts ("same"), only in the earlier ("gone") or the later ("new")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that differs; `number` is its place in the later text, 0 where it is gone."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    before: object
    now: object


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier version and how the present text differs; `too_long` if that was not compared."""

    version: Version
    facts: tuple[Fact, ...]
    changes: tuple[Change, ...]
    too_long: bool


def corrections(article: Article) -> list[Correction]:
    """Return each earlier version compared with the article as it is now, the last one first."""
    now = present_version(article)
    return [_correction(version, now) for version in reversed(earlier_versions(article))]


def _correction(version: Version, now: Version) -> Correction:
    too_long = max(len(version.paragraphs), len(now.paragraphs)) > _MOST_PARAGRAPHS
    return Correction(
        version=version,
        facts=tuple(_facts(version, now)),
        changes=() if too_long else tuple(changes(version.passages, now.passages)),
        too_long=too_long,
    )


def _facts(version: Version, now: Version) -> Iterator[Fact]:
    names = {"published_on": "written", "url": "address"}
    for name in _FACTS:
        before, after = getattr(version, name), getattr(now, name)
        if before and before != after:
            yield Fact(names.get(name, name), before, after)


def changes(before: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """Yield the paragraphs that differ, in the order of the later text."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, start, end, now_start, now_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _edited(before[start:end], now[now_start:now_end], now_start + 1)


def _edited(before: Sequence[str], now: Sequence[str], number: int) -> Iterator[Change]:
    """Pair each paragraph with the later one that is likest it; the others are gone or new."""
    place = 0
    paired = len(before) * len(now) <= _MOST_PAIRED
    for old in before:
        match = _likest(old, now, place) if paired else None
        if match is None:
            yield Change(0, (Piece("gone", old),))
            continue
        for at in range(place, match):
            yield Change(number + at, (Piece("new", now[at]),))
        yield Change(number + match, tuple(word_changes(old, now[match])))
        place = match + 1
    for at in range(place, len(now)):
        yield Change(number + at, (Piece("new", now[at]),))


def _likest(old: str, now: Sequence[str], place: int) -> int | None:
    """The place, from `place` on, of the paragraph that is `old` edited; None if none is."""
    likeness = {at: _likeness(old, now[at]) for at in range(place, len(now))}
    best = max(likeness, key=lambda at: likeness[at], default=None)
    return best if best is not None and likeness[best] >= _ALIKE else None


def _likeness(old: str, new: str) -> float:
    one, other = (set(re.findall(r"\w+", words.casefold())) for words in (old, new))
    return len(one & other) / max(len(one), len(other), 1)


def word_changes(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of both: without the new ones they are `old`, without the gone ones `new`."""
    before, now = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(now) > _MOST_COMPARED:
        yield Piece("gone", old)
        yield Piece("new", new)
        return
    for kind, start, end, now_start, now_end in _without_slivers(before, now):
        if kind == "equal":
            yield Piece("same", "".join(before[start:end]))
            continue
        if start < end:
            yield Piece("gone", "".join(before[start:end]))
        if now_start < now_end:
            yield Piece("new", "".join(now[now_start:now_end]))


def _without_slivers(before: list[str], now: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from one to the other; a lone space that stayed between changes is no island."""
    steps: list[tuple[str, int, int, int, int]] = []
    for step in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        kind, start, end, now_start, now_end = step
        blank = kind == "equal" and not "".join(before[start:end]).strip()
        if steps and steps[-1][0] != "equal" and (blank or kind != "equal"):
            first = steps.pop()
            steps.append(("replace", first[1], end, first[3], now_end))
        else:
            steps.append((kind, start, end, now_start, now_end))
    return steps
