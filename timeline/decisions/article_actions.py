"""What an editor can decide of an article, and accounts added by selecting its words."""

from __future__ import annotations

import re
from typing import Any

from articles.models import Article
from timeline import rows
from timeline.building import name_tables
from timeline.decisions.cells import Cell, Decision, Place, Refused
from timeline.decisions.dates import read_typed
from timeline.extraction.shapes import Actor
from timeline.page.labels import alternative_text
from timeline.page.typed_dates import read_days

LONGEST = {"outlet": 200, "title": 500}
MOST_WORDS = 1_000  # characters of a selection
WHICH_DAY = "Give the day the article appeared, such as 15 Apr 2021, or “undated”."


def article_place(article: Article) -> Place:
    return Place("article", str(article.pk))


def set_published(article: Article, typed: str) -> Decision:
    """Set the day of publication; all that the article tells is then read against it."""
    typed = " ".join(typed.split())
    days = read_days(typed)
    if typed.casefold() != "undated" and (days is None or days.first != days.last):
        raise Refused(f"“{typed[:60]}” is no day. {WHICH_DAY}" if typed else WHICH_DAY)
    day = days.first.isoformat() if days else None
    before = article.published_on.isoformat() if article.published_on else "undated"
    value = {"day": day}
    return _decision(article, "published", value, "Date of the article", before, day or "undated")


def set_outlet(article: Article, outlet: str) -> Decision:
    value = {"outlet": _words(outlet, "outlet")}
    after = value["outlet"] or "none"
    return _decision(article, "outlet", value, "Outlet", article.outlet or "none", after)


def set_title(article: Article, title: str) -> Decision:
    value = {"title": _words(title, "title")}
    after = value["title"] or "none"
    return _decision(
        article, "title", value, "Title of the article", article.title or "none", after
    )


def add_account(
    article: Article, words: str, typed_date: str, *, at: int | None = None
) -> Decision:
    """Put words of the article on the timeline; `at` is where they begin, else they are found."""
    start, end = _place_of(article, words, at)
    value: dict[str, Any] = {"article": article.pk, "start": start, "end": end}
    value["words"] = article.text[start:end]
    value["named"] = _named(article.text[start:end], start)
    place = Place("event", rows.public_id_of(article, start, -1))
    cells = [Cell(place, "added", value)]
    after = "undated"
    if typed_date.strip():
        dated = read_typed(typed_date, article.published_on)
        cells.append(Cell(place, "date", dated))
        after = alternative_text(dated) if dated["edtf"] else after
    title = article.text[start:end]
    return Decision(
        place, title[:200], tuple(cells), "Added", "", after, also=(article_place(article),)
    )


def _place_of(article: Article, words: str, at: int | None) -> tuple[int, int]:
    """Where the words stand, within one paragraph; white space may differ."""
    parts = words.split()
    if not parts:
        raise Refused("Select or paste the words of the article that tell the event.")
    if len(words) > MOST_WORDS:
        raise Refused(f"Select at most {MOST_WORDS:,} characters; these are {len(words):,}.")
    found = list(re.finditer(r"\s+".join(map(re.escape, parts)), article.text))
    if not found:
        raise Refused("These words are not in the article: copy them as they stand there.")
    match = min(found, key=lambda one: abs(one.start() - (at or 0)))
    start, end = match.span()
    paragraphs = [article.paragraph_at(start), article.paragraph_at(end - 1)]
    if paragraphs[0] != paragraphs[1] or not paragraphs[0]:
        raise Refused("Select words of one paragraph.")
    return start, end


def _named(words: str, offset: int) -> list[dict[str, Any]]:
    """The actors that the corpus knows and the words name, the fullest names first."""
    named: list[dict[str, Any]] = []
    taken: set[int] = set()
    for written, kind, name, actor_kind in name_tables.names_within(words):
        match = re.search(rf"(?<!\w){re.escape(written)}(?!\w)", words)
        if match and taken.isdisjoint(range(*match.span())):
            taken.update(range(*match.span()))
            start, end = (offset + place for place in match.span())
            actor = Actor(written, kind, alias=written, start=start, end=end)
            named.append(rows.named_json(actor, name, actor_kind))
    return named


def _words(text: str, kind: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST[kind]:
        raise Refused(
            f"This has {len(words):,} characters; an article's {kind} has at most {LONGEST[kind]}."
        )
    return words


def _decision(
    article: Article, kind: str, value: dict[str, Any], what: str, before: str, after: str
) -> Decision:
    place = article_place(article)
    cells = (Cell(place, kind, value),)
    return Decision(place, str(article)[:200], cells, what, before, after)
