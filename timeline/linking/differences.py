"""Figures of one event side by side: the same thing counted, and whether they agree.

An account may give several figures of one thing ("32 individuals and entities", "five
individuals"), or the parts of a sum ("16 entities and 16 individuals"). Each is a reading of
what the account says; those that fit the other accounts best are compared.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from timeline.linking.counted import are_persons, nouns_of

AGREE, DIFFER = "agree", "differ"
COUNTED_DIFFERENTLY = "counted differently"  # one number, of individuals or of more than those
REVISED = "revised"  # later articles give higher numbers
_ABOUT = 0.1  # what "about" leaves open, as a share


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as one account gives it; `account` is the account's index in the event.

    `bound` is "", "at least", "at most" or "about"; `published_on` the day of the account's
    article, None if that is not known. Of a range `value` is the lower end, `most` the upper.
    """

    account: int
    text: str
    value: float
    bound: str
    counts: str
    kind: str
    published_on: date | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures that count the same thing, in the order of the accounts; of publication, where
    `kind` is REVISED. `kind` is AGREE, DIFFER, COUNTED_DIFFERENTLY or REVISED."""

    counts: str
    kind: str
    values: tuple[Told, ...]

    @property
    def agree(self) -> bool:
        return self.kind == AGREE

    def is_later(self, told: Told) -> bool:
        """Whether it revises what was published before it."""
        first = self.values[0].published_on
        return self.kind == REVISED and told.published_on != first


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of things, or a range of numbers."""

    value: float
    bound: str
    nouns: frozenset[str]
    most: float | None = None

    @property
    def highest(self) -> float:
        return self.value if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an account's figures say together: one figure, or the parts of a sum."""

    told: tuple[Told, ...]
    said: _Said

    @property
    def account(self) -> int:
        return self.told[0].account


def compare(figures: Iterable[Told]) -> list[Comparison]:
    """Return what is counted by two accounts or more, differences first."""
    compared: list[Comparison] = []
    for told in _same_things(figures):
        chosen = _chosen(told)
        if len(chosen) > 1:
            compared.append(_compared(chosen))
            used = {figure for reading in chosen for figure in reading.told}
            compared += _agreeing(figure for figure in told if figure not in used)
    return sorted(compared, key=lambda one: (one.agree, one.counts))


def _same_things(figures: Iterable[Told]) -> list[list[Told]]:
    """Figures in groups that count things in common, each figure of an account once, in the
    order of the accounts."""
    ordered = sorted(dict.fromkeys(figures), key=lambda told: told.account)
    groups: dict[Hashable, list[Told]] = {}
    for figure in ordered:
        things = _things(figure)
        homes = {id(groups[thing]): groups[thing] for thing in things if thing in groups}
        joined = [*(told for group in homes.values() for told in group), figure]
        things |= {thing for thing, group in groups.items() if id(group) in homes}
        groups |= dict.fromkeys(things, joined)
    place = {told: number for number, told in enumerate(ordered)}
    distinct = {id(group): sorted(group, key=place.__getitem__) for group in groups.values()}
    return sorted(distinct.values(), key=lambda group: place[group[0]])


def _things(figure: Told) -> set[Hashable]:
    """What it counts; where that is persons, they may be called otherwise by others."""
    nouns = nouns_of(figure.counts)
    things: set[Hashable] = {(figure.kind, noun) for noun in nouns}
    if are_persons(nouns):
        things.add((figure.kind, "persons", figure.value))
    return things


def _chosen(figures: Sequence[Told]) -> list[_Reading]:
    """One reading of each account: that which most others bear out, or the first."""
    readings = list(_readings(figures))
    accounts: dict[_Said, set[int]] = {}
    for reading in readings:
        accounts.setdefault(reading.said, set()).add(reading.account)
    ranks = {said: _rank(said, accounts) for said in accounts}
    best: dict[int, _Reading] = {}
    for reading in readings:
        former = best.setdefault(reading.account, reading)
        if ranks[reading.said] > ranks[former.said]:
            best[reading.account] = reading
    return [best[account] for account in sorted(best)]


