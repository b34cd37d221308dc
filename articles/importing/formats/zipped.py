"""ZIP archives of any files that can be read. Nothing of them is ever written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.archives import check_expansion
from articles.importing.formats.inner import within
from articles.importing.limits import LARGEST_FILE

_MOST_FILES = 20_000


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where the archive is damaged, or blown up beyond its limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if _is_article(one)]
            _check(members, len(content))
            for member in sorted(members, key=lambda one: one.filename):
                yield from _member(archive, member, file_name, columns)
    except zipfile.BadZipFile as error:
        raise UnreadableFile(f"it is a damaged ZIP: {error}") from error


def _is_article(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not (member.is_dir() or hidden or not parts or parts[-1].upper().startswith("README"))


def _check(members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > _MOST_FILES:
        raise UnreadableFile(f"it has {len(members):,} files, more than {_MOST_FILES:,}: split it")
    check_expansion(members, size)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    name = f"{file_name}/{member.filename}"
    if member.flag_bits & 1:
        yield Refused(name, "it is locked with a password: unpack it first")
        return
    if member.file_size > LARGEST_FILE:
        yield Refused(name, f"it has {member.file_size:,} bytes, more than {LARGEST_FILE:,}")
        return
    try:
        with archive.open(member) as file:
            inner = file.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        yield Refused(name, f"it is damaged within its archive: {error}")
        return
    if len(inner) > LARGEST_FILE:
        yield Refused(name, f"it has more than {LARGEST_FILE:,} bytes")
        return
    yield from within(inner, name, columns)
