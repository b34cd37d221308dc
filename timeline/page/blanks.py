"""What stands in a kept entry where a page fills something in (`filling`).

A blank in an address is a letter between control characters, which no imported text has; typed by
a person it would be an address in the wrong place. Those that stand for HTML hold a bare <, which
no text has on a page.
"""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from timeline.page.flat import Blanks
from timeline.page.ways import Ways

ENTRY = "timeline/_entry.html"
CLOSED, QUERY, BACK, ARTICLES, EVENTS, ACTOR, AFTER_ACTOR = (
    f"\x12{letter}\x13" for letter in "abcdefg"
)
LONG, QUOTE, MARKS, ABOVE = (SafeString(f"\x12<{letter}>") for letter in "hijk")
FILLED_ALIKE = re.compile(
    "(\x12(?:[a-g]\x13|<[hi]>))"
)  # all but an entry's marks and what is above
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
