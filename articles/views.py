"""The articles as published: all of them, and one with its paragraphs and what was read in it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.changes import corrections
from articles.models import Article
from articles.reading import back_address, cited, original_address

ON_A_PAGE = 100


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.in_reading_order().annotate(quotes=Count("events"))
    page = Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/articles.html", {"page": page})


@require_safe
def article_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The article, the words of one account highlighted if `event` names it."""
    article = get_object_or_404(Article, pk=pk)
    return render(request, "articles/article.html", article_context(request, article))


def article_context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """All that the page of an article shows, for whoever asks."""
    may_correct = request.user.has_perm("timeline.change_event")
    told = list(article.events.in_text_order().shown_to(editor=may_correct))
    accounts = [account for account in told if not account.earlier]
    came_from = cited(told, request.GET.get("event", ""))
    query = request.GET.get("back", "")[:4000]
    previous, following = came_from.neighbours() if came_from else (None, None)
    return {
        "article": article,
        "previous_quote": previous,
        "next_quote": following,
        "accounts": accounts,
        "gone": [account for account in told if account.earlier],
        "corrections": corrections(article),
        "came_from": came_from,
        "back_query": query,
        "back_url": back_address(query, came_from.event_id if came_from else ""),
        "original_url": original_address(article, came_from.quote if came_from else ""),
    }
