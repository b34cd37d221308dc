"""XML of no kind that is known to hold articles: the words of its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from articles.importing.drafts import ArticleDraft
from articles.importing.formats.safe_xml import parsed
from articles.importing.text import Stated, draft_of


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Yield all its words as one article. Raises UnreadableFile where it is damaged."""
    root = parsed(content)
    pieces = (" ".join(words.split()) for words in root.itertext(etree.Element))
    note = (
        f"It is XML of an unknown kind (<{etree.QName(root.tag).localname}>): the words of its"
        " elements were taken as they come."
    )
    yield draft_of("\n\n".join(one for one in pieces if one), file_name, Stated(), [note])
