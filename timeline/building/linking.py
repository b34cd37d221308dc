"""Linking: names, events, leads and what matters, over all accounts or over what has changed.

Both ways give the same rows and the same index. Linking what has changed takes only what can
be reached from it: names of one family, accounts that share a telling term and can be the same
days, and the events of the days that the articles speak of. So its cost does not grow with the
corpus.

Linking goes by what was extracted. On the groups that it finds a person's decisions are laid:
joined and set apart, hidden, actors corrected, the account that stands for the event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from articles.models import Article
from timeline import mentions, rows
from timeline.building import documents, indexing, tables
from timeline.building.decided import as_decided
from timeline.building.linked_rows import MOST, Rows, keys_where
from timeline.decisions.naming import Naming
from timeline.linking.aliases import canonical_names_of
from timeline.linking.attention import attention
from timeline.linking.centrality import exactness
from timeline.linking.copies import Runs, independent_texts, runs_of
from timeline.linking.grouping import group, in_order
from timeline.linking.links import Near, Pairs
from timeline.linking.regrouping import regrouped
from timeline.linking.salience import Weighed, weigh
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import Spread, account_terms, article_terms
from timeline.main_events import main_ids
from timeline.models import Event

_Keys = Callable[[Sequence[Event]], Iterable[int]]


@dataclass(slots=True)
class Changes:
    """What a batch changes, noted before and after each article's accounts are written."""

    articles: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)  # all that the articles had
    groups: set[str] = field(default_factory=set)  # that linking put those in
    names: set[tables.Written] = field(default_factory=set)  # that a decision may call otherwise
    keys: set[int] = field(default_factory=set)  # sort keys of the leads
    days: set[date] = field(default_factory=set)  # that are told or spoken of

    def note(self, article: Article) -> None:
        self.articles.add(article.pk)
        for event in Event.objects.of(article).select_related("lead"):
            self.events.add(event.pk)
            self.note_event(event)
        self.days.update(mentions.days_of(article))

    def note_event(self, event: Event) -> None:
        """An account whose event a decision changes."""
        lead = event.lead or event
        self.groups.add(event.found_with)
        self.keys.add(lead.sort_key or 0)
        for one in (event, lead):
            if one.starts_on and one.starts_on == one.ends_on:
                self.days.add(one.starts_on)


def link_all() -> None:
    """Settle names, events, leads and what matters over all accounts, and index them."""
    tables.clear()
    found = Rows()
    found.add(Event.objects.all())
    _name_actors(found, list(found), gone=())
    texts = _texts_of_undated(found)
    accounts = {event.pk: _account(event) for event in found}
    tables.write_terms(accounts, texts)
    _count_terms({event.article_id for event in found}, found, texts)
    counts = tables.Counts()
    counts.learn(_terms(accounts.values()))
    groups = as_decided(found, group(accounts.values(), texts, Spread(counts)))
    days = {account.day for members in groups for account in members if account.day}
    _apply(found, _weighed(found, groups, days, {}), _free_keys)
    found.save()
    documents.refresh_index()


def settle(changes: Changes) -> None:
    """Lay decisions anew on the groups noted, as linking found them; then index them."""
    found = Rows()
    try:
        _settle(found, changes, [found.in_groups([key]) for key in sorted(changes.groups)])
    except _KeyTaken:
        link_all()


def _settle(found: Rows, changes: Changes, groups: Iterable[Sequence[Event]]) -> None:
    told = as_decided(found, [list(map(_account, events)) for events in groups if events])
    days = changes.days | {account.day for members in told for account in members if account.day}
    weighed = _weighed(found, told, days, _events_of_days(found, days, told))
    keys = changes.keys | found.keys_before(weighed)
    _apply(found, weighed, _keys_if_free)
    found.save()
    _index(found, weighed, keys)


def link(changes: Changes) -> None:
    """Link what the changed articles tell, and what that can change; then index it."""
    if 2 * len(changes.articles) >= Article.objects.count():
        link_all()
        return
    found = Rows()
    try:
        _link_near(found, changes)
    except _KeyTaken:
        link_all()


