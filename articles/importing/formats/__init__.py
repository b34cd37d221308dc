"""Readers of every format, one module each; which one a file needs is told by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.kinds import kind_of

Columns = Mapping[str, str]  # the fact (text, title, ...) that a named column holds


def read(
    content: bytes, file_name: str, columns: Columns | None = None
) -> Iterator[ArticleDraft | Refused]:
    """Yield the articles of a file, and a `Refused` for each part that gives none.

    To be called where limits hold: see `readers.py`. Raises UnreadableFile with the reason where
    the file as a whole gives nothing.
    """
    found = False
    for one in reader_of(kind_of(content, file_name))(content, file_name, columns or {}):
        found = True
        yield one
    if not found:
        raise UnreadableFile("it has no article in it")


def reader_of(kind: str):  # type: ignore[no-untyped-def]
    return import_module(f"articles.importing.formats.{kind}").read
