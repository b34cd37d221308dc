"""One function per URL: read the request, ask the model, answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.decisions.entries import just_done, opened_entry
from timeline.decisions.guards import may_correct
from timeline.decisions.hidden import HiddenSelection, count_hidden
from timeline.forms import TimelineFilter
from timeline.http import HtmxHttpRequest, counters, push_address, render_page, wants_fragment
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.choices import chips, no_match_text, widenings
from timeline.page.chronology import MOST_EVENTS, make_chronology
from timeline.page.closed import placed
from timeline.page.company import company
from timeline.page.entries import Entry, make_entry
from timeline.page.facets import begun, count
from timeline.page.former_names import by_present_names
from timeline.page.frame import TEMPLATE, can_be_kept, framed
from timeline.page.going_to import gone_to
from timeline.page.paging import (
    HEADLINES,
    PART,
    SIZE,
    SWAPPED,
    Page,
    lead_of,
    read_page,
    read_page_before,
    read_part,
)
from timeline.page.parted import Parted, parted
from timeline.page.paths import path_of
from timeline.page.rail import EXACTNESS, MOST_FOUND, can_search, decided, rail
from timeline.page.sections import lay_out, span_of
from timeline.page.shown import read_events
from timeline.page.strip import make_strip
from timeline.selection import AtLeast
from timeline.unchanged import unless_unchanged


@require_safe
@unless_unchanged
def timeline(request: HtmxHttpRequest) -> HttpResponse:
    """The events in order, filtered, from one place on."""
    asked = _asked(request, known=True)
    if asked.errors and (renamed := by_present_names(State.read(request.GET.urlencode()))):
        return HttpResponseRedirect(renamed.url)
    partial = _partial(request)
    whole = partial in {"found", "around", "unfold"} or not wants_fragment(request)
    page = _page(request, asked, counted=whole)
    shown = _listed(request, asked, page, together=partial in {"more", "before"})
    shown["laid_out"] = partial != "more"
    if whole:
        shown |= _chosen(request, asked, page)
    context = {"asked": asked, "events": shown.get("events"), "for_pieces": shown}
    response = (
        framed(request, context)
        if can_be_kept(request)
        else render_page(request, TEMPLATE, context, partial=partial)
    )
    shown.clear()  # Django's contexts hold themselves: what is in them waits for the collector
    return push_address(request, response, asked.state.url) if partial == "found" else response


def _asked(request: HtmxHttpRequest, *, known: bool) -> TimelineFilter:
    """What is asked for; hidden events by editors alone."""
    hidden = HiddenSelection if may_correct(request) else None
    today = timezone.localdate() if known else None
    return TimelineFilter(request.GET, known=known, today=today, hidden=hidden)


def _page(request: HtmxHttpRequest, asked: TimelineFilter, *, counted: bool) -> Page:
    """What is asked for: a page from a place or, to be put to one, events before or after it.
    With `counted` the first events are looked up together, to be counted afterwards."""
    part = HEADLINES if asked.headlines_only else PART
    if wants_fragment(request) and (end := request.GET.get("before")):
        found = read_page_before(asked.selection, asked, end, size=part)
        return found or read_page(asked.selection, asked, size=part)
    if not counted:
        return read_page(asked.selection, asked, size=part)
    size = SWAPPED if wants_fragment(request) else SIZE
    if asked.narrows:
        return read_page(begun(counters(request), asked.selection), asked, size=size)
    return read_page(asked.selection, asked, size=size)


def _partial(request: HtmxHttpRequest) -> str:
    """Which part of the page: all that a filter changes, more events at either end, what is
    around the events and counts them, or more options of a filter."""
    names = ("more", "before", "around", "unfold")
    return next((name for name in names if name in request.GET), "found")


def _listed(
    request: HttpRequest, asked: TimelineFilter, page: Page, *, together: bool
) -> dict[str, Any]:
    """The page of events, all of them `together` or in two parts, with the ways to the ones before
    and after it."""
    state = asked.state
    opened = next((e for e in page.events if e.public_id == asked.cleaned_data.get("open")), None)
    whole = _whole(opened.sort_key) if opened else None
    sections = lay_out(
        page.events,
        earlier=page.earlier,
        state=state,
        words=asked.words,
        about=_about(asked),
        opened=_opened(request, whole, asked) if whole else None,
    )
    parts = Parted(sections) if together else parted(sections, brief=asked.headlines_only)
    return {
        "asked": asked,
        "parts": parts,
        "rest_url": state.from_the_start.setting("at", parts.first_id).url if parts.rests else "",
        "unfinished": sections[-1].slug if sections and page.next_event else "",
        "page": page,
        "earlier_url": _earlier_url(asked, page),
        "earlier_span": span_of(page.earlier),
        "before_url": _before_url(asked, page),
        "around_url": _with(asked.state.dropping("open").url, "around=1"),
        "later_url": _later_url(asked, page),
    }


def _whole(sort_key: int) -> Event | None:
    """The event with all that an opened one shows; None if it has gone meanwhile."""
    return next(iter(read_events([sort_key], whole=True)), None)


def _earlier_url(asked: TimelineFilter, page: Page) -> str:
    if not page.earlier:
        return ""
    start = asked.state.from_the_start
    return start.url if page.at_the_start else start.setting("at", page.earlier[-1].public_id).url


def _before_url(asked: TimelineFilter, page: Page) -> str:
    """Where htmx gets the events before these from."""
    if not page.earlier or not page.events:
        return ""
    return _with(asked.state.from_the_start.url, f"before={page.events[0].public_id}")


def _with(url: str, more: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{more}"


def _later_url(asked: TimelineFilter, page: Page) -> str:
    later = page.next_event
    return asked.state.from_the_start.setting("at", later.public_id).url if later else ""


def _about(asked: TimelineFilter) -> str:
    actors = asked.actors
    return f" about {actors[0]}" if len(actors) == 1 else ""


def _chosen(request: HttpRequest, asked: TimelineFilter, page: Page) -> dict[str, Any]:
    """The filters: what is chosen, what it leaves, what else there is to choose."""
    start = asked.state.from_the_start
    kept = counters(request)
    counted, events = count(asked, kept, found=MOST_FOUND), kept["events"]
    total = counted.left.events
    groups = rail(asked, counted, unfolded=request.GET.get("unfold", ""))
    below = any(group.below for group in groups)
    if asked.hidden:
        groups = [*groups, decided(asked, counted, hidden=count_hidden(), below=below)]
    return {
        "start": start,
        "gone_to": gone_to(asked, page),
        "total": total,
        "others": None if isinstance(total, AtLeast) else events - total,
        "events": events,
        "groups": groups,
        "below": below,
        "can_search": can_search(counted),
        "unfold_url": _with(asked.state.url, "unfold="),
        "chips": chips(asked),
        "company": company(asked, counted),
        "match_any_url": start.setting("match", "any").url,
        "match_all_url": start.dropping("match").url,
        "clear_url": start.dropping(*dict(start.filters.pairs)).url,
        "print_url": start.address(path_of("timeline-print")),
        "newest_url": start.setting("order", "newest").url,
        "oldest_url": start.dropping("order").url,
        "headlines_url": asked.state.setting("show", "headlines").url,
        "quotes_url": asked.state.dropping("show").url,
        "no_match": "" if total or not events else no_match_text(asked),
        "widenings": [] if total or not events else widenings(asked, counted.kept, events),
        "strip": None if asked.hidden_only else make_strip(asked, counted, page),
    }


@require_safe
@unless_unchanged
def timeline_print(request: HtmxHttpRequest) -> HttpResponse:
    """The whole filtered timeline as a chronology with numbered notes, in parts if it is long."""
    asked = _asked(request, known=True)
    chosen, events = asked.selection, counters(request)["events"]
    total = chosen.count() if chosen.narrows else events
    listed, following = read_part(asked, MOST_EVENTS)
    start, path = asked.state.from_the_start, path_of("timeline-print")
    at = asked.cleaned_data.get("at")
    context = {
        "asked": asked,
        "chips": chips(asked),
        "total": total,
        "events": total if asked.hidden_only else events,
        "chronology": make_chronology(listed),
        "span": ""
        if following or at
        else span_of([placed(one) for one in listed if one.first_day]),
        "exactness": EXACTNESS.values(),
        "begins_later": bool(at),
        "first_part_url": start.address(path),
        "next_part_url": start.setting("at", following).address(path) if following else "",
        "back_url": asked.state.url,
    }
    return render(request, "timeline/print.html", context)


@require_safe
@unless_unchanged
def event_detail(request: HtmxHttpRequest, public_id: str) -> HttpResponse:
    """One event with every account of it; as a part of the timeline, its entry alone."""
    lead = lead_of(public_id)
    if lead is None or (lead.hidden and not may_correct(request)):
        raise Http404("No event has this address.")
    asked = _asked(request, known=False)
    if lead.public_id != public_id:
        return HttpResponseRedirect(asked.state.address(lead.get_absolute_url()))
    event = Event.objects.with_accounts().get(pk=lead.pk)
    closed = make_entry(event, asked.state, words=asked.words)
    entry = closed if "closed" in request.GET else _opened(request, event, asked)
    context = {"entry": entry}
    response = render_page(request, "timeline/event.html", context, partial="entry")
    return push_address(request, response, entry.url if entry.opened else entry.closed_url)


def _opened(request: HttpRequest, event: Event, asked: TimelineFilter) -> Entry:
    return opened_entry(request, event, asked.state, words=asked.words, done=just_done(request))
