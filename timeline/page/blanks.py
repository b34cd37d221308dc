"""What stands in a kept entry where a page fills something in (`filling`).

Blanks of HTML are tags that there are not: no text has a bare <. Those of addresses are letters
between control characters, which no imported text has.
"""

from __future__ import annotations

from django.utils.safestring import SafeString

from timeline.page.flat import Blanks
from timeline.page.ways import Ways

ENTRY = "timeline/_entry.html"
MARKS, ABOVE, LONG, QUOTE = (SafeString(f"<{number}>") for number in range(4))
OF_CLOSED = Blanks(marks=MARKS, above=ABOVE, long=LONG, quote=QUOTE)
OF_OPENED = Blanks(marks=MARKS, above=ABOVE)
CLOSED, QUERY, BACK, ARTICLES, EVENTS, ACTOR, AFTER_ACTOR = (
    f"\x12{letter}\x13" for letter in "abcdefg"
)
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
