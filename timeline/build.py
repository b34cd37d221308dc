"""Extraction and linking into rows: the only writer of extracted events.

Twice is the same as once: an account is known by its place in its article, so a build
updates what is still found, drops what is gone, and keeps what bears a person's decision.
Articles are taken in batches; each batch and the linking of all accounts is one
transaction, so that a build that is stopped leaves a whole timeline and goes on later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from articles.models import Article
from timeline import engine, mentions, rows, search
from timeline.building import ReaderLost, dated, documents, one_at_a_time
from timeline.building.extracting import (
    Extracted,
    Progress,
    accounts_of,
    extracted,
    extracted_or_not,
)
from timeline.building.linking import Changes, link
from timeline.building.moving import take_up_version
from timeline.decisions import effects
from timeline.extraction import find_mentions
from timeline.models import Event
from timeline.nlp import model_name
from timeline.publication_dates import infer_publication_dates

BATCH = 200  # articles a transaction


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Counts over the whole timeline after a build; `built` articles were extracted."""

    built: int
    accounts: int
    events: int
    undated: int


def build_new(
    progress: Progress | None = None, waiting: Callable[[], object] | None = None
) -> BuildReport:
    """Extract the articles that wait for it and link all accounts.

    `waiting` is called if another build is under way: this one then waits for its turn.
    """
    with one_at_a_time(waiting):
        return _build(progress)


def rebuild_all(progress: Progress | None = None) -> BuildReport:
    """Extract and link everything again; decisions stay."""
    with one_at_a_time():
        want_all()
        return _build(progress)


def want_all() -> None:
    """Have every article wait for its extraction again."""
    Article.objects.update(built_by="")


def prepare() -> None:
    """Take up the texts of corrected articles and infer the days of undated ones: whatever
    makes an article wait, before those that wait are extracted. After an upgrade make the entries
    of the timeline anew."""
    _take_up_versions()
    if Article.objects.waiting().exists():
        infer_publication_dates()
    documents.keep_entries()


def build_some(keys: Collection[int], stop: Callable[[], bool]) -> list[int]:
    """Extract and link those of the articles that still wait for it, until `stop` says so.

    Returns the keys of articles that could not be read: they wait on, and keep no other
    article off the timeline.
    """
    waiting = Article.objects.waiting().filter(pk__in=keys)
    found, unread = extracted_or_not(waiting, stop)
    if found:
        _save(found)
    return unread


def delete_article(article: Article) -> BuildReport:
    """Delete the article and take its accounts out of the events."""
    with transaction.atomic():
        engine.current().lock()
        key = article.pk
        changes = Changes()
        changes.note(article)
        release(Event.objects.of(article))
        mentions.write(article, ())
        article.delete()
        dated.take_up([key])
        link(changes)
    return _build(None) if infer_publication_dates() else report(built=0)


def read_again(article: Article) -> list[Event]:
    """Return the accounts of the article as it is, as rows that are not saved yet."""
    return accounts_of(article)


def save_again(article: Article, events: list[Event], changes: Changes) -> None:
    """Put these in place of the accounts of the article, and note what that changes."""
    changes.note(article)
    _save_accounts(article, events)
    changes.note(article)


def _build(progress: Progress | None) -> BuildReport:
    built = 0
    prepare()
    for batch in _batches(extracted(Article.objects.waiting(), progress)):
        _save(batch)
        built += len(batch)
    return report(built=built)


def _save(batch: Iterable[Extracted]) -> None:
    """Write the accounts of these articles and link them, at once or not at all."""
    changes = Changes()
    with transaction.atomic():
        engine.current().lock()
        for article, events in _as_they_are(batch):
            save_again(article, events, changes)
        link(changes)


def _take_up_versions() -> None:
    """Give corrected articles their new text, their accounts moved to where they stand now."""
    for key in list(Article.objects.with_newer_version().values_list("pk", flat=True)):
        changes = Changes()
        with transaction.atomic():
            engine.current().lock()
            article = Article.objects.with_newer_version().filter(pk=key).first()
            if article is None:
                continue
            changes.note(article)
            lost = take_up_version(article)
            release(lost)
            Event.objects.filter(pk__in=[event.pk for event in lost]).delete()
            changes.note(article)
            link(changes)


def _as_they_are(batch: Iterable[Extracted]) -> list[Extracted]:
    """Those whose article still is what was read; another process may have changed it since."""
    asked = [article.pk for article, _events in batch]
    held = Article.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    now = {article.pk: _read_of(article) for article in held}
    return [
        (article, events) for article, events in batch if now.get(article.pk) == _read_of(article)
    ]


def _read_of(article: Article) -> tuple[object, ...]:
    return article.text_hash, article.published_on, article.published_basis, article.outlet


def _batches(found: Iterator[Extracted]) -> Iterator[list[Extracted]]:
    """Yield what was extracted, BATCH articles at a time; what came before a fault as well."""
    batch: list[Extracted] = []
    try:
        for extracted in found:
            batch.append(extracted)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except ReaderLost:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _save_accounts(article: Article, events: list[Event]) -> None:
    found = mentions.day_mentions(article, find_mentions(rows.article_text(article)), events)
    mentions.write(article, list(found))
    events = _with_decisions(article, events)
    Event.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=rows.IDENTITY,
        update_fields=rows.EXTRACTED,
    )
    places = {(event.headline_start, event.mention_start) for event in events}
    gone = Event.objects.of(article).gone(kept=places)
    release(gone.undecided())
    gone.undecided().delete()
    gone.extracted().update(found=False)
    Article.objects.filter(pk=article.pk).update(built_by=model_name())


def _with_decisions(article: Article, events: list[Event]) -> list[Event]:
    """The accounts, just extracted, with what a person decided of them; without those that a
    person had added before they were found."""
    places = {(event.headline_start, event.mention_start): event for event in events}
    for decided in Event.objects.of(article).decided().filter(earlier=0):
        place = (decided.headline_start, decided.mention_start)
        if "added" in decided.decisions:
            places.pop(place, None)
        elif place in places:
            effects.carry_over(places[place], decided.decisions)
    return list(places.values())


def release(leaving: Iterable[Event]) -> None:
    """Make the accounts that have one of these for a lead their own, until linked again."""
    orphans = list(Event.objects.filter(lead__in=[event.pk for event in leaving]))
    for orphan in orphans:
        orphan.lead = None
        orphan.sort_key = rows.waiting_key(orphan.public_id)
    Event.objects.bulk_update(orphans, ["lead", "sort_key"])


def report(*, built: int) -> BuildReport:
    counted = search.counters()
    return BuildReport(built, Event.objects.count(), counted["events"], counted["undated"])
