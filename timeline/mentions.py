"""Which days each article speaks of: an index beside the models, that salience is counted from.

One row an article, a day and the words around. Accounts alone would not do: most articles
that come back to a day only name it ("since the vote of 3 May") and tell nothing of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection

from articles.models import Article
from timeline import engine
from timeline.engine import asking
from timeline.extraction.clauses import is_date
from timeline.extraction.shapes import Mention, Span
from timeline.linking.attention import DayMention
from timeline.models import Event

TABLES = (
    "CREATE TABLE timeline_day_mention (article_id BIGINT NOT NULL, day INTEGER NOT NULL,"
    " words BIGINT NOT NULL, said INTEGER NOT NULL, PRIMARY KEY (article_id, day, words))",
    "CREATE INDEX timeline_day_mention_day ON timeline_day_mention (day)",
)
_AROUND = 80  # letters on either side of a mention that tell a copy from another report


def create_tables(apps: object, schema_editor: Any) -> None:
    engine.create(schema_editor, TABLES)


def drop_tables(apps: object, schema_editor: Any) -> None:
    engine.drop(schema_editor, ["timeline_day_mention"])


def day_mentions(
    article: Article, mentions: Iterable[Mention], events: Iterable[Event]
) -> Iterator[DayMention]:
    """Yield the days that the article names, and those of accounts that no words date."""
    for mention in mentions:
        day = _named_day(mention.span) if mention.span and is_date(mention) else None
        if day:
            around = article.text[max(0, mention.start - _AROUND) : mention.end + _AROUND]
            yield _mention(article, day, around, said=True)
    for event in events:
        if event.mention_start < 0 and event.starts_on and event.starts_on == event.ends_on:
            yield _mention(article, event.starts_on, event.quote, said=False)


def _named_day(span: Span) -> date | None:
    """The day that the span is, or that it begins after or ends before ("since 3 May")."""
    if span.precision != "day" or span.approximate:
        return None
    if span.starts_on and span.ends_on and span.starts_on != span.ends_on:
        return None
    return span.starts_on or span.ends_on


def _mention(article: Article, day: date, around: str, *, said: bool) -> DayMention:
    """The outermost words are left out: the cut may have gone through them."""
    words = " ".join(re.findall(r"\w+", around.casefold())[1:-1])
    digest = hashlib.sha256(words.encode()).digest()[:8]
    number = int.from_bytes(digest, "big", signed=True)
    return DayMention(day, article.text_hash, article.published_on, number, said)


def write(article: Article, mentions: Iterable[DayMention]) -> None:
    """Make these the mentions of the article: by timeline.build alone."""
    rows = {(mention.day, mention.words): mention.said for mention in mentions}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_day_mention WHERE article_id = %s", [article.pk])
        cursor.executemany(
            "INSERT INTO timeline_day_mention (article_id, day, words, said)"
            " VALUES (%s, %s, %s, %s)",
            [
                (article.pk, day.toordinal(), words, int(said))
                for (day, words), said in rows.items()
            ],
        )


def days_of(article: Article) -> set[date]:
    """The days that the article is kept as speaking of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day FROM timeline_day_mention WHERE article_id = %s", [article.pk])
        return {date.fromordinal(day) for (day,) in cursor}


def of_days(days: Collection[date]) -> Iterator[DayMention]:
    """Yield all articles' mentions of these days."""
    for some, places in asking.parts(sorted(day.toordinal() for day in days)):
        rows = asking.rows(
            "SELECT article_id, day, words, said FROM timeline_day_mention"  # noqa: S608 - places only
            f" WHERE day IN ({places})",
            some,
        )
        articles = _articles({pk for pk, *_ in rows})
        for pk, day, words, said in rows:
            if pk in articles:
                yield DayMention(date.fromordinal(day), *articles[pk], words, bool(said))


def _articles(keys: Collection[int]) -> dict[int, tuple[str, date | None]]:
    """The hash and publication date of each article."""
    found = Article.objects.only("text_hash", "published_on").in_bulk(keys)
    return {pk: (article.text_hash, article.published_on) for pk, article in found.items()}
