"""Every date of an article with what it was read as, whether or not an account rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from articles.models import Article
from timeline import rows
from timeline.extraction import ArticleText, find_mentions
from timeline.extraction.sentences import Slice
from timeline.extraction.shapes import Anchor, Mention
from timeline.models import Event

LONGEST = 200_000  # characters: longer texts show the dates of their accounts alone


def dates_without_account(article: Article, accounts: Sequence[Event]) -> list[Event]:
    """Return the dates that no account rests on, as rows that were never saved."""
    if len(article.text) > LONGEST:
        return []
    taken = {place for one in accounts for place in range(one.mention_start, one.mention_end)}
    text = rows.article_text(article)
    found = _mentions(text.text, tuple(text.furniture), text.anchor)
    return [
        rows.mention_row(article, mention)
        for mention in found
        if mention.span is not None and taken.isdisjoint(range(mention.start, mention.end))
    ]


@lru_cache(maxsize=32)
def _mentions(
    text: str, furniture: tuple[Slice, ...], anchor: Anchor | None
) -> tuple[Mention, ...]:
    return tuple(find_mentions(ArticleText(text, (), furniture, anchor)))
