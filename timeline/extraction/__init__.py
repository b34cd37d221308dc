"""One article in, its accounts out: what it says happened when, in its own words.

Plain Python over spaCy: no clock, no settings, no database. Every step hands frozen
values to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction.accounts import accounts_of
from timeline.extraction.dates import find_dates
from timeline.extraction.known import KnownNames, shipped_names
from timeline.extraction.sentences import (
    ParsedSentence,
    Piece,
    Slice,
    find_pieces,
    piece_text,
    sentences_of,
)
from timeline.extraction.shapes import Account, Anchor, Mention

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16  # pieces that are parsed at a time: more are no faster, and take more memory

__all__ = ["ArticleText", "extract_accounts", "extract_many", "find_mentions"]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What extraction needs of an article; `furniture` never gives a sentence or a date."""

    text: str
    paragraphs: Sequence[Slice]
    furniture: Sequence[Slice] = ()
    anchor: Anchor | None = None


def extract_accounts(
    text: str,
    *,
    paragraphs: Sequence[Slice],
    furniture: Sequence[Slice],
    anchor: Anchor | None,
    nlp: Language,
    known: KnownNames | None = None,
) -> list[Account]:
    """Return the accounts of one article in the order of its sentences.

    `anchor` is its day of publication, None if unknown; `known` are names known by hand
    (those that are shipped, if not given).
    """
    article = ArticleText(text, paragraphs, furniture, anchor)
    return next(extract_many([article], nlp, known=known))


def extract_many(
    articles: Iterable[ArticleText], nlp: Language, *, known: KnownNames | None = None
) -> Iterator[list[Account]]:
    """Yield the accounts of each article; paragraphs of all go to spaCy in common batches."""
    names = known or shipped_names()
    for article, sentences in _parsed(articles, nlp):
        yield accounts_of(sentences, find_mentions(article), article.anchor, names)


def find_mentions(article: ArticleText) -> list[Mention]:
    """Return the article's date expressions, those in furniture left out."""
    return find_dates(_masked(article), article.anchor)


def _parsed(
    articles: Iterable[ArticleText], nlp: Language
) -> Iterator[tuple[ArticleText, list[ParsedSentence]]]:
    """Yield each article with its parsed sentences, as soon as its last paragraph is parsed."""
    article: ArticleText | None = None
    sentences: list[ParsedSentence] = []
    for doc, (owner, piece) in nlp.pipe(_pieces(articles), as_tuples=True, batch_size=BATCH):
        if piece is None:
            if article is not None:
                yield article, sentences
            article, sentences = owner, []
        else:
            sentences += sentences_of(doc, owner.text, piece)
    if article is not None:
        yield article, sentences


def _pieces(
    articles: Iterable[ArticleText],
) -> Iterator[tuple[str, tuple[ArticleText, Piece | None]]]:
    """Yield an empty text for the beginning of each article, then its pieces."""
    for article in articles:
        yield "", (article, None)
        for piece in find_pieces(article.text, article.paragraphs, article.furniture):
            yield piece_text(article.text, piece), (article, piece)


def _masked(article: ArticleText) -> str:
    """The text with spaces for furniture, so that offsets hold."""
    parts, place = [], 0
    for start, end in sorted(article.furniture):
        begin = max(place, start)
        parts += [article.text[place:begin], " " * (end - begin)]
        place = max(begin, end)
    return "".join(parts) + article.text[place:]
