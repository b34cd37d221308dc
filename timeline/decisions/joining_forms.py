"""What an editor types to make one event of two, or two of one; and all forms of an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from timeline.decisions import joining, likely
from timeline.decisions.cells import Decision, Refused
from timeline.decisions.forms import (
    ActorForm,
    CheckedForm,
    CorrectionForm,
    DateForm,
    HiddenForm,
    PlannedForm,
    TitleForm,
)
from timeline.models import Event
from timeline.page.labels import date_label
from timeline.page.quotes import dated


class JoinForm(CorrectionForm):
    name, title, button = "joined", "Join with another event", "Join"
    other = forms.CharField(
        required=False, max_length=40, widget=forms.RadioSelect, label="Likely the same"
    )
    link = forms.CharField(required=False, max_length=2000, label="Or the link of another event")
    two = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        likely_ones = [
            (one.public_id, f"{date_label(dated(one)).text}: {one.title}")
            for one in likely.likely_same(self.lead)
        ]
        self.fields["other"].widget.choices = likely_ones

    def decision(self) -> Decision:
        others = self._others()
        if self.cleaned_data["two"]:
            return joining.keep_two(self.accounts, others)
        return joining.join(self.accounts, others)

    def _others(self) -> list[Event]:
        given = likely.id_in(self.cleaned_data["link"]) or self.cleaned_data["other"]
        if not given:
            raise Refused("Choose an event, or paste the link of one.")
        account = Event.objects.select_related("lead").filter(public_id=given).first()
        if account is None:
            raise Refused("No event has this link.")
        return list(Event.objects.of_event(account.lead or account))


class SeparateForm(CorrectionForm):
    """Each account has a field of its own, so that a kept form holds them all."""

    name, title, button = "separated", "Separate accounts", "Separate"
    help = "Those you choose become an event of their own, and stay so when articles come."

    def __init__(self, accounts: Sequence[Event], *args: Any, **kwargs: Any) -> None:
        fields = {**type(self).base_fields, **_account_fields(accounts)}
        self.base_fields = fields  # type: ignore[misc]  # this form's own, before they are copied
        super().__init__(accounts, *args, **kwargs)

    def decision(self) -> Decision:
        chosen = [name for name, value in self.cleaned_data.items() if value is True]
        return joining.separate(self.accounts, [name.removeprefix("account-") for name in chosen])


def _account_fields(accounts: Sequence[Event]) -> dict[str, forms.Field]:
    return {
        f"account-{one.public_id}": forms.BooleanField(
            required=False, label=f"{one.article.source}, paragraph {one.paragraph}: “{one.quote}”"
        )
        for one in accounts
    }


EVENT_FORMS: tuple[type[CorrectionForm], ...] = (
    DateForm,
    TitleForm,
    PlannedForm,
    ActorForm,
    JoinForm,
    SeparateForm,
    HiddenForm,
    CheckedForm,
)
