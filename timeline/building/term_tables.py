"""The terms of accounts and articles, as linking keeps them (`tables`): whose accounts share one, in
how many articles it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from django.db import connection

from timeline.engine import asking
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms, step_of
from timeline.linking.terms import term_set

_UNDATED, _OPEN_END = -1, 9_999_999  # days as ordinals; 0 is an open start
_NARROW = 7  # days


def write_terms(accounts: Mapping[int, LinkAccount], texts: Mapping[str, str]) -> None:
    """Make these the terms of the events with these keys; `texts` as `grouping.group` takes them."""
    rows = []
    for key, account in accounts.items():
        terms = set(account_terms(account))
        if not account.dated:
            terms |= term_set(texts.get(account.article, ""))
        first, last = _days(account)
        rows += [(term, first, last, key) for term in terms]
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM timeline_term WHERE event_id = %s", [(key,) for key in accounts]
        )
        cursor.executemany(
            "INSERT INTO timeline_term (term, starts, ends, event_id) VALUES (%s, %s, %s, %s)", rows
        )


def forget_events(keys: Collection[int]) -> None:
    """Take the terms of events away that are gone."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM timeline_term WHERE event_id = %s", [(k,) for k in keys])


def _days(account: LinkAccount) -> tuple[int, int]:
    if not account.dated:
        return _UNDATED, _UNDATED
    first, last = account.starts_on, account.ends_on
    return first.toordinal() if first else 0, last.toordinal() if last else _OPEN_END


def near(account: LinkAccount, spread: Spread) -> set[int]:
    """The keys of all events that may link with the account, see `links.Near`."""
    terms = account_terms(account)
    first, last = _days(account)
    rare = "term IN ({}) AND starts BETWEEN %s AND %s AND ends >= %s"
    lowest = 0 if account.dated else _UNDATED
    found = _events(rare, spread.rare(terms), [lowest, last, first])
    if account.narrow:
        found |= _events(rare, spread.telling(terms), [first - _NARROW + 1, last, first])
    return found


def events_with(terms: Collection[str]) -> set[int]:
    """The keys of all events that have one of the terms."""
    return _events("term IN ({})", terms, [])


def _events(where: str, terms: Collection[str], rest: list[int]) -> set[int]:
    found: set[int] = set()
    for some, places in asking.parts(sorted(terms)):
        found.update(
            key
            for (key,) in asking.rows(
                f"SELECT event_id FROM timeline_term WHERE {where.format(places)}",  # noqa: S608
                [*some, *rest],
            )
        )
    return found


# In how many articles


def count_terms(terms: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """Make these the terms of the articles with these keys; return those that weigh otherwise now."""
    changes: Counter[str] = Counter()
    for some, places in asking.parts(sorted(terms)):
        query = f"SELECT terms FROM timeline_article_terms WHERE article_id IN ({places})"  # noqa: S608
        for (joined,) in asking.rows(query, some):
            changes.subtract(joined.split("\n"))
    for found in terms.values():
        changes.update(found)
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM timeline_article_terms WHERE article_id = %s", [(key,) for key in terms]
        )
        cursor.executemany(
            "INSERT INTO timeline_article_terms (article_id, terms) VALUES (%s, %s)",
            [(key, "\n".join(sorted(found))) for key, found in terms.items() if found],
        )
    return _add({term: change for term, change in changes.items() if change})


def _add(changes: Mapping[str, int]) -> frozenset[str]:
    before = counts(changes)
    after = {term: before.get(term, 0) + change for term, change in changes.items()}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO timeline_term_count (term, articles) VALUES (%s, %s)"
            " ON CONFLICT (term) DO UPDATE SET articles = excluded.articles",
            list(after.items()),
        )
        cursor.executemany(
            "DELETE FROM timeline_term_count WHERE term = %s AND articles <= 0",
            [(term,) for term, count in after.items() if count <= 0],
        )
    return frozenset(
        term for term, count in after.items() if step_of(count) != step_of(before.get(term, 0))
    )


def counts(terms: Collection[str]) -> dict[str, int]:
    """In how many articles each of the terms stands; one that stands in none is left out."""
    found: dict[str, int] = {}
    for some, places in asking.parts(sorted(terms)):
        query = f"SELECT term, articles FROM timeline_term_count WHERE term IN ({places})"  # noqa: S608
        found |= dict(asking.rows(query, some))
    return found


class Counts(Mapping[str, int]):
    """The counts of all terms, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def learn(self, terms: Collection[str]) -> None:
        """Ask for many at once."""
        missing = [term for term in terms if term not in self._known]
        self._known |= dict.fromkeys(missing, 0) | counts(missing)

    def __getitem__(self, term: str) -> int:
        if term not in self._known:
            self.learn([term])
        return self._known[term]

    def __iter__(self) -> Iterator[str]:
        return (term for (term,) in asking.rows("SELECT term FROM timeline_term_count", []))

    def __len__(self) -> int:
        return int(asking.rows("SELECT COUNT(*) FROM timeline_term_count", [])[0][0])
