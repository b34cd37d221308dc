"""Saved web pages: the article's own words, and what the page's metadata state of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from articles.importing.decoding import as_text
from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.text import Stated, draft_of

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w-]{2,40})", re.IGNORECASE)
_XML_LINE = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_BLOCK_NAMES = """
p head item cell row quote list table div code ab fw
h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre section article header footer main
aside nav figure figcaption tr td th tbody thead body html form address
"""  # as trafilatura calls them, then as HTML does
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BARE = re.compile(
    r"<(?:nav|aside|footer|form|script|button|iframe)\b|comment|related", re.IGNORECASE
)
_MOST_TAGS = 100_000
_BREAKS, _SILENT = {"lb", "br"}, {"script", "style", "template", "noscript", "title"}
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1800-01-01"}


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Yield the page's article. Raises UnreadableFile where none is found in it."""
    page, notes = decoded(content)
    yield draft_of_page(page, file_name, notes=notes)


def draft_of_page(
    page: str, file_name: str, *, url: str = "", notes: list[str] | None = None
) -> ArticleDraft:
    """Return the article of a page, kept under `url` if it names no address of its own."""
    if page.count("<") > _MOST_TAGS:
        raise UnreadableFile(
            f"the page has more than {_MOST_TAGS:,} tags, as no article does: save its text"
        )
    found: Any = trafilatura.bare_extraction(
        _XML_LINE.sub("", page, count=1),
        url=url or None,
        include_comments=False,
        favor_recall=not _BARE.search(page),  # a document that somebody wrote, with no site around
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if found is None or found.body is None:
        raise UnreadableFile("no article was found in this page")
    stated = Stated(
        title=found.title or "",
        outlet=found.sitename or "",
        byline=found.author or "",
        url=found.url or url or _saved_from(page),
        published=_as_written(page, found.date or ""),
    )
    words = _without_title(list(blocks_of(found.body)), stated.title)
    if not words:
        raise UnreadableFile("no article was found in this page")
    return draft_of("\n\n".join(words), file_name, stated, notes or [])


def _as_written(page: str, day: str) -> str:
    """The page's own words for the day that was found in it, where it has them in this form."""
    written = re.search(rf"[\"'>]({re.escape(day)}[^\"'<>]{{0,40}})[\"'<]", page) if day else None
    return written[1] if written else day


def _saved_from(page: str) -> str:
    match = _SAVED_FROM.search(page[:5_000])
    return match[1] if match else ""


def _without_title(blocks: list[str], title: str) -> list[str]:
    """The title stands above the text, not in it."""
    if blocks and " ".join(blocks[0].split()).casefold() == " ".join(title.split()).casefold():
        return blocks[1:]
    return blocks


def text_of_fragment(markup: str) -> str:
    """The words of a piece of HTML, a blank line between its paragraphs."""
    try:
        root = lxml.html.fragment_fromstring(_storable(markup), create_parent="div")
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile(f"its markup is damaged: {error}") from error
    return "\n\n".join(blocks_of(root))


def _storable(markup: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", markup)


def blocks_of(root: Any) -> Iterator[str]:
    """The words of each paragraph, item, heading and cell, in order, white space as one space."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for kind, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if kind == "start":
            if tag in _BLOCKS:
                yield from _flushed(pieces)
            if tag in _SILENT or _is_hidden(element):
                walk.skip_subtree()
            else:
                pieces.append("\n" if tag in _BREAKS else element.text or "")
        else:
            if tag in _BLOCKS:
                yield from _flushed(pieces)
            if element is not root:
                pieces.append(element.tail or "")
    yield from _flushed(pieces)


def _is_hidden(element: Any) -> bool:
    style = element.get("style", "") if element.attrib else ""
    return "hidden" in element.attrib or bool(_HIDDEN.search(style))


def _flushed(pieces: list[str]) -> Iterator[str]:
    lines = (" ".join(line.split()) for line in _lines(pieces))
    words = "\n".join(line for line in lines if line)
    pieces.clear()
    if words:
        yield words


def _lines(pieces: list[str]) -> list[str]:
    """A line break of the source is white space, one of a <br> is a line's end."""
    return "".join(piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces).split(
        "\n"
    )


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The page's characters: by its mark, as UTF-8 if it is that, as declared, or as told."""
    match = _DECLARED.search(content[:4_000]) or _XML_DECLARED.match(content[:500])
    if match and not content.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        name = match[1].decode("ascii")
        if not name.casefold().startswith("iso-2022"):  # whose bytes are all ASCII
            try:
                return content.decode("utf-8"), []
            except UnicodeDecodeError:
                pass
        try:
            return content.decode(_WIDER.get(name.casefold(), name)), []
        except (UnicodeDecodeError, LookupError):
            said = f"It is not the {name} that it says: check unusual letters."
            return as_text(content)[0], [said]
    return as_text(content)


# What browsers read where a page says so: the wider set that contains it.
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "iso-8859-9": "cp1254",
}
