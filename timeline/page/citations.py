"""Where a quote stands, in one line, and the date of an article with how it is known."""

from __future__ import annotations

from articles.models import Article
from timeline.models import Event
from timeline.page.date_words import day_text


def citation(event: Event) -> str:
    """The quote and where it stands, in one line to copy."""
    return f"“{event.quote}” {place_of(event)}"


def place_of(event: Event) -> str:
    """Outlet, title, byline, date, paragraph, address: where the quote stands."""
    article = event.article
    parts = [
        article.source,
        article.title or "untitled article",
        article.byline,
        _published(article),
        _paragraph(event),
        article.original_url,
    ]
    place = ", ".join(part for part in parts if part)
    return place if article.original_url else f"{place}."


def _paragraph(event: Event) -> str:
    """The paragraph, with its page where there are pages, and the version if it is a former one."""
    page = None if event.earlier else event.article.page_of(event.paragraph)
    words = f"page {page}, paragraph {event.paragraph}" if page else f"paragraph {event.paragraph}"
    return f"{words} of its version {event.earlier}" if event.earlier else words


def published_text(article: Article) -> str:
    """The article's date as it stands beside a source, with how it is known if inferred."""
    if not article.published_on:
        return "Undated article"
    day = day_text(article.published_on)
    return f"Undated article, date inferred: {day}" if _is_inferred(article) else day


def _published(article: Article) -> str:
    if not article.published_on:
        return "undated"
    day = day_text(article.published_on)
    return f"{day} (inferred)" if _is_inferred(article) else day


def _is_inferred(article: Article) -> bool:
    return article.published_basis == Article.Basis.INFERRED
