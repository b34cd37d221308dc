"""What an editor types: one form for each kind of correction of an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.urls import reverse

from timeline.decisions import actions
from timeline.decisions.cells import Decision
from timeline.decisions.eye import REASONS
from timeline.models import Event
from timeline.page.labels import date_label
from timeline.page.quotes import dated

KINDS = [(kind, kind) for kind in actions.ACTOR_KINDS]


class DecisionForm(forms.Form):
    """What an editor types of `of`; `seen` is the last decision of it that the editor knew of."""

    name: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str] = "Save"
    help: ClassVar[str] = ""

    why = forms.CharField(required=False, max_length=1000, label="Reason (optional)")
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None, *, of: str, first: dict[str, Any]) -> None:
        self.id = f"{self.name}-{of}"
        super().__init__(typed, initial=first, auto_id=f"{self.id}-%s")
        self.order_fields([name for name in self.fields if name not in {"why", "seen"}])
        for field in self.errors if typed else ():
            attrs = self.fields[field].widget.attrs if field in self.fields else {}
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{self[field].auto_id}_error"}

    def first(self) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    def focus(self) -> None:
        """Have the page begin in this form."""
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def decision(self) -> Decision:
        raise NotImplementedError


class CorrectionForm(DecisionForm):
    """A correction of one event."""

    def __init__(
        self, accounts: Sequence[Event], typed: QueryDict | None = None, *, seen: int = 0
    ) -> None:
        self.accounts = accounts
        self.lead = actions.lead_of(accounts)
        super().__init__(typed, of=self.lead.public_id, first={"seen": seen, **self.first()})

    @property
    def url(self) -> str:
        return reverse(f"event-{self.name}", args=[self.lead.public_id])


class DateForm(CorrectionForm):
    name, title = "date", "Date"
    help = "As you would write it: 15 Apr 2021, mid-December 2020, after 14 June 2021, undated."
    date = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type a date, or “undated”."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].widget.attrs |= {
            "hx-get": reverse("date-reading", args=[self.lead.public_id]),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "next .correct__reading",
            "hx-swap": "innerHTML",
            "hx-push-url": "false",
            "hx-sync": "this:replace",
        }

    def first(self) -> dict[str, Any]:
        return {"date": "undated" if self.lead.undated else date_label(dated(self.lead)).text}

    def decision(self) -> Decision:
        return actions.redate(self.lead, self.cleaned_data["date"])


class TitleForm(CorrectionForm):
    name, title = "title", "Title"
    help = (
        "Words of the quote stay the article’s; your own are shown as the editor’s. Left empty, the"
        " headline comes back."
    )
    words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}), label="Title")

    def first(self) -> dict[str, Any]:
        return {"words": self.lead.title}

    def decision(self) -> Decision:
        return actions.retitle(self.lead, self.cleaned_data["words"])


class PlannedForm(CorrectionForm):
    name, title = "planned", "Planned or happened"
    planned = forms.ChoiceField(
        choices=[("no", "It happened"), ("yes", "It was planned")],
        widget=forms.RadioSelect,
        label="",
    )

    def first(self) -> dict[str, Any]:
        return {"planned": "yes" if self.lead.planned else "no"}

    def decision(self) -> Decision:
        return actions.plan(self.lead, planned=self.cleaned_data["planned"] == "yes")


class CheckedForm(CorrectionForm):
    name, title, button = "checked", "Checked against the source", "Checked"
    checked = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def first(self) -> dict[str, Any]:
        return {"checked": "checked" not in self.lead.decisions}

    @property
    def button_text(self) -> str:
        return "No longer checked" if "checked" in self.lead.decisions else "Checked"

    def decision(self) -> Decision:
        if self.cleaned_data["checked"]:
            return actions.check(self.accounts)
        return actions.uncheck(self.lead)


class HiddenForm(CorrectionForm):
    name, title = "hidden", "Hide"
    help = "Readers no longer see it, in no list, count, search, print or export. Editors do."
    hidden = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def first(self) -> dict[str, Any]:
        return {"hidden": not self.lead.hidden}

    @property
    def button_text(self) -> str:
        return "Show it again" if self.lead.hidden else "Hide this event"

    def decision(self) -> Decision:
        if self.cleaned_data["hidden"]:
            return actions.hide(self.lead)
        return actions.show(self.accounts)


class ActorForm(CorrectionForm):
    """Leave an actor out, or add one."""

    name, title, button = "actors", "Actors", "Add"
    actor = forms.CharField(label="Add an actor", max_length=400)
    kind = forms.ChoiceField(choices=KINDS, required=False, label="Who is a")
    takes_part = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def first(self) -> dict[str, Any]:
        return {"takes_part": True, "kind": "person"}

    @property
    def named(self) -> list[str]:
        return list(dict.fromkeys(name for one in self.accounts for name in one.actors))

    def decision(self) -> Decision:
        given = self.cleaned_data
        kind, takes_part = given["kind"] or "person", given["takes_part"]
        return actions.correct_actor(
            self.accounts, given["actor"], takes_part=takes_part, kind=kind
        )


class LookForm(CorrectionForm):
    name, title, button = "looked-at", "Right as it is", "Right as it is"
    reason = forms.ChoiceField(choices=list(REASONS.items()), widget=forms.HiddenInput)

    def decision(self) -> Decision:
        return actions.look(self.accounts, self.cleaned_data["reason"])
