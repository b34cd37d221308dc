"""Corrections are for editors; whoever's session has ended signs in again and goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django_htmx.http import reswap, retarget

from timeline.http import HtmxHttpRequest
from timeline.signing_in.forms import SignInForm
from timeline.signing_in.guards import ask_to_sign_in
from timeline.signing_in.views import sign_in_page

View = Callable[..., HttpResponse]
PERMISSION = "timeline.change_event"


def may_correct(request: HttpRequest) -> bool:
    return request.user.has_perm(PERMISSION)


def editor(request: HttpRequest) -> User:
    """Who asks, in a view for editors."""
    return cast("User", request.user)


def for_editors(view: View) -> View:
    """Have the view answer editors alone; what was typed is kept while one signs in, on a closed
    timeline, too."""

    @login_not_required
    @never_cache
    @wraps(view)
    def answer(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _keeping(request) if request.method == "POST" else ask_to_sign_in(request)
        if not may_correct(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer


def _keeping(request: HtmxHttpRequest) -> HttpResponse:
    """Ask to sign in, with what was typed; htmx puts that in place of the page."""
    typed = {name: str(value) for name, value in request.POST.items()}
    kept = {name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"}
    page = sign_in_page(request, SignInForm(request), to=request.get_full_path(), kept=kept)
    return reswap(retarget(page, "body"), "innerHTML") if request.htmx else page
