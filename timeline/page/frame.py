"""The page around the timeline's events: the same for all who have not signed in, so it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.context_processors import PermWrapper
from django.http import HttpResponse
from django.template.loader import render_to_string

from timeline.http import HtmxHttpRequest, counters, varying, wants_fragment
from timeline.page import flat
from timeline.page.kept import kept_until

TEMPLATE = "timeline/timeline.html"
_HOME = "/"  # elsewhere the way to sign in says where the reader came from


def can_be_kept(request: HtmxHttpRequest) -> bool:
    """Whether all that is around the events follows from the version of the timeline."""
    if settings.DEBUG or wants_fragment(request) or not counters(request)["version"]:
        return False
    return request.path == _HOME and not request.user.is_authenticated


def framed(request: HtmxHttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    """The whole page with what is found in its kept frame."""
    of_every_page = {"corpus": counters(request), "perms": PermWrapper(request.user)}
    known = {**of_every_page, **context, **context["for_pieces"], "fragment": False}
    found = flat.piece("timeline/_found.html", known)
    search = flat.search_field(context["asked"], form_id="filters-form")
    before, between, after = _frame(request, bool(context["events"]))
    return varying(HttpResponse("".join((before, search, between, found, after))))


def _frame(request: HtmxHttpRequest, events: bool) -> list[str]:
    """What is before the field to search in, between it and what is found, and after that."""
    context = {"events": events, "blank": flat.BLANK}
    name = f"frame of {settings.TIMELINE_TITLE!r} with {events=}"
    return kept_until(
        counters(request)["version"],
        name,
        lambda: render_to_string(TEMPLATE, context, request).split(flat.BLANK),
    )
