"""What it costs to link one new article, in a small corpus and in a large one.

    .venv/bin/python benchmarks/linking.py [--small 1000] [--large 10000] [--new 30]

The articles are those of `newsroom.py`, which says what each tells, so that they need not be
read first. In a database of its own, each corpus is linked whole; then new articles come one
by one, and the CPU time of linking each is taken. The median in the large corpus is set
against that in the small one. Last, what linking all of the small corpus takes is set against
the spaCy pass that reading it takes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Article
    from benchmarks.newsroom import Story

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

GOAL = 2.0
_PARSED = 60  # articles that the spaCy pass is timed on


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--small", type=int, default=1_000, help="articles of the small corpus")
    parser.add_argument("--large", type=int, default=10_000, help="articles of the large corpus")
    parser.add_argument("--new", type=int, default=30, help="new articles in each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "timeline.settings"}
        _set_up()
        small, whole = _measure(options.small, options.new)
        large, _ = _measure(options.large, options.new)
    print(f"{options.small:,} articles: {1000 * small:.0f} ms of CPU for a new article")
    print(f"{options.large:,} articles: {1000 * large:.0f} ms of CPU for a new article")
    print(f"ratio {large / small:.2f} (goal: less than {GOAL:.0f})")
    share = whole / options.small / _parsing()
    print(f"linking {options.small:,} articles at once takes {share:.1%} of their spaCy pass")


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _measure(number: int, new: int) -> tuple[float, float]:
    """Median CPU seconds for linking a new article, and those for linking all at once."""
    from django.db import transaction

    from benchmarks.newsroom import stories
    from timeline.building.linking import Changes, link, link_all

    _forget_all()
    told = stories(number + new)
    with transaction.atomic():
        for story in islice(told, number):
            _save(story)
        begun = time.process_time()
        link_all()
        whole = time.process_time() - begun
    spent = []
    for story in told:
        changes = Changes()
        with transaction.atomic():
            changes.note(_save(story))
            begun = time.process_time()
            link(changes)
            spent.append(time.process_time() - begun)
    return statistics.median(spent), whole


def _forget_all() -> None:
    from articles.models import Article
    from timeline.building import indexing
    from timeline.models import Event

    Event.objects.filter(lead__isnull=False).delete()
    Event.objects.all().delete()
    Article.objects.all().delete()
    indexing.clear()


def _save(story: Story) -> Article:
    """Write an article and what it tells as a build does, without reading it."""
    from articles.models import Article
    from timeline import mentions, rows
    from timeline.extraction.shapes import Actor
    from timeline.linking.attention import DayMention
    from timeline.models import Event

    article = Article.objects.create(
        text=story.text,
        text_hash=Article.hash_of(story.text),
        paragraphs=[list(piece) for piece in story.paragraphs],
        published_on=story.published_on,
        published_basis=Article.Basis.STATED,
        outlet=story.outlet,
    )
    events = []
    for told in story.told:
        actors = [Actor(name, kind, "", told.start, told.start) for name, kind in told.actors]
        event = rows.new_event(
            article,
            start=told.start,
            end=told.end,
            headline_start=told.start,
            headline_end=told.headline_end,
            mention_start=told.mention[0],
            mention_end=told.mention[1],
            edtf=told.edtf,
            starts_on=told.starts_on,
            ends_on=told.ends_on,
            precision=told.precision,
            named=[rows.named_json(actor, actor.name, actor.kind) for actor in actors],
        )
        events.append(event)
    Event.objects.bulk_create(events)
    days = {event.starts_on for event in events if event.starts_on == event.ends_on}
    mentions.write(
        article,
        [
            DayMention(day, article.text_hash, article.published_on, number)
            for number, day in enumerate(sorted(day for day in days if day))
        ],
    )
    return article


def _parsing() -> float:
    """CPU seconds of the spaCy pass over an article."""
    from benchmarks.extraction import MODEL, article_texts
    from timeline.extraction import BATCH
    from timeline.extraction.sentences import find_pieces, piece_text
    from timeline.nlp import load_model_named

    nlp = load_model_named(MODEL)
    texts = [
        piece_text(one.text, piece)
        for one in article_texts(_PARSED)
        for piece in find_pieces(one.text, one.paragraphs, one.furniture)
    ]
    begun = time.process_time()
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass
    return (time.process_time() - begun) / _PARSED


if __name__ == "__main__":
    main()
