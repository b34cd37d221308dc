"""A text that somebody pasted, with what they know of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from articles.importing.drafts import ArticleDraft
from articles.importing.text import Stated, draft_of

NAME = "Pasted text"


def draft_of_paste(text: str, stated: Stated, published_on: date | None) -> ArticleDraft:
    """Return the article; the day that was typed is set by a person and goes before the text's.

    Raises UnreadableFile for what is empty or no text.
    """
    draft = draft_of(text, NAME, stated, original=text.encode("utf-8", "replace"))
    if published_on is None or published_on == draft.published_on:
        return draft
    return replace(
        draft,
        published_on=published_on,
        published_basis="person",
        published_from="typed when it was pasted",
    )
