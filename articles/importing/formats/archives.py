"""How large a ZIP may be once it is unpacked: Office documents are ZIPs, too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from articles.importing.drafts import UnreadableFile
from articles.importing.limits import LARGEST_EXPANSION, LARGEST_FILE


def check_document(content: bytes, what: str) -> None:
    """Raises UnreadableFile where the document is damaged, or blown up beyond its limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_expansion(archive.infolist(), len(content))
    except zipfile.BadZipFile as error:
        raise UnreadableFile(f"it is a damaged {what}: {error}") from error


def check_expansion(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Raises UnreadableFile where the members together are far larger than their archive."""
    whole = sum(member.file_size for member in members)
    if whole > max(LARGEST_EXPANSION * size, LARGEST_FILE):
        raise UnreadableFile(
            f"its files would be {whole // max(size, 1):,} times as large as it is, more than"
            f" {LARGEST_EXPANSION} times: unpack it yourself if you trust it"
        )
