"""What a reader makes of a file before anything is saved, and the paragraphs of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from statistics import median

from articles.models import Slice

SUMMARY = "The feed gives a summary of it only."


@dataclass(frozen=True, slots=True)
class Furniture:
    """A slice of the text that is no part of the story; `kind` is one of Article.FURNITURE."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as read, before it is saved. Offsets are code points into `text`.

    `original` are the bytes it was read from, empty where they are the file's own.
    `pages` are the pages of the paragraphs, where the source has pages.
    `published_from` are the words that state the date. `repairs` are sentences that say
    what was changed between the bytes and `text`.
    """

    text: str
    paragraphs: tuple[Slice, ...]
    furniture: tuple[Furniture, ...] = ()
    pages: tuple[int, ...] = ()
    title: str = ""
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published_on: date | None = None
    published_basis: str = "unknown"
    published_from: str = ""
    repairs: tuple[str, ...] = ()
    file_name: str = ""
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that gives no article, by its name, and why."""

    file_name: str
    reason: str


def noted(one: ArticleDraft | Refused, notes: Iterable[str]) -> ArticleDraft | Refused:
    """The article with these sentences before those on its own repairs."""
    if isinstance(one, Refused):
        return one
    return replace(one, repairs=(*notes, *one.repairs))


class UnreadableFile(Exception):
    """The file gives no article; the message is the reason, in a reader's words."""


def paragraphs_of(text: str) -> tuple[Slice, ...]:
    """Return the paragraphs of plain text: blocks between blank lines, else lines.

    Lines within a block are paragraphs of their own unless the block was wrapped at a
    fixed width, which shows in line lengths and in lines that break off mid-sentence.
    """
    lines = [Slice(*match.span()) for match in re.finditer(r"[^\n]*[^\s][^\n]*", text)]
    if not _is_wrapped(text, lines):
        return tuple(_trimmed(text, line) for line in lines)
    blocks: list[Slice] = []
    for line in lines:
        if blocks and not re.search(r"\n[^\S\n]*\n", text[blocks[-1].end : line.start]):
            blocks[-1] = Slice(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return tuple(_trimmed(text, block) for block in blocks)


def _is_wrapped(text: str, lines: list[Slice]) -> bool:
    """Whether neighbouring lines are one paragraph broken at 40 to 100 columns."""
    neighbours = [
        (text[one.start : one.end], text[two.start : two.end])
        for one, two in pairwise(lines)
        if text[one.end : two.start].count("\n") == 1
    ]
    if len(neighbours) < 2:
        return False
    broken = [first for first, second in neighbours if _runs_on(first, second)]
    width = median(len(first.rstrip()) for first, _ in neighbours)
    return len(broken) >= len(neighbours) / 3 and 40 <= width <= 100


def _runs_on(first: str, second: str) -> bool:
    return first.rstrip()[-1] not in ".!?:\"'”’)" and second.lstrip()[0].islower()


def _trimmed(text: str, piece: Slice) -> Slice:
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    return Slice(start, start + len(words.strip()))
