"""Decisions in the rows: what is kept at a place, and putting something else there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection

from articles.models import Article
from timeline import build
from timeline.building import dated
from timeline.building.linking import Changes
from timeline.decisions import effects, naming
from timeline.decisions.added import article_of, put_account
from timeline.decisions.cells import Cell, Kept, Place, Refused
from timeline.models import Event

# What a decision on an article replaces, by kind.
ARTICLE_COLUMNS = {
    "published": ("published_on", "published_basis", "published_from", "published_evidence"),
    "outlet": ("outlet",),
    "title": ("title",),
}
_EVENT_COLUMNS = ["decisions", *effects.DATE_COLUMNS, "planned"]
Prepared = Mapping[str, tuple[str, list[Event]]]


def decision_at(place: Place, kind: str) -> Kept | None:
    """What is kept there now; raises Refused where the place is gone."""
    if place.of in {"actor", "file"}:
        return naming.cells_of(place.key).get(kind)
    if place.of == "article":
        kept: Kept | None = article_of(place.key).decisions.get(kind)
        return kept
    event = Event.objects.filter(public_id=place.key).first()
    if event is None and kind != "added":
        raise Refused("This account is gone: its article was deleted, or it was taken back.")
    return event.decisions.get(kind) if event else None


def put(place: Place, kind: str, new: Kept | None, changes: Changes, prepared: Prepared) -> None:
    """Keep a decision there, or nothing, and note what that changes."""
    if place.of == "file":
        naming.keep(place.key, {kind: new} if new else {})
    elif place.of == "actor":
        _put_name(place.key, kind, new, changes)
    elif place.of == "article":
        _put_on_article(article_of(place.key), kind, new, changes, prepared)
    elif kind == "added":
        put_account(place.key, new, changes)
    else:
        _put_on_event(place.key, kind, new, changes)


def prepared(cells: Iterable[Cell]) -> Prepared:
    """Articles whose date is to be set, read anew against it: with that day, by their numbers."""
    found = {}
    for cell in cells:
        if cell.place.of == "article" and cell.kind == "published":
            article = article_of(cell.place.key)
            new = cell.to_keep(by="", on="", why="")
            _show_on_article(article, cell.kind, new)
            found[cell.place.key] = (str(article.published_on), build.read_again(article))
    return found


def _put_on_event(public_id: str, kind: str, new: Kept | None, changes: Changes) -> None:
    event = _event(public_id)
    changes.note_event(event)
    effects.keep(event, kind, new)
    event.save(update_fields=_EVENT_COLUMNS)


def _event(public_id: str) -> Event:
    found = Event.objects.select_related("lead").defer("article__text")
    return found.get(public_id=public_id)


# Articles


def _put_on_article(
    article: Article, kind: str, new: Kept | None, changes: Changes, prepared: Prepared
) -> None:
    _show_on_article(article, kind, new)
    article.save(update_fields=["decisions", *ARTICLE_COLUMNS[kind]])
    if kind == "published":
        day, events = prepared[str(article.pk)]
        if day != str(article.published_on):
            raise Refused("The article's date was changed meanwhile. Look again and repeat.")
        for event in events:
            event.article = article
        build.save_again(article, events, changes)
    if kind in {"published", "outlet"}:
        dated.take_up([article.pk])
    for event in Event.objects.of(article).select_related("lead"):
        changes.note_event(event)


def _show_on_article(article: Article, kind: str, new: Kept | None) -> None:
    decisions = dict(article.decisions)
    before = decisions.pop(kind, None)
    was = before["was"] if before else _article_columns(article, kind)
    if new is None:
        _put_columns(article, was)
    else:
        decisions[kind] = {**new, "was": was}
        _put_columns(article, _decided_columns(kind, new))
    article.decisions = decisions


def _article_columns(article: Article, kind: str) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in ARTICLE_COLUMNS[kind]}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _decided_columns(kind: str, new: Kept) -> dict[str, Any]:
    value = new["value"]
    if kind != "published":
        return {kind: value[kind]}
    basis = Article.Basis.PERSON if value["day"] else Article.Basis.UNKNOWN
    return {
        "published_on": value["day"],
        "published_basis": basis,
        "published_from": "",
        "published_evidence": [],
    }


def _put_columns(article: Article, values: dict[str, Any]) -> None:
    for name, value in values.items():
        is_day = name == "published_on" and value is not None
        setattr(article, name, date.fromisoformat(value) if is_day else value)


# Names


def _put_name(name: str, kind: str, new: Kept | None, changes: Changes) -> None:
    cells = naming.cells_of(name)
    changes.names |= _written_as(name) | _written_as_others(cells, new)
    cells.pop(kind, None)
    if new:
        cells[kind] = new
    naming.keep(name, cells)


def _written_as_others(cells: naming.Cells, new: Kept | None) -> set[naming.Written]:
    """The names, as written, of whoever a decision calls by it, before and after."""
    values = [cell["value"] for cell in (*cells.values(), *([new] if new else []))]
    names = {value["into"] for value in values if value.get("into")}
    return {written for name in names for written in _written_as(name)}


def _written_as(name: str) -> set[naming.Written]:
    """All that articles write for the actor of this name, or that is written so itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, kind FROM timeline_name WHERE actor = %s OR name = %s", [name, name]
        )
        return {(written, kind) for written, kind in cursor.fetchall()}