class _KeyTaken(Exception):
    """Two events would stand at one place: which comes first, only all of them tell."""


def _link_near(found: Rows, changes: Changes) -> None:
    told = found.in_articles(changes.articles)
    gone = changes.events - {event.pk for event in told}
    renamed = _name_actors(found, told, gone=gone, decided=changes.names)
    counts, texts = tables.Counts(), _Texts()
    tables.forget_events(gone)
    tables.write_terms({event.pk: _account(event) for event in renamed}, texts)
    articles = changes.articles | {event.article_id for event in renamed}
    moved = _count_terms(articles, found.in_articles(articles), texts)
    changed = [*renamed, *found.of(tables.events_with(moved))]
    others = changes.groups | {event.found_with for event in changed}
    again = {event.pk: event for event in (*changed, *found.in_groups(others))}
    pairs = Pairs(Spread(counts), texts)
    stored = _Stored(found, counts, pairs)
    groups = in_order(regrouped(map(stored.account, again.values()), stored, pairs))
    _settle(found, changes, [[found.by_id[one.id] for one in members] for members in groups])


def _terms(accounts: Iterable[LinkAccount]) -> set[str]:
    return {term for account in accounts for term in account_terms(account)}


class _Stored:
    """The corpus as the database has it, read where it is asked for (regrouping.Corpus)."""

    def __init__(self, found: Rows, counts: tables.Counts, pairs: Pairs) -> None:
        self._found, self._counts, self._pairs = found, counts, pairs
        self._near = Near(self._look_up, pairs)
        self._accounts: dict[int, LinkAccount] = {}
        self._events: dict[str, list[LinkAccount]] = {}
        self._sentences: dict[int, dict[str, list[int]]] = {}

    def account(self, event: Event) -> LinkAccount:
        if event.pk not in self._accounts:
            self._accounts[event.pk] = _account(event)
        return self._accounts[event.pk]

    def linked(self, account: LinkAccount) -> Sequence[LinkAccount]:
        return self._near.linked(account)

    def expect(self, accounts: Iterable[LinkAccount]) -> None:
        self._near.expect(accounts)

    def event(self, account: LinkAccount) -> Sequence[LinkAccount]:
        key = self._found.by_id[account.id].found_with
        if key not in self._events:
            self._events[key] = [self.account(one) for one in self._found.in_groups([key])]
        return self._events[key]

    def sentence(self, account: LinkAccount) -> Sequence[LinkAccount]:
        article = self._found.by_id[account.id].article_id
        if article not in self._sentences:
            keys: dict[str, list[int]] = defaultdict(list)
            told = Event.objects.filter(article=article).order_by("pk")
            for key, quote in told.values_list("pk", "quote"):
                keys[quote].append(key)
            self._sentences[article] = keys
        keys_of_it = self._sentences[article][account.quote]
        return [self.account(event) for event in self._found.of(keys_of_it)]

    def _look_up(self, accounts: Sequence[LinkAccount]) -> Iterator[LinkAccount]:
        keys: set[int] = set()
        self._counts.learn(_terms(accounts))
        for account in accounts:
            keys |= tables.near(account, self._pairs.spread)
        others = [self.account(event) for event in self._found.of(keys)]
        self._counts.learn(_terms(others))
        yield from others


def _account(event: Event) -> LinkAccount:
    return rows.found_account(event)


# Names


def _name_actors(
    found: Rows,
    told: Sequence[Event],
    *,
    gone: Collection[int],
    decided: Collection[tables.Written] = (),
) -> list[Event]:
    """Give the accounts the canonical names of their actors, each with its kind; return them
    and all others whose actors are called otherwise by what these name, or by a decision."""
    named = {event.pk: _written(event) for event in told}
    changed = tables.count_names(named | {key: Counter() for key in gone})
    again = tables.relatives({*changed, *decided})
    counts = tables.relatives(again)
    chosen = Naming().settled(canonical_names_of(counts))
    renamed = tables.call({written: chosen[written] for written in again})
    events = {event.pk: event for event in (*told, *found.of(tables.events_naming(renamed)))}
    names = tables.called({written for event in events.values() for written in _written(event)})
    for event in events.values():
        actors = [rows.actor_of(item) for item in event.named]
        canonical = [names[actor.name, actor.kind] for actor in actors]
        event.named = [
            rows.named_json(actor, name.name, name.kind)
            for actor, name in zip(actors, canonical, strict=True)
        ]
    return list(events.values())


