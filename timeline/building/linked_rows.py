"""Rows of accounts while they are linked: each read once, and saved if linking changed it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from timeline import rows
from timeline.linking.shapes import LinkAccount
from timeline.models import Event

MOST = 500  # keys in one query


class _Linked(NamedTuple):
    """What linking settles of an account."""

    lead: int | None
    sort_key: int | None
    found_with: str
    hidden: bool
    actors: tuple[str, ...]
    named: str
    salience: float
    sources: int
    independent_texts: int


_FIELDS = {
    field.name: field for field in Event._meta.concrete_fields if field.name in _Linked._fields
}


class Rows:
    """Rows of accounts, each read once, and what linking has made of them since."""

    def __init__(self) -> None:
        self._events: dict[int, Event] = {}
        self._before: dict[int, _Linked] = {}
        self.by_id: dict[str, Event] = {}

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events.values())

    def add(self, events: QuerySet[Event]) -> None:
        for event in events.select_related("article").defer("article__text", "article__versions"):
            if event.pk not in self._events:
                self._events[event.pk] = event
                self._before[event.pk] = _linked_values(event)
                self.by_id[event.public_id] = event

    def in_articles(self, articles: Iterable[int]) -> list[Event]:
        return self.of(keys_where(articles, lambda some: Q(article__in=some)))

    def in_events(self, leads: Iterable[int]) -> list[Event]:
        """All accounts of the events with these leads, as the database has them."""
        return self.of(keys_where(leads, lambda some: Q(pk__in=some) | Q(lead__in=some)))

    def in_groups(self, keys: Iterable[str]) -> list[Event]:
        """All accounts that linking put into these groups, as the database has them."""
        return self.of(keys_where(keys, lambda some: Q(found_with__in=some)))

    def with_ids(self, public_ids: Iterable[str]) -> list[Event]:
        return self.of(keys_where(public_ids, lambda some: Q(public_id__in=some)))

    def of(self, keys: Iterable[int]) -> list[Event]:
        wanted = sorted(set(keys))
        missing = [key for key in wanted if key not in self._events]
        for start in range(0, len(missing), MOST):
            self.add(Event.objects.filter(pk__in=missing[start : start + MOST]))
        return [self._events[key] for key in wanted if key in self._events]

    def as_they_were(
        self, groups: Iterable[Iterable[LinkAccount]], *, changed: Collection[str]
    ) -> set[frozenset[str]]:
        """The ids of the groups that are an event as the database has it, and of which linking
        knew no account by a key in `changed`."""
        led: dict[int, frozenset[str]] = {}
        for members in groups:
            ids = frozenset(account.id for account in members)
            before = {self.by_id[key].pk: self._before[self.by_id[key].pk] for key in ids}
            leads = {one.lead or key for key, one in before.items()}
            if len(leads) == 1 and not any(one.found_with in changed for one in before.values()):
                led[leads.pop()] = ids
        behind = _numbers_behind(led)
        return {ids for lead, ids in led.items() if len(ids) == 1 + behind.get(lead, 0)}

    def look_otherwise(self, events: Iterable[Event]) -> bool:
        """Whether linking has changed what is seen of one of these: anything but its weight."""
        return any(
            _linked_values(event)._replace(salience=0.0)
            != self._before[event.pk]._replace(salience=0.0)
            for event in events
        )

    def key_before(self, key: int) -> int | None:
        """The sort key that the account had."""
        return self._before[key].sort_key

    def keys_before(self, events: Iterable[Event]) -> set[int]:
        """The sort keys that the events had before they were linked anew."""
        keys = (self._before[event.pk].sort_key for event in events)
        return {key for key in keys if key is not None}

    def save(self) -> None:
        """Write what linking has changed, of each account only that."""
        values: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
        keys_left = []
        for event in self:
            before, now = self._before[event.pk], _linked_values(event)
            pairs = zip(_Linked._fields, before, now, strict=True)
            if names := tuple(name for name, one, two in pairs if one != two):
                values[names].append([*_as_stored(event, names), event.pk])
            if before.sort_key not in (None, now.sort_key):
                keys_left.append((rows.waiting_key(event.public_id), event.pk))
        with connection.cursor() as cursor:
            # First, so that no key is two events' for a moment.
            cursor.executemany("UPDATE timeline_event SET sort_key = %s WHERE id = %s", keys_left)
            for names, some in values.items():
                columns = ", ".join(f"{_FIELDS[name].column} = %s" for name in names)
                cursor.executemany(f"UPDATE timeline_event SET {columns} WHERE id = %s", some)  # noqa: S608


def keys_where(values: Iterable[Any], condition: Callable[[list[Any]], Q]) -> list[int]:
    ordered = sorted(values)
    keys: list[int] = []
    for start in range(0, len(ordered), MOST):
        some = Event.objects.filter(condition(ordered[start : start + MOST]))
        keys += some.values_list("pk", flat=True)
    return keys


def _as_stored(event: Event, names: Iterable[str]) -> Iterator[Any]:
    for field in (_FIELDS[name] for name in names):
        yield field.get_db_prep_save(getattr(event, field.attname), connection)


def _numbers_behind(leads: Iterable[int]) -> dict[int, int]:
    """How many other accounts each of these leads stands for, as the database has it."""
    ordered = sorted(leads)
    found: dict[int, int] = {}
    for start in range(0, len(ordered), MOST):
        others = Event.objects.filter(lead__in=ordered[start : start + MOST]).order_by()
        found |= dict(others.values_list("lead").annotate(Count("pk")))
    return found


def _linked_values(event: Event) -> _Linked:
    return _Linked(
        event.lead_id,
        event.sort_key,
        event.found_with,
        event.hidden,
        tuple(event.actors),
        json.dumps(event.named, sort_keys=True),
        event.salience,
        event.sources,
        event.independent_texts,
    )
