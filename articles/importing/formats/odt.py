"""OpenDocument text (ODT): headings and paragraphs, in order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.formats.archives import check_document
from articles.importing.formats.safe_xml import parsed
from articles.importing.formats.styled import told
from articles.importing.limits import LARGEST_FILE
from articles.importing.text import draft_of

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SILENT = {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}annotation"}


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Raises UnreadableFile where it is damaged or empty."""
    check_document(content, "OpenDocument")
    root = _part(content, "content.xml")
    if root is None:
        raise UnreadableFile("it is a damaged OpenDocument: content.xml is missing")
    etree.strip_elements(root, *_SILENT, with_tail=False)
    found = ((one, "".join(_words(one)).strip()) for one in root.iter(f"{_TEXT}p", f"{_TEXT}h"))
    paragraphs = [(one.get(f"{_TEXT}style-name", ""), words) for one, words in found if words]
    meta = _part(content, "meta.xml")
    yield draft_of(*told(paragraphs, _named(meta, "title"), _named(meta, "creator"), file_name))


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == f"{_TEXT}line-break":
            yield "\n"
        elif inner.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            yield " "
        elif inner.tag not in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield from _words(inner)
        yield inner.tail or ""


def _named(meta: Any, name: str) -> str:
    return (meta.findtext(f".//{_DC}{name}") or "") if meta is not None else ""


def _part(content: bytes, name: str) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(name) as file:
            return parsed(file.read(LARGEST_FILE))
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise UnreadableFile(f"it is a damaged OpenDocument: {error}") from error
