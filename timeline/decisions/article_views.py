"""Corrections of an article, and events added by selecting its words."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from timeline.decisions import history
from timeline.decisions.article_forms import ARTICLE_FORMS, AddForm, ArticleForm
from timeline.decisions.cells import Refused
from timeline.decisions.dates import UnreadableDate
from timeline.decisions.guards import editor, for_editors
from timeline.decisions.writer import ChangedSince, decide
from timeline.http import HtmxHttpRequest


@require_safe
@for_editors
def article_correct(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """All that can be corrected of an article; `words` are those selected in it."""
    article = get_object_or_404(Article, pk=pk)
    seen = history.latest("article", [str(article.pk)])
    words = request.GET.get("words", "")[:1000]
    forms = [form(article, seen=seen) for form in ARTICLE_FORMS[:-1]]
    add = AddForm(article, seen=seen, words=words)
    context = {"article": article, "forms": [add, *forms] if words else [*forms, add]}
    return render(request, "timeline/decisions/article.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def article_change(
    request: HtmxHttpRequest, pk: int, form_class: type[ArticleForm]
) -> HttpResponse:
    """One correction of an article: its form, or, with POST, what it changes."""
    article = get_object_or_404(Article, pk=pk)
    last = history.latest("article", [str(article.pk)])
    form = form_class(article, request.POST or None, seen=last)
    if form.is_bound and form.is_valid():
        seen = ("article", [str(article.pk)], form.cleaned_data["seen"] or 0)
        try:
            entry = decide(editor(request), form.decision, why=form.cleaned_data["why"], seen=seen)
        except (Refused, UnreadableDate) as error:
            form.add_error(None, str(error))
            if isinstance(error, ChangedSince):
                form.data = {**form.data.dict(), "seen": str(last)}  # type: ignore[attr-defined]
        else:
            return HttpResponseRedirect(f"{article.get_absolute_url()}?done={entry.number}")
    context = {"article": article, "forms": [form]}
    status = 422 if form.is_bound else 200
    return render(request, "timeline/decisions/article.html", context, status=status)
