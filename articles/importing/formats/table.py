"""CSV and its like: a line of column names, then an article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from articles.importing.decoding import as_text
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile, noted
from articles.importing.formats.records import (
    delimiter_of,
    draft_from,
    fact_called,
    no_text_among,
)

_LARGEST_CELL = 20_000_000  # characters


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where no column is known to hold the text."""
    written, notes = as_text(content)
    for one in drafts_of(rows_of(written), file_name, columns):
        yield noted(one, notes)


def rows_of(written: str) -> Iterator[list[str]]:
    """The cells of each row that has any, as written."""
    csv.field_size_limit(_LARGEST_CELL)
    delimiter = delimiter_of(written)
    try:
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter):
            if any(row):
                yield row
    except csv.Error as error:
        raise UnreadableFile(f"it is no valid CSV: {error}") from error


def drafts_of(
    rows: Iterable[Sequence[Any]], file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """The articles of a table whose first row names its columns."""
    told = iter(rows)
    header = [str(cell).strip() for cell in next(told, [])]
    chosen = {name for name, fact in columns.items() if fact == "text"}
    if not any(name in chosen or (not chosen and fact_called(name) == "text") for name in header):
        raise UnreadableFile(
            no_text_among(dict(zip_longest(header, next(told, []), fillvalue="")), "columns")
        )
    for number, row in enumerate(told, 2):
        name = f"{file_name}, row {number}"
        try:
            yield draft_from(dict(zip(header, row, strict=False)), name, columns)
        except UnreadableFile as error:
            yield Refused(name, str(error))
