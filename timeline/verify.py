"""Whether what is stored still agrees: quotes with texts, texts with hashes, index with rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models.functions import Coalesce

from articles.importing.originals import original_path
from articles.models import Article
from articles.versions import earlier_versions, newer_versions, originals_of
from timeline import search
from timeline.building import dated, documents, indexing
from timeline.models import Event
from timeline.page.closed import MADE_BY

_TOGETHER = 200  # articles
_NAMES = ("quote", "headline", "mention")
_SLICES = (
    *("public_id", "earlier"),
    *("start", "end", "quote"),
    *("headline_start", "headline_end", "headline"),
    *("mention_start", "mention_end", "mention"),
)


def differences(compared: Callable[[], object] | None = None) -> Iterator[str]:
    """Yield one sentence for each thing that differs; nothing when all agrees.

    What the index holds of articles that wait for their events is what they were; it is not
    compared, nor are counts while some wait. `compared` is called for each article, and for each
    document of the index.
    """
    compared = compared or (lambda: None)
    for articles in Article.objects.some_by_some(_TOGETHER):
        accounts = _accounts_in(articles)
        for article in articles:
            yield from _article_differences(article)
            texts = [article.text, *(version.text for version in earlier_versions(article))]
            for account in accounts[article.pk]:
                yield from _slice_differences(account, texts)
            compared()
    yield from _link_differences()
    yield from dated.differences()
    yield from _index_differences(compared)


def _article_differences(article: Article) -> Iterator[str]:
    if Article.hash_of(article.text) != article.text_hash:
        yield f"Article {article.pk}: its text does not have the hash {article.text_hash}."
    for number, text, text_hash in _other_texts(article):
        if Article.hash_of(text) != text_hash:
            yield f"Article {article.pk}: version {number} does not have the hash {text_hash}."
    for original in originals_of(article):
        if not original_path(original).exists():
            yield f"Article {article.pk}: its original {original} is missing."


def _other_texts(article: Article) -> Iterator[tuple[int, str, str]]:
    versions = [*earlier_versions(article), *newer_versions(article)]
    for number, version in enumerate(versions, 1):
        yield number, version.text, version.text_hash


def _accounts_in(articles: Iterable[Article]) -> Mapping[int, list[tuple[Any, ...]]]:
    """The accounts of each article as they stand in it: values as in `_SLICES`."""
    found = defaultdict(list)
    rows = Event.objects.filter(article__in=articles).order_by("pk")
    for article, *values in rows.values_list("article_id", *_SLICES):
        found[article].append(tuple(values))
    return found


def _slice_differences(account: tuple[Any, ...], texts: Sequence[str]) -> Iterator[str]:
    public_id, earlier, *slices = account
    if earlier >= len(texts):
        yield f"Event {public_id}: version {earlier} of its article is missing."
        return
    for name, start, end, words in zip(
        _NAMES, slices[::3], slices[1::3], slices[2::3], strict=True
    ):
        if start >= 0 and texts[earlier][start:end] != words:
            yield f"Event {public_id}: its {name} is not what the article has at {start} to {end}."


def _link_differences() -> Iterator[str]:
    for event in Event.objects.filter(lead__lead__isnull=False).order_by("pk").iterator():
        yield f"Event {event.public_id}: its lead has a lead itself."
    for event in Event.objects.leads().filter(sort_key__lt=0).order_by("pk").iterator():
        yield f"Event {event.public_id}: it is not linked yet; run build_timeline."


def _index_differences(compared: Callable[[], object]) -> Iterator[str]:
    """Both are read in the order of the sort keys, side by side, and counted on the way."""
    counted: Counter[search.Facet] = Counter()
    events = 0
    waiting = _waiting_keys()
    for key, wanted, have in _side_by_side(documents.in_order(), indexing.stored_in_order()):
        if wanted:
            events += 1
            counted.update(set(wanted.facets))
        if key not in waiting:
            yield from _document_differences(key, wanted, have)
        compared()
    if not Article.objects.waiting().exists():
        yield from _count_differences(counted, events)


def _document_differences(
    key: int, wanted: indexing.Document | None, have: indexing.Stored | None
) -> Iterator[str]:
    if wanted is None:
        yield f"Index: sort key {key} belongs to no event."
    elif have is None:
        yield f"Index: the event with sort key {key} is missing."
    elif have[:-1] != wanted.stored[:-1]:
        yield f"Index: the document with sort key {key} is not what the rows say."
    elif (entry := have[-1]) and entry[0] == MADE_BY and entry != wanted.entry:
        yield f"Entries: what is kept for the event with sort key {key} is not what the rows say."


def _waiting_keys() -> set[int | None]:
    """The sort keys of the events that articles tell which wait for their events."""
    accounts = Event.objects.filter(article__in=Article.objects.waiting())
    return set(accounts.values_list(Coalesce("lead__sort_key", "sort_key"), flat=True))


def _side_by_side(
    wanted: Iterator[indexing.Document], have: Iterator[tuple[int, indexing.Stored]]
) -> Iterator[tuple[int, indexing.Document | None, indexing.Stored | None]]:
    """Yield each sort key with what should be there and what is; None for nothing."""
    document, found = next(wanted, None), next(have, None)
    while document or found:
        keys = [document.sort_key] if document else []
        keys += [found[0]] if found else []
        key = min(keys)
        there = document if document and document.sort_key == key else None
        stored = found[1] if found and found[0] == key else None
        yield key, there, stored
        document = next(wanted, None) if there else document
        found = next(have, None) if stored else found


def _count_differences(counted: Counter[search.Facet], events: int) -> Iterator[str]:
    for facet, number in search.facet_counts():
        if counted.pop(facet, 0) != number:
            yield f"Counts: {number} events are counted for {facet.kind} {facet.name!r}; the rows say otherwise."
    for facet in counted:
        yield f"Counts: no events are counted for {facet.kind} {facet.name!r}; the rows say otherwise."
    kept = search.counters()
    if kept["events"] != events:
        yield f"Counts: {kept['events']} events are counted, {events} are there."
    if packed := indexing.left_over():
        yield f"Index: what {packed} events bear is kept that are not there."
    articles, undated = Article.objects.count(), documents.undated()
    if events and (kept["articles"], kept["undated"]) != (articles, undated):
        yield (
            f"Counts: {kept['articles']} articles and {kept['undated']} undated events are counted,"
            f" {articles} and {undated} are there."
        )
