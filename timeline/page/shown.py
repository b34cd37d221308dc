"""Events with all their accounts, fetched as plain rows for a page that shows many.

Django's own way to a row with its relations costs as much as all else that a page takes. Here
two queries, put together once, give the rows, and what comes back are Events and Articles
whose unread columns (an article's text) would still be fetched when asked for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import BooleanField, DateField, Field, JSONField, Model
from django.db.models.base import ModelState

from articles.models import Article
from timeline.engine import asking
from timeline.models import Event
from timeline.page import closed
from timeline.page.closed import Closed

Row = TypeVar("Row", bound=Model)
_decoded = json.JSONDecoder().raw_decode
_UNREAD = {"text", "paragraphs", "furniture", "repairs", "published_evidence", "imported_at"}
_OF_OPENED = (
    "named",
    "figures",
    "headline_start",
    "headline_end",
    "found",
    "found_with",
    "salience",
)
_OF_CLOSED = ("id", "outlet", "published_on", "published_basis")  # of the article
_AS_APPEARED = (  # as by_place()
    "ORDER BY a.published_on IS NULL, a.published_on, a.text_hash, e.start, e.id"
)


def read_events(sort_keys: Sequence[int], *, whole: bool = False) -> list[Event]:
    """The events with these sort keys, in this order, each with its article; with its accounts if
    `whole`, else what only opened events show is left to be read when asked for."""
    found: dict[int, Event] = {}
    for some, _ in asking.parts(sort_keys):
        leads = list(_accounts("e.sort_key IN", some, "", whole=whole))
        if leads and whole:
            _join(leads)
        elif leads:
            _tell_names(leads)
        found |= {lead.sort_key or 0: lead for lead in leads}
    return [found[key] for key in sort_keys if key in found]


def read_closed(sort_keys: Sequence[int]) -> list[Closed]:
    """The events with these sort keys, in this order, as the timeline lists them."""
    return _closed((*closed.OF_PLACE, "html"), sort_keys)


def read_places(sort_keys: Sequence[int]) -> list[Closed]:
    """The same without their entries: just what places them on the timeline."""
    return _closed(closed.OF_PLACE, sort_keys)


def _closed(columns: Sequence[str], sort_keys: Sequence[int]) -> list[Closed]:
    """Those that are kept, and the others made now: hidden ones, and all after an upgrade."""
    query = (
        f"SELECT sort_key, {', '.join(columns)} FROM timeline_closed"  # noqa: S608 - our own names
        f" WHERE made_by = {closed.MADE_BY:d} AND sort_key IN ({{}})"
    )
    found = {row[0]: closed.kept(*row) for row in asking.at_numbers(query, sort_keys)}
    if missing := [key for key in sort_keys if key not in found]:
        found |= {one.sort_key: one for one in closed.closed_of(read_events(missing))}
    return [found[key] for key in sort_keys if key in found]


def key_of(public_id: str) -> int | None:
    """The sort key of the event that the account with this id belongs to; None for no such id."""
    query = (
        "SELECT COALESCE(l.sort_key, e.sort_key) FROM timeline_event e"
        " LEFT JOIN timeline_event l ON l.id = e.lead_id WHERE e.public_id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [public_id])
        row = cursor.fetchone()
    return row[0] if row else None


def _join(leads: Sequence[Event]) -> None:
    """Give each lead its accounts, its own first and the others as they appeared."""
    by_key = {lead.pk: lead for lead in leads}
    for lead in leads:
        lead.__dict__["accounts"] = [lead]
    for account in _accounts("e.lead_id IN", [*by_key], _AS_APPEARED, whole=True):
        lead = by_key[account.lead_id or 0]
        account.__dict__["_state"].fields_cache["lead"] = lead
        lead.accounts.append(account)


def _tell_names(leads: Sequence[Event]) -> None:
    """Tell each lead how many accounts there are and whom they name: all that a closed event shows.

    An event can have hundreds of accounts, most of which name the same actors: what is alike is
    counted by the database and read once."""
    others: dict[int, list[tuple[str, int]]] = defaultdict(list)
    query = "SELECT e.lead_id, e.actors, COUNT(*) FROM timeline_event e WHERE e.lead_id IN"
    keys = [lead.pk for lead in leads]
    for key, actors, number in _rows(query, keys, "GROUP BY e.lead_id, e.actors"):
        others[key].append((actors, number))
    for lead in leads:
        naming, accounts = dict.fromkeys(lead.actors, 1), 1
        for actors, number in others.get(lead.pk, ()):
            accounts += number
            for name in _json(actors):
                naming[name] = naming.get(name, 0) + number
        lead.__dict__["naming"] = naming
        lead.__dict__["account_count"] = accounts


def _accounts(where: str, values: Sequence[int], order: str, *, whole: bool) -> Iterator[Event]:
    query, of_event, of_article = _query(whole)
    articles: dict[int, Article] = {}
    width = len(of_event.names)
    for row in _rows(f"{query} {where}", values, order):
        event = _made(Event, of_event, row)
        article = articles.get(event.article_id)
        if article is None:
            article = articles[event.article_id] = _made(Article, of_article, row[width:])
        event.__dict__["_state"].fields_cache["article"] = article
        yield event


class _Columns(NamedTuple):
    """The columns that pages read, and what the values of some have to pass through."""

    names: list[str]
    read: list[tuple[str, Callable[[Any], Any]]]


@cache
def _query(whole: bool) -> tuple[str, _Columns, _Columns]:
    of_event = _columns(Event, without=() if whole else _OF_OPENED)
    of_article = _columns(Article, () if whole else _OF_CLOSED)
    names = [f"e.{_quoted(name)}" for name in of_event.names]
    names += [f"a.{_quoted(name)}" for name in of_article.names]
    query = (
        f"SELECT {', '.join(names)} FROM timeline_event e"  # noqa: S608 - our own names
        " JOIN articles_article a ON a.id = e.article_id WHERE"
    )
    return query, of_event, of_article


def _quoted(name: str) -> str:
    return f'"{name}"'


@cache
def _columns(
    model: type[Model], names: Collection[str] = (), without: Collection[str] = ()
) -> _Columns:
    """Those of these names, or all but some."""
    left_out = _UNREAD.union(without)
    wanted = [
        field
        for field in model._meta.concrete_fields
        if field.name not in left_out and (not names or field.name in names)
    ]
    reading = ((field.attname, _reading(field)) for field in wanted)
    return _Columns([field.attname for field in wanted], [(n, r) for n, r in reading if r])


def _reading(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return _json
    if isinstance(field, DateField):
        return _date
    return bool if isinstance(field, BooleanField) else None


def _json(value: str) -> Any:
    """What the database holds is JSON alone, without space around it: it needs no looking for."""
    return [] if value == "[]" else {} if value == "{}" else _decoded(value)[0]


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _made(model: type[Row], columns: _Columns, values: Sequence[Any]) -> Row:
    """A row as if Django had read it; columns that were left out are read when asked for."""
    row = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, "default"
    content: dict[str, Any] = {"_state": state}
    content.update(zip(columns.names, values, strict=False))
    for name, read in columns.read:
        content[name] = read(content[name])
    row.__dict__.update(content)
    return row


def _rows(query: str, values: Sequence[int], order: str) -> list[tuple[Any, ...]]:
    places = ", ".join(["%s"] * len(values))
    return asking.rows(f"{query} ({places}) {order}", values)
