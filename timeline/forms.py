"""The query string of the timeline, checked: a bad field says so and narrows nothing."""

from __future__ import annotations

from copy import copy, deepcopy
from datetime import date
from functools import cache, cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from timeline import search
from timeline.page.addresses import State
from timeline.page.typed_dates import Days, read_days
from timeline.search import Facet
from timeline.selection import Selection

NOT_A_DATE = "Not a date: use 15 Apr 2021, Apr 2021 or 2021."
MOST_NAMES = 20
# Not taken from timeline.extraction: the page starts without loading it.
DECIDED = {"checked": "checked", "unchecked": "checked", "corrected": "corrected"}
HIDDEN = "hidden"
ACTOR_KINDS = ("person", "organisation", "country", "place")


class NamesField(forms.Field):
    """Repeated names, each once."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        names = [name.strip() for name in dict.fromkeys(value or [])]
        return [name for name in names if name][:MOST_NAMES]


class DaysField(forms.CharField):
    """A typed date, as the days it stands for."""

    today: date | None = None

    def clean(self, value: Any) -> Days | None:
        text = super().clean(value)
        if not text:
            return None
        days = read_days(text, self.today)
        if days is None:
            raise ValidationError(NOT_A_DATE)
        return days


class TimelineFilter(forms.Form):
    q = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": "Search for at most 200 characters."},
    )
    actor = NamesField(required=False)
    match = forms.ChoiceField(required=False, choices=[("any", ""), ("all", "")])
    outlet = NamesField(required=False)
    from_ = DaysField(required=False)
    to = DaysField(required=False)
    sources = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=9,
        error_messages=dict.fromkeys(("min_value", "max_value"), "Ask for 1 to 9 sources."),
    )
    planned = forms.ChoiceField(required=False, choices=[("1", "Planned")])
    main = forms.ChoiceField(required=False, choices=[("1", "Main events")])
    precision = forms.MultipleChoiceField(
        required=False,
        choices=[
            ("day", "Exact day"),
            ("longer", "Week, month or year"),
            ("approximate", "Approximate"),
            ("none", "No date given"),
        ],
    )
    decided = forms.MultipleChoiceField(
        required=False,
        choices=[
            ("checked", "Checked"),
            ("unchecked", "Not checked"),
            ("corrected", "Corrected"),
            (HIDDEN, "Hidden"),
        ],
    )
    order = forms.ChoiceField(required=False, choices=[("newest", ""), ("oldest", "")])
    find = forms.CharField(
        required=False,
        max_length=60,
        error_messages={"max_length": "Look for a name of at most 60 characters."},
    )
    show = forms.ChoiceField(required=False, choices=[("headlines", ""), ("quotes", "")])
    at = forms.CharField(required=False, max_length=40)
    open = forms.SlugField(required=False, max_length=16)

    def __init__(
        self,
        query: QueryDict,
        *,
        known: bool = False,
        today: date | None = None,
        hidden: type[Selection] | None = None,
    ) -> None:
        """Check `query`; with `known` a name must be one that events bear (any will do
        without), and dates such as "last week" are read on `today` (not at all without).
        `hidden` selects hidden events, for those who may see them; to others it is no choice."""
        super().__init__(query)
        self.today = today
        self.hidden = hidden
        self._known = known
        for field in self.fields.values():
            if isinstance(field, DaysField):
                field.today = today
        self.is_valid()

    def full_clean(self) -> None:
        """Look at the fields that the query names: the others are as they are without any."""
        fields = self.fields
        self.fields = {
            name: field for name, field in fields.items() if self.add_prefix(name) in self.data
        }
        super().full_clean()
        self.fields = fields
        for name in fields:
            if name not in self.errors:
                self.cleaned_data.setdefault(name, copy(_unsaid(name)))

    def add_prefix(self, field_name: str) -> str:
        """`from` is a word of Python's, so the field of that name ends in an underscore."""
        return field_name.rstrip("_")

    def clean_q(self) -> str:
        q = str(self.cleaned_data["q"])
        if q and not search.has_words(q):
            raise ValidationError("Type a word to search for.")
        return q

    def clean_decided(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["decided"]
        if HIDDEN in chosen and not self.hidden:
            raise ValidationError(f"{HIDDEN} is no choice here.")
        return chosen

    def clean_at(self) -> str:
        """An event's id, or a date as `Days.short` gives it: the page finds the place."""
        at = str(self.cleaned_data["at"])
        if days := read_days(at, None if _is_id(at) else self.today):
            return days.short or days.first.isoformat()
        if at and not _is_id(at) and at != "undated":
            raise ValidationError(NOT_A_DATE)
        return at

    def clean(self) -> None:
        self._keep_known("actor", "person", "No event names {}.")
        self._keep_known("outlet", "outlet", "No article is from {}.")
        first, last = self.first, self.last
        if first and last and first > last:
            self.add_error("to", "This is before the beginning of the period.")
            self.cleaned_data.pop("from_")

    def _keep_known(self, field: str, kind: str, message: str) -> None:
        """Say which names nothing bears, and filter by the others."""
        names = self.cleaned_data.get(field, [])
        if not self._known or not names:
            return
        borne = {facet.name for facet in search.borne(Facet(kind, name) for name in names)}
        unknown = next((name for name in names if name not in borne), None)
        if unknown is None:
            return
        shown = unknown if len(unknown) <= 60 else f"{unknown[:60]} …"
        self.add_error(field, message.format(shown))
        self.cleaned_data[field] = [name for name in names if name in borne]

    @property
    def first(self) -> Any:
        days = self.cleaned_data.get("from_")
        return days.first if days else None

    @property
    def last(self) -> Any:
        days = self.cleaned_data.get("to")
        return days.last if days else None

    @property
    def actors(self) -> list[str]:
        names: list[str] = self.cleaned_data.get("actor", [])
        return names

    @property
    def least_sources(self) -> int:
        return self.cleaned_data.get("sources") or 1

    @property
    def newest_first(self) -> bool:
        return self.cleaned_data.get("order") == "newest"

    @property
    def headlines_only(self) -> bool:
        return self.cleaned_data.get("show") == "headlines"

    @property
    def any_actor(self) -> bool:
        return self.cleaned_data.get("match") == "any"

    @property
    def facets(self) -> list[Facet]:
        """What the events asked for must bear."""
        asked = self.cleaned_data.get
        return [
            *(Facet("person", name) for name in self.actors),
            *(Facet("outlet", name) for name in asked("outlet", [])),
            *(Facet("precision", name) for name in asked("precision", [])),
            *(Facet(DECIDED[name], name) for name in asked("decided", []) if name != HIDDEN),
            *([Facet("planned", "planned")] if asked("planned") else []),
            *([Facet("main", "main")] if asked("main") else []),
            *([Facet("sources", str(self.least_sources))] if self.least_sources > 1 else []),
        ]

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q") or "")

    @property
    def expression(self) -> str:
        return search.expression(self.words, self.facets, any_actor=self.any_actor)

    @cached_property
    def selection(self) -> Selection:
        """The events that are left."""
        select = self.hidden if self.hidden and self.hidden_only else Selection
        return select(self.words, tuple(self.facets), self.any_actor, self.first, self.last)

    @property
    def hidden_only(self) -> bool:
        return HIDDEN in self.cleaned_data.get("decided", [])

    @property
    def narrows(self) -> bool:
        return self.selection.narrows

    @cached_property
    def state(self) -> State:
        """The address of what was understood, and of nothing else."""
        pairs = []
        for field, value in self.cleaned_data.items():
            values = value if isinstance(value, list) else [_short(field, value)]
            pairs += [(self.add_prefix(field), item) for item in values]
        kept = State.of(pairs)
        for name, value in (
            ("order", "oldest"),
            ("match", "all"),
            ("show", "quotes"),
            ("sources", "1"),
        ):
            kept = kept.removing(name, value)
        return kept if len(self.actors) > 1 else kept.dropping("match")

    @property
    def problems(self) -> list[str]:
        """What is wrong with fields that have no place of their own on the page."""
        named = {
            "q": "Search",
            "match": "Match",
            "main": "Main",
            "order": "Order",
            "show": "Show",
            "open": "Open",
        }
        return [
            f"{title}: {error}"
            for name, title in named.items()
            for error in self.errors.get(name, [])
        ]


class _Shared(dict[str, forms.Field]):
    """Fields that the forms of a class have in common: but for the days, none is changed."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        days = {name: deepcopy(one) for name, one in self.items() if isinstance(one, DaysField)}
        return {**self, **days}


for _name in ("match", "planned", "main", "precision", "decided", "order", "show"):
    TimelineFilter.base_fields[_name].error_messages["invalid_choice"] = (
        "%(value)s is no choice here."
    )
TimelineFilter.base_fields = _Shared(TimelineFilter.base_fields)


@cache
def _unsaid(name: str) -> Any:
    """What a field is of which a query says nothing."""
    field, nothing = TimelineFilter.base_fields[name], QueryDict()
    return field.clean(field.widget.value_from_datadict(nothing, MultiValueDict(), name))


def _is_id(text: str) -> bool:
    """Whether it can be an event's: ten letters and digits."""
    return len(text) == 10 and text.isascii() and text.isalnum()


def _short(field: str, value: Any) -> str:
    """A value as the address gives it: dates so that they mean the same tomorrow."""
    if isinstance(value, Days):
        return value.short or (value.last if field == "to" else value.first).isoformat()
    return str(value or "")
