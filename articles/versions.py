"""The texts that an article has had: a correction replaces a text, and loses none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from articles.models import Article, Slice


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article with what its source states; the fields are those of Article.

    `came_at` is when it was imported. `number` is its place among the earlier ones, from 1: an
    account that the present text no longer bears keeps it. 0 for one that waits.
    """

    text: str
    text_hash: str
    title: str
    outlet: str
    byline: str
    url: str
    published_on: date | None
    published_basis: str
    published_from: str
    paragraphs: list[list[int]]
    furniture: list[list[Any]]
    pages: list[int]
    language: str
    repairs: list[str]
    file_name: str
    original_hash: str
    came_at: datetime
    number: int = 0

    @property
    def passages(self) -> list[str]:
        """The words of each paragraph."""
        return [self.text[start:end] for start, end in self.paragraphs]


FIELDS = tuple(one.name for one in fields(Version) if one.name not in {"came_at", "number"})


def earlier_versions(article: Article) -> list[Version]:
    """The texts that the present one replaced, in the order of their numbers."""
    taken = [one for one in article.versions if not one["waits"]]
    return [_version(one, number) for number, one in enumerate(taken, 1)]


def newer_versions(article: Article) -> list[Version]:
    """The texts that wait to replace the present one, in the order in which they came."""
    return [_version(one, 0) for one in article.versions if one["waits"]]


def present_version(article: Article) -> Version:
    values = {name: getattr(article, name) for name in FIELDS}
    return Version(**values, came_at=article.imported_at)


def originals_of(article: Article) -> Iterator[str]:
    """The hashes of the files that its texts were read from, the present one's first."""
    hashes = [article.original_hash, *(one["original_hash"] for one in article.versions)]
    yield from dict.fromkeys(one for one in hashes if one)


def version_json(version: Version, *, waits: bool) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(version, name) for name in FIELDS}
    day = version.published_on
    kept["published_on"] = day.isoformat() if day else None
    return kept | {"came_at": version.came_at.isoformat(), "waits": waits}


def _version(kept: Mapping[str, Any], number: int) -> Version:
    values = {name: kept[name] for name in FIELDS}
    day = values["published_on"]
    values["published_on"] = date.fromisoformat(day) if day else None
    came_at = datetime.fromisoformat(kept["came_at"])
    return Version(**values, came_at=came_at, number=number)


def slices_of(version: Version) -> list[Slice]:
    return [Slice(start, end) for start, end in version.paragraphs]
