"""The lines in which a text names itself: front matter between rules, or fields above the story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# What a line may be called, in lower case, and the fact that it states.
_NAMES: Mapping[str, str] = {
    "title": "title headline",
    "byline": "by byline author authors",
    "published": "date published pubdate publishdate published_at datepublished",
    "outlet": "source outlet publication publisher newspaper site",
    "url": "url link address permalink canonical canonicalurl",
}
_FACTS = {name: fact for fact, names in _NAMES.items() for name in names.split()}
_RULED = re.compile(r"\s*---[ \t]*\n(?P<lines>(?:[^\n]*\n){1,100}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"(?P<name>[A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]*(?P<value>[^\n]*)(?:\n|\Z)")
_MOST_LINES = 15
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Header:
    """What the first `end` characters of a text state of it; `facts` by title, byline,
    published, outlet and url."""

    end: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


def read_header(text: str) -> Header:
    """Return the front matter, or at least two known fields that stand alone above the story."""
    if ruled := _RULED.match(text):
        return Header(ruled.end(), _facts(_LINE.findall(ruled["lines"])))
    place = len(text) - len(text.lstrip())
    lines: list[tuple[str, str]] = []
    while (line := _LINE.match(text, place)) and len(lines) < _MOST_LINES:
        lines.append((line["name"], line["value"]))
        place = line.end()
    facts = _facts(lines)
    alone = text[place : place + 1] == "\n" and len(facts) >= max(_LEAST_KNOWN, len(lines) / 2)
    return Header(place, facts) if alone else Header()


def _facts(lines: list[tuple[str, str]]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for name, value in lines:
        fact = _FACTS.get(re.sub(r"[ -]", "", name).casefold())
        words = value.strip().strip("\"'[]").strip()
        if fact and words:
            facts.setdefault(fact, words)
    return facts
