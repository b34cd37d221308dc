"""An event opened for whoever asks: editors find the ways to correct it and what was just done."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from timeline.decisions import history
from timeline.decisions.guards import may_correct
from timeline.decisions.history import Entry as Decided
from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.entries import Entry, make_entry
from timeline.page.opened import open_event


def opened_entry(
    request: HttpRequest,
    event: Event,
    state: State,
    *,
    words: str = "",
    done: Decided | None = None,
) -> Entry:
    """The entry of an event whose accounts have been fetched; `done` is what was just decided."""
    entry = make_entry(event, state, words=words)
    opened, correctable = open_event(event, state), may_correct(request)
    entry = entry._replace(opened=opened, correctable=correctable)
    return entry._replace(said=_said(request, entry, done))


def _said(request: HttpRequest, entry: Entry, done: Decided | None) -> SafeString:
    context = {"entry": entry, "event": entry.event, "done": done}
    return render_to_string("timeline/decisions/_marks.html", context, request)


def just_done(request: HttpRequest) -> Decided | None:
    """The decision that the address says was just taken, for editors."""
    number = request.GET.get("done", "")
    if not number.isdecimal() or len(number) > 15 or not may_correct(request):
        return None
    return history.entry(int(number))
