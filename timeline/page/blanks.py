"""What stands in a kept entry where a page fills something in (`filling`).

A blank is a letter between control characters, which no imported text has.
"""

from __future__ import annotations

from django.utils.safestring import SafeString

from timeline.page.flat import Blanks
from timeline.page.ways import Ways

ENTRY = "timeline/_entry.html"
START, END = "\x12", "\x13"
CLOSED, QUERY, BACK, ARTICLES, EVENTS, ACTOR, AFTER_ACTOR = (
    f"{START}{letter}{END}" for letter in "abcdefg"
)
MARKS, ABOVE, LONG, QUOTE = (SafeString(f"{START}{letter}{END}") for letter in "mnop")
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