def _written(event: Event) -> Counter[tuple[str, str]]:
    actors = (rows.actor_of(item) for item in event.named)
    return Counter((actor.name, actor.kind) for actor in actors)


# Terms


def _count_terms(
    articles: Collection[int], events: Iterable[Event], texts: Mapping[str, str]
) -> frozenset[str]:
    """Count the terms of the articles anew; return those that weigh otherwise now."""
    told: dict[int, list[Event]] = {key: [] for key in articles}
    for event in events:
        told[event.article_id].append(event)
    terms = {}
    for key, accounts in told.items():
        undated = next((event for event in accounts if event.undated), None)
        text = texts.get(undated.article.text_hash, "") if undated else ""
        terms[key] = article_terms(map(_account, accounts), text)
    return tables.count_terms(terms)


def _texts_of_undated(events: Iterable[Event]) -> dict[str, str]:
    """The texts of articles that have undated accounts: what those are told apart by."""
    undated = {event.article_id for event in events if event.undated}
    return dict(Article.objects.filter(pk__in=undated).values_list("text_hash", "text"))


class _Texts(Mapping[str, str]):
    """Articles' texts by hash, each read once and only if it is asked for."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._known:
            self._known[key] = Article.objects.values_list("text", flat=True).get(text_hash=key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


# What matters


def _events_of_days(
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


def _weighed(
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


class _RunsOfArticles:
    """The word runs of articles, each text read once and only if an event needs it."""

    def __init__(self) -> None:
        self._runs: dict[int, Runs] = {}

    def of(self, articles: Iterable[Article]) -> dict[str, Runs]:
        for article in articles:
            if article.pk not in self._runs:
                self._runs[article.pk] = runs_of(article.text)
        return {article.text_hash: self._runs[article.pk] for article in articles}


def _apply(found: Rows, weighed: Iterable[Weighed], keys: _Keys) -> None:
    ordered = sorted(weighed, key=lambda event: event.lead.id)
    leads = [found.by_id[event.lead.id] for event in ordered]
    for event, lead, key in zip(ordered, leads, keys(leads), strict=True):
        lead.lead, lead.sort_key = None, key
        lead.sources = len({found.by_id[one.id].article.source for one in event.accounts})
        lead.independent_texts = event.texts
        lead.salience = event.salience
        for account in event.accounts[1:]:
            other = found.by_id[account.id]
            other.lead, other.sort_key = lead, None
            other.sources = other.independent_texts = 1
            other.salience = 0


def _free_keys(leads: Sequence[Event]) -> Iterator[int]:
    taken: set[int] = set()
    for lead in leads:
        key = rows.sort_key_of(lead)
        while key in taken:
            key += 1
        taken.add(key)
        yield key


def _keys_if_free(leads: Sequence[Event]) -> list[int]:
    """The keys of the leads; raises _KeyTaken if one is another event's, too."""
    own = {rows.sort_key_of(lead): lead.pk for lead in leads}
    if len(own) < len(leads):
        raise _KeyTaken
    for key in keys_where(own, lambda some: Q(sort_key__in=some)):
        if key not in own.values():
            raise _KeyTaken
    return list(own)


def _index(found: Rows, weighed: Iterable[Weighed], keys: set[int]) -> None:
    """Write what is indexed of these events, `keys` those of the documents they had."""
    main = main_ids()
    changed = documents.keys_that_change_main(main)
    leads = keys_where(changed, lambda some: Q(sort_key__in=some))
    events = [found.by_id[account.id] for one in weighed for account in one.accounts]
    events += found.in_events(leads)
    whole = {event.pk: event for event in events}.values()
    names = {name for event in whole for name in event.actors}
    indexing.change(
        keys,
        documents.documents_of(whole, tables.kinds_of(names), main),
        articles=Article.objects.count(),
        undated=documents.undated(),
    )
