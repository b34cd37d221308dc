"""From a text to an article: its paragraphs, and what it and its source say of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from articles.importing.decoding import repaired
from articles.importing.drafts import ArticleDraft, UnreadableFile, paragraphs_of
from articles.importing.facts import Facts, read_day, read_facts
from articles.models import Slice

_ADDRESS = re.compile(r"https?://[^\s<>\"\ud800-\udfff]+\Z", re.IGNORECASE)
LONGEST_TEXT = 3_000_000  # characters: some 1,500 printed pages
LINKS = (
    "it has links only: save the pages that they lead to, and import those (links are followed"
    " only where the operator has allowed it)"
)
_BY = re.compile(r"\Aby:?\s+(?=\S)", re.IGNORECASE)
_LONGEST_TITLE, _LONGEST_URL = 1_000, 2_000
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\Z|,?[T ]+\d{1,2}:)")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:\Z|[T ])|(\d{4})(\d\d)(\d\d)(?:\Z|T)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source states of an article beside its text, in its own words; "" for nothing."""

    title: str = ""
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published: str = ""


def draft_of(
    text: str,
    file_name: str,
    stated: Stated,
    notes: Iterable[str] = (),
    original: bytes = b"",
    pages: Sequence[int] = (),
) -> ArticleDraft:
    """Return the article; what its source states goes before what its text does.

    `pages` says on which page each block of `text` between blank lines begins. Raises UnreadableFile for what is empty or no text.
    """
    text, repairs = repaired(text, list(notes))
    _check(text)
    stated = replace(stated, published=_line(stated.published))
    paragraphs = paragraphs_of(text)
    facts = read_facts(text, paragraphs)
    published_on, basis, words = _published(stated, facts)
    if stated.published and basis != "metadata":
        repairs = (*repairs, f"Its date {stated.published[:60]!r} could not be read as one day.")
    return ArticleDraft(
        text=text,
        paragraphs=paragraphs,
        furniture=facts.furniture,
        pages=_pages(text, paragraphs, pages),
        title=(_line(stated.title) or facts.title)[:_LONGEST_TITLE],
        outlet=_line(stated.outlet)[:200] or facts.outlet,
        byline=_BY.sub("", _line(stated.byline))[:300] or facts.byline,
        url=_address(stated.url) or _address(facts.url),
        published_on=published_on,
        published_basis=basis,
        published_from=words,
        repairs=repairs,
        file_name=file_name,
        original=original,
    )


def _check(text: str) -> None:
    """Raises UnreadableFile for what is no article, whatever its format."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableFile(
            f"its text has {len(text):,} characters, more than {LONGEST_TEXT:,}: split it"
        )
    words = text.split()
    if words and all(_ADDRESS.match(word) for word in words):
        raise UnreadableFile(LINKS)


def _pages(text: str, paragraphs: Iterable[Slice], pages: Sequence[int]) -> tuple[int, ...]:
    """The page of each paragraph: a block may have become several."""
    if not pages:
        return ()
    starts = [0, *(match.end() for match in re.finditer(r"\n\n", text))][: len(pages)]
    return tuple(pages[bisect_right(starts, piece.start) - 1] for piece in paragraphs)


def _published(stated: Stated, facts: Facts) -> tuple[date | None, str, str]:
    if day := day_stated(stated.published):
        return day, "metadata", stated.published[:200]
    if facts.published_on:
        return facts.published_on, "stated", facts.published_from
    return None, "unknown", ""


def day_stated(words: str) -> date | None:
    """The day that metadata state, as its source writes it; None if it is not unmistakable."""
    words = " ".join(words.split())
    if match := _ISO.match(words):
        try:
            return date.fromisoformat(match[1] or "-".join(match.group(2, 3, 4)))
        except ValueError:
            return None
    if day := read_day(words) or _day_in_numbers(words):
        return day
    try:
        found: datetime = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.date()


def _day_in_numbers(words: str) -> date | None:
    """The day of 14/09/2022 or 9/14/2022; None where day and month may be either way round."""
    match = _NUMBERS.match(words)
    if not match:
        return None
    one, two, year = (int(number) for number in match.groups())
    found = set()
    for day, month in ((one, two), (two, one)):
        with suppress(ValueError):
            found.add(date(year, month, day))
    return found.pop() if len(found) == 1 else None


def _line(words: str) -> str:
    try:
        return " ".join(repaired(words, [])[0].split())
    except UnreadableFile:
        return ""


def _address(words: str) -> str:
    address = words.strip()
    return address if _ADDRESS.match(address) and len(address) <= _LONGEST_URL else ""
