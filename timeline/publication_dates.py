"""Publication dates of articles that bear none, inferred from those that do and kept with
their evidence. A stated date, one of the metadata and a person's are never touched."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from articles.models import Article, ArticleQuerySet
from timeline import engine
from timeline.building import dated, undated
from timeline.linking.agreement import Witness, witness
from timeline.linking.publication import Evidence, Inference, infer

_KEPT = 500  # articles whose sentences are kept while others are held against them
_TOGETHER = 50  # undated articles
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
    """Infer the dates of the articles without one that are new, or whose day rests on what has
    changed; return how many changed.

    Those wait for extraction afterwards. The cost grows with the articles that wait and with
    those that they can change, not with the others.
    """
    dated.take_up(Article.objects.waiting().values_list("pk", flat=True))
    dated.take_up(dated.missing())
    witnesses, changed = _Witnesses(), 0
    while waiting := undated.waiting():
        keys = sorted(waiting)
        for start in range(0, len(keys), _TOGETHER):
            changed += _infer(keys[start : start + _TOGETHER], waiting, witnesses)
    return changed


def _infer(keys: Sequence[int], waiting: Mapping[int, int], witnesses: _Witnesses) -> int:
    """Infer the days of these articles; return how many changed."""
    stored = undated.Stored()
    asked = list(Article.objects.without_date_of_their_own().filter(pk__in=keys))
    grounds = {article.pk: undated.ground_of(article, stored) for article in asked}
    changed = [
        article
        for article in asked
        if not undated.is_as_before(article.pk, grounds[article.pk])
        and _note(article, _inference(article, grounds[article.pk], stored, witnesses), witnesses)
    ]
    if lost := dated.keys_of(witnesses.lost) | ({*keys} - grounds.keys()):
        dated.take_up(lost)  # they were changed by other means
        witnesses.lost.clear()
        return 0
    with transaction.atomic():
        engine.current().lock()  # another process may be saving accounts that rest on the old day
        same = _unchanged_since(changed)
        Article.objects.bulk_update(same, _CHANGED, batch_size=200)
        for key, ground in grounds.items():
            undated.settle(waiting[key], key, ground)
    return len(same)


def _inference(
    article: Article, ground: undated.Ground, stored: undated.Stored, witnesses: _Witnesses
) -> Inference | None:
    near, house = witnesses.of(ground.near), witnesses.of(ground.house)
    return infer(dated.news_text(article), near, house, stored.rarity(ground.terms))


def _unchanged_since(articles: list[Article]) -> list[Article]:
    """Those that no other process has given a text or a date of their own in the meantime."""
    asked = [article.pk for article in articles]
    held = Article.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    now = dict(held.without_date_of_their_own().values_list("pk", "text_hash"))
    return [article for article in articles if now.get(article.pk) == article.text_hash]


def _dated() -> ArticleQuerySet:
    return Article.objects.with_date_of_their_own().only(*_ASKED)


class _Witnesses:
    """The sentences of dated articles, each read once while it is likely to be asked again.

    `sources` names those that were asked for, with the day they appeared.
    """

    def __init__(self) -> None:
        self._known: dict[str, Witness] = {}
        self.sources: dict[str, str] = {}
        self.lost: set[str] = set()  # those asked for that have no date any more

    def of(self, keys: Iterable[str]) -> list[Witness]:
        asked = list(keys)
        missing = [key for key in asked if key not in self._known]
        if len(self._known) + len(missing) > _KEPT:
            self._known = {key: self._known[key] for key in asked if key in self._known}
        for article in _dated().filter(text_hash__in=missing):
            self._known[article.text_hash] = witness(dated.news_text(article))
            self.sources[article.text_hash] = f"{article.source} of {_words(article.published_on)}"
        self.lost.update(key for key in missing if key not in self._known)
        return [self._known[key] for key in asked if key in self._known]


def _note(article: Article, found: Inference | None, witnesses: _Witnesses) -> bool:
    """Give the article what was inferred; return whether that is another day or reason."""
    before = _noted(article)
    article.published_on = found.day if found else None
    article.published_basis = Article.Basis.INFERRED if found else Article.Basis.UNKNOWN
    article.published_from = _reason(found, witnesses.sources) if found else ""
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
