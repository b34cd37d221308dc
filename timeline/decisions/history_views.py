"""The history of an event, an article, an actor and the corpus; who is one actor."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from timeline import search
from timeline.decisions import history, naming
from timeline.decisions.actor_actions import written_names
from timeline.decisions.article_forms import ActorDecisionForm
from timeline.decisions.cells import Refused
from timeline.decisions.forms import KINDS
from timeline.decisions.guards import editor, for_editors
from timeline.decisions.history import Entry
from timeline.decisions.views import accounts_of, answered
from timeline.decisions.writer import decide
from timeline.http import HtmxHttpRequest
from timeline.models import Event
from timeline.search import Facet

ON_A_PAGE = 100


@require_safe
@for_editors
def decision_list(request: HtmxHttpRequest) -> HttpResponse:
    """All that was decided in this corpus, the latest first."""
    before = request.GET.get("before", "")
    found = history.all_entries(before=int(before) if before.isdecimal() else None)
    entries = list(islice(found, ON_A_PAGE + 1))
    gone = Event.objects.filter(found=False).decided().select_related("article")
    context = {
        "title": "All decisions",
        "more": entries[ON_A_PAGE - 1].number if len(entries) > ON_A_PAGE else None,
        "gone": [] if before else gone.defer("article__text")[:ON_A_PAGE],
    }
    return _page(request, entries[:ON_A_PAGE], context)


@require_safe
@for_editors
def hidden_list(request: HtmxHttpRequest) -> HttpResponse:
    """The events that readers do not see, in the order of the timeline."""
    events = Event.objects.hidden_leads().in_order().with_accounts()
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "timeline/decisions/hidden.html", {"page": page})


@require_safe
@for_editors
def event_history(request: HtmxHttpRequest, public_id: str) -> HttpResponse:
    accounts = accounts_of(public_id)
    lead = next(account for account in accounts if account.lead_id is None)
    entries = list(history.entries_of("event", [account.public_id for account in accounts]))
    context = {
        "title": lead.title,
        "back_url": lead.get_absolute_url(),
        "back": "Back to the event",
    }
    return _page(request, entries, context)


@require_safe
@for_editors
def article_history(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    entries = list(history.entries_of("article", [str(article.pk)]))
    back = {"back_url": article.get_absolute_url(), "back": "Back to the article"}
    return _page(request, entries, {"title": str(article), **back})


def _page(request: HtmxHttpRequest, entries: list[Entry], context: dict[str, Any]) -> HttpResponse:
    undone = {entry.undoes for entry in entries}
    shown = [(entry, entry.number not in undone) for entry in entries]
    return render(request, "timeline/decisions/history.html", {"shown": shown, **context})


# Actors


@require_safe
@for_editors
def actor(request: HtmxHttpRequest) -> HttpResponse:
    """One actor: how articles write it, who else it may be, and what was decided of it."""
    name = " ".join(request.GET.get("name", "").split())[:400]
    return render(request, "timeline/decisions/actor.html", _about(name))


def _about(name: str, **more: Any) -> dict[str, Any]:
    entries = list(history.entries_of("actor", [name]))
    undone = {entry.undoes for entry in entries}
    merged = [
        other
        for other, cells in naming.all_cells().items()
        if cells.get("merged", {}).get("value", {}).get("into") == name
    ]
    return {
        "name": name,
        "kind": search.kind_of_actor(name),
        "events": sum(search.borne([Facet("person", name)]).values()),
        "kinds": KINDS,
        "written": written_names(name),
        "merged": merged,
        "shown": [(entry, entry.number not in undone) for entry in entries],
        **more,
    }


@require_POST
@for_editors
def actor_change(request: HtmxHttpRequest) -> HttpResponse:
    form = ActorDecisionForm(request.POST)
    name = " ".join(request.POST.get("name", "").split())[:400]
    if not form.is_valid():
        problem = str(next(iter(form.errors.values()))[0])
        return _refused(request, name, problem)
    try:
        entry = decide(editor(request), form.decision, why=form.cleaned_data["why"])
    except Refused as error:
        return _refused(request, name, str(error))
    if request.POST.get("from") == "eye":
        return answered(request, entry)
    now = form.cleaned_data["other"] if form.cleaned_data["what"] == "merged" else name
    query = urlencode({"name": now, "done": entry.number})
    return HttpResponseRedirect(f"{reverse('actor')}?{query}")


def _refused(request: HtmxHttpRequest, name: str, problem: str) -> HttpResponse:
    context = _about(name, problem=problem, typed=request.POST)
    return render(request, "timeline/decisions/actor.html", context, status=422)
