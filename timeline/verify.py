"""Whether what is stored still agrees: quotes with texts, texts with hashes, index with rows."""

from __future__ import annotations

from collections.abc import Iterator

from articles.importing.originals import original_path
from articles.models import Article
from articles.versions import earlier_versions, newer_versions, originals_of
from timeline import search
from timeline.building import documents
from timeline.models import Event


def differences() -> Iterator[str]:
    """Yield one sentence for each thing that differs; nothing when all agrees."""
    for article in Article.objects.order_by("pk").iterator(chunk_size=200):
        yield from _article_differences(article)
        texts = [article.text, *(version.text for version in earlier_versions(article))]
        for event in Event.objects.of(article).order_by("pk"):
            if event.earlier < len(texts):
                yield from _slice_differences(event, texts[event.earlier])
            else:
                yield f"Event {event.public_id}: version {event.earlier} of its article is missing."
    yield from _link_differences()
    yield from _index_differences()


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


def _slice_differences(event: Event, text: str) -> Iterator[str]:
    slices = (
        ("quote", event.start, event.end, event.quote),
        ("headline", event.headline_start, event.headline_end, event.headline),
        ("mention", event.mention_start, event.mention_end, event.mention),
    )
    for name, start, end, words in slices:
        if start >= 0 and text[start:end] != words:
            yield f"Event {event.public_id}: its {name} is not what the article has at {start} to {end}."


def _link_differences() -> Iterator[str]:
    for event in Event.objects.filter(lead__lead__isnull=False).order_by("pk"):
        yield f"Event {event.public_id}: its lead has a lead itself."
    for event in Event.objects.leads().filter(sort_key__lt=0).order_by("pk"):
        yield f"Event {event.public_id}: it is not linked yet; run build_timeline."


def _index_differences() -> Iterator[str]:
    wanted = {document.sort_key: document for document in documents.documents()}
    have = search.stored()
    for key in sorted(wanted.keys() - have.keys()):
        yield f"Index: the event with sort key {key} is missing."
    for key in sorted(have.keys() - wanted.keys()):
        yield f"Index: sort key {key} belongs to no event."
    for key in sorted(wanted.keys() & have.keys()):
        if have[key] != (wanted[key].quotes, wanted[key].actors, wanted[key].tokens):
            yield f"Index: the document with sort key {key} is not what the rows say."
    counted = {facet: number for facet, number in search.facet_counts() if number}
    if counted != dict(search.facets_of(wanted.values())):
        yield "Counts: the numbers beside the filters are not what the rows say."
    if search.counters()["events"] != len(wanted):
        yield f"Counts: {search.counters()['events']} events are counted, {len(wanted)} are there."
