"""Markdown: its words without the signs; front matter and a first heading say what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import lxml.html
from markdown_it import MarkdownIt

from articles.importing.decoding import decode
from articles.importing.drafts import ArticleDraft
from articles.importing.formats.web import blocks_of
from articles.importing.headers import read_header
from articles.importing.text import Stated, draft_of

_NOTE = "It was written in Markdown: the words were taken out of their signs."


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Yield the article. Raises UnreadableFile for what is empty or no text."""
    text, notes = decode(content)
    header = read_header(text)
    markup = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    page = lxml.html.fragment_fromstring(markup.render(text[header.end :]), create_parent="div")
    first = page[0] if len(page) else None
    stated = Stated(**header.facts)
    if first is not None and first.tag == "h1":
        title = " ".join(first.text_content().split())
        if stated.title.casefold() in ("", title.casefold()):
            stated = replace(stated, title=title)
            page.remove(first)
    yield draft_of("\n\n".join(blocks_of(page)), file_name, stated, [*notes, _NOTE])
