"""What is kept of dated and undated articles beside the models, so that a few new ones can be
held against one another without going through the others.

`timeline_dated` has what each dated article can be found by, `timeline_dated_name` finds them by
name, `timeline_dated_count` says in how many each term stands. `timeline_undated` has the articles
without a date of their own, what the day of each rests on, and how often something changed since
that may be part of it; `timeline_undated_term` the rarer terms of each and of what it was held
against. All of it follows from the articles. `undated` asks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from articles.models import Article
from timeline import engine
from timeline.engine import asking
from timeline.linking.nearest import COMMON, HOUSE, Known, known, weight_step
from timeline.linking.telling import NewsText

TABLES = (
    "CREATE TABLE timeline_dated (article_id BIGINT PRIMARY KEY, text_hash TEXT NOT NULL,"
    " outlet TEXT NOT NULL, day TEXT NOT NULL, length INTEGER NOT NULL, names TEXT NOT NULL,"
    " terms TEXT NOT NULL)",
    "CREATE INDEX timeline_dated_house ON timeline_dated (outlet, text_hash)",
    "CREATE INDEX timeline_dated_key ON timeline_dated (text_hash)",
    "CREATE TABLE timeline_dated_name (name TEXT NOT NULL, article_id BIGINT NOT NULL,"
    " PRIMARY KEY (name, article_id)) WITHOUT ROWID",
    "CREATE TABLE timeline_dated_count (term TEXT PRIMARY KEY, articles INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE timeline_undated (article_id BIGINT PRIMARY KEY, outlet TEXT NOT NULL,"
    " changes INTEGER NOT NULL, rests_on TEXT NOT NULL)",
    "CREATE INDEX timeline_undated_changes ON timeline_undated (changes)",
    "CREATE INDEX timeline_undated_outlet ON timeline_undated (outlet)",
    "CREATE TABLE timeline_undated_term (term TEXT NOT NULL, article_id BIGINT NOT NULL,"
    " PRIMARY KEY (term, article_id)) WITHOUT ROWID",
    "CREATE INDEX timeline_undated_term_article ON timeline_undated_term (article_id)",
)
_NAMES = ("dated", "dated_name", "dated_count", "undated", "undated_term")
_TABLES = ("timeline_dated", "timeline_undated")  # an article is in one of them
_TOGETHER = 200  # articles in one transaction
RARER = 1024  # articles; a term that more have has to lose hundreds to weigh otherwise


def create_tables(apps: object, schema_editor: Any) -> None:
    engine.create(schema_editor, TABLES)


def drop_tables(apps: object, schema_editor: Any) -> None:
    engine.drop(schema_editor, (f"timeline_{name}" for name in _NAMES))


def clear() -> None:
    """Keep nothing of any article."""
    for name in _NAMES:
        _execute(f"DELETE FROM timeline_{name}")  # noqa: S608 - our own names


def news_text(article: Article) -> NewsText:
    dated = article.published_basis not in Article.NOT_ITS_OWN
    return NewsText(
        article.text_hash,
        article.story_in_place,
        article.published_on if dated else None,
        article.outlet,
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated article as it is kept."""

    day: str
    known: Known


def missing() -> list[int]:
    """The articles of which nothing is kept, and those that are kept and gone: all of them when
    this was never kept, some after a process was killed."""
    kept = sum(asking.rows(f"SELECT COUNT(*) FROM {table}")[0][0] for table in _TABLES)  # noqa: S608
    if kept == Article.objects.count():
        return []
    known = {key for table in _TABLES for (key,) in asking.rows(f"SELECT article_id FROM {table}")}  # noqa: S608
    return sorted(known ^ set(Article.objects.values_list("pk", flat=True)))


