"""What is shown in place of a page that could not be made."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import bad_request

from timeline.page.addresses import State


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"back_url": _kept_filters(request)}, status=404)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A session that could not be written for a busy database counts as a bad request, too."""
    return _unavailable(request) if _is_of_database(exception) else bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """Whatever broke may be the database, so nothing here asks it for anything."""
    if _is_of_database(sys.exc_info()[1]):
        return _unavailable(request)
    page = render_to_string("500.html", {"back_url": _kept_filters(request)})
    return HttpResponse(page, status=500)


def _is_of_database(error: BaseException | None) -> bool:
    """Whether the database did not answer in time, or what broke began with that."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _unavailable(request: HttpRequest) -> HttpResponse:
    """What was sent waits in the page, to be sent again: nothing of it was saved."""
    context = {
        "back_url": _kept_filters(request),
        "sent": request.method == "POST",
        "to": request.get_full_path(),
        "kept": list(_typed(request)),
    }
    page = render_to_string("503.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The fields that were sent; none where a password or a file was among them."""
    if request.method != "POST" or hasattr(request, "sensitive_post_parameters"):
        return
    try:
        fields, files = request.POST, request.FILES
    except (OSError, MultiPartParserError):  # the sending itself broke off
        return
    if not files:
        for name, values in fields.lists():
            yield from ((name, str(value)) for value in values)


def _kept_filters(request: HttpRequest) -> str:
    """The timeline with the filters of the address that failed."""
    return State.read(request.META.get("QUERY_STRING", "")).url
