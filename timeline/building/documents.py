"""What the search index holds of each event, by the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from articles.models import Article
from timeline import engine, search
from timeline.building import indexing
from timeline.building.name_tables import most_often
from timeline.decisions.effects import corrected
from timeline.decisions.events import actors_decided
from timeline.decisions.eye import reasons_of
from timeline.main_events import main_ids
from timeline.models import Event
from timeline.ordering import reach_of
from timeline.page import closed
from timeline.page.shown import read_events

TOGETHER = 500  # events
MOST_SOURCES = 9  # "at least so many sources" can be asked up to here
_MAIN = search.Facet("main", "main")


def refresh_index() -> None:
    """Make the search index and its counts what the rows say, without linking again."""
    indexing.write(documents(), articles=Article.objects.count(), undated=undated())


def undated() -> int:
    """How many undated events are shown: two counts that an index alone answers."""
    undated = Event.objects.undated()
    return undated.count() - undated.filter(hidden=True).count()


def documents() -> list[indexing.Document]:
    """What the index should hold, by the rows: nothing of what a person hid."""
    events = list(
        Event.objects.select_related("article").defer("article__text", "article__versions")
    )
    return documents_of(events, _kinds_by_row(events), main_ids())


def in_order() -> Iterator[indexing.Document]:
    """Yield what `documents` gives in the order of the sort keys, some events at a time."""
    main, kinds = main_ids(), _kinds_of_all()
    last = -1
    while keys := _leads_after(last):
        leads = read_events(keys, whole=True)
        yield from documents_of((one for lead in leads for one in lead.accounts), kinds, main)
        last = keys[-1]


def keep_entries(made_more: Callable[[int], object] | None = None) -> None:
    """Make the entries that another version of the program made, or none, some at a time, and
    each time say how many."""
    last = -1
    while not indexing.entries_are_kept():
        with transaction.atomic():
            engine.current().lock()
            keys = indexing.without_entry(last, TOGETHER)
            made = closed.closed_of(read_events(keys))
            indexing.write_entries((one.sort_key, closed.stored_of(one)) for one in made)
            if not keys:
                indexing.have_kept_entries()
                return
            last = keys[-1]
        if made_more:
            made_more(len(keys))


def _leads_after(key: int) -> list[int]:
    """The sort keys of the next leads."""
    leads = Event.objects.filter(lead__isnull=True, sort_key__gt=key).order_by("sort_key")
    return [
        found for found in leads.values_list("sort_key", flat=True)[:TOGETHER] if found is not None
    ]


def _kinds_of_all() -> dict[str, str]:
    """The kind of each actor, the rows read through one by one."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    rows = Event.objects.values_list("named", flat=True).order_by()
    for named in rows.iterator(chunk_size=TOGETHER):
        for item in named:
            found[item["actor"]][item["kind"]] += 1
    return {actor: most_often(kinds) for actor, kinds in found.items()}


def documents_of(
    events: Iterable[Event], kinds: Mapping[str, str], main: frozenset[str]
) -> list[indexing.Document]:
    """The documents of whole events, `kinds` by actor, `main` the public ids of main events."""
    shown = (event for event in events if not event.hidden)
    groups = [*_by_event(shown)]
    entries = _entries(groups)
    return [
        replace(_document(accounts, kinds, main), entry=entry)
        for accounts, entry in zip(groups, entries, strict=True)
    ]


def _entries(groups: Iterable[Sequence[Event]]) -> list[closed.Stored]:
    """The entries on the timeline of whole events, to be kept."""
    leads = []
    for accounts in groups:
        lead = _lead(accounts)
        lead.__dict__["accounts"] = [lead, *(one for one in accounts if one.pk != lead.pk)]
        leads.append(lead)
    return [
        closed.stored_of(one)
        for start in range(0, len(leads), TOGETHER)
        for one in closed.closed_of(leads[start : start + TOGETHER])
    ]


def _lead(accounts: Iterable[Event]) -> Event:
    return next(event for event in accounts if event.lead_id is None)


def hidden() -> list[indexing.Document]:
    """What the index would hold of the events that a person hid, in the order of the page."""
    events = list(
        Event.objects.filter(hidden=True)
        .select_related("article")
        .defer("article__text", "article__versions")
    )
    kinds = _kinds_by_row(events)
    found = [_document(accounts, kinds, frozenset()) for accounts in _by_event(events)]
    return sorted(found, key=lambda document: document.sort_key)


def _by_event(events: Iterable[Event]) -> Iterable[list[Event]]:
    groups: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        groups[event.lead_id or event.pk].append(event)
    return groups.values()


def _kinds_by_row(events: Iterable[Event]) -> dict[str, str]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for item in event.named:
            found[item["actor"]][item["kind"]] += 1
    return {actor: most_often(kinds) for actor, kinds in found.items()}


def _document(
    accounts: list[Event], kinds: Mapping[str, str], main: frozenset[str]
) -> indexing.Document:
    lead = _lead(accounts)
    ordered = sorted(accounts, key=lambda event: (event.pk != lead.pk, event.public_id))
    names = list(dict.fromkeys(name for event in ordered for name in event.actors))
    facets = [*_facets(lead, ordered, names, kinds), *_decided_facets(lead, ordered)]
    facets += [_MAIN] if lead.public_id in main else []
    reasons = reasons_of(lead, ordered, main=lead.public_id in main)
    facets += [search.Facet("eye", reason) for reason in reasons]
    told = [event.quote for event in ordered]
    return indexing.Document(
        sort_key=int(lead.sort_key or 0),
        quotes="\n".join(dict.fromkeys([*told, lead.title] if lead.title_is_own else told)),
        actors="\n".join(names),
        facets=tuple(facets),
        ends=lead.ends_on.toordinal() if lead.ends_on else None,
    )


def _facets(
    lead: Event, accounts: list[Event], names: list[str], kinds: Mapping[str, str]
) -> Iterator[search.Facet]:
    decided = actors_decided(accounts)
    for name in names:
        by_hand = decided[name]["kind"] if name in decided else "organisation"
        yield search.Facet(kinds.get(name, by_hand), name)
    for source in sorted({event.article.source for event in accounts}):
        yield search.Facet("outlet", source)
    if lead.first_day:
        yield search.Facet("month", f"{_strip_cell(lead.first_day, lead.precision)} {lead.kind}")
    if reach := reach_of(lead.starts_on, lead.ends_on):
        yield search.Facet("reach", reach)
    yield search.Facet("precision", lead.exactness)
    if lead.planned:
        yield search.Facet("planned", "planned")
    for least in range(2, min(lead.sources, MOST_SOURCES) + 1):
        yield search.Facet("sources", str(least))


def _decided_facets(lead: Event, accounts: list[Event]) -> Iterator[search.Facet]:
    yield search.Facet("checked", "checked" if "checked" in lead.decisions else "unchecked")
    if corrected(accounts):
        yield search.Facet("corrected", "corrected")


def _strip_cell(first_day: date, precision: str) -> str:
    """The month that an event is counted in; a year known only as one has a cell of its own."""
    return first_day.isoformat()[: 4 if precision in {"year", "decade", "century"} else 7]


def keys_that_change_main(main: frozenset[str]) -> set[int]:
    """The sort keys of events that are a main one by the rows or by the index, but not by both."""
    leads = Event.objects.filter(public_id__in=main).values_list("sort_key", flat=True)
    return {key for key in leads if key is not None} ^ search.keys_bearing(_MAIN)
