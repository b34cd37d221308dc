"""How much each day is spoken of, over all articles.

What mattered is what articles come back to: a day that an article names long afterwards was
remembered, a day that it names on the day itself was only the news. An article counts once a
day, and words that several articles share (a copied report, the same background paragraph)
count once, for the article that printed them first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_LONG_AFTER = 30  # days: what is remembered for a month is as good as remembered for a year
_AHEAD = 0.5  # of a mention on the day itself: what is announced may not come to pass
_UNSAID = 0.5  # news without any date expression, told by an article of that day


@dataclass(frozen=True, slots=True)
class DayMention:
    """One article speaks of a day; `said` where date words do, else it is the article's own.

    `words` stands for the words around (equal for equal words), `article` is any key that
    is the same for one article at every import.
    """

    day: date
    article: str
    published_on: date | None
    words: int
    said: bool = True


def attention(mentions: Iterable[DayMention]) -> dict[date, float]:
    """Return how much each day is spoken of, from 0 up, whatever the order of `mentions`."""
    heard: dict[date, dict[str, float]] = defaultdict(dict)
    for mention in _without_copies(mentions):
        articles = heard[mention.day]
        articles[mention.article] = max(articles.get(mention.article, 0.0), _weight(mention))
    return {day: math.fsum(articles.values()) for day, articles in heard.items()}


def weight(day: date | None, published_on: date | None) -> float:
    """What one article adds that names a day: 1 on the day, 3.1 a week and 4.4 a month later."""
    if day is None or published_on is None:
        return 1.0
    later = (published_on - day).days
    return 1 + math.log(1 + min(later, _LONG_AFTER)) if later >= 0 else _AHEAD


def _weight(mention: DayMention) -> float:
    return weight(mention.day, mention.published_on) if mention.said else _UNSAID


def _without_copies(mentions: Iterable[DayMention]) -> Iterable[DayMention]:
    first: dict[tuple[date, int], DayMention] = {}
    for mention in mentions:
        key = (mention.day, mention.words)
        if key not in first or _appeared(mention) < _appeared(first[key]):
            first[key] = mention
    return first.values()


def _appeared(mention: DayMention) -> tuple[object, ...]:
    return (mention.published_on or date.max, mention.article, not mention.said)
