"""Rows of accounts while they are linked: each read once, and saved if linking changed it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from timeline.linking.salience import Weighed
from timeline.models import Event

LINKED = (
    "lead",
    "sort_key",
    "found_with",
    "hidden",
    "actors",
    "named",
    "salience",
    "sources",
    "independent_texts",
)
MOST = 500  # keys in one query


class Rows:
    """Rows of accounts, each read once, and what linking has made of them since."""

    def __init__(self) -> None:
        self._events: dict[int, Event] = {}
        self._before: dict[int, tuple[object, ...]] = {}
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

    def keys_before(self, weighed: Iterable[Weighed]) -> set[int]:
        """The sort keys that the events had before they were linked anew."""
        events = (self.by_id[account.id] for one in weighed for account in one.accounts)
        return {int(event.sort_key) for event in events if event.sort_key is not None}

    def save(self) -> None:
        changed = [event for event in self if _linked_values(event) != self._before[event.pk]]
        Event.objects.bulk_update(changed, LINKED, batch_size=MOST)


def keys_where(values: Iterable[Any], condition: Callable[[list[Any]], Q]) -> list[int]:
    ordered = sorted(values)
    keys: list[int] = []
    for start in range(0, len(ordered), MOST):
        some = Event.objects.filter(condition(ordered[start : start + MOST]))
        keys += some.values_list("pk", flat=True)
    return keys


def _linked_values(event: Event) -> tuple[object, ...]:
    return (
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
