"""The timeline as plain values, for JSON: events with all their accounts and differences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models import Article
from timeline import rows
from timeline.linking.differences import Comparison, Told, compare
from timeline.models import Event


def timeline_json(events: Iterable[Event], *, articles: int) -> dict[str, Any]:
    """Return the export of `events` (leads, with their accounts); README.md gives its form."""
    return {"articles": articles, "events": [event_json(event) for event in events]}


def event_json(lead: Event) -> dict[str, Any]:
    accounts = lead.accounts
    return {
        "id": lead.public_id,
        "date": lead.edtf,
        **_days(lead),
        "precision": lead.precision,
        "planned": lead.planned,
        "headline": lead.headline,
        **({"title": lead.title, "title_by_editor": True} if lead.title_is_own else {}),
        "salience": lead.salience,
        "actors": list(dict.fromkeys(name for account in accounts for name in account.actors)),
        "sources": lead.sources,
        "independent_texts": lead.independent_texts,
        "accounts": [_account_json(account) for account in accounts],
        "figures": [_comparison_json(one) for one in compare(figures_of(accounts))],
    }


def figures_of(accounts: Iterable[Event]) -> list[Told]:
    """The figures of an event's accounts, each with the index of its account."""
    return [
        told for index, account in enumerate(accounts) for told in rows.figures_told(index, account)
    ]


def _days(event: Event) -> dict[str, str | None]:
    return {
        "starts_on": event.starts_on.isoformat() if event.starts_on else None,
        "ends_on": event.ends_on.isoformat() if event.ends_on else None,
    }


def _account_json(account: Event) -> dict[str, Any]:
    return {
        "id": account.public_id,
        "date": account.edtf,
        "article": _article_json(account.article),
        "headline": account.headline,
        "quote": account.quote,
        "start": account.start,
        "end": account.end,
        "paragraph": account.paragraph,
        "mention": _mention_json(account),
        "working": account.working,
        **({"decisions": account.decisions} if account.decisions else {}),
    }


def _mention_json(account: Event) -> dict[str, Any] | None:
    if account.mention_start < 0:
        return None
    return {
        "text": account.mention,
        "start": account.mention_start,
        "end": account.mention_end,
    }


def _article_json(article: Article) -> dict[str, Any]:
    published = article.published_on
    return {
        "id": article.pk,
        "title": article.title,
        "outlet": article.outlet,
        "published": published.isoformat() if published else None,
        "published_basis": article.published_basis,
        "url": article.url,
        "file": article.file_name,
    }


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "counts": comparison.counts,
        "agree": comparison.agree,
        "values": [_value_json(told) for told in comparison.values],
    }


def _value_json(told: Told) -> dict[str, Any]:
    most = {} if told.most is None else {"most": told.most}
    return {"text": told.text, "value": told.value, **most, "account": told.account}
