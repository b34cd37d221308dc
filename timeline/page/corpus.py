"""What the head of every page says of all events."""

from __future__ import annotations

from timeline import search
from timeline.page import labels
from timeline.page.kept import kept_until


def corpus_span(version: int) -> str:
    """From the first to the last month or year that events are dated to: "2014 to June 2021"."""
    return kept_until(version, "span", _span)


def _span() -> str:
    names = [name.partition(" ")[0] for name in search.ends_of("month")]
    words = [labels.month_or_year(name) for name in names]
    return labels.from_to(words[0], words[-1]) if words else ""
