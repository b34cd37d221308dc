"""Plain text and Markdown: one file, one article, with what the text says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from articles.importing.decoding import decode
from articles.importing.drafts import ArticleDraft
from articles.importing.text import Stated, draft_of


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Yield the article. Raises UnreadableFile for what is empty or no text."""
    text, notes = decode(content)
    yield draft_of(text, file_name, Stated(), notes)
