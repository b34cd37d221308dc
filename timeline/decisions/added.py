"""Accounts that a person adds by selecting words, as rows."""

from __future__ import annotations

from articles.models import Article
from timeline import build, rows
from timeline.building.linking import Changes
from timeline.decisions.cells import Kept, Refused
from timeline.models import Event


def article_of(key: str | int) -> Article:
    article = Article.objects.filter(pk=key).first()
    if article is None:
        raise Refused("This article is gone: it was deleted.")
    return article


def put_account(public_id: str, new: Kept | None, changes: Changes) -> None:
    if new is None:
        _take_back(public_id, changes)
        return
    value = new["value"]
    article = article_of(value["article"])
    if article.text[value["start"] : value["end"]] != value["words"]:
        raise Refused("These words are no longer at this place: the article was corrected.")
    event = rows.new_event(
        article,
        start=value["start"],
        end=value["end"],
        headline_start=value["start"],
        headline_end=value["end"],
        named=value["named"],
        working={},
    )
    if Event.objects.filter(
        article=article, earlier=0, headline_start=event.headline_start, mention_start=-1
    ).exists():
        raise Refused("These words are an account on the timeline already.")
    event.decisions = {"added": new}
    changes.note(article)
    event.save()
    changes.note(article)


def _take_back(public_id: str, changes: Changes) -> None:
    event = Event.objects.select_related("article").get(public_id=public_id)
    if others := [kind for kind in event.decisions if kind not in {"added", "date", "title"}]:
        raise Refused(f"More was decided of this account since ({', '.join(sorted(others))}).")
    changes.note(event.article)
    build.release([event])
    event.delete()
    changes.note(event.article)
