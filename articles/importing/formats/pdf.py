"""PDF: the text of each page, its lines joined to paragraphs again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from statistics import median

import pypdf
from pypdf.errors import PyPdfError

from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.formats.safe_xml import BROKEN
from articles.importing.text import Stated, draft_of

_JOINED = "Lines that the page had broken were joined to paragraphs."
_MENDED = "Words that a line's end had broken at a hyphen were joined."
_NUMBERS = "Page numbers were taken out."
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")
_PAGE_NUMBER = re.compile(r"(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)]*\Z")
_SHORT = 0.8  # of a usual line: it may be a paragraph's last


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Raises UnreadableFile where it is damaged, locked, or a picture of text."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("it is locked with a password")
        pages = [page.extract_text() for page in reader.pages]
        title, author = _metadata(reader)
    except (PyPdfError, *BROKEN) as error:
        raise UnreadableFile(f"it is a damaged PDF: {error}"[:200]) from error
    if not any(page.strip() for page in pages):
        raise UnreadableFile("it has pictures of text only: make a searchable PDF of it (OCR)")
    text, notes = text_of_pages(pages)
    yield draft_of(text, file_name, Stated(title=title, byline=author), notes)


def _metadata(reader: pypdf.PdfReader) -> tuple[str, str]:
    """Title and author, unless a program put its own words there."""
    found = reader.metadata
    title = str(found.title or "") if found else ""
    author = str(found.author or "") if found else ""
    made_by_program = re.search(
        r"\.(?:docx?|indd|qxd|pdf|tex)\Z|^(?:microsoft word|untitled)", title, re.IGNORECASE
    )
    return ("" if made_by_program else title), author


def text_of_pages(pages: list[str]) -> tuple[str, list[str]]:
    """Return the text, a blank line between paragraphs, and a sentence for each repair."""
    notes: list[str] = []
    lines = [_lines(page, notes) for page in pages]
    widths = [len(line) for page in lines for line in page if line]
    usual = median(widths) if widths else 0
    paragraphs: list[str] = []
    for page in lines:
        _join(page, usual, paragraphs, notes)
    return "\n\n".join(paragraphs), list(dict.fromkeys(notes))


def _lines(page: str, notes: list[str]) -> list[str]:
    lines = [" ".join(line.split()) for line in page.split("\n")]
    filled = [place for place, line in enumerate(lines) if line]
    for place in {*filled[:1], *filled[-1:]}:
        if _PAGE_NUMBER.match(lines[place]):
            lines[place] = ""
            notes.append(_NUMBERS)
    return lines


def _join(lines: list[str], usual: float, paragraphs: list[str], notes: list[str]) -> None:
    """Add a page's lines: a sentence that a page's or column's end broke goes on."""
    ended = not paragraphs or bool(_SENTENCE_END.search(paragraphs[-1]))
    blank = False
    for line in lines:
        if not line:
            blank = True
            continue
        runs_on = not ended or (not blank and paragraphs and line[0].islower())
        if runs_on and paragraphs and (not blank or line[0].islower()):
            paragraphs[-1] = _joined(paragraphs[-1], line, notes)
        else:
            paragraphs.append(line)
        short = len(line) < _SHORT * usual
        ended = short and (bool(_SENTENCE_END.search(line)) or len(line) < usual / 2)
        blank = False


def _joined(before: str, line: str, notes: list[str]) -> str:
    if _HYPHENATED.search(before) and line[0].islower():
        notes.append(_MENDED)
        return before[:-1] + line
    notes.append(_JOINED)
    return f"{before} {line}"
