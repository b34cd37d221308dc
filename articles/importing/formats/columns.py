"""The columns of a table, or the fields of records, whose names do not say which holds the text.

Only for what a reader has read as far as its columns within its limits: this reads as far, and
no further.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import openpyxl

from articles.importing.decoding import as_text
from articles.importing.drafts import UnreadableFile
from articles.importing.formats import data
from articles.importing.formats.kinds import kind_of
from articles.importing.formats.records import fact_called
from articles.importing.formats.table import rows_of

MOST_COLUMNS = 200
_SAMPLE = 80  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, the first value in it, and the fact that its name says ("" for none)."""

    name: str
    sample: str
    fact: str


def unknown_columns(content: bytes, file_name: str) -> list[Column]:
    """Return the columns from which a person has to choose; [] where there is nothing to choose."""
    try:
        finder = _FINDERS.get(kind_of(content, file_name))
        return list(finder(content)) if finder else []
    except (UnreadableFile, ValueError, KeyError, OSError):
        return []


def _in_table(content: bytes) -> Iterator[Column]:
    return _unless_known(rows_of(as_text(content)[0]))


def _in_workbook(content: bytes) -> Iterator[Column]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = (row for row in sheet.iter_rows(values_only=True) if any(row))
        if found := list(_unless_known(rows)):
            return iter(found)
    return iter(())


def _in_records(content: bytes) -> Iterator[Column]:
    for record in data.records_of(as_text(content)[0]):
        if isinstance(record, Mapping) and record:
            return _unless_known([list(record), list(record.values())])
    return iter(())


_FINDERS: Mapping[str, Callable[[bytes], Iterator[Column]]] = {
    "table": _in_table,
    "xlsx": _in_workbook,
    "data": _in_records,
}


def _unless_known(rows: Iterable[Sequence[Any]]) -> Iterator[Column]:
    first = list(islice(rows, 2))
    header = [str(name or "").strip()[:300] for name in first[0]] if first else []
    values = list(first[1]) if len(first) > 1 else []
    if any(fact_called(name) == "text" for name in header):
        return
    for place, name in enumerate(header[:MOST_COLUMNS]):
        if name:
            value = "" if place >= len(values) or values[place] is None else values[place]
            yield Column(name, " ".join(str(value)[:400].split())[:_SAMPLE], fact_called(name))
