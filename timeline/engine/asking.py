"""Asking the tables beside the models: plain rows, in parts where values are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

MOST = 500  # values in one query
Row = tuple[Any, ...]


def rows(query: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> list[Row]:
    with connection.cursor() as cursor:
        given = values if isinstance(values, Mapping) else list(values)
        cursor.execute(query, given or None)  # Django looks for places if there are values
        found: list[Row] = cursor.fetchall()
        return found


def parts(values: Iterable[Any]) -> Iterator[tuple[list[Any], str]]:
    """Yield the values, in their order, as many as one query takes, each time with their places."""
    ordered = list(values)
    for start in range(0, len(ordered), MOST):
        some = ordered[start : start + MOST]
        yield some, ", ".join(["%s"] * len(some))


def in_parts(query: str, values: Iterable[Any]) -> Iterator[Row]:
    """Yield the rows of a query that has {} where the places of the values go."""
    for some, places in parts(values):
        yield from rows(query.format(places), some)


def at_numbers(query: str, numbers: Sequence[int]) -> Iterator[Row]:
    """The same for whole numbers, which stand in the query as they are: hundreds of them are sooner
    written there than handed over one by one."""
    for start in range(0, len(numbers), MOST):
        some = map(int.__repr__, numbers[start : start + MOST])  # of anything else it is an error
        yield from rows(query.format(", ".join(some)))
