"""RSS and Atom files: an article an entry, its full text where the feed has it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from articles.importing.drafts import SUMMARY, ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.web import text_of_fragment
from articles.importing.text import Stated, draft_of


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where the feed is damaged and no entry of it can be read."""
    feed = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False)
    if not feed.entries:
        reason = f" ({feed.bozo_exception})" if feed.bozo else ""
        raise UnreadableFile(f"it is a feed without an entry{reason}"[:300])
    for number, entry in enumerate(feed.entries, 1):
        name = f"{file_name}, item {number}"
        try:
            yield _draft(entry, feed.feed, name)
        except UnreadableFile as error:
            yield Refused(name, str(error))


def _draft(entry: Any, feed: Any, name: str) -> ArticleDraft:
    full = max((one.get("value", "") for one in entry.get("content", [])), key=len, default="")
    markup = full or entry.get("summary", "")
    text = text_of_fragment(markup) if markup.strip() else ""
    if not text:
        raise UnreadableFile("the entry has no text")
    source = entry.get("source", {}).get("title", "") or feed.get("title", "")
    stated = Stated(
        title=_plain(entry.get("title", "")),
        outlet=_plain(source),
        byline=_plain(entry.get("author", "")),
        url=entry.get("link", ""),
        published=entry.get("published", ""),
    )
    return draft_of(text, name, stated, [] if full else [SUMMARY])


def _plain(markup: str) -> str:
    return text_of_fragment(markup) if "<" in markup or "&" in markup else markup
