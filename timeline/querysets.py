"""The words for asking for accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from articles.models import Article
from timeline import ordering, search

if TYPE_CHECKING:
    from timeline.models import Event


class EventQuerySet(models.QuerySet["Event"]):
    def leads(self) -> EventQuerySet:
        """One row an event that everybody sees: the account that stands for it, which alone has
        a sort key."""
        return self.filter(sort_key__isnull=False, hidden=False)

    def hidden_leads(self) -> EventQuerySet:
        """One row an event that a person hid."""
        return self.filter(sort_key__isnull=False, hidden=True)

    def shown_to(self, *, editor: bool) -> EventQuerySet:
        """Accounts of events that the reader may see; editors see the hidden ones, too."""
        return self if editor else self.filter(hidden=False)

    def dated(self) -> EventQuerySet:
        return self.filter(sort_key__lt=ordering.UNDATED)

    def undated(self) -> EventQuerySet:
        return self.filter(sort_key__gte=ordering.UNDATED)

    def in_order(self) -> EventQuerySet:
        """The order of the page: a total one, the same whatever was imported first."""
        return self.order_by("sort_key")

    def newest_first(self) -> EventQuerySet:
        return self.order_by("-sort_key")

    def weightiest_first(self) -> EventQuerySet:
        """What matters most in this corpus first."""
        return self.order_by("-salience", "sort_key")

    def starting_at(self, key: int) -> EventQuerySet:
        return self.filter(sort_key__gte=key)

    def after(self, key: int) -> EventQuerySet:
        return self.filter(sort_key__gt=key)

    def ending_at(self, key: int) -> EventQuerySet:
        return self.filter(sort_key__lte=key)

    def before(self, key: int) -> EventQuerySet:
        return self.filter(sort_key__lt=key)

    def matching(self, match: str) -> EventQuerySet:
        """Events that bear the words and facets of an expression of `search`."""
        return self.filter(sort_key__in=search.keys(match))

    def overlapping(self, first: date | None, last: date | None) -> EventQuerySet:
        """Dated events that can have been within the period; open ends of theirs reach on.

        Without a period all events stay, undated ones too.
        """
        events = self.dated() if first or last else self
        if first:
            events = events.filter(Q(ends_on__gte=first) | Q(ends_on__isnull=True))
        if last:
            events = events.filter(Q(starts_on__lte=last) | Q(starts_on__isnull=True))
        return events

    def with_accounts(self) -> EventQuerySet:
        """The leads' articles and the other accounts of each event: two queries in all."""
        others = self.model.objects.select_related("article").defer(
            "article__text", "article__versions"
        )
        return (
            self.select_related("article")
            .defer("article__text", "article__versions")
            .prefetch_related(models.Prefetch("others", queryset=others.by_place()))
        )

    def by_place(self) -> EventQuerySet:
        """Accounts as their articles appeared, and within an article as they stand there."""
        return self.order_by(
            F("article__published_on").asc(nulls_last=True), "article__text_hash", "start", "id"
        )

    def in_text_order(self) -> EventQuerySet:
        """Accounts as they stand in their article, with the leads that they belong to."""
        return self.select_related("article", "lead").order_by("start", "headline_start", "id")

    def of_event(self, lead: Event) -> EventQuerySet:
        """All accounts of the event that `lead` stands for, as they appeared."""
        own = self.filter(Q(pk=lead.pk) | Q(lead=lead))
        return own.select_related("article").defer("article__text", "article__versions").by_place()

    def of(self, article: Article) -> EventQuerySet:
        return self.filter(article=article)

    def gone(self, kept: set[tuple[int, int]]) -> EventQuerySet:
        """Accounts whose place in the article (headline, mention) is none of these."""
        placed = self.values_list("pk", "earlier", "headline_start", "mention_start")
        gone = [
            pk
            for pk, earlier, headline, mention in placed
            if earlier or (headline, mention) not in kept
        ]
        return self.filter(pk__in=gone)

    def told_by_nothing_else(self) -> EventQuerySet:
        """Leads of events whose accounts are all of the lead's own article."""
        others = self.model.objects.filter(lead=models.OuterRef("pk"))
        return self.leads().exclude(
            models.Exists(others.exclude(article=models.OuterRef("article")))
        )

    def addresses_by_article(self, keys: Iterable[int]) -> Iterator[tuple[int, str]]:
        """The article and the public id of every account in these articles, earliest first."""
        order = ("article_id", F("starts_on").asc(nulls_last=True), "start")
        return (
            self.filter(article_id__in=list(keys))
            .order_by(*order)
            .values_list("article_id", "public_id")
            .iterator()
        )

    def undecided(self) -> EventQuerySet:
        return self.filter(decisions={})

    def decided(self) -> EventQuerySet:
        return self.exclude(decisions={})

    def extracted(self) -> EventQuerySet:
        """Those that no person added by selecting words."""
        return self.exclude(decisions__has_key="added")
