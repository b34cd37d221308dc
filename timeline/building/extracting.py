"""From articles that wait to their accounts as rows, not saved yet."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Sum
from django.db.models.functions import Length

from articles.models import Article, ArticleQuerySet
from timeline import rows
from timeline.building.readers import processes_for, read
from timeline.extraction import ArticleText
from timeline.models import Event

logger = logging.getLogger(__name__)

FETCHED = 50  # articles read from the database at a time
Progress = Callable[[Article], object]
Extracted = tuple[Article, list[Event]]


def extracted(
    waiting: ArticleQuerySet, progress: Progress | None = None, processes: int | None = None
) -> Iterator[Extracted]:
    """Yield the articles with their accounts, in reading order; on every core if they are many."""
    characters = waiting.aggregate(all=Sum(Length("text")))["all"] or 0
    ahead: deque[Article] = deque()  # given to be read, not yet back
    texts = _texts(list(waiting.in_reading_order().values_list("pk", flat=True)), ahead)
    processes = processes or processes_for(characters)
    for accounts in read(texts, model=settings.SPACY_MODEL, processes=processes):
        article = ahead.popleft()
        events = _sound(article, [rows.event_of(article, account) for account in accounts])
        logger.info("article %s: %d accounts", article.pk, len(events))
        if progress:
            progress(article)
        yield article, events


def extracted_or_not(
    waiting: ArticleQuerySet, stop: Callable[[], bool]
) -> tuple[list[Extracted], list[int]]:
    """Return the articles with their accounts, and the keys of those that could not be read.

    An article that breaks the reading is logged and left out. `stop` ends it early.
    """
    found: list[Extracted] = []
    try:
        for one in extracted(waiting, processes=1):
            found.append(one)
            if stop():
                break
        return found, []
    except DatabaseError:
        raise  # which is no article's fault
    except Exception:
        logger.warning("an article could not be read: each is now read by itself")
    alone, unread = _one_by_one(waiting.exclude(pk__in=[one.pk for one, _ in found]), stop)
    return found + alone, unread


def _one_by_one(
    waiting: ArticleQuerySet, stop: Callable[[], bool]
) -> tuple[list[Extracted], list[int]]:
    found: list[Extracted] = []
    unread: list[int] = []
    for article in waiting.in_reading_order():
        if stop():
            break
        try:
            found.append((article, accounts_of(article)))
        except Exception:
            logger.exception("article %s (%s) could not be read", article.pk, article)
            unread.append(article.pk)
    return found, unread


def accounts_of(article: Article) -> list[Event]:
    """Return the accounts of the article, read in this process."""
    texts = [rows.article_text(article)]
    accounts = next(iter(read(texts, model=settings.SPACY_MODEL, processes=1)))
    return _sound(article, [rows.event_of(article, account) for account in accounts])


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
