"""Extraction and linking into rows: the only writer of extracted events.

Twice is the same as once: an account is known by its place in its article, so a build
updates what is still found, drops what is gone, and keeps what bears a person's decision.
Articles are taken in batches; each batch and the linking of all accounts is one
transaction, so that a build that is stopped leaves a whole timeline and goes on later.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from articles.models import Article
from timeline import mentions, rows, search
from timeline.building import ReaderLost
from timeline.building.readers import processes_for, read
from timeline.extraction import ArticleText, find_mentions
from timeline.linking.aliases import canonical_names
from timeline.linking.attention import attention
from timeline.linking.copies import Runs, independent_texts, runs_of
from timeline.linking.grouping import group
from timeline.linking.salience import Weighed, weigh
from timeline.linking.shapes import LinkAccount
from timeline.main_events import main_ids
from timeline.models import Event
from timeline.nlp import model_name
from timeline.publication_dates import infer_publication_dates

logger = logging.getLogger(__name__)

BATCH = 200  # articles a transaction
FETCHED = 50  # articles read from the database at a time
MOST_SOURCES = 9  # "at least so many sources" can be asked up to here
LINKED = ("lead", "sort_key", "actors", "named", "salience", "sources", "independent_texts")
Progress = Callable[[Article], object]
Extracted = tuple[Article, list[Event]]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Counts over the whole timeline after a build; `built` articles were extracted."""

    built: int
    accounts: int
    events: int
    undated: int


def build_new(progress: Progress | None = None) -> BuildReport:
    """Extract the articles that wait for it and link all accounts."""
    return _build(progress)


def rebuild_all(progress: Progress | None = None) -> BuildReport:
    """Extract and link everything again; decisions stay."""
    Article.objects.update(built_by="")
    return _build(progress)


def delete_article(article: Article) -> BuildReport:
    """Delete the article and take its accounts out of the events."""
    with transaction.atomic():
        _release(Event.objects.of(article))
        mentions.write(article, ())
        article.delete()
        link_all()
    return _build(None) if infer_publication_dates() else _report(built=0)


def _build(progress: Progress | None) -> BuildReport:
    built = 0
    if Article.objects.waiting().exists():
        infer_publication_dates()
    for batch in _batches(_extracted(progress)):
        with transaction.atomic():
            for article, events in batch:
                _save_accounts(article, events)
            link_all()
        built += len(batch)
    return _report(built=built)


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


def _extracted(progress: Progress | None) -> Iterator[Extracted]:
    """Yield the articles that wait with their accounts as rows, in reading order."""
    waiting = Article.objects.waiting()
    characters = waiting.aggregate(all=Sum(Length("text")))["all"] or 0
    ahead: deque[Article] = deque()  # given to be read, not yet back
    texts = _texts(list(waiting.in_reading_order().values_list("pk", flat=True)), ahead)
    processes = processes_for(characters)
    for accounts in read(texts, model=settings.SPACY_MODEL, processes=processes):
        article = ahead.popleft()
        events = _sound(article, [rows.event_of(article, account) for account in accounts])
        logger.info("article %s: %d accounts", article.pk, len(events))
        if progress:
            progress(article)
        yield article, events


def _texts(keys: Sequence[int], ahead: deque[Article]) -> Iterator[ArticleText]:
    """Yield each article's text, the article itself put into `ahead`; a few are held at a time."""
    for start in range(0, len(keys), FETCHED):
        some = Article.objects.in_bulk(keys[start : start + FETCHED])
        for key in keys[start : start + FETCHED]:
            if key in some:  # or it was deleted since
                ahead.append(some[key])
                yield rows.article_text(some[key])


def _sound(article: Article, events: list[Event]) -> list[Event]:
    """The events that the database will take. Any other is a fault of ours: it is logged and
    left out, so that one sentence cannot keep an article, or all of them, off the timeline."""
    sound: dict[tuple[int, int], Event] = {}
    for event in events:
        place = (event.headline_start, event.mention_start)
        if place in sound or not rows.is_sound(event):
            logger.error("article %s: an account at %s was left out", article.pk, place)
        else:
            sound[place] = event
    return list(sound.values())


def _save_accounts(article: Article, events: list[Event]) -> None:
    Event.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=rows.IDENTITY,
        update_fields=rows.EXTRACTED,
    )
    gone = Event.objects.of(article).gone(kept={event.public_id for event in events})
    _release(gone.undecided())
    gone.undecided().delete()
    gone.update(found=False)
    named = find_mentions(rows.article_text(article))
    mentions.write(article, mentions.day_mentions(article, named, events))
    Article.objects.filter(pk=article.pk).update(built_by=model_name())


def _release(leaving: Iterable[Event]) -> None:
    """Make the accounts that have one of these for a lead their own, until linked again."""
    orphans = list(Event.objects.filter(lead__in=[event.pk for event in leaving]))
    for orphan in orphans:
        orphan.lead = None
        orphan.sort_key = rows.waiting_key(orphan.public_id)
    Event.objects.bulk_update(orphans, ["lead", "sort_key"])


def link_all() -> None:
    """Settle names, events, leads and what matters over all accounts, and index them."""
    events = {
        event.public_id: event
        for event in Event.objects.select_related("article").defer("article__text")
    }
    before = {key: _linked_values(event) for key, event in events.items()}
    _name_actors(events.values())
    accounts = [rows.link_account(event, event.actors) for event in events.values()]
    _apply_groups(events, group(accounts, _texts_of_undated(events.values())))
    changed = [event for key, event in events.items() if _linked_values(event) != before[key]]
    Event.objects.bulk_update(changed, LINKED, batch_size=500)
    refresh_index()


