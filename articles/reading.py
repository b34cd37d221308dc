"""An article's paragraphs with what was read in them, and the ways in and out of the page.

Accounts are rows that point at the article; all that is asked of them is their offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl, quote, urlencode

from django.urls import reverse

from articles.models import Article
from articles.passages import Mark, Segment, segments


class Placed(Protocol):
    """Words of an article: a quote, and the date expression in or near it (-1 for none)."""

    public_id: str
    start: int
    end: int
    mention_start: int
    mention_end: int
    quote: str


AnyPlaced = TypeVar("AnyPlaced", bound=Placed)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`quoted` where an account quotes it; `cited` where it holds the highlighted quote;
    `furniture` where all of it is no part of the story; `page` is the page that begins with
    it, None where it goes on with the one before or there are no pages."""

    number: int
    segments: list[Segment]
    quoted: bool
    cited: bool
    furniture: bool
    page: int | None


def read_paragraphs(
    article: Article,
    accounts: Sequence[Placed],
    came_from: Placed | None,
    other_dates: Sequence[Placed] = (),
) -> list[Paragraph]:
    """Return every paragraph in segments; joined, they are the paragraph as published.

    `other_dates` are date expressions that no account rests on.
    """
    marks = [Mark(start, end, "furniture", kind) for start, end, kind in article.furniture]
    marks += _mentions([*accounts, *other_dates])
    if came_from and came_from in accounts:
        marks.append(Mark(came_from.start, came_from.end, "quoted"))
    marked = _by_paragraph(article, marks)
    quotes = _by_paragraph(article, [Mark(one.start, one.end, "quote") for one in accounts])
    return [
        _paragraph(article, number, marked[number], quoted=number in quotes)
        for number in range(1, len(article.paragraphs) + 1)
    ]


def _paragraph(article: Article, number: int, marks: list[Mark], *, quoted: bool) -> Paragraph:
    start, end = article.paragraphs[number - 1]
    pieces = segments(article.text, marks, start, end)
    written = [piece for piece in pieces if piece.text.strip()]
    page = article.page_of(number)
    return Paragraph(
        number=number,
        segments=pieces,
        quoted=quoted,
        cited=any("quoted" in piece.marks for piece in pieces),
        furniture=bool(written) and all("furniture" in piece.marks for piece in written),
        page=page if page != article.page_of(number - 1) else None,
    )


def _by_paragraph(article: Article, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks by the numbers of the paragraphs that they reach into."""
    starts = [start for start, _end in article.paragraphs]
    marked: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        first = max(1, bisect_right(starts, mark.start))
        last = bisect_left(starts, mark.end)
        for number in range(first, last + 1):
            marked[number].append(mark)
    return marked


def _mentions(accounts: Iterable[Placed]) -> list[Mark]:
    """One mark a date expression, however many accounts rest on it; none overlaps another."""
    marks: list[Mark] = []
    placed = [account for account in accounts if account.mention_start >= 0]
    for account in sorted(placed, key=lambda one: (one.mention_start, -one.mention_end)):
        if not marks or account.mention_start >= marks[-1].end:
            marks.append(Mark(account.mention_start, account.mention_end, "mention", account))
    return marks


def cited(accounts: Iterable[AnyPlaced], public_id: str) -> AnyPlaced | None:
    """The account that the reader came for; None where there is no such one here."""
    return next((account for account in accounts if account.public_id == public_id), None)


def back_address(query: str, public_id: str) -> str:
    """The timeline in the state the reader left, opened on the event; on this site only,
    whatever `query` is: it ends up as parameters and as nothing else."""
    pairs = [pair for pair in parse_qsl(query[:4000]) if pair[0] != "open"]
    anchor = ""
    if public_id:
        pairs.append(("open", public_id))
        anchor = f"#e-{public_id}"
    path = reverse("timeline")
    return f"{path}?{urlencode(pairs)}{anchor}" if pairs else path


def original_address(article: Article, words: str = "") -> str:
    """The article where it was published, scrolled to `words` by browsers that can."""
    if not article.original_url or not words:
        return article.original_url
    terms = words.split()
    ends = [terms] if len(terms) <= 10 else [terms[:5], terms[-5:]]
    fragment = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    address = re.sub(r"#.*", "", article.original_url)
    return f"{address}#:~:text={fragment}"
