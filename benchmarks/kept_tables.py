"""What linking and the inferring of publication dates keep beside the rows, for rows that `fill.py`
wrote: without it an import would find nothing there to link with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Article
    from timeline.models import Event


def keep(articles: Collection[Article], events: Collection[Event]) -> None:
    """Keep the names and terms of these events, and what is looked up of their articles."""
    _keep_names(events)
    _keep_terms(events)
    _keep_dates(articles)


def _keep_names(events: Collection[Event]) -> None:
    from timeline import rows
    from timeline.building import name_tables

    actors = {event.pk: map(rows.actor_of, event.named) for event in events}
    name_tables.count_names(
        {key: Counter((one.name, one.kind) for one in found) for key, found in actors.items()}
    )


def _keep_terms(events: Collection[Event]) -> None:
    from timeline import rows
    from timeline.building import term_tables
    from timeline.linking.spread import article_terms

    accounts = {event.pk: rows.found_account(event) for event in events}
    texts = {event.article.text_hash: event.article.text for event in events if event.undated}
    term_tables.write_terms(accounts, texts)
    told: dict[Article, list[Event]] = defaultdict(list)
    for event in events:
        told[event.article].append(event)
    term_tables.count_terms(
        {
            article.pk: article_terms(
                (accounts[event.pk] for event in found), texts.get(article.text_hash, "")
            )
            for article, found in told.items()
        }
    )


def _keep_dates(articles: Collection[Article]) -> None:
    """Undated ones wait for nothing: what they rest on is said to be their own names and terms."""
    from timeline.building import dated, undated
    from timeline.linking.nearest import known

    dated.take_up(article.pk for article in articles)
    waiting = undated.waiting()
    for article in articles:
        if article.pk in waiting:
            own = known(dated.news_text(article))
            ground = undated.Ground(own, (), (), own.terms, "")
            undated.settle(waiting[article.pk], article.pk, ground)


def settle() -> None:
    """At the end: actors are called what their articles write, and no undated article waits for
    its day to be inferred again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_name SET actor = name, actor_kind = kind")
        cursor.execute("UPDATE timeline_undated SET changes = 0")
