"""Fill an empty data folder with a made-up corpus of any number of events, the same each time.

    DATA_DIR=/tmp/large .venv/bin/python benchmarks/fill.py 1000000 [--seed 1]

The rows are those of `corpus.py`, written as a build writes them, with index, counts and all that
linking keeps, but without reading or linking anything: some 350 events a second. Then serve it as
any other:

    DATA_DIR=/tmp/large .venv/bin/python manage.py runserver
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model

    from articles.models import Article
    from benchmarks.corpus import Batch, Happening
    from timeline.models import Event

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TOGETHER = 30  # batches of `corpus.py` in one transaction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("events", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    set_up()
    fill(options.events, seed=options.seed)


def set_up() -> None:
    """Have Django know the settings and the database have its tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(events: int, *, seed: int = 1) -> None:
    """Write so many events into the database, which must hold no article."""
    from django.db import transaction
    from tqdm import tqdm

    from articles.models import Article
    from benchmarks import kept_tables
    from benchmarks.corpus import batches

    if Article.objects.exists():
        sys.exit("There are articles already: name a new folder, DATA_DIR=/tmp/large.")
    writer = _Writer()
    ahead = batches(events, seed=seed)
    with tqdm(total=events, unit=" events", disable=None) as bar:
        while some := list(islice(ahead, TOGETHER)):
            with transaction.atomic():
                writer.write(some)
            bar.update(sum(len(batch.events) for batch in some))
    with transaction.atomic():
        kept_tables.settle()
        _mark_main_events()
    _settle()


class _Writer:
    """Rows of articles and events, with keys of our own so that leads are known beforehand."""

    def __init__(self) -> None:
        self._article_keys, self._event_keys = count(1), count(1)
        self._articles = self._undated = 0
        self._built_by = _model_name()
        self._keys: set[int] = set()

    def write(self, batches: list[Batch]) -> None:
        from articles.models import Article
        from benchmarks import kept_tables
        from benchmarks.made_events import decide
        from timeline import mentions
        from timeline.building import documents, indexing
        from timeline.models import Event

        articles: list[Article] = []
        events: list[Event] = []
        for batch in batches:
            made = [self._article(paper) for paper in batch.articles]
            articles += made
            for happening in batch.events:
                accounts = list(self._accounts(happening, made))
                decide(accounts, happening.decided)
                events += accounts
        leads = [event for event in events if event.lead_id is None]
        _insert(Article, articles)
        _insert(Event, events)
        for article, days in _spoken_of(events):
            mentions.write(article, days)
        kept_tables.keep(articles, events)
        self._articles += len(articles)
        self._undated += sum(1 for lead in leads if lead.undated and not lead.hidden)
        kinds = {named["actor"]: named["kind"] for event in leads for named in event.named}
        indexing.change(
            (),
            documents.documents_of(events, kinds, frozenset()),
            articles=self._articles,
            undated=self._undated,
        )

    def _article(self, paper: Any) -> Article:
        from articles.importing.drafts import paragraphs_of
        from articles.models import Article
        from benchmarks.made_events import IMPORTED

        return Article(
            pk=next(self._article_keys),
            imported_at=IMPORTED,
            text=paper.text,
            text_hash=Article.hash_of(paper.text),
            title=paper.text[: paper.text.index(".")],
            outlet=paper.outlet,
            published_on=paper.published_on,
            published_basis=paper.basis,
            paragraphs=[list(piece) for piece in paragraphs_of(paper.text)],
            built_by=self._built_by,
        )

    def _accounts(self, happening: Happening, articles: list[Article]) -> list[Event]:
        from benchmarks.made_events import event_of
        from timeline import rows

        lead, events = None, []
        for account in happening.accounts:
            article = articles[account.article]
            event = event_of(happening, account, article)
            event.pk = next(self._event_keys)
            event.lead = lead
            event.sort_key = None if lead else self._free(rows.sort_key_of(event))
            if lead is None:
                lead = event
                lead.salience = happening.salience
                lead.sources = len({articles[one.article].source for one in happening.accounts})
                lead.independent_texts = max(1, lead.sources - len(happening.accounts) // 4)
            events.append(event)
        together = min(event.public_id for event in events)
        for event in events:
            event.found_with = together  # as linking leaves it
        return events

    def _free(self, key: int) -> int:
        """The key, or the next one that no event has."""
        while key in self._keys:
            key += 1
        self._keys.add(key)
        return key


def _insert(model: type[Model], rows: Iterable[Model]) -> None:
    """Write the rows as bulk_create does, in half the time: nothing is read back."""
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.db.models import DateField, JSONField

    connection = connections[DEFAULT_DB_ALIAS]
    fields = [(field.attname, field) for field in model._meta.concrete_fields]
    names = ", ".join(connection.ops.quote_name(field.column) for _, field in fields)
    places = ", ".join(["%s"] * len(fields))
    prepared = [
        (name, field.get_db_prep_save if isinstance(field, DateField | JSONField) else None)
        for name, field in fields
    ]
    values = (
        [
            prepare(row.__dict__[name], connection) if prepare else row.__dict__[name]
            for name, prepare in prepared
        ]
        for row in rows
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})",  # noqa: S608 - our own names
            values,
        )


def _model_name() -> str:
    from timeline.nlp import model_name

    return model_name()


def _spoken_of(events: list[Event]) -> Iterator[tuple[Article, list[Any]]]:
    """Each article with the days that its accounts name."""
    from timeline.linking.attention import DayMention

    found: dict[int, tuple[Article, list[DayMention]]] = {}
    for event in events:
        article, days = found.setdefault(event.article_id, (event.article, []))
        if event.starts_on and event.starts_on == event.ends_on:
            day = DayMention(event.starts_on, article.text_hash, article.published_on, event.pk)
            days.append(day)
    yield from found.values()


def _mark_main_events() -> None:
    """What matters most is known when all is written."""
    from timeline import search
    from timeline.building import documents, indexing
    from timeline.main_events import main_ids
    from timeline.models import Event

    main = main_ids()
    leads = Event.objects.filter(public_id__in=main)
    keys = [*leads.values_list("pk", flat=True)]
    events = [event for lead in Event.objects.filter(pk__in=keys) for event in _whole(lead)]
    kinds = {named["actor"]: named["kind"] for event in events for named in event.named}
    counted = search.counters()
    indexing.change(
        (),
        documents.documents_of(events, kinds, main),
        articles=counted["articles"],
        undated=counted["undated"],
    )


def _whole(lead: Event) -> list[Event]:
    from timeline.models import Event

    return list(Event.objects.of_event(lead))


def _settle() -> None:
    """Let the next row of a build have a key of its own, and the database know its rows."""
    from django.core.management.color import no_style
    from django.db import connection

    from articles.models import Article
    from timeline.models import Event

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Article, Event]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
