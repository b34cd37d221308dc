"""Who may read and edit: editors invite by link, give roles, and shut people out."""

from __future__ import annotations

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from timeline.signing_in.forms import RoleForm
from timeline.signing_in.guards import needs
from timeline.signing_in.links import make_link
from timeline.signing_in.roles import EDITOR, READER, ROLES, give_role, role_of

_FRESH = "fresh-link"  # in the session until it was shown


@never_cache
@require_safe
@needs("auth.view_user")
def people(request: HttpRequest) -> HttpResponse:
    everybody = User.objects.prefetch_related("groups").order_by("-is_active", "username")
    context = {
        "people": [
            {
                "person": person,
                "role": role_of(person),
                "other": READER if role_of(person) == EDITOR else EDITOR,
                "may_change": may_change(request, person),
            }
            for person in everybody
        ],
        "roles": ROLES,
        "fresh": request.session.pop(_FRESH, None),
    }
    return render(request, "signing_in/people.html", context)


def may_change(request: HttpRequest, person: User) -> bool:
    """Nobody shuts themselves out, and an operator's superuser is the operator's."""
    return person.pk != request.user.pk and (not person.is_superuser or request.user.is_superuser)


@require_POST
@needs("auth.add_user")
def invitation(request: HttpRequest) -> HttpResponse:
    form = RoleForm(request.POST)
    if form.is_valid():
        role = form.cleaned_data["role"]
        link = make_link(role, timezone.now())
        request.session[_FRESH] = {"link": link, "role": role, "person": ""}
    return redirect("people")


@require_POST
@needs("auth.change_user")
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link with which the person chooses a new password."""
    person = _other(request, pk)
    link = make_link(role_of(person), timezone.now(), person=person.pk)
    request.session[_FRESH] = {"link": link, "role": "", "person": person.get_username()}
    return _noted(request, person, "Was given a link to a new password.")


@require_POST
@needs("auth.change_user")
def person_role(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = _other(request, pk), RoleForm(request.POST)
    if not form.is_valid():
        return redirect("people")
    give_role(person, form.cleaned_data["role"])
    return _noted(request, person, f"Became {form.cleaned_data['role']}.")


@require_POST
@needs("auth.change_user")
def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut the person out at once, or let them in again; what they did stays theirs."""
    person = _other(request, pk)
    person.is_active = not person.is_active
    person.save(update_fields=["is_active"])
    return _noted(request, person, "Let in again." if person.is_active else "Shut out.")


def _other(request: HttpRequest, pk: int) -> User:
    person = get_object_or_404(User, pk=pk)
    if not may_change(request, person):
        raise Http404("This person is not yours to change.")
    return person


def _noted(request: HttpRequest, person: User, what: str) -> HttpResponse:
    LogEntry.objects.log_actions(
        int(request.user.pk or 0),
        User.objects.filter(pk=person.pk),
        CHANGE,
        what,
        single_object=True,
    )
    return redirect("people")
