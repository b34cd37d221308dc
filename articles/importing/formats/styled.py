"""What the styles of a word processor say of the paragraphs above a story."""

from __future__ import annotations

from collections.abc import Sequence

from articles.importing.text import Stated

_NAMED = {"title": "title", "author": "byline", "date": "published"}  # styles, and their facts


def told(
    paragraphs: Sequence[tuple[str, str]], title: str, author: str, file_name: str
) -> tuple[str, str, Stated]:
    """Return text, file's name and facts of a document, its paragraphs by style and words.

    `title` and `author` are those of its properties.
    """
    facts: dict[str, str] = {}
    rest = list(paragraphs)
    while rest and (fact := _NAMED.get(rest[0][0].casefold())) and fact not in facts:
        facts[fact] = rest.pop(0)[1]
    known = {"title": title, "byline": author} | facts
    if rest and _plain(rest[0][1]) == _plain(known["title"]):
        rest.pop(0)
    return "\n\n".join(words for _style, words in rest), file_name, Stated(**known)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
