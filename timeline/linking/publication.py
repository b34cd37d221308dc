"""The day an undated article was published, as far as dated articles give it away.

The article is read as if it had been written on each day that comes into question. On the
right one its sentences tell of the same days as the like sentences of dated articles: its
"Thursday" is the day on which the others, too, have the sanctions imposed. How long after
that Thursday it was written follows from the habit of its outlet and from when the others
appeared. An article that names no weekday must tell as its news what two dated articles
tell of one day, one of them on that very day, where news is told on its day. Where that leaves a doubt, the day stays
unknown.

Dated articles alone are evidence, never another inference: so neither the order of the
articles nor that of the builds makes a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.linking.agreement import (
    Pair,
    Reading,
    Witness,
    agreeing,
    pairs_of,
    readings_of,
    share_published_on,
)
from timeline.linking.habits import Habit, habit_of, latest_weekday
from timeline.linking.nearest import Rarity
from timeline.linking.telling import NewsText

# Chosen by measurement: `benchmarks/publication.py` hides dates that are known.
_ENOUGH = 0.45  # likeness that sentences which name the day must add up to
_CLEARLY = 2.0  # how many times what speaks for a day outweighs what speaks against it
_SURE = 0.75  # how likely the day must be by the outlet's habit
_MOSTLY = 0.5  # of those that tell the same, by likeness, how many appeared that day
_STEEP = 20.0  # how fast a day loses that less speaks for
_NEWS_ENOUGH, _NEWS_CLEARLY = 0.35, 1.2  # where no weekday is named: the same two
_NEWS_ALIKE = 0.15  # and each of the two articles must be as like as this
_WIDEST = 4  # days between the weekdays that a news article names; more are read wrongly
_UNLIKELY = 0.1
_MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence [start, end) of the undated article, and the like sentence
    [their_start, their_end) of the dated `article`, which tells it of `day`. `words` name
    that day in the undated article: "Thursday", or "" where it is told as the day's news.
    """

    start: int
    end: int
    words: str
    article: str
    their_start: int
    their_end: int
    day: date
    likeness: float


@dataclass(frozen=True, slots=True)
class Inference:
    """The day of publication, and what it rests on: an article at a time, the best first."""

    day: date
    evidence: tuple[Evidence, ...]


def infer(
    undated: NewsText, near: Sequence[Witness], house: Sequence[Witness], rarity: Rarity
) -> Inference | None:
    """Return the day of publication with its evidence, None where that is weak.

    `near` are the dated articles most like it, `house` others of its outlet, whose habit
    counts; without any, the habit of `near` does.
    """
    pairs = pairs_of(undated, near, rarity)
    readings = readings_of(undated, pairs)
    told = [(one.article, one.told) for one in house or near]
    habits = {lead: habit_of(told, lead=lead) for lead in (True, False)}
    if any(one.by == "weekday" for reading in readings for one in reading.told):
        return _by_weekday(readings, pairs, habits)
    return _by_news(readings, pairs) if habits[True].share(0) >= _SURE else None


def _by_weekday(
    readings: Sequence[Reading], pairs: Sequence[Pair], habits: dict[bool, Habit]
) -> Inference | None:
    """The day on which its weekdays fall on the days that the others tell of."""
    fitting = [reading for reading in readings if _is_supported(reading)]
    if not fitting:
        return None
    by_habit = {one.day: _weight(one) * _share(one, habits) for one in fitting}
    by_others = {one.day: _weight(one) * share_published_on(one, pairs) for one in fitting}
    best = max(fitting, key=lambda reading: (by_habit[reading.day], reading.day))
    sure = by_habit[best.day] >= _SURE * sum(by_habit.values())
    mostly = by_others[best.day] >= _MOSTLY * (sum(by_others.values()) or 1.0)
    if sure and mostly and _names_its_news(best):
        return _inference(best.day, agreeing(best, pairs))
    return None


def _is_supported(reading: Reading) -> bool:
    return reading.support >= _ENOUGH and reading.support >= _CLEARLY * reading.against


def _weight(reading: Reading) -> float:
    return float(_STEEP ** (reading.support - reading.against))


def _share(reading: Reading, habits: dict[bool, Habit]) -> float:
    """How likely the article was written that long after the latest weekday it names."""
    latest = latest_weekday(reading.told, reading.day)
    if latest is None:
        return 0.0
    share = habits[latest.lead].share(latest.days)
    return share if latest.spread <= _WIDEST else share * _UNLIKELY


def _names_its_news(reading: Reading) -> bool:
    """Whether the latest weekday is that of its lead, which dated articles confirm."""
    latest = latest_weekday(reading.told, reading.day)
    if latest is None or latest.spread > _WIDEST:
        return False
    day = reading.day - timedelta(days=latest.days)
    return any(
        pair.own.lead and pair.own.by == "weekday" and pair.theirs.day == day
        for pair in reading.named
    )


def _by_news(readings: Sequence[Reading], pairs: Sequence[Pair]) -> Inference | None:
    """The day of which two dated articles tell what this one tells as its news."""
    by_day: dict[date, dict[str, Pair]] = defaultdict(dict)
    for pair in pairs:
        if pair.own.by == "news" and pair.likeness >= _NEWS_ALIKE and not pair.copied:
            by_day[pair.theirs.day].setdefault(pair.article.key, pair)
    support = {day: _likeness(found.values()) for day, found in by_day.items()}
    for reading in readings:
        day, found = reading.day, by_day.get(reading.day, {})
        others = max((support[other] for other in support if other != day), default=0.0)
        enough = support.get(day, 0.0) >= max(_NEWS_ENOUGH, _NEWS_CLEARLY * others)
        if enough and not reading.against and _is_told_twice(day, found.values()):
            return _inference(day, found.values())
    return None


def _is_told_twice(day: date, pairs: Iterable[Pair]) -> bool:
    """Whether two articles tell it, one of them on the day, one with the day's name or date."""
    found = list(pairs)
    that_day = any(pair.article.published_on == day for pair in found)
    return len(found) > 1 and that_day and any(pair.theirs.words for pair in found)


def _likeness(pairs: Iterable[Pair]) -> float:
    return sum(pair.likeness for pair in pairs)


def _inference(day: date, pairs: Iterable[Pair]) -> Inference:
    best: dict[str, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.likeness, pair.article.key)):
        best.setdefault(pair.article.key, pair)
    return Inference(day, tuple(map(_evidence, [*best.values()][:_MOST_EVIDENCE])))


def _evidence(pair: Pair) -> Evidence:
    own, theirs = pair.own, pair.theirs
    likeness = round(pair.likeness, 3)
    places = (own.start, own.end, own.words, pair.article.key, theirs.start, theirs.end)
    return Evidence(*places, theirs.day, likeness)
