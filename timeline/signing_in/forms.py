"""What is typed to sign in, to join by a link, and to invite."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import SetPasswordForm, UserCreationForm
from django.http import HttpRequest

from timeline.signing_in.roles import ROLES
from timeline.signing_in.throttle import NotCounted, TooManyTries, give_back, take_try

WRONG = "This name and password do not belong together. Both are case-sensitive."
TOO_MANY = "Too many tries. Wait 15 minutes, or ask an editor for a link to a new password."
BUSY = "An import is being written at this moment. Try again in a minute."
RULES = "At least 12 characters; neither a common password, nor digits alone, nor like your name."


def _counted(request: HttpRequest, name: str) -> list[str]:
    try:
        return take_try(request, name)
    except TooManyTries as error:
        raise forms.ValidationError(TOO_MANY) from error
    except NotCounted as error:
        raise forms.ValidationError(BUSY) from error


def _put_in_our_words(fields: dict[str, forms.Field], *, first: str, second: str) -> None:
    """The two fields of a new password, their rules in one sentence."""
    fields[first].help_text, fields[second].help_text = RULES, ""
    fields[second].label = "The same again"


class SignInForm(forms.Form):
    """A name and a password; `person` is who signs in, once the form is valid."""

    name = forms.CharField(
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.person: AbstractBaseUser | None = None

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("name"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        taken = _counted(self.request, name)
        self.person = authenticate(self.request, username=name, password=password)
        if self.person is None:
            raise forms.ValidationError(WRONG)
        give_back(self.request, name, taken)
        return self.cleaned_data


class JoinForm(UserCreationForm):  # type: ignore[type-arg]
    """A name and a password of one's own, typed twice."""

    class Meta(UserCreationForm.Meta):
        help_texts = {"username": "Letters, digits and @ . + - _ without spaces."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"
        _put_in_our_words(self.fields, first="password1", second="password2")


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _put_in_our_words(self.fields, first="new_password1", second="new_password2")


class ChangePasswordForm(NewPasswordForm):
    """A new password, beside the one until now, whose tries are counted like a sign-in's."""

    old_password = forms.CharField(
        label="Present password",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        name, typed = self.user.get_username(), str(self.cleaned_data["old_password"])
        taken = _counted(self.request, name)
        if not self.user.check_password(typed):
            raise forms.ValidationError("This is not your present password.")
        give_back(self.request, name, taken)
        return typed


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=[(role, role) for role in ROLES])
