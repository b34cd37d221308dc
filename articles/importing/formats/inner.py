"""What lies within an archive or a mail, read like any file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from articles.importing import formats
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.kinds import kind_of

_DEEPEST = 2  # archives within archives
_depth = 0


def within(
    content: bytes, name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Yield the articles of a part, which keep its bytes as their original, or why it has none."""
    try:
        with _deeper():
            for one in formats.reader_of(kind_of(content, name))(content, name, columns):
                if isinstance(one, ArticleDraft) and not one.original:
                    one = replace(one, original=content)
                yield one
    except UnreadableFile as error:
        yield Refused(name, str(error))


@contextmanager
def _deeper() -> Iterator[None]:
    global _depth
    if _depth >= _DEEPEST:
        raise UnreadableFile("it lies in an archive within archives: unpack the outer one")
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
