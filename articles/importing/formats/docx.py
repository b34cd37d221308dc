"""Word documents (DOCX): paragraphs and the cells of tables, in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.formats.archives import check_document
from articles.importing.formats.safe_xml import BROKEN
from articles.importing.formats.styled import told
from articles.importing.text import draft_of


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Raises UnreadableFile where it is damaged or empty."""
    check_document(content, "Word document")
    try:
        document = docx.Document(io.BytesIO(content))
        paragraphs = list(_paragraphs(document.iter_inner_content()))
        properties = document.core_properties
    except (PackageNotFoundError, zipfile.BadZipFile, *BROKEN) as error:
        raise UnreadableFile(f"it is a damaged Word document: {error}") from error
    written = [(_style(one), one.text) for one in paragraphs if one.text.strip()]
    yield draft_of(*told(written, properties.title or "", properties.author or "", file_name))


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style else ""


def _paragraphs(pieces) -> Iterator[Paragraph]:  # type: ignore[no-untyped-def]
    for piece in pieces:
        if isinstance(piece, Table):
            for row in piece.rows:
                for cell in dict.fromkeys(row.cells):
                    yield from _paragraphs(cell.iter_inner_content())
        else:
            yield piece
