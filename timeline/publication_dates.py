"""Publication dates of articles that bear none, inferred from those that do and kept with
their evidence. A stated date, one of the metadata and a person's are never touched."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from articles.models import Article, ArticleQuerySet
from timeline import engine
from timeline.linking.agreement import Witness, witness
from timeline.linking.nearest import Nearest, find_nearest
from timeline.linking.publication import Evidence, Inference, infer
from timeline.linking.telling import NewsText

_KEPT = 500  # articles whose sentences are kept while others are held against them
_CHANGED = ("published_on", "published_basis", "published_from", "published_evidence", "built_by")
_ASKED = (
    "text",
    "text_hash",
    "outlet",
    "published_on",
    "published_basis",
    "paragraphs",
    "furniture",
)


def infer_publication_dates() -> int:
    """Infer the dates of all articles without one again; return how many changed.

    Those wait for extraction afterwards. The cost grows with the number of dated articles
    and with that of undated ones, not with their product.
    """
    undated = list(Article.objects.without_date_of_their_own().order_by("text_hash"))
    if not undated:
        return 0
    changed = [
        article
        for article, found, sources in _inferences(undated)
        if _note(article, found, sources)
    ]
    with transaction.atomic():
        engine.current().lock()  # another process may be saving accounts that rest on the old day
        same = _unchanged_since(changed)
        Article.objects.bulk_update(same, _CHANGED, batch_size=200)
    return len(same)


def _unchanged_since(articles: list[Article]) -> list[Article]:
    """Those that no other process has given a text or a date of their own in the meantime."""
    asked = [article.pk for article in articles]
    held = Article.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    now = dict(held.without_date_of_their_own().values_list("pk", "text_hash"))
    return [article for article in articles if now.get(article.pk) == article.text_hash]


def _inferences(
    undated: list[Article],
) -> Iterator[tuple[Article, Inference | None, dict[str, str]]]:
    texts = [_news_text(article) for article in undated]
    nearest = find_nearest(texts, map(_news_text, _dated().iterator(chunk_size=200)))
    witnesses = _Witnesses()
    for article, text in zip(undated, texts, strict=True):
        yield article, _inference(text, nearest, witnesses), witnesses.sources


def _inference(text: NewsText, nearest: Nearest, witnesses: _Witnesses) -> Inference | None:
    near = witnesses.of(nearest.near[text.key])
    house = witnesses.of(nearest.house.get(text.outlet, [])) if near else []
    return infer(text, near, house, nearest.rarity)


def _dated() -> ArticleQuerySet:
    return Article.objects.with_date_of_their_own().only(*_ASKED)


def _news_text(article: Article) -> NewsText:
    dated = article.published_basis not in Article.NOT_ITS_OWN
    return NewsText(
        article.text_hash,
        article.story_in_place,
        article.published_on if dated else None,
        article.outlet,
    )


class _Witnesses:
    """The sentences of dated articles, each read once while it is likely to be asked again.

    `sources` names those that were asked for, with the day they appeared.
    """

    def __init__(self) -> None:
        self._known: dict[str, Witness] = {}
        self.sources: dict[str, str] = {}

    def of(self, keys: Iterable[str]) -> list[Witness]:
        asked = list(keys)
        missing = [key for key in asked if key not in self._known]
        if len(self._known) + len(missing) > _KEPT:
            self._known = {key: self._known[key] for key in asked if key in self._known}
        for article in _dated().filter(text_hash__in=missing):
            self._known[article.text_hash] = witness(_news_text(article))
            self.sources[article.text_hash] = f"{article.source} of {_words(article.published_on)}"
        return [self._known[key] for key in asked]


def _note(article: Article, found: Inference | None, sources: dict[str, str]) -> bool:
    """Give the article what was inferred; return whether that is another day or reason."""
    before = _noted(article)
    article.published_on = found.day if found else None
    article.published_basis = Article.Basis.INFERRED if found else Article.Basis.UNKNOWN
    article.published_from = _reason(found, sources) if found else ""
    article.published_evidence = [_evidence_json(one) for one in found.evidence] if found else []
    changed = _noted(article) != before
    if changed:
        article.built_by = ""
    return changed


def _noted(article: Article) -> tuple[object, ...]:
    basis, reason = article.published_basis, article.published_from
    return article.published_on, basis, reason, article.published_evidence


def _reason(found: Inference, sources: dict[str, str]) -> str:
    """Return what it rests on in one sentence: “Thursday” is told of 15 April 2021 by NPR of ..."""
    named = next((one for one in found.evidence if one.words), None)
    what = f"“{named.words}” is told" if named else "its news is told"
    day = _words(named.day if named else found.day)
    told = [sources[one.article] for one in found.evidence]
    return (
        f"{what} of {day} by {' and '.join([', '.join(told[:-1]), told[-1]] if told[1:] else told)}"
    )


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    return asdict(evidence) | {"day": evidence.day.isoformat()}


def _words(day: date | None) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}" if day else ""
