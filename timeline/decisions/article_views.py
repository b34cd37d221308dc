"""Corrections of an article, and events added by selecting its words."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from articles.models import Article
from articles.views import article_context
from timeline.decisions import history
from timeline.decisions.article_forms import ARTICLE_FORMS, AddForm, ArticleForm
from timeline.decisions.cells import Refused
from timeline.decisions.dates import UnreadableDate
from timeline.decisions.guards import editor, for_editors
from timeline.decisions.history import Entry
from timeline.decisions.writer import ChangedSince, decide
from timeline.http import HtmxHttpRequest, render_page, wants_fragment


@require_safe
@for_editors
def article_correct(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """All that can be corrected of an article, in its page or as one of its own; `words` are
    those selected in it."""
    article = get_object_or_404(Article, pk=pk)
    seen = history.latest("article", [str(article.pk)])
    words = request.GET.get("words", "")[:1000]
    forms = [form(article, seen=seen) for form in ARTICLE_FORMS[:-1]]
    add = AddForm(article, seen=seen, words=words)
    shown = [add, *forms] if words else [*forms, add]
    shown[0].focus()
    context = {"article": article, "forms": shown}
    return render_page(request, "timeline/decisions/article.html", context, partial="panel")


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def article_change(
    request: HtmxHttpRequest, pk: int, form_class: type[ArticleForm]
) -> HttpResponse:
    """One correction of an article: its form, or, with POST, what it changes."""
    article = get_object_or_404(Article, pk=pk)
    last = history.latest("article", [str(article.pk)])
    form = form_class(article, request.POST or None, seen=last)
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form)
    seen = ("article", [str(article.pk)], form.cleaned_data["seen"] or 0)
    try:
        entry = decide(editor(request), form.decision, why=form.cleaned_data["why"], seen=seen)
    except (Refused, UnreadableDate) as error:
        form.add_error(None, str(error))
        if isinstance(error, ChangedSince):
            form.data = {**form.data.dict(), "seen": str(last)}  # type: ignore[attr-defined]
        return _form_page(request, form)
    return changed_article(request, article.pk, entry)


def _form_page(request: HtmxHttpRequest, form: ArticleForm) -> HttpResponse:
    context = {"article": form.article, "forms": [form], "form": form}
    status = 422 if form.is_bound else 200
    template = "timeline/decisions/article.html"
    response = render_page(request, template, context, partial="form", status=status)
    return retarget(reswap(response, "outerHTML"), f"#{form.id}") if form.is_bound else response


def changed_article(request: HtmxHttpRequest, pk: int, entry: Entry) -> HttpResponse:
    """What the article is now, with the way to undo: in place, or as a page."""
    article = get_object_or_404(Article, pk=pk)
    if not wants_fragment(request):
        return HttpResponseRedirect(f"{article.get_absolute_url()}?done={entry.number}")
    context = article_context(request, article) | {"done": entry}
    return render(request, "articles/article.html#article", context)
