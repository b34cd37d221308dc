"""Corrections of an event: a page of all of them, one form at a time, and undoing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from timeline.decisions import history
from timeline.decisions.article_views import changed_article
from timeline.decisions.cells import Refused
from timeline.decisions.dates import UnreadableDate, read_typed
from timeline.decisions.entries import opened_entry
from timeline.decisions.forms import CorrectionForm
from timeline.decisions.guards import editor, for_editors, may_correct
from timeline.decisions.history import Entry
from timeline.decisions.joining_forms import EVENT_FORMS
from timeline.decisions.writer import ChangedSince, decide, undo
from timeline.http import HtmxHttpRequest, render_page, wants_fragment
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.labels import alternative_text
from timeline.page.paging import lead_of

SIGNED_OUT = "Your session has ended. Save what you typed: it is kept while you sign in again."


def accounts_of(public_id: str) -> list[Event]:
    """All accounts of the event that the account with this id belongs to now."""
    lead = lead_of(public_id)
    if lead is None:
        raise Http404("No event has this address.")
    return list(Event.objects.of_event(lead))


def last_seen(accounts: list[Event]) -> int:
    return history.latest("event", [account.public_id for account in accounts])


@require_safe
@for_editors
def event_correct(request: HtmxHttpRequest, public_id: str) -> HttpResponse:
    """All that can be corrected of an event, as a part of its entry or a page of its own."""
    accounts = accounts_of(public_id)
    seen = last_seen(accounts)
    forms = [form(accounts, seen=seen) for form in EVENT_FORMS]
    shown = [form for form in forms if form.name != "separated" or len(accounts) > 1]
    context = _about(request, accounts) | {"forms": shown}
    return render_page(request, "timeline/decisions/correct.html", context, partial="panel")


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def event_change(
    request: HtmxHttpRequest, public_id: str, form_class: type[CorrectionForm]
) -> HttpResponse:
    """One correction: its form, or, with POST, what it changes."""
    accounts = accounts_of(public_id)
    form = form_class(accounts, request.POST or None, seen=last_seen(accounts))
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form)
    seen = ("event", [one.public_id for one in accounts], form.cleaned_data["seen"] or 0)
    try:
        entry = decide(editor(request), form.decision, why=form.cleaned_data["why"], seen=seen)
    except (Refused, UnreadableDate) as error:
        form.add_error(None, str(error))
        return _form_page(request, form, changed=isinstance(error, ChangedSince))
    return changed(request, entry, public_id)


def _form_page(
    request: HtmxHttpRequest, form: CorrectionForm, *, changed: bool = False
) -> HttpResponse:
    """The form; one that others overtook knows what they did, and can be sent again."""
    if changed:
        form.data = {**form.data.dict(), "seen": str(last_seen(list(form.accounts)))}  # type: ignore[attr-defined]
    elif not form.is_bound:
        form.focus()
    context = _about(request, list(form.accounts)) | {"form": form}
    template = "timeline/decisions/form.html"
    status = 422 if form.is_bound else 200
    response = render_page(request, template, context, partial="form", status=status)
    return retarget(reswap(response, "outerHTML"), f"#{form.id}") if form.is_bound else response


def _about(request: HtmxHttpRequest, accounts: list[Event]) -> dict[str, Any]:
    lead = next(account for account in accounts if account.lead_id is None)
    state = State.read(request.GET.urlencode())
    return {
        "event": lead,
        "accounts": accounts,
        "state": state,
        "query": f"?{state.query}" if state.pairs else "",
        "back_url": state.address(lead.get_absolute_url()),
    }


def changed(request: HtmxHttpRequest, entry: Entry, public_id: str) -> HttpResponse:
    """What the event is now, with the way to undo: in place, or as a page."""
    if request.POST.get("from") == "eye":
        return answered(request, entry)
    lead = lead_of(public_id)
    state = State.read(request.GET.urlencode())
    if not request.htmx:
        return HttpResponseRedirect(_page_after(lead, entry, state))
    context: dict[str, Any] = {"done": entry, "public_id": public_id}
    if lead:
        event = Event.objects.with_accounts().get(pk=lead.pk)
        context["entry"] = opened_entry(request, event, state, done=entry)
        context["gone"] = _others_gone(entry, lead)
    response = render(request, "timeline/decisions/changed.html", context)
    return trigger_client_event(response, "timeline:changed", after="settle")


def _others_gone(entry: Entry, lead: Event) -> list[str]:
    """Events that are on the page by another account's id and are this one now."""
    return sorted(
        {place.key for place, *_ in entry.cells if place.of == "event"} - {lead.public_id}
    )


def _page_after(lead: Event | None, entry: Entry, state: State) -> str:
    path = lead.get_absolute_url() if lead else reverse("decision-list")
    url = state.address(path)
    return f"{url}{'&' if '?' in url else '?'}done={entry.number}"


def answered(request: HtmxHttpRequest, entry: Entry) -> HttpResponse:
    """Back to the page of what needs an editor's eye."""
    if not request.htmx:
        reason = request.POST.get("group", "")
        return HttpResponseRedirect(f"{reverse('eye')}?show={reason}&done={entry.number}")
    return render(request, "timeline/decisions/_answered.html", {"done": entry})


@require_safe
@login_not_required
@never_cache
def date_reading(request: HtmxHttpRequest, public_id: str) -> HttpResponse:
    """How a date is read while it is typed. Nobody who types is led away to sign in."""
    if not request.user.is_authenticated:
        said = SIGNED_OUT
    elif not may_correct(request):
        raise PermissionDenied
    else:
        said = _how_it_is_read(accounts_of(public_id), request.GET.get("date", ""))
    return render(request, "timeline/decisions/_date_reading.html", {"said": said})


def _how_it_is_read(accounts: list[Event], typed: str) -> str:
    lead = next(account for account in accounts if account.lead_id is None)
    try:
        value = read_typed(typed, lead.article.published_on)
    except UnreadableDate:
        return "No date that can be read yet"
    return f"Read as {alternative_text(value)}" if value["edtf"] else "Read as undated"


@require_POST
@for_editors
def decision_undo(request: HtmxHttpRequest, number: int) -> HttpResponse:
    try:
        entry = undo(editor(request), number)
    except Refused as error:
        return refused(request, str(error))
    origin, shown = request.POST.get("from"), request.POST.get("shown", "")
    if origin == "article" and shown.isdecimal():
        return changed_article(request, int(shown), entry)
    if origin == "history":
        return HttpResponseRedirect(f"{reverse('decision-list')}?done={entry.number}")
    return changed(request, entry, shown or entry.subject.key)


def refused(request: HtmxHttpRequest, why: str) -> HttpResponse:
    """Why nothing was changed: in place of the button, or as a page."""
    template, context = "timeline/decisions/refused.html", {"refused": why}
    response = render_page(request, template, context, partial="why", status=422)
    if not wants_fragment(request):
        return response
    return retarget(reswap(response, "outerHTML"), "closest form")
