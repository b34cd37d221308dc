"""One account of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property

from articles.models import Article
from timeline.querysets import EventQuerySet


class Event(models.Model):
    """One account of one event in one article.

    `start`/`end` are the quote's slice of `article.text`, `headline_*` the headline's and
    `mention_*` the date expression's (-1 where none dates the account), in code points.
    `earlier` is 0, or the number of the article's earlier version that these are slices of:
    its words are no longer in the text, and it is kept for the decision that it bears.
    `edtf` is the date (ISO 8601-2 level 1), "" for undated; `starts_on`/`ends_on` its first
    and last day, inclusive, None at an open end. `mod` is TIMEX3's (BEFORE, AFTER, START,
    MID, END, APPROX). `working` says how the mention was read: words, rule, result,
    anchor {day, basis, words}, tense, note. `actors` are canonical names; `named` says how
    each came about: {actor, kind, written and written_kind (by this article alone), alias,
    start, end}. `figures` are {text, value,
    bound, counts, kind, start, end}. `lead` is None on the account that stands for the
    event; only such a row has a `sort_key` (see ordering.py) and counts for the page.
    `decisions` are a person's, by kind (see decisions/effects.py); the columns hold what they
    make of the account, each decision what the build says instead. `found_with` is the same on
    all accounts that linking alone puts together; `hidden` is whether a person hid the event.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="events")
    public_id = models.CharField(max_length=16, unique=True)
    lead = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="others", db_index=False
    )
    sort_key = models.BigIntegerField(null=True, unique=True, editable=False)

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    paragraph = models.PositiveIntegerField()
    headline_start = models.PositiveIntegerField()
    headline_end = models.PositiveIntegerField()
    headline = models.TextField()
    mention_start = models.IntegerField(default=-1)
    mention_end = models.IntegerField(default=-1)
    mention = models.TextField(blank=True)

    edtf = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, blank=True)
    approximate = models.BooleanField(default=False)
    mod = models.CharField(max_length=12, blank=True)
    alternatives = models.JSONField(default=list, blank=True)
    working = models.JSONField(default=dict, blank=True)
    planned = models.BooleanField(default=False)

    actors = models.JSONField(default=list, blank=True)
    named = models.JSONField(default=list, blank=True)
    figures = models.JSONField(default=list, blank=True)
    salience = models.FloatField(default=0)
    sources = models.PositiveIntegerField(default=1)
    independent_texts = models.PositiveIntegerField(default=1)
    found = models.BooleanField(default=True)
    earlier = models.PositiveIntegerField(default=0)
    found_with = models.CharField(max_length=16, blank=True, db_index=True, editable=False)
    hidden = models.BooleanField(default=False)
    decisions = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-salience", "sort_key"],
                condition=Q(sort_key__isnull=False),
                name="event_by_weight",
            ),
            # Without the leads: SQLite would take to it wherever leads alone are asked for.
            models.Index(fields=["lead"], condition=Q(lead__isnull=False), name="event_accounts"),
            models.Index(fields=["sort_key"], condition=Q(hidden=True), name="event_hidden"),
            models.Index(fields=["starts_on"], name="event_by_first_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "earlier", "headline_start", "mention_start"],
                name="event_identity",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="event_starts_before_it_ends",
                violation_error_message="An event cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(edtf="", starts_on__isnull=True, ends_on__isnull=True, precision="")
                | ~Q(edtf="")
                & (Q(starts_on__isnull=False) | Q(ends_on__isnull=False))
                & ~Q(precision=""),
                name="event_date_is_whole",
                violation_error_message="A date needs its EDTF, a first or last day, and a precision.",
            ),
            models.CheckConstraint(
                condition=Q(start__lte=F("headline_start"))
                & Q(headline_start__lt=F("headline_end"))
                & Q(headline_end__lte=F("end")),
                name="event_headline_is_in_its_quote",
                violation_error_message="A headline is a slice of its quote.",
            ),
            models.CheckConstraint(
                condition=Q(mention_start=-1, mention_end=-1, mention="")
                | Q(mention_start__gte=0) & Q(mention_end__gt=F("mention_start")),
                name="event_mention_is_a_slice",
                violation_error_message="A mention has both its offsets, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=True, sort_key__isnull=False)
                | Q(lead__isnull=False, sort_key__isnull=True),
                name="event_lead_alone_is_sorted",
                violation_error_message="A lead has a sort key, and no other account has one.",
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=True) | ~Q(lead=F("id")),
                name="event_is_not_its_own_lead",
                violation_error_message="An account cannot have itself for a lead.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edtf or 'undated'}: {self.headline}"

    def get_absolute_url(self) -> str:
        return reverse("event-detail", args=[self.public_id])

    @cached_property
    def accounts(self) -> list[Event]:
        """All accounts of the event that this lead stands for, its own first."""
        return [self, *self.others.all()]

    @cached_property
    def account_count(self) -> int:
        return len(self.accounts)

    @cached_property
    def naming(self) -> Mapping[str, int]:
        """How many accounts of the event name each actor."""
        return Counter(name for account in self.accounts for name in account.actors)

    def neighbours(self) -> tuple[Event | None, Event | None]:
        """The accounts before and after this one among those of its event."""
        accounts = list(Event.objects.of_event(self.lead or self))
        place = accounts.index(self)
        following = accounts[place + 1] if place + 1 < len(accounts) else None
        return (accounts[place - 1] if place else None), following

    @property
    def event_id(self) -> str:
        """The public id of the event that this account belongs to: its lead's."""
        return self.lead.public_id if self.lead else self.public_id

    @property
    def title(self) -> str:
        """What the page calls it: a person's choice, or the headline."""
        value = self.decided("title")
        return str(value["words"]) if value else self.headline

    @property
    def title_is_own(self) -> bool:
        """Whether the title is an editor's own words, and not the article's."""
        value = self.decided("title")
        return bool(value and value["own"])

    def decided(self, kind: str) -> dict[str, Any] | None:
        """What a person decided of this kind (decisions/effects.py); None for nothing."""
        decision = self.decisions.get(kind)
        return decision["value"] if decision else None

    @property
    def undated(self) -> bool:
        return not self.edtf

    @property
    def exactness(self) -> str:
        """How exact the date is, as the page filters it: day, longer, approximate (or inferred)
        or none."""
        if self.undated:
            return "none"
        if self.approximate or self.inferred:
            return "approximate"
        return "day" if self.precision == "day" else "longer"

    @property
    def inferred(self) -> bool:
        """Whether the date rests on a publication day that no article states."""
        return bool((self.working.get("anchor") or {}).get("inferred"))

    @property
    def kind(self) -> str:
        """As what the strip draws it: planned, or else by how exact it is."""
        return "planned" if self.planned else self.exactness

    @property
    def first_day(self) -> date | None:
        """The earliest day it can have been: what the order of the page goes by."""
        return self.starts_on or self.ends_on
