"""From files to articles: read by format, saved once. The only writer of Article."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.limits import LARGEST_FILE
from articles.importing.originals import forget_drafts
from articles.importing.readers import Reader
from articles.importing.saving import printable, save_draft
from articles.models import Article

STANDARD_INPUT = Path("-")
NO_FILE = Path()  # of an article that was fetched: the part then begins with its address


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or a part of it: `status` is imported, changed (a newer version of
    an article, or facts of it that were not known), unchanged or unreadable.

    `name` is the path, followed by the part ("feed.xml, item 3") where it has several.
    `reason` says why it is unreadable, else what was noticed while reading ("").
    """

    path: Path
    status: str
    reason: str = ""
    article: Article | None = None
    part: str = ""

    @property
    def name(self) -> str:
        path = "standard input" if self.path == STANDARD_INPUT else self.path
        path = "" if self.path == NO_FILE else path
        return printable(f"{path}{self.part}")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` stand for, folders walked in order of name.

    Hidden files and a folder's README are no articles. A path that does not exist is kept,
    so that importing it says so.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(_files_below(path))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.upper().startswith("README"):
                yield Path(place, name)


def import_files(
    files: Iterable[Path], columns: Mapping[str, str] | None = None
) -> Iterator[Outcome]:
    """Import each file and yield what became of it; one that fails stops no other.

    `columns` say which fact (text, title, published, outlet, byline, url) a table's column or
    a record's field of that name holds.
    """
    forget_drafts()
    with Reader() as reader:
        for path in files:
            yield from import_file(path, columns, reader)


def import_file(
    path: Path, columns: Mapping[str, str] | None = None, reader: Reader | None = None
) -> Iterator[Outcome]:
    """Import one file; `reader` is the one that reads others, too."""
    try:
        content = _content_of(path)
        yield from import_content(content, path, columns, reader)
    except UnreadableFile as error:
        yield Outcome(path, "unreadable", printable(str(error)))


def import_draft(draft: ArticleDraft, path: Path) -> Outcome:
    """Import an article that was read from no file."""
    return _saved_outcome(path, draft, "")


def import_content(
    content: bytes,
    path: Path,
    columns: Mapping[str, str] | None = None,
    reader: Reader | None = None,
    *,
    url: str = "",
) -> Iterator[Outcome]:
    """Import what was read from `path`, or fetched from `url`. Raises UnreadableFile with the
    reason."""
    with nullcontext(reader) if reader else Reader() as reading:
        name = "standard input" if path == STANDARD_INPUT else path.name
        for one in reading.read(content, name, columns):
            part = one.file_name.removeprefix(name)
            if isinstance(one, Refused):
                yield Outcome(path, "unreadable", printable(one.reason), part=part)
            else:
                draft = one if one.original else replace(one, original=content)
                draft = draft if draft.url or not url else replace(draft, url=url)
                yield _saved_outcome(path, draft, part)


def _content_of(path: Path) -> bytes:
    """Return the file's bytes. Raises UnreadableFile with the reason."""
    if path == STANDARD_INPUT:
        return _standard_input()
    try:
        if not path.is_file():
            raise UnreadableFile("there is no such file" if not path.exists() else "it is no file")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableFile(f"it has {size:,} bytes, more than {LARGEST_FILE:,}: split it")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"it could not be opened: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableFile(f"its name is no file name: {error}") from error


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(f"it has more than {LARGEST_FILE:,} bytes: split it")
    return content


def _saved_outcome(path: Path, draft: ArticleDraft, part: str) -> Outcome:
    saved = save_draft(draft)
    said = " ".join(filter(None, (saved.note, *draft.repairs)))
    return Outcome(path, saved.status, printable(said), saved.article, part)
