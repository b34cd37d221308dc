"""What is added: files, a pasted text with what is known of it, and links."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from articles.importing.formats.records import FACTS
from timeline.adding.jobs import Item
from timeline.page.typed_dates import read_days

MOST_LINKS = 50
NO_DAY = "Not a day: use 15 Apr 2021 or 2021-04-15."
_COLUMN_LABELS = {
    "text": "Text of the article",
    "title": "Title",
    "published": "Date of publication",
    "outlet": "Outlet",
    "byline": "Byline",
    "url": "Address",
}


class AddForm(forms.Form):
    """Anything of it may be empty, but not all. `uploaded` are files, taken on their way in."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the text",
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    published = forms.CharField(
        required=False,
        max_length=60,
        label="Date written, if the text does not say",
        help_text="Without it, words such as “Thursday” or “last month” stay undated.",
    )
    title = forms.CharField(required=False, max_length=1000)
    outlet = forms.CharField(required=False, max_length=200)
    byline = forms.CharField(required=False, max_length=300)
    url = forms.URLField(
        required=False,
        max_length=2000,
        label="Address it came from",
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    links = forms.CharField(
        required=False,
        label="Or addresses of articles, one a line",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, uploaded: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uploaded = uploaded
        if not settings.ALLOW_URLS:
            del self.fields["links"]

    def clean_published(self) -> date | None:
        words = self.cleaned_data["published"].strip()
        if not words:
            return None
        days = read_days(words)
        if days is None or days.first != days.last:
            raise forms.ValidationError(NO_DAY)
        return days.first

    def clean_links(self) -> list[str]:
        links = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(f"{len(links)} addresses: at most {MOST_LINKS} at once.")
        return links

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not (
            self.uploaded or given.get("text", "").strip() or given.get("links") or self.errors
        ):
            raise forms.ValidationError("Nothing to add yet: choose files or paste a text.")
        return given

    def paste_facts(self) -> dict[str, str]:
        day = self.cleaned_data["published"]
        facts = {name: self.cleaned_data[name] for name in ("title", "outlet", "byline", "url")}
        return facts | ({"published_on": day.isoformat()} if day else {})


class ColumnsForm(forms.Form):
    """Which column of a table holds what; the text has to be named."""

    def __init__(self, columns: list[dict[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one["name"], _choice(one)) for one in columns]
        known = {one["fact"]: one["name"] for one in columns}
        for fact in FACTS:
            nothing = [("", "Choose a column" if fact == "text" else "None")]
            self.fields[fact] = forms.ChoiceField(
                choices=nothing + choices,
                required=fact == "text",
                label=_COLUMN_LABELS[fact],
                initial=known.get(fact, ""),
                error_messages={"required": "Choose the column that holds the text."},
            )

    def columns(self) -> dict[str, str]:
        """The fact that each chosen column holds."""
        return {name: fact for fact, name in self.cleaned_data.items() if name}


def _choice(column: dict[str, str]) -> str:
    return f"{column['name']}: {column['sample']}" if column["sample"] else column["name"]
