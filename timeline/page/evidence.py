"""What an inferred publication date rests on, each sentence with the way to it."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article
from timeline.page.citations import published_text


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A paragraph of the article beside one of a dated article, `source` with its date."""

    own_url: str
    own_paragraph: int
    their_url: str
    their_paragraph: int
    source: str


def published_evidence(article: Article) -> list[ShownEvidence]:
    """Return the evidence, the best first; what was deleted since is left out."""
    kept = article.published_evidence
    found = Article.objects.filter(text_hash__in=[one["article"] for one in kept])
    dated = {one.text_hash: one for one in found.defer("text")}
    return [
        _shown(article, dated[one["article"]], one["start"], one["their_start"])
        for one in kept
        if one["article"] in dated
    ]


def _shown(article: Article, dated: Article, start: int, their_start: int) -> ShownEvidence:
    own, theirs = article.paragraph_at(start), dated.paragraph_at(their_start)
    return ShownEvidence(
        own_url=f"#p{own}",
        own_paragraph=own,
        their_url=f"{dated.get_absolute_url()}#p{theirs}",
        their_paragraph=theirs,
        source=f"{dated.source}, {published_text(dated)}",
    )
