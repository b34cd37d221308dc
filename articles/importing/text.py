"""Plain text: one file, one article, with what the text says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from articles.importing.decoding import decode
from articles.importing.drafts import ArticleDraft, paragraphs_of
from articles.importing.facts import read_facts


def read(content: bytes, file_name: str) -> Iterator[ArticleDraft]:
    """Yield the article. Raises UnreadableFile for what is empty or no text."""
    text, repairs = decode(content)
    paragraphs = paragraphs_of(text)
    facts = read_facts(text, paragraphs)
    yield ArticleDraft(
        text=text,
        paragraphs=paragraphs,
        furniture=facts.furniture,
        outlet=facts.outlet,
        byline=facts.byline,
        published_on=facts.published_on,
        published_basis="stated" if facts.published_on else "unknown",
        published_from=facts.published_from,
        repairs=repairs,
        file_name=file_name,
        original=content,
    )
