"""NewsML-G2: the news items of a message, as agencies send them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats.safe_xml import parsed
from articles.importing.formats.web import blocks_of
from articles.importing.text import Stated, draft_of


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile where the XML is damaged."""
    items = list(_all(parsed(content), "newsItem"))
    for number, item in enumerate(items, 1):
        name = file_name if len(items) == 1 else f"{file_name}, item {number}"
        try:
            yield _draft(item, name)
        except UnreadableFile as error:
            yield Refused(name, str(error))


def _draft(item: Any, name: str) -> ArticleDraft:
    stated = Stated(
        title=_first(item, "headline"),
        outlet=_provider(item),
        byline=_first(item, "by") or _first(item, "creator"),
        published=_first(item, "contentCreated", "firstCreated", "versionCreated"),
    )
    plain = _first(item, "inlineData")
    body = next((one for tag in ("body.content", "body") for one in _all(item, tag)), None)
    if body is None:
        body = next(_all(item, "inlineXML"), None)
    for element in body.iter() if body is not None else ():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    words = "\n\n".join(blocks_of(body)) if body is not None else plain
    return draft_of(words, name, stated)


def _provider(item: Any) -> str:
    """The name that the provider is given, else its code without the scheme."""
    for provider in _all(item, "provider"):
        code = provider.get("literal") or provider.get("qcode", "").rpartition(":")[2]
        return _first(provider, "name") or code
    return ""


def _all(root: Any, name: str) -> Iterator[Any]:
    yield from root.iter(f"{{*}}{name}")


def _first(root: Any, *names: str) -> str:
    for name in names:
        for element in _all(root, name):
            words = " ".join("".join(element.itertext()).split())
            if words:
                return words
    return ""
