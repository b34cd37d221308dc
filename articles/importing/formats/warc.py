"""Web archives (WARC): every page in them that has an article."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.web import decoded, draft_of_page
from articles.importing.limits import LARGEST_FILE

_PAGES = ("text/html", "application/xhtml+xml")


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where the archive is damaged."""
    try:
        for record in ArchiveIterator(io.BytesIO(content)):
            if _is_page(record):
                yield _page(record, file_name)
    except ArchiveLoadFailed as error:
        raise UnreadableFile(f"it is a damaged web archive: {error}") from error


def _is_page(record) -> bool:  # type: ignore[no-untyped-def]
    if record.rec_type not in {"response", "resource"}:
        return False
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().casefold()
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return kind in _PAGES and status == "200"


def _page(record, file_name: str) -> ArticleDraft | Refused:  # type: ignore[no-untyped-def]
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = f"{file_name}, {url}"
    try:
        page, notes = decoded(record.content_stream().read(LARGEST_FILE))
        return draft_of_page(page, name, url=url, notes=notes)
    except UnreadableFile as error:
        return Refused(name, str(error))
