"""Readers of every format, one module each; which one a file needs is told by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.kinds import kind_of
from articles.importing.limits import within_limits

Columns = Mapping[str, str]  # the fact (text, title, ...) that a named column holds


def read(
    content: bytes, file_name: str, columns: Columns | None = None
) -> Iterator[ArticleDraft | Refused]:
    """Yield the articles of a file, and a `Refused` for each part that gives none.

    Plain text is read at once, all else in a process of its own that has limits of time and
    memory. Raises UnreadableFile with the reason where the file as a whole gives nothing.
    """
    kind = kind_of(content, file_name)
    reader = reader_of(kind)
    if kind == "text":
        yield from reader(content, file_name, columns or {})
        return
    found = False
    for one in within_limits(lambda: reader(content, file_name, columns or {})):
        found = True
        yield one
    if not found:
        raise UnreadableFile("it has no article in it")


def reader_of(kind: str):  # type: ignore[no-untyped-def]
    return import_module(f"articles.importing.formats.{kind}").read
