"""Signing in and out, joining by a one-time link, and a new password."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from timeline.signing_in.forms import ChangePasswordForm, JoinForm, NewPasswordForm, SignInForm
from timeline.signing_in.guards import ask_to_sign_in, own_path
from timeline.signing_in.links import Link, SpentLink, read_link, spend_link
from timeline.signing_in.roles import give_role, has_editor
from timeline.signing_in.throttle import forgive

KEPT = "kept-"  # before the name of a field that waits for the sign-in
BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in and go where `next` says, if that is a page of this app."""
    to = own_path(request.POST.get("next") or request.GET.get("next", "/"))
    if request.method == "GET" and request.user.is_authenticated:
        return HttpResponseRedirect(to)
    form = SignInForm(request, request.POST or None)
    kept = kept_fields(request)
    if not form.is_valid():
        return sign_in_page(request, form, to=to, kept=kept)
    login(request, cast("User", form.person))
    if kept:
        return render(request, "signing_in/go_on.html", {"to": to, "kept": kept})
    return HttpResponseRedirect(to)


def sign_in_page(
    request: HttpRequest, form: SignInForm, *, to: str, kept: dict[str, str]
) -> HttpResponse:
    context = {"form": form, "to": to, "kept": kept, "no_editor": not has_editor()}
    status = 422 if form.is_bound else 200
    return render(request, "signing_in/sign_in.html", context, status=status)


def kept_fields(request: HttpRequest) -> dict[str, str]:
    """What was typed into another form, whose sending waits for the sign-in."""
    return {
        name.removeprefix(KEPT): str(value)
        for name, value in request.POST.items()
        if name.startswith(KEPT)
    }


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("timeline")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; sessions elsewhere end."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    form = ChangePasswordForm(request, request.user, request.POST or None)
    changed = form.is_valid()
    if changed:
        form.save()
        update_session_auth_hash(request, form.user)
    context = {"form": form, "changed": changed}
    status = 422 if form.is_bound and not changed else 200
    return render(request, "signing_in/password.html", context, status=status)


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Join, or choose a new password. Looking at the page does not use the link up."""
    link = read_link(token, timezone.now())
    person = _person_of(link)
    if link is None or (link.first and has_editor()) or (link.person and not person):
        return render(request, "signing_in/no_link.html", status=410)
    form = _link_form(person, request.POST or None)
    if form.is_valid():
        try:
            return _let_in(request, form, link, token)
        except SpentLink:
            return render(request, "signing_in/no_link.html", status=410)
    context = {"form": form, "link": link, "person": person}
    return render(request, "signing_in/link.html", context, status=422 if form.is_bound else 200)


def _person_of(link: Link | None) -> User | None:
    if link is None or link.person is None:
        return None
    return User.objects.filter(pk=link.person, is_active=True).first()


def _link_form(person: User | None, typed: Any) -> JoinForm | NewPasswordForm:
    return NewPasswordForm(person, typed) if person else JoinForm(typed)


def _let_in(
    request: HttpRequest, form: JoinForm | NewPasswordForm, link: Link, token: str
) -> HttpResponse:
    with transaction.atomic():  # a link that was used meanwhile leaves nobody behind
        person = form.save()
        if link.person is None:
            give_role(person, link.role)
        forgive(request, person.get_username())
        spend_link(token)
    login(request, person, backend=BACKEND)
    return redirect("timeline")
