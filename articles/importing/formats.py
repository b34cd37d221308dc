"""Which reader a file needs, told by its content and never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.importing import text
from articles.importing.drafts import ArticleDraft, UnreadableFile

# What a file begins with, and what to call it; none of these is plain text.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office document"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|\?xml|rss|feed)\b", re.IGNORECASE
)


def read(content: bytes, file_name: str) -> Iterator[ArticleDraft]:
    """Yield the articles of a file. Raises UnreadableFile with the reason."""
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableFile(f"it is {what}, and only plain text is read: save it as text")
    if _MARKUP.match(content):
        raise UnreadableFile(
            "it is a web page or XML, and only plain text is read: save it as text"
        )
    yield from text.read(content, file_name)
