"""From a draft to an article, once: same text, same article; a correction is a version of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction

from articles.importing.drafts import ArticleDraft
from articles.importing.language import language_of
from articles.importing.originals import keep_original
from articles.importing.versions import (
    add_version,
    article_of,
    fill_in,
    set_keys,
    version_of,
)
from articles.models import Article
from articles.versions import Version

_SAVING = 0x_A27_1C1E  # any number, the same in every process
_EARLIER = "an earlier version of an article that is here in a newer one"
_OLDER = "an older or shorter version of an article that is here: kept beside it"
_NEWER = "a newer version of an article that is here: what changed is on its page"


@dataclass(frozen=True, slots=True)
class Saved:
    """The article that bears the text; `status` is imported, changed or unchanged.

    `note` says in what way, where that is not plain.
    """

    article: Article
    status: str
    note: str = ""


def save_draft(draft: ArticleDraft) -> Saved:
    """Save the text as a new article, or as another version of the one that it belongs to."""
    version = version_of(_fields_of(draft))
    with transaction.atomic():
        _wait_for_turn()
        return _known(version) or _another_version(version) or _new(version)


def _wait_for_turn() -> None:
    """One article is saved at a time, so that two imports of one text, or of two versions of
    one article, find each other's. SQLite has no other way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SAVING])


def _fields_of(draft: ArticleDraft) -> dict[str, Any]:
    fields = asdict(draft)
    original = fields.pop("original")
    fields["text_hash"] = Article.hash_of(draft.text)
    fields["language"] = language_of(draft.text)
    fields["paragraphs"] = [list(piece) for piece in draft.paragraphs]
    fields["furniture"] = [[item.start, item.end, item.kind] for item in draft.furniture]
    fields["repairs"], fields["pages"] = list(draft.repairs), list(draft.pages)
    fields["original_hash"] = keep_original(original) if original else ""
    fields["file_name"] = printable(draft.file_name)[-500:]
    return fields


def _known(version: Version) -> Saved | None:
    article = Article.objects.filter(text_hash=version.text_hash).first()
    if article is not None:
        filled = fill_in(article, version)
        note = f"The same text, which now has its {' and '.join(filled)}." if filled else ""
        return Saved(article, "changed" if filled else "unchanged", note)
    once = Article.objects.once_with_text(version.text_hash).order_by("pk").first()
    return Saved(once, "unchanged", _told(_EARLIER, once)) if once else None


def _another_version(version: Version) -> Saved | None:
    article = article_of(version)
    if article is None:
        return None
    if add_version(article, version):
        return Saved(article, "changed", _told(_NEWER, article))
    return Saved(article, "unchanged", _told(_OLDER, article))


def _told(what: str, article: Article) -> str:
    return f"It is {what}: {article}."


def _new(version: Version) -> Saved:
    fields = asdict(version)
    del fields["came_at"], fields["number"]
    article = Article(**fields)
    set_keys(article)
    article.save(force_insert=True)
    return Saved(article, "imported")


def printable(words: str) -> str:
    """Without what no output can encode: a name's undecodable bytes, lone surrogates."""
    return words.encode("utf-8", "replace").decode("utf-8")
