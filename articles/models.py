"""An article exactly as published, and where it came from. Knows nothing of timelines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles.languages import name_of_language


class Slice(NamedTuple):
    """Offsets into `Article.text` in code points, `end` exclusive."""

    start: int
    end: int


class ArticleQuerySet(models.QuerySet["Article"]):
    def in_reading_order(self) -> ArticleQuerySet:
        """Oldest first; those without a date last; never by the order of import."""
        return self.order_by(F("published_on").asc(nulls_last=True), "text_hash")

    def waiting(self) -> ArticleQuerySet:
        """New and changed articles, whose events are still to be extracted."""
        return self.filter(Q(built_by="") | Q(has_newer=True))

    def with_newer_version(self) -> ArticleQuerySet:
        """Those with a text that is still to be taken up."""
        return self.filter(has_newer=True)

    def with_versions(self) -> ArticleQuerySet:
        return self.exclude(version_hashes="")

    def once_with_text(self, text_hash: str) -> ArticleQuerySet:
        """Those that have another version of this hash."""
        return self.with_versions().filter(version_hashes__contains=text_hash)

    def with_date_of_their_own(self) -> ArticleQuerySet:
        """Those whose date is stated, in the metadata or set by a person."""
        return self.exclude(published_basis__in=Article.NOT_ITS_OWN)

    def without_date_of_their_own(self) -> ArticleQuerySet:
        """Those whose date is not known, or inferred from other articles."""
        return self.filter(published_basis__in=Article.NOT_ITS_OWN)

    def some_by_some(self, together: int) -> Iterator[list[Article]]:
        """Yield all of them in the order of their keys, so many at a time."""
        last = 0
        while some := list(self.filter(pk__gt=last).order_by("pk")[:together]):
            yield some
            last = some[-1].pk


class Article(models.Model):
    """One article: its text (promise 1), what it says of itself, and its original's place.

    `paragraphs` are slices of `text`, [start, end] in code points, in order; a paragraph's
    number is its place in the list, from 1. `furniture` are slices that are no part of the
    story ([start, end, kind], kind one of FURNITURE): kept, shown as such, never an event.
    `repairs` are sentences that say what was changed between the original's bytes and
    `text`. `published_from` holds the words that state the date, or the reason for it;
    `published_evidence` what an inferred one rests on: sentences of this article (start, end,
    the words that name the day) beside those of dated articles (hash, their_start, their_end,
    the day they tell of, likeness). `pages` are the pages that the paragraphs stand on, one
    each, or none at all where the source has no pages. `language` is its ISO 639 code, "" where
    the text does not tell. `built_by` names what extracted the article's events; "" while that
    is still to be done.

    `versions` are the other texts of the article (see versions.py): those before the present
    one, and, while `has_newer`, those after it that the next build takes up. `version_hashes`
    are their hashes, one a line; `address_key` and `title_key` are what another version is
    known by.
    """

    class Basis(models.TextChoices):
        STATED = "stated", "stated in the article"
        METADATA = "metadata", "stated in the file's metadata"
        INFERRED = "inferred", "inferred from other articles"
        PERSON = "person", "set by an editor"
        UNKNOWN = "unknown", "not known"

    NOT_ITS_OWN = (Basis.INFERRED, Basis.UNKNOWN)
    FURNITURE = ("header", "copyright", "credit", "byline", "advertisement")

    text = models.TextField()
    text_hash = models.CharField(max_length=64, unique=True)
    title = models.TextField(blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_basis = models.CharField(max_length=8, choices=Basis, default=Basis.UNKNOWN)
    published_from = models.TextField(blank=True)
    published_evidence = models.JSONField(default=list, blank=True)
    paragraphs = models.JSONField(default=list)
    furniture = models.JSONField(default=list, blank=True)
    pages = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=8, blank=True)
    repairs = models.JSONField(default=list, blank=True)
    file_name = models.CharField(max_length=500, blank=True)
    original_hash = models.CharField(max_length=64, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)
    built_by = models.CharField(max_length=64, blank=True, db_index=True)
    decisions = models.JSONField(default=dict, blank=True)
    versions = models.JSONField(default=list, blank=True)
    has_newer = models.BooleanField(default=False)
    version_hashes = models.TextField(blank=True)
    address_key = models.CharField(max_length=32, blank=True, db_index=True)
    title_key = models.CharField(max_length=32, blank=True, db_index=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("id"), condition=~Q(version_hashes=""), name="article_with_versions"),
            models.Index(F("id"), condition=Q(has_newer=True), name="article_with_newer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_basis="unknown")
                | Q(published_on__isnull=False) & ~Q(published_basis="unknown"),
                name="article_date_has_a_basis",
                violation_error_message="A publication date needs a basis, and a basis a date.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="article_has_text",
                violation_error_message="An article needs a text.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.opening_words

    def get_absolute_url(self) -> str:
        return reverse("article-detail", args=[self.pk])

    @staticmethod
    def hash_of(text: str) -> str:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    @property
    def source(self) -> str:
        """The outlet; an article whose outlet is unknown is a source of its own."""
        return self.outlet or f"Source {self.pk}"

    @property
    def opening_words(self) -> str:
        """The first paragraph that is no furniture, cut at a word within 90 characters."""
        for start, end in self.story():
            words = " ".join(self.text[start:end].split())
            return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …"
        return self.file_name or f"Article {self.pk}"

    @property
    def original_url(self) -> str:
        """The article's address if it can be followed safely (http or https), else ''."""
        return self.url if urlsplit(self.url).scheme in {"http", "https"} else ""

    @property
    def is_english(self) -> bool:
        """Whether events are read out of it: a text that does not tell is taken for English."""
        return self.language in ("", "en")

    @property
    def language_name(self) -> str:
        return name_of_language(self.language)

    def page_of(self, paragraph: int) -> int | None:
        """The page that a paragraph (by its number) begins on; None where there are no pages."""
        return self.pages[paragraph - 1] if 1 <= paragraph <= len(self.pages) else None

    def story(self) -> list[Slice]:
        """The paragraphs less their furniture; what is left empty is left out."""
        return [piece for start, end in self.paragraphs for piece in self._story_of(start, end)]

    @property
    def story_in_place(self) -> str:
        """The text with spaces for what is no part of the story, so that offsets hold."""
        parts, place = [], 0
        for start, end in self.story():
            parts += [" " * (start - place), self.text[start:end]]
            place = end
        return "".join(parts)

    def _story_of(self, start: int, end: int) -> list[Slice]:
        pieces, place = [], start
        for cut_start, cut_end, _kind in self.furniture:
            if cut_end > place and cut_start < end:
                pieces.append(Slice(place, max(place, cut_start)))
                place = min(end, cut_end)
        pieces.append(Slice(place, end))
        return [piece for piece in pieces if self.text[piece.start : piece.end].strip()]

    def paragraph_at(self, offset: int) -> int:
        """The number (from 1) of the paragraph that holds `offset`; 0 for none."""
        for number, (start, end) in enumerate(self.paragraphs, start=1):
            if start <= offset < end:
                return number
        return 0
