"""What stands in a kept entry where a page fills something in (`filling`).

A blank is a letter between control characters, which no imported text has.
"""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from timeline.page.flat import Blanks
from timeline.page.ways import Ways

ENTRY = "timeline/_entry.html"
CLOSED, QUERY, BACK, ARTICLES, EVENTS, ACTOR, AFTER_ACTOR, LONG, QUOTE, MARKS, ABOVE = (
    SafeString(f"\x12{letter}\x13") for letter in "abcdefghijk"
)
FILLED_ALIKE = re.compile("(\x12[a-i]\x13)")  # all but the marks of an entry and what is above it
OF_CLOSED = Blanks(marks=MARKS, above=ABOVE, long=LONG, quote=QUOTE)
OF_OPENED = Blanks(marks=MARKS, above=ABOVE)
NOWHERE = Ways(
    closed=CLOSED,
    query=QUERY,
    back=BACK,
    brief=False,
    articles=ARTICLES,
    event=(EVENTS, "/"),
    actor=(ACTOR, AFTER_ACTOR),
    same="",
    actors=frozenset(),
)


def with_signs(html: str) -> str:
    """An entry that leads NOWHERE with the signs before a query in the blanks: they depend on it."""
    return html.replace(f"{CLOSED}&amp;", CLOSED).replace(f"?{QUERY}", QUERY)