def refresh_index() -> None:
    """Make the search index and its counts what the rows say, without linking again."""
    found = documents()
    search.write(
        found,
        articles=Article.objects.count(),
        undated=Event.objects.leads().undated().count(),
    )


def documents() -> list[search.Document]:
    """What the index should hold, by the rows."""
    events = list(Event.objects.select_related("article").defer("article__text"))
    return _documents(events, _kinds_by_row(events))


def _kinds_by_row(events: Iterable[Event]) -> dict[str, str]:
    return {item["actor"]: item["kind"] for event in events for item in event.named}


def _linked_values(event: Event) -> tuple[object, ...]:
    return (
        event.lead_id,
        event.sort_key,
        tuple(event.actors),
        json.dumps(event.named, sort_keys=True),
        event.salience,
        event.sources,
        event.independent_texts,
    )


def _name_actors(events: Iterable[Event]) -> None:
    """Give every account the canonical names of its actors, each with its kind."""
    by_event = {event: [rows.actor_of(item) for item in event.named] for event in events}
    canonical = canonical_names(actor for actors in by_event.values() for actor in actors)
    for event, actors in by_event.items():
        names = [canonical[actor.name, actor.kind] for actor in actors]
        event.actors = list(dict.fromkeys(name.name for name in names))
        event.named = [
            rows.named_json(actor, name.name, name.kind)
            for actor, name in zip(actors, names, strict=True)
        ]


def _texts_of_undated(events: Iterable[Event]) -> dict[str, str]:
    """The texts of articles that have undated accounts: what those are told apart by."""
    undated = {event.article_id for event in events if event.undated}
    return dict(Article.objects.filter(pk__in=undated).values_list("text_hash", "text"))


def _apply_groups(events: dict[str, Event], groups: list[list[LinkAccount]]) -> None:
    taken: set[int] = set()
    for event in sorted(_weighed(events, groups), key=lambda event: event.lead.id):
        lead = events[event.lead.id]
        lead.lead = None
        lead.sort_key = _free_key(rows.sort_key_of(lead), taken)
        lead.sources = len({events[account.id].article.source for account in event.accounts})
        lead.independent_texts = event.texts
        lead.salience = event.salience
        for account in event.accounts[1:]:
            other = events[account.id]
            other.lead, other.sort_key = lead, None
            other.sources = other.independent_texts = 1
            other.salience = 0


def _weighed(events: dict[str, Event], groups: list[list[LinkAccount]]) -> list[Weighed]:
    """The groups with their leads and salience."""
    runs = _Runs()
    grouped = []
    for members in groups:
        articles = {events[account.id].article for account in members}
        texts = independent_texts(runs.of(articles)) if len(articles) > 1 else 1
        grouped.append(Weighed(tuple(members), texts))
    days = {account.day for members in groups for account in members if account.day}
    return weigh(grouped, attention(mentions.of_days(days)))


def _free_key(key: int, taken: set[int]) -> int:
    while key in taken:
        key += 1
    taken.add(key)
    return key


class _Runs:
    """The word runs of articles, each text read once and only if an event needs it."""

    def __init__(self) -> None:
        self._runs: dict[int, Runs] = {}

    def of(self, articles: Iterable[Article]) -> dict[str, Runs]:
        for article in articles:
            if article.pk not in self._runs:
                self._runs[article.pk] = runs_of(article.text)
        return {article.text_hash: self._runs[article.pk] for article in articles}


def _documents(events: Iterable[Event], kinds: dict[str, str]) -> list[search.Document]:
    groups: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        groups[event.lead_id or event.pk].append(event)
    main = main_ids()
    return [_document(accounts, kinds, main) for accounts in groups.values()]


def _lead_of(accounts: list[Event]) -> Event:
    return next(event for event in accounts if event.lead_id is None)


def _document(
    accounts: list[Event], kinds: dict[str, str], main: frozenset[str]
) -> search.Document:
    lead = _lead_of(accounts)
    ordered = sorted(accounts, key=lambda event: (event.pk != lead.pk, event.public_id))
    names = list(dict.fromkeys(name for event in ordered for name in event.actors))
    return search.Document(
        sort_key=int(lead.sort_key or 0),
        quotes="\n".join(dict.fromkeys(event.quote for event in ordered)),
        actors="\n".join(names),
        facets=(
            *_facets(lead, ordered, names, kinds),
            *([search.Facet("main", "main")] if lead.public_id in main else []),
        ),
    )


def _facets(
    lead: Event, accounts: list[Event], names: list[str], kinds: dict[str, str]
) -> Iterator[search.Facet]:
    for name in names:
        yield search.Facet(kinds.get(name, "organisation"), name)
    for source in sorted({event.article.source for event in accounts}):
        yield search.Facet("outlet", source)
    if lead.first_day:
        yield search.Facet("month", _strip_cell(lead.first_day, lead.precision))
    yield search.Facet("precision", lead.exactness)
    if lead.planned:
        yield search.Facet("planned", "planned")
    for least in range(2, min(lead.sources, MOST_SOURCES) + 1):
        yield search.Facet("sources", str(least))


def _strip_cell(first_day: date, precision: str) -> str:
    """The month that an event is counted in; a year known only as one has a cell of its own."""
    return first_day.isoformat()[: 4 if precision in {"year", "decade", "century"} else 7]


def _report(*, built: int) -> BuildReport:
    counted = search.counters()
    return BuildReport(built, Event.objects.count(), counted["events"], counted["undated"])
