"""All that is specific to htmx, and what every page shows at its head."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from timeline import search


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


def wants_fragment(request: HtmxHttpRequest) -> bool:
    """Whether a part of the page will do. On a history miss htmx needs the whole."""
    return (
        bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request
    )


def render_page(
    request: HtmxHttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    partial: str,
    status: int = 200,
) -> HttpResponse:
    fragment = wants_fragment(request)
    name = f"{template}#{partial}" if fragment else template
    response = render(request, name, {**context, "fragment": fragment}, status=status)
    return varying(response)


def varying(response: HttpResponse) -> HttpResponse:
    """The answer, marked as another one for htmx than for a browser that asks by itself."""
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response


def masthead(request: HttpRequest) -> dict[str, Any]:
    """What the head of every page says of this timeline."""
    if is_closed_to(request):
        return {"timeline_title": "", "corpus": {}, "closed": True}
    return {"timeline_title": settings.TIMELINE_TITLE, "corpus": counters(request)}


def counters(request: HttpRequest) -> dict[str, int]:
    """Those of `search`, asked for once, so that all that a page says of them agrees."""
    asked: dict[str, Any] = request.__dict__
    if "counters" not in asked:
        asked["counters"] = search.counters()
    found: dict[str, int] = asked["counters"]
    return found


def is_closed_to(request: HttpRequest) -> bool:
    """Whether the one who asks would have to sign in to read."""
    return settings.READERS_SIGN_IN and not request.user.is_authenticated


def push_address(request: HtmxHttpRequest, response: HttpResponse, url: str) -> HttpResponse:
    """Have the reader's address bar say what was understood, without empty fields."""
    if wants_fragment(request):
        response["HX-Push-Url"] = url
    return response
