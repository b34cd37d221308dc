"""A file compressed with gzip; a web archive among them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats import warc
from articles.importing.formats.inner import within
from articles.importing.limits import LARGEST_FILE

_GZIP = 31  # zlib's window bits for a gzip header


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where it is damaged or beyond the limit."""
    try:
        inner = zlib.decompressobj(_GZIP).decompress(content, LARGEST_FILE + 1)
    except zlib.error as error:
        raise UnreadableFile(f"it is damaged (gzip): {error}") from error
    if inner.startswith(b"WARC/"):
        yield from warc.read(content, file_name, columns)
    elif len(inner) > LARGEST_FILE:
        raise UnreadableFile(f"unpacked it has more than {LARGEST_FILE:,} bytes: split it")
    else:
        yield from within(inner, file_name, columns)
