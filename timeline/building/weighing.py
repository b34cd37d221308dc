"""What matters among events: their leads and salience, by their texts and what articles speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from articles.models import Article
from timeline import mentions, rows
from timeline.building.linked_rows import MOST, Rows
from timeline.linking.attention import attention
from timeline.linking.centrality import exactness
from timeline.linking.copies import Runs, independent_texts, runs_of
from timeline.linking.salience import Weighed, weigh
from timeline.linking.shapes import LinkAccount
from timeline.models import Event


def events_of_days(
    found: Rows, days: set[date], groups: Iterable[list[LinkAccount]]
) -> dict[frozenset[str], int]:
    """The events of these days that are as they were: their accounts' ids, and how many
    independent texts they have."""
    known = {found.by_id[account.id].pk for members in groups for account in members}
    keys: set[int] = set()
    ordered = sorted(days)
    for start in range(0, len(ordered), MOST):
        on = Event.objects.filter(starts_on__in=ordered[start : start + MOST], approximate=False)
        keys.update(lead or key for key, lead in on.values_list("pk", "lead"))
    members: dict[int, list[Event]] = defaultdict(list)
    for event in found.in_events(keys):
        members[event.lead_id or event.pk].append(event)
    return {
        frozenset(event.public_id for event in events): next(
            event.independent_texts for event in events if event.pk == lead
        )
        for lead, events in members.items()
        if known.isdisjoint(event.pk for event in events)
        and min(map(rows.link_account, events), key=exactness).day in days
    }


def weigh_groups(
    found: Rows,
    groups: list[list[LinkAccount]],
    days: Collection[date],
    others: Mapping[frozenset[str], int],
) -> list[Weighed]:
    """The groups, and `others` that are as they were, with their leads and salience."""
    runs = _RunsOfArticles()
    grouped = []
    for members in groups:
        articles = {found.by_id[account.id].article for account in members}
        texts = independent_texts(runs.of(articles)) if len(articles) > 1 else 1
        grouped.append(Weighed(tuple(members), texts))
    for ids, texts in others.items():
        accounts = [rows.link_account(found.by_id[key]) for key in sorted(ids)]
        grouped.append(Weighed(tuple(accounts), texts))
    return weigh(grouped, attention(mentions.of_days(days)))


def ids_of(accounts: Iterable[LinkAccount]) -> frozenset[str]:
    return frozenset(account.id for account in accounts)


def as_weighed(found: Rows, ids: Iterable[str]) -> Weighed:
    """The event of these accounts, which is as it was, as it was weighed."""
    events = sorted((found.by_id[key] for key in ids), key=lambda one: (one.lead_id or 0, one.pk))
    lead = events[0]
    return Weighed(tuple(map(rows.link_account, events)), lead.independent_texts, lead.salience)


class _RunsOfArticles:
    """The word runs of articles, each text read once and only if an event needs it."""

    def __init__(self) -> None:
        self._runs: dict[int, Runs] = {}

    def of(self, articles: Iterable[Article]) -> dict[str, Runs]:
        for article in articles:
            if article.pk not in self._runs:
                self._runs[article.pk] = runs_of(article.text)
        return {article.text_hash: self._runs[article.pk] for article in articles}
