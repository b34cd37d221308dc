"""Spreadsheets (XLSX): on each sheet a row of column names, then an article a row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import chain

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.archives import check_document
from articles.importing.formats.safe_xml import BROKEN
from articles.importing.formats.table import drafts_of


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where it is damaged."""
    check_document(content, "spreadsheet")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, *BROKEN) as error:
        raise UnreadableFile(f"it is a damaged spreadsheet: {error}") from error
    for sheet in book.worksheets:
        name = file_name if len(book.worksheets) == 1 else f"{file_name}, {sheet.title}"
        rows = (list(row) for row in sheet.iter_rows(values_only=True))
        filled = (row for row in rows if any(cell not in (None, "") for cell in row))
        first = next(filled, None)
        if first is None:
            continue  # a sheet that was never used
        try:
            yield from drafts_of(chain([first], filled), name, columns)
        except UnreadableFile as error:
            yield Refused(name, str(error))