def _rank(said: _Said, accounts: Mapping[_Said, set[int]]) -> tuple[int, int]:
    """How many accounts can be right if this is, and how many of them count the same."""
    fitting = [other for other in accounts if _fits(other, said)]
    same = [other for other in fitting if _same_nouns(other, said)]
    return (
        len(set().union(*(accounts[other] for other in fitting))),
        len(set().union(*(accounts[other] for other in same))),
    )


def _readings(figures: Sequence[Told]) -> Iterator[_Reading]:
    for told in figures:
        yield _Reading((told,), _Said(told.value, told.bound, nouns_of(told.counts), told.most))
    by_account: dict[int, list[Told]] = {}
    for told in figures:
        by_account.setdefault(told.account, []).append(told)
    for one, two in (pair for told in by_account.values() for pair in combinations(told, 2)):
        parts = nouns_of(one.counts), nouns_of(two.counts)
        if _is_exact_count(one) and _is_exact_count(two) and parts[0].isdisjoint(parts[1]):
            yield _Reading((one, two), _Said(one.value + two.value, "", parts[0] | parts[1]))


def _is_exact_count(told: Told) -> bool:
    return told.kind == "count" and not told.bound and told.most is None


def _compared(readings: Sequence[_Reading]) -> Comparison:
    kind = _kind(readings)
    figures = [told for reading in readings for told in reading.told]
    if kind == REVISED:
        figures.sort(key=lambda told: (told.published_on or date.max, told.account))
    return Comparison(figures[0].counts, kind, tuple(figures))


def _kind(readings: Sequence[_Reading]) -> str:
    if _is_revised(readings):
        return REVISED
    said = list(dict.fromkeys(reading.said for reading in readings))
    if not all(_fits(one, two) for one, two in combinations(said, 2)):
        return DIFFER
    return AGREE if all(_same_nouns(said[0], other) for other in said) else COUNTED_DIFFERENTLY


def _is_revised(readings: Sequence[_Reading]) -> bool:
    """Whether numbers rise from one day of publication to the next and differ on none."""
    by_day: dict[date, set[_Said]] = {}
    for reading in readings:
        published = reading.told[0].published_on
        if published is None or not _same_nouns(reading.said, readings[0].said):
            return False
        by_day.setdefault(published, set()).add(reading.said)
    days = [by_day[day] for day in sorted(by_day)]
    highest = [max(said.highest for said in day) for day in days]
    lowest = [min(said.value for said in day) for day in days]
    rises = all(low >= high for high, low in zip(highest, lowest[1:], strict=False))
    rises = rises and highest[-1] > (1 + _ABOUT) * lowest[0]
    return rises and all(_fits(*pair) for day in days for pair in combinations(day, 2))


def _agreeing(figures: Iterable[Told]) -> list[Comparison]:
    """What the accounts say beyond, where they agree: otherwise nothing tells whether it is
    the same that they count."""
    found = [
        _compared(chosen) for group in _same_things(figures) if len(chosen := _chosen(group)) > 1
    ]
    return [comparison for comparison in found if comparison.agree]


def _same_nouns(one: _Said, two: _Said) -> bool:
    return one.nouns == two.nouns or (are_persons(one.nouns) and are_persons(two.nouns))


def _fits(one: _Said, two: _Said) -> bool:
    """Whether both numbers can be true: "more than 30" does not deny 32."""
    least, most = zip(_range(one), _range(two), strict=True)
    return max(least) <= min(most)


def _range(said: _Said) -> tuple[float, float]:
    least, most = said.value, said.highest
    return {
        "at least": (least, float("inf")),
        "at most": (float("-inf"), most),
        "about": (least - _ABOUT * abs(least), most + _ABOUT * abs(most)),
    }.get(said.bound, (least, most))
