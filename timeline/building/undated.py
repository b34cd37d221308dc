"""What the day of an undated article rests on, looked up in what is kept of the dated ones, and
whether it has changed since the day was inferred."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from articles.models import Article
from timeline.building import dated
from timeline.engine import asking
from timeline.linking.nearest import COMMON, HOUSE, Known, Rarity, known, nearest, weight_step


def waiting() -> dict[int, int]:
    """The undated articles whose day has to be inferred (again), with how often what it rests on
    has changed."""
    return dict(asking.rows("SELECT article_id, changes FROM timeline_undated WHERE changes > 0"))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the day of an undated article rests on: itself, the dated articles that it is held
    against and those that show its outlet's habit, and what its terms and theirs weigh."""

    own: Known
    near: Sequence[str]
    house: Sequence[str]
    terms: frozenset[str]
    digest: str


def ground_of(article: Article, stored: Stored) -> Ground:
    own = known(dated.news_text(article))
    near = nearest(own, stored)
    house = stored.house(article.outlet) if near else []
    kept = {one.known.key: one for one in dated.kept_of(dated.keys_of({*near, *house})).values()}
    terms = own.terms.union(*(kept[key].known.terms for key in near))
    stored.rarity(terms)
    rests_on = (
        (own.key, own.outlet),
        [(key, kept[key].day) for key in (*near, "", *house) if key],
        len(near),
        sorted((term, weight_step(stored.counts[term])) for term in terms),
    )
    digest = hashlib.sha256(repr(rests_on).encode()).hexdigest()
    return Ground(own, near, house, terms, digest)


def is_as_before(key: int, ground: Ground) -> bool:
    """Whether the day of the article with this key was inferred on the same ground."""
    query = "SELECT rests_on FROM timeline_undated WHERE article_id = %s"
    return asking.rows(query, [key]) == [(ground.digest,)]


def settle(changes: int, key: int, ground: Ground) -> None:
    """The day of the article with this key rests on this ground, after so many changes."""
    often = dated.counts(ground.terms)
    rarer = {term for term in ground.terms if often.get(term, 0) <= dated.RARER}
    kept = [(term, key) for term in rarer | ground.own.names]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM timeline_undated_term WHERE article_id = %s", [key])
        cursor.executemany(
            "INSERT INTO timeline_undated_term (term, article_id) VALUES (%s, %s)", kept
        )
        cursor.execute(
            "UPDATE timeline_undated SET changes = changes - %s, rests_on = %s"
            " WHERE article_id = %s",
            [changes, ground.digest, key],
        )


class Stored:
    """The dated articles as they are kept: `linking.nearest.DatedArticles`."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def holders(self, names: Iterable[str]) -> dict[str, list[str]]:
        query = (
            "SELECT d.text_hash FROM timeline_dated_name n"
            " JOIN timeline_dated d ON d.article_id = n.article_id WHERE n.name = %s LIMIT %s"
        )
        found = {
            name: [key for (key,) in asking.rows(query, [name, COMMON + 1])]
            for name in sorted(names)
        }
        return {name: keys for name, keys in found.items() if 0 < len(keys) <= COMMON}

    def lengths(self, keys: Iterable[str]) -> dict[str, int]:
        query = "SELECT text_hash, length FROM timeline_dated WHERE text_hash IN ({})"
        return dict(asking.in_parts(query, keys))

    def house(self, outlet: str) -> list[str]:
        query = "SELECT text_hash FROM timeline_dated WHERE outlet = %s ORDER BY text_hash LIMIT %s"
        return [key for (key,) in asking.rows(query, [outlet, HOUSE])] if outlet else []

    def rarity(self, terms: Iterable[str]) -> Rarity:
        missing = [term for term in terms if term not in self.counts]
        self.counts |= dict.fromkeys(missing, 0) | dated.counts(missing)
        return Rarity(self.counts)
