"""What an editor types about an article, an actor, and words that tell an event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from articles.models import Article
from timeline.decisions import actor_actions, article_actions
from timeline.decisions.cells import Decision
from timeline.decisions.forms import KINDS, DecisionForm


class ArticleForm(DecisionForm):
    """A correction of one article."""

    def __init__(
        self, article: Article, typed: QueryDict | None = None, *, seen: int = 0, **first: Any
    ) -> None:
        self.article = article
        super().__init__(typed, of="article", first={"seen": seen, **self.first(), **first})

    @property
    def url(self) -> str:
        return reverse(f"article-{self.name}", args=[self.article.pk])


class PublishedForm(ArticleForm):
    name, title = "published", "Day of publication"
    help = "Dates such as “Thursday” are read again against this day; that can take some seconds."
    day = forms.CharField(
        max_length=200,
        error_messages={"required": article_actions.WHICH_DAY},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def first(self) -> dict[str, Any]:
        day = self.article.published_on
        return {"day": f"{day:%-d %b %Y}" if day else "undated"}

    def decision(self) -> Decision:
        return article_actions.set_published(self.article, self.cleaned_data["day"])


class OutletForm(ArticleForm):
    name, title = "outlet", "Outlet"
    help = "Who printed it. Left empty, the article is a source of its own."
    outlet = forms.CharField(required=False)

    def first(self) -> dict[str, Any]:
        return {"outlet": self.article.outlet}

    def decision(self) -> Decision:
        return article_actions.set_outlet(self.article, self.cleaned_data["outlet"])


class ArticleTitleForm(ArticleForm):
    name, title = "title", "Title"
    words = forms.CharField(required=False, label="Title")

    def first(self) -> dict[str, Any]:
        return {"words": self.article.title}

    def decision(self) -> Decision:
        return article_actions.set_title(self.article, self.cleaned_data["words"])


class AddForm(ArticleForm):
    name, title, button = "events", "Add an event", "Add to the timeline"
    help = "Select words in the article, or paste them here as they stand there."
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Select or paste the words of the article."},
    )
    date = forms.CharField(
        required=False,
        max_length=200,
        label="Date (left empty: undated)",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def decision(self) -> Decision:
        given = self.cleaned_data
        return article_actions.add_account(self.article, given["words"], given["date"])


ARTICLE_FORMS: tuple[type[ArticleForm], ...] = (
    PublishedForm,
    OutletForm,
    ArticleTitleForm,
    AddForm,
)


class ActorDecisionForm(forms.Form):
    """Who is one actor and who is not: `what` is merged, unmerged, called or distinct."""

    what = forms.ChoiceField(
        choices=[(one, one) for one in ("merged", "unmerged", "called", "distinct")]
    )
    name = forms.CharField(max_length=400)
    other = forms.CharField(
        required=False, max_length=400, error_messages={"required": "Give the other name."}
    )
    written = forms.CharField(required=False, max_length=400)
    kind = forms.ChoiceField(choices=KINDS, required=False)
    why = forms.CharField(required=False, max_length=1000)

    def decision(self) -> Decision:
        given = self.cleaned_data
        name, other = given["name"], given["other"]
        if given["what"] == "merged":
            return actor_actions.merge_actors(name, other)
        if given["what"] == "unmerged":
            return actor_actions.unmerge_actors(name)
        if given["what"] == "called":
            kind = given["kind"] or "person"
            return actor_actions.split_actor(name, given["written"], other, kind)
        return actor_actions.keep_two_actors(name, other)
