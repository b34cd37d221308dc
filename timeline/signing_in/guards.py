"""Asking for a sign-in where one is needed, and leading back only within the app."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from timeline.http import HtmxHttpRequest

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Have the view answer only those who may: others are asked to sign in, or told no."""

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return answer

    return guarded


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page and from there back to the page that the person is on."""
    htmx = bool(cast("HtmxHttpRequest", request).htmx)
    url = f"{reverse('sign-in')}?{urlencode({'next': _page_asked_from(request, htmx=htmx)})}"
    return HttpResponseClientRedirect(url) if htmx else HttpResponseRedirect(url)


def _page_asked_from(request: HttpRequest, *, htmx: bool) -> str:
    """The address itself, or, where that is only a part of a page or a change, the page."""
    if request.method in {"GET", "HEAD"} and not htmx:
        return own_path(request.get_full_path())
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    return own_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def own_path(wanted: str) -> str:
    """Return `wanted` if it is the address of a page of this app, without a host; else "/"."""
    if not wanted.startswith("/") or not url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    ):
        return "/"
    try:
        resolve(unquote(urlsplit(wanted).path))
    except (Resolver404, ValueError):
        return "/"
    return wanted


class ReadersSignIn(LoginRequiredMiddleware):
    """With READERS_SIGN_IN every page but the sign-in pages needs a sign-in."""

    def process_view(self, request: HttpRequest, view_func: Any, *args: Any) -> HttpResponse | None:
        if not settings.READERS_SIGN_IN:
            return None
        return cast("HttpResponse | None", super().process_view(request, view_func, *args))

    def handle_no_permission(  # type: ignore[override]  # htmx is told in a header
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        return ask_to_sign_in(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if settings.READERS_SIGN_IN:
            patch_cache_control(response, private=True, no_cache=True)
        return response


def who_asks(request: HttpRequest) -> str:
    """What of the person signed in a page depends on; "" for a visitor, without a query.

    The CSRF cookie is part of it, since the page of somebody signed in holds forms.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return ""
    may = " ".join(sorted(request.user.get_all_permissions()))
    return f"{request.user.pk} {may} {request.COOKIES.get(settings.CSRF_COOKIE_NAME, '')}"
