"""Deleting an article: a page asks first, since nothing brings back what was decided on it."""

from __future__ import annotations

from django.contrib.admin.models import DELETION, LogEntry
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from articles.models import Article
from timeline import build
from timeline.decisions.guards import editor
from timeline.models import Event
from timeline.signing_in.guards import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("articles.delete_article")
def article_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask on GET; on POST take the article and its accounts away, and say so in the history."""
    article = get_object_or_404(Article, pk=pk)
    if request.method == "POST":
        found = Article.objects.filter(pk=pk)
        LogEntry.objects.log_actions(editor(request).pk, found, DELETION, single_object=True)
        build.delete_article(article)
        return redirect("article-list")
    told = Event.objects.of(article)
    context = {
        "article": article,
        "accounts": told.count(),
        "alone": told.told_by_nothing_else().count(),
        "decided": told.decided().count(),
    }
    return render(request, "articles/deletion.html", context)
