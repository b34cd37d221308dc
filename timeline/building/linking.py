"""Linking: names, events, leads and what matters, over all accounts or over what has changed.

Both ways give the same rows and the same index. Linking what has changed takes only what can
be reached from it: names of one family, accounts that share a telling term and can be the same
days, and the events of the days that the articles speak of. So its cost does not grow with the
corpus.

Linking goes by what was extracted. On the groups that it finds a person's decisions are laid:
joined and set apart, hidden, actors corrected, the account that stands for the event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from articles.models import Article
from timeline import mentions, rows
from timeline.building import documents, indexing, name_tables, tables, term_tables
from timeline.building.corpus import Stored, Texts, terms_of
from timeline.building.decided import as_decided
from timeline.building.linked_rows import Rows, keys_where
from timeline.building.weighing import as_weighed, events_of_days, ids_of, weigh_groups
from timeline.decisions.naming import Naming
from timeline.linking.aliases import canonical_names_of
from timeline.linking.grouping import group, in_order
from timeline.linking.links import Pairs
from timeline.linking.regrouping import regrouped
from timeline.linking.salience import Weighed
from timeline.linking.spread import Spread, article_terms
from timeline.main_events import main_ids
from timeline.models import Event

_Keys = Callable[[Rows, Sequence[Event]], Iterable[int]]


@dataclass(slots=True)
class Changes:
    """What a batch changes, noted before and after each article's accounts are written."""

    articles: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)  # all that the articles had
    groups: set[str] = field(default_factory=set)  # that linking put those in
    names: set[name_tables.Written] = field(
        default_factory=set
    )  # that a decision may call otherwise
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
    accounts = {event.pk: rows.found_account(event) for event in found}
    term_tables.write_terms(accounts, texts)
    _count_terms({event.article_id for event in found}, found, texts)
    counts = term_tables.Counts()
    counts.learn(terms_of(accounts.values()))
    groups = as_decided(found, group(accounts.values(), texts, Spread(counts)))
    days = {account.day for members in groups for account in members if account.day}
    _apply(found, weigh_groups(found, groups, days, {}), _free_keys)
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
    told = as_decided(found, [list(map(rows.found_account, events)) for events in groups if events])
    same = found.as_they_were(told, changed=changes.groups)
    anew = [members for members in told if ids_of(members) not in same]
    days = changes.days | {account.day for members in anew for account in members if account.day}
    others = events_of_days(found, days, anew)
    weighed = weigh_groups(found, anew, days, others)
    weighed += [as_weighed(found, ids) for ids in same if ids not in others]
    _apply(found, weighed, _keys_if_free)
    found.save()
    told_anew = {account.id for members in anew for account in members}
    _index(found, changes, [one for one in weighed if _looks_otherwise(found, one, told_anew)])


def _looks_otherwise(found: Rows, event: Weighed, told_anew: Collection[str]) -> bool:
    accounts = [found.by_id[account.id] for account in event.accounts]
    return event.lead.id in told_anew or found.look_otherwise(accounts)


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
    counts, texts = term_tables.Counts(), Texts()
    term_tables.forget_events(gone)
    term_tables.write_terms({event.pk: rows.found_account(event) for event in renamed}, texts)
    articles = changes.articles | {event.article_id for event in renamed}
    moved = _count_terms(articles, found.in_articles(articles), texts)
    changed = [*renamed, *found.of(term_tables.events_with(moved))]
    others = changes.groups | {event.found_with for event in changed}
    again = {event.pk: event for event in (*changed, *found.in_groups(others))}
    pairs = Pairs(Spread(counts), texts)
    stored = Stored(found, counts, pairs)
    groups = in_order(regrouped(map(stored.account, again.values()), stored, pairs))
    _settle(found, changes, [[found.by_id[one.id] for one in members] for members in groups])


# Names


def _name_actors(
    found: Rows,
    told: Sequence[Event],
    *,
    gone: Collection[int],
    decided: Collection[name_tables.Written] = (),
) -> list[Event]:
    """Give the accounts the canonical names of their actors, each with its kind; return them
    and all others whose actors are called otherwise by what these name, or by a decision."""
    named = {event.pk: _written(event) for event in told}
    changed = name_tables.count_names(named | {key: Counter() for key in gone})
    again = name_tables.relatives({*changed, *decided})
    counts = name_tables.relatives(again)
    chosen = Naming().settled(canonical_names_of(counts))
    renamed = name_tables.call({written: chosen[written] for written in again})
    events = {event.pk: event for event in (*told, *found.of(name_tables.events_naming(renamed)))}
    names = name_tables.called(
        {written for event in events.values() for written in _written(event)}
    )
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
        terms[key] = article_terms(map(rows.found_account, accounts), text)
    return term_tables.count_terms(terms)


def _texts_of_undated(events: Iterable[Event]) -> dict[str, str]:
    """The texts of articles that have undated accounts: what those are told apart by."""
    undated = {event.article_id for event in events if event.undated}
    return dict(Article.objects.filter(pk__in=undated).values_list("text_hash", "text"))


def _apply(found: Rows, weighed: Iterable[Weighed], keys: _Keys) -> None:
    ordered = sorted(weighed, key=lambda event: event.lead.id)
    leads = [found.by_id[event.lead.id] for event in ordered]
    for event, lead, key in zip(ordered, leads, keys(found, leads), strict=True):
        lead.lead, lead.sort_key = None, key
        lead.sources = len({found.by_id[one.id].article.source for one in event.accounts})
        lead.independent_texts = event.texts
        lead.salience = event.salience
        for account in event.accounts[1:]:
            other = found.by_id[account.id]
            other.lead, other.sort_key = lead, None
            other.sources = other.independent_texts = 1
            other.salience = 0


def _free_keys(_found: Rows, leads: Sequence[Event]) -> Iterator[int]:
    taken: set[int] = set()
    for lead in leads:
        key = rows.sort_key_of(lead)
        while key in taken:
            key += 1
        taken.add(key)
        yield key


def _keys_if_free(found: Rows, leads: Sequence[Event]) -> list[int]:
    """The keys of the leads; raises _KeyTaken if one is another event's, too."""
    own = {rows.sort_key_of(lead): lead.pk for lead in leads}
    if len(own) < len(leads):
        raise _KeyTaken
    new = [key for key, pk in own.items() if key != found.key_before(pk)]
    has_key = set(own.values())
    if any(pk not in has_key for pk in keys_where(new, lambda some: Q(sort_key__in=some))):
        raise _KeyTaken
    return list(own)


def _index(found: Rows, changes: Changes, changed: Sequence[Weighed]) -> None:
    """Write what is indexed of these events."""
    main = main_ids()
    changed_main = documents.keys_that_change_main(main)
    leads = keys_where(changed_main, lambda some: Q(sort_key__in=some))
    events = [found.by_id[account.id] for one in changed for account in one.accounts]
    keys = changes.keys | found.keys_before(events)
    events += found.in_events(leads)
    whole = {event.pk: event for event in events}.values()
    names = {name for event in whole for name in event.actors}
    indexing.change(
        keys,
        documents.documents_of(whole, name_tables.kinds_of(names), main),
        articles=Article.objects.count(),
        undated=documents.undated(),
    )
