"""PDF: the text of each page, its lines joined to paragraphs again."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from statistics import median

import pypdf
from pypdf.errors import PyPdfError

from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.facts import states_something
from articles.importing.formats.safe_xml import BROKEN
from articles.importing.text import Stated, draft_of

_JOINED = "Lines that the page had broken were joined to paragraphs."
_MENDED = "Words that a line's end had broken at a hyphen were joined."
_NUMBERS = "Page numbers were taken out."
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")
_SET_APART = re.compile(r"(?<=[^\W\d_]) (?=\u2010\Z)")  # before the hyphen that a browser adds
_ADDED = re.compile(r"\u2010[^\S\n]*$", re.MULTILINE)
_PAGE_NUMBER = re.compile(r"(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)]*\Z")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_LETTERS = "Ligatures (signs that join letters, such as \ufb01) were written as their letters."
_HEADS = "Lines that stand at the head or foot of most pages were taken out."
_FEW_PAGES = 3
_BEGINNING = """
well self ex vice anti non half long short high low so far ill mid pro twenty thirty forty fifty
sixty seventy eighty ninety one two three four five six seven eight nine ten
"""  # the first part of many compounds
_BEGINNINGS = frozenset(_BEGINNING.split())
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
    text, numbers, notes = text_of_pages(pages)
    stated = Stated(title=title, byline=author)
    yield draft_of(text, file_name, stated, notes, pages=numbers)


def _metadata(reader: pypdf.PdfReader) -> tuple[str, str]:
    """Title and author, unless a program put its own words there."""
    found = reader.metadata
    title = str(found.title or "") if found else ""
    author = str(found.author or "") if found else ""
    made_by_program = re.search(
        r"\.(?:docx?|indd|qxd|pdf|tex)\Z|^(?:microsoft word|untitled)", title, re.IGNORECASE
    )
    return ("" if made_by_program else title), author


def text_of_pages(pages: list[str]) -> tuple[str, list[int], list[str]]:
    """Return the text, a blank line between paragraphs, the page on which each begins, and a
    sentence for each repair."""
    notes: list[str] = []
    lines = [_lines(_in_letters(page, notes), notes) for page in pages]
    _without_running_heads(lines, notes)
    widths = [len(line) for page in lines for line in page if line]
    usual = median(widths) if widths else 0
    whole = "\n".join(pages)
    joined = _Joined(usual, frozenset(re.findall(r"\w+(?:-\w+)+", whole.casefold())))
    joined.told_apart = bool(_ADDED.search(whole))
    for number, page in enumerate(lines, 1):
        joined.add(page, number)
    notes += joined.notes
    return "\n\n".join(joined.paragraphs), joined.pages, list(dict.fromkeys(notes))


def _in_letters(page: str, notes: list[str]) -> str:
    """A font's ligatures are no words' own: nobody would find them."""
    written = _LIGATURES.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), page)
    if written != page:
        notes.append(_LETTERS)
    return written


def _lines(page: str, notes: list[str]) -> list[str]:
    lines = [_SET_APART.sub("", " ".join(line.split())) for line in page.split("\n")]
    for place in _edges(lines):
        if _PAGE_NUMBER.match(lines[place]):
            lines[place] = ""
            notes.append(_NUMBERS)
    return lines


def _edges(lines: list[str]) -> set[int]:
    """The places of a page's first and last line."""
    filled = [place for place, line in enumerate(lines) if line]
    return {*filled[:1], *filled[-1:]}


def _without_running_heads(pages: list[list[str]], notes: list[str]) -> None:
    """Take out what stands first or last on most pages, whatever its numbers."""
    if len(pages) < _FEW_PAGES:
        return
    times = Counter(
        words
        for lines in pages
        for words in {_without_numbers(lines[place]) for place in _edges(lines)}
    )
    for lines in pages:
        for place in _edges(lines):
            if times[_without_numbers(lines[place])] > len(pages) / 2:
                lines[place] = ""
                notes.append(_HEADS)


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "0", line)


class _Joined:
    """Paragraphs that grow line by line, each with the page on which it begins."""

    def __init__(self, usual: float, compounds: frozenset[str]) -> None:
        self.paragraphs: list[str] = []
        self.pages: list[int] = []
        self.notes: list[str] = []
        self.told_apart = False  # added hyphens are \u2010 here, so that - is a word's own
        self._usual, self._compounds = usual, compounds

    def add(self, lines: list[str], page: int) -> None:
        """Add a page's lines: a sentence that a page's or column's end broke goes on."""
        ended = not self.paragraphs or bool(_SENTENCE_END.search(self.paragraphs[-1]))
        blank = False
        for line in lines:
            if not line:
                blank = True
                continue
            short = len(line) < _SHORT * self._usual
            alone = short and not line[0].islower() and states_something(line)
            if not alone and self._runs_on(line, ended=ended, blank=blank):
                self._join(line)
            else:
                self.paragraphs.append(line)
                self.pages.append(page)
            closed = bool(_SENTENCE_END.search(line)) or len(line) < self._usual / 2
            ended = alone or (short and closed)
            blank = False

    def _runs_on(self, line: str, *, ended: bool, blank: bool) -> bool:
        if not self.paragraphs:
            return False
        return line[0].islower() if blank else not ended or line[0].islower()

    def _join(self, line: str) -> None:
        before = self.paragraphs[-1]
        if not (_HYPHENATED.search(before) and line[0].islower()):
            self.notes.append(_JOINED)
            self.paragraphs[-1] = f"{before} {line}"
        elif self._is_compound(before, line):
            self.notes.append(_JOINED)
            self.paragraphs[-1] = before + line
        else:
            self.notes.append(_MENDED)
            self.paragraphs[-1] = before[:-1] + line

    def _is_compound(self, before: str, line: str) -> bool:
        """Whether the hyphen is the word's own: it has it elsewhere, or begins as such words do."""
        if self.told_apart:
            return before[-1] == "-"
        first, second = re.findall(r"\w+", before)[-1], re.findall(r"\w+", line)[0]
        word = f"{first}-{second}".casefold()
        return word in self._compounds or first.casefold() in _BEGINNINGS
