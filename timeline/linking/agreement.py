"""An undated article beside dated ones: which sentences tell the same, and of which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.linking.nearest import Rarity
from timeline.linking.telling import LONGEST, NewsText, Telling, latest_known, tellings
from timeline.linking.terms import term_set

# Chosen by measurement: `benchmarks/publication.py` hides dates that are known.
_ALIKE = 0.15  # likeness of two sentences that may tell the same
_FEWEST = 3  # terms they share at least
_SAME_NEWS = 0.3  # likeness of two articles at which a like sentence counts in full
_COPIED = 0.9  # likeness of sentences of which one is a copy
_RATHER = 1.2  # how much more like another day's sentence must be to speak against a day
_TRIAL = date(2015, 6, 10)  # any day: only how far a sentence's day is from it is used
_MOST_DAYS = 16  # days that are tried
_MOST_SENTENCES = 40  # of an article that are compared
_NAMING = ("weekday", "day")  # words that mean another day on another day of writing
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Witness:
    """A dated article, its terms, and its sentences that tell of one day each."""

    article: NewsText
    terms: frozenset[str]
    told: Sequence[Telling]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of the undated article and a like one of the dated `article`."""

    own: Telling
    theirs: Telling
    article: NewsText
    likeness: float
    copied: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The undated article read as if written on `day`.

    `named` are sentences whose words ("on Thursday") then mean the day that the like
    sentence tells of, `against` is the weight of those that mean another.
    """

    day: date
    told: Sequence[Telling]
    named: tuple[Pair, ...]
    against: float

    @property
    def support(self) -> float:
        return sum(pair.likeness for pair in self.named)


def witness(article: NewsText) -> Witness:
    """Return what a dated article tells. Raises ValueError for one without a date."""
    if article.published_on is None:
        raise ValueError(f"article {article.key!r} has no date to be read against")
    told = tellings(article, article.published_on)[:_MOST_SENTENCES]
    return Witness(article, _terms(article), told)


def pairs_of(undated: NewsText, near: Sequence[Witness], rarity: Rarity) -> list[Pair]:
    """Return the like sentences, the most like first; ties go by place."""
    own_terms = _terms(undated)
    own = tellings(undated, _TRIAL)[:_MOST_SENTENCES]
    pairs = [
        pair
        for one in near
        for pair in _pairs_with(
            one, own, rarity, min(1.0, rarity.likeness(own_terms, one.terms) / _SAME_NEWS)
        )
    ]
    return sorted(
        pairs,
        key=lambda pair: (-pair.likeness, pair.article.key, pair.own.start, pair.theirs.start),
    )


def readings_of(undated: NewsText, pairs: Sequence[Pair]) -> list[Reading]:
    """Return the article as read on each day that it can have been written on."""
    earliest = latest_known(undated) or date.min
    days = [day for day in _days_in_question(pairs) if day >= earliest]
    return [_read_as_of(undated, day, pairs) for day in days]


def agreeing(reading: Reading, pairs: Iterable[Pair]) -> list[Pair]:
    """Return all pairs, the most like first, that tell of the day which words then mean."""
    told = {pair.own.start: pair.theirs.day for pair in reading.named}
    return [pair for pair in pairs if told.get(pair.own.start) == pair.theirs.day]


def share_published_on(reading: Reading, pairs: Iterable[Pair]) -> float:
    """Return how much of the dated articles that tell the same as news appeared that day.

    0 to 1, by likeness. A sentence that was copied word for word, or that looks back to a
    date, does not show when it was written.
    """
    best: dict[str, Pair] = {}
    for pair in agreeing(reading, pairs):
        as_news = pair.theirs.lead or pair.theirs.by != "date"
        if as_news and not pair.copied:
            best.setdefault(pair.article.key, pair)
    total = sum(pair.likeness for pair in best.values())
    that_day = (pair for pair in best.values() if pair.article.published_on == reading.day)
    return sum(pair.likeness for pair in that_day) / total if total else 0.0


def _terms(article: NewsText) -> frozenset[str]:
    return term_set(article.text[:LONGEST])


def _pairs_with(
    one: Witness, own: Sequence[Telling], rarity: Rarity, factor: float
) -> Iterator[Pair]:
    for theirs in one.told:
        for telling in own:
            if len(telling.terms & theirs.terms) < _FEWEST:
                continue
            likeness = rarity.likeness(telling.terms, theirs.terms)
            if likeness >= _ALIKE:
                copied = likeness >= _COPIED
                yield Pair(telling, theirs, one.article, likeness * factor, copied)


def _days_in_question(pairs: Iterable[Pair]) -> list[date]:
    """The days on which its sentences would tell what like ones do, the likeliest first."""
    support: dict[date, float] = defaultdict(float)
    for pair in pairs:
        for day in _days_of(pair):
            support[day] += pair.likeness
    return sorted(support, key=lambda day: (-support[day], day))[:_MOST_DAYS]


def _days_of(pair: Pair) -> Iterator[date]:
    theirs = pair.theirs.day.toordinal()
    if pair.own.by != "weekday":
        ago = (_TRIAL - pair.own.day).days
        if ago <= _WEEK and theirs + ago <= date.max.toordinal():
            yield date.fromordinal(theirs + ago)
    elif pair.own.day.weekday() == pair.theirs.day.weekday():
        last = min(theirs + _WEEK, date.max.toordinal() + 1)
        yield from map(date.fromordinal, range(theirs, last))


def _read_as_of(undated: NewsText, day: date, pairs: Sequence[Pair]) -> Reading:
    told = tellings(undated, day)[:_MOST_SENTENCES]
    days = {one.start: one.day for one in told}
    agreeing: dict[int, Pair] = {}
    differing: dict[int, Pair] = {}
    for pair in pairs:
        if pair.own.by in _NAMING and pair.own.start in days:
            agrees = days[pair.own.start] == pair.theirs.day
            (agreeing if agrees else differing).setdefault(pair.own.start, pair)
    named, against = [], 0.0
    for start in sorted({*agreeing, *differing}):
        right, wrong = agreeing.get(start), differing.get(start)
        if right and not (wrong and wrong.likeness > _RATHER * right.likeness):
            named.append(right)
        elif wrong:
            against += wrong.likeness
    return Reading(day, told, tuple(named), against)