def take_up(keys: Iterable[int]) -> None:
    """Keep what the articles with these keys are now, dated or not; those that are gone, too."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _TOGETHER):
        with transaction.atomic():
            engine.current().lock()
            _take_up(ordered[start : start + _TOGETHER])


def _take_up(keys: Sequence[int]) -> None:
    before = kept_of(keys)
    there = {article.pk: article for article in Article.objects.filter(pk__in=keys)}
    dated = {key: one for key, one in there.items() if one.published_basis not in one.NOT_ITS_OWN}
    after = {key: _as_it_is(article, before.get(key)) for key, article in dated.items()}
    differing = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    _write(differing, before, after)
    _forget_undated([key for key in keys if key not in there or key in dated])
    _note_undated([there[key] for key in there if key not in dated])


def _as_it_is(article: Article, before: Dated | None) -> Dated:
    day = str(article.published_on)
    if before and before.known.key == article.text_hash and before.known.outlet == article.outlet:
        return Dated(day, before.known)
    return Dated(day, known(news_text(article)))


def kept_of(keys: Iterable[int]) -> dict[int, Dated]:
    query = (
        "SELECT article_id, text_hash, outlet, day, names, terms FROM timeline_dated"
        " WHERE article_id IN ({})"
    )
    return {
        key: Dated(day, Known(text_hash, outlet, _split(names), _split(terms)))
        for key, text_hash, outlet, day, names, terms in asking.in_parts(query, keys)
    }


def _split(joined: str) -> frozenset[str]:
    return frozenset(joined.split("\n") if joined else ())


def _write(keys: Collection[int], before: Mapping[int, Dated], after: Mapping[int, Dated]) -> None:
    """Put the articles as they are in place of what is kept, and say whose day that may change."""
    gone = {key: before[key].known for key in keys if key in before}
    come = {key: after[key].known for key in keys if key in after}
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM timeline_dated WHERE article_id = %s", [(k,) for k in gone])
        cursor.executemany(
            "DELETE FROM timeline_dated_name WHERE name = %s AND article_id = %s",
            [(name, key) for key, one in gone.items() for name in one.names],
        )
        cursor.executemany(
            "INSERT INTO timeline_dated (article_id, text_hash, outlet, day, length, names, terms)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [_row(key, after[key]) for key in come],
        )
        cursor.executemany(
            "INSERT INTO timeline_dated_name (name, article_id) VALUES (%s, %s)",
            [(name, key) for key, one in come.items() for name in one.names],
        )
    terms = Counter(term for one in come.values() for term in one.terms)
    terms.subtract(term for one in gone.values() for term in one.terms)
    everyone, weighing = _count({term: number for term, number in terms.items() if number})
    if everyone:
        _execute("UPDATE timeline_undated SET changes = changes + 1")
        return
    names = Counter(name for one in (*gone.values(), *come.values()) for name in one.names)
    _mark("article_id IN (SELECT article_id FROM timeline_undated_term WHERE term IN ({}))",
          {*weighing, *_telling(names)})  # fmt: skip
    _mark("outlet IN ({})", _houses([*gone.values(), *come.values()]))


def _row(key: int, one: Dated) -> tuple[Any, ...]:
    names, terms = sorted(one.known.names), sorted(one.known.terms)
    return (key, one.known.key, one.known.outlet, one.day, len(terms), "\n".join(names),
            "\n".join(terms))  # fmt: skip


def _count(changes: Mapping[str, int]) -> tuple[bool, set[str]]:
    """Count the terms anew; whether that may change what any undated article rests on, and
    which terms weigh otherwise now."""
    before = counts(changes)
    after = {term: before.get(term, 0) + change for term, change in changes.items()}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO timeline_dated_count (term, articles) VALUES (%s, %s)"
            " ON CONFLICT (term) DO UPDATE SET articles = excluded.articles",
            [(term, number) for term, number in after.items() if number > 0],
        )
        cursor.executemany(
            "DELETE FROM timeline_dated_count WHERE term = %s",
            [(term,) for term, number in after.items() if number <= 0],
        )
    fallen = any(before.get(term, 0) > RARER >= number for term, number in after.items())
    steps = {term: weight_step(number) for term, number in after.items()}
    return fallen, {
        term for term, step in steps.items() if step != weight_step(before.get(term, 0))
    }


def _telling(names: Mapping[str, int]) -> Iterator[str]:
    """Those of the names, with how many articles of them changed, that few enough have, or had."""
    query = "SELECT COUNT(*) FROM (SELECT 1 FROM timeline_dated_name WHERE name = %s LIMIT %s) n"
    for name, changed in names.items():
        if asking.rows(query, [name, COMMON + changed + 1])[0][0] <= COMMON + changed:
            yield name


def _houses(changed: Iterable[Known]) -> Iterator[str]:
    """The outlets of which one of these shows, or showed, how they name days."""
    query = (
        "SELECT COUNT(*) FROM (SELECT 1 FROM timeline_dated WHERE outlet = %s AND text_hash < %s"
        " LIMIT %s) n"
    )
    for one in changed:
        if one.outlet and asking.rows(query, [one.outlet, one.key, HOUSE])[0][0] < HOUSE:
            yield one.outlet


def _mark(where: str, values: Iterable[str]) -> None:
    for some, places in asking.parts(sorted(set(values))):
        _execute(f"UPDATE timeline_undated SET changes = changes + 1 WHERE {where.format(places)}",  # noqa: S608
                 some)  # fmt: skip


def _note_undated(articles: Iterable[Article]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO timeline_undated (article_id, outlet, changes, rests_on)"
            " VALUES (%s, %s, 1, '')"
            " ON CONFLICT (article_id) DO UPDATE SET outlet = excluded.outlet,"
            " changes = timeline_undated.changes + 1",
            [(article.pk, article.outlet) for article in articles],
        )


def _forget_undated(keys: Iterable[int]) -> None:
    rows = [(key,) for key in keys]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM timeline_undated WHERE article_id = %s", rows)
        cursor.executemany("DELETE FROM timeline_undated_term WHERE article_id = %s", rows)


def keys_of(text_hashes: Iterable[str]) -> set[int]:
    """The articles that are kept by these hashes of their texts."""
    query = "SELECT article_id FROM timeline_dated WHERE text_hash IN ({})"
    return {key for (key,) in asking.in_parts(query, text_hashes)}


def counts(terms: Iterable[str]) -> dict[str, int]:
    """In how many dated articles each of the terms stands; one that stands in none is left out."""
    return dict(
        asking.in_parts("SELECT term, articles FROM timeline_dated_count WHERE term IN ({})", terms)
    )


def differences() -> Iterator[str]:
    """Yield one sentence for each thing that differs from the articles; one of which nothing
    is kept yet waits for the next build."""
    counted: Counter[str] = Counter()
    kept = 0
    for articles in Article.objects.with_date_of_their_own().some_by_some(_TOGETHER):
        found = kept_of(article.pk for article in articles)
        kept += len(found)
        counted.update(term for one in found.values() for term in one.known.terms)
        for article in articles:
            there = found.get(article.pk)
            if there and there != Dated(str(article.published_on), known(news_text(article))):
                yield f"Article {article.pk}: what undated articles are held against is not what it says."
    if kept != asking.rows("SELECT COUNT(*) FROM timeline_dated")[0][0]:
        yield "Dated articles: some are kept that are not there."
    if dict(asking.rows("SELECT term, articles FROM timeline_dated_count")) != counted:
        yield "Dated articles: their terms are not counted as they are."


def _execute(statement: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
