"""Average-link clustering: the likest two groups join, until none are alike enough.

Sums of scores are kept per pair of groups, so joining costs what the two have neighbours,
not what they have members. Pairs that were never scored count as 0.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

Period = tuple[int, int]  # first and last day as ordinals, both inclusive


@dataclass(slots=True)
class _Group:
    members: list[str]
    period: Period
    sentences: set[Hashable]
    sums: dict[str, float] = field(default_factory=dict)  # by the other group's key

    def may_join(self, other: _Group) -> bool:
        """Whether one day is left that all members of both can be, and none share a sentence."""
        in_time = max(self.period[0], other.period[0]) <= min(self.period[1], other.period[1])
        return in_time and self.sentences.isdisjoint(other.sentences)

    def average(self, other: _Group, key: str) -> float:
        return self.sums.get(key, 0.0) / (len(self.members) * len(other.members))


def average_link(
    scores: Mapping[tuple[str, str], float],
    periods: Mapping[str, Period],
    sentences: Mapping[str, Hashable],
    least: float,
) -> list[list[str]]:
    """Return every key of `periods` in one group each, the first of a group its least key.

    Groups whose average score is `least` or more join, the likest first (ties by key), if
    their periods have a day in common and no two of their members are of one sentence.
    """
    groups = {key: _Group([key], periods[key], {sentences[key]}) for key in sorted(periods)}
    for (one, two), score in scores.items():
        groups[one].sums[two] = groups[two].sums[one] = score
    queue = [_queued(score, *pair) for pair, score in scores.items() if score >= least]
    heapq.heapify(queue)
    while queue:
        negative, one, two = heapq.heappop(queue)
        if _is_current(groups, one, two, -negative) and groups[one].may_join(groups[two]):
            for key in _join(groups, one, two):
                average = groups[one].average(groups[key], key)
                if average >= least:
                    heapq.heappush(queue, _queued(average, one, key))
    return [sorted(group.members) for group in groups.values()]


def _queued(score: float, one: str, two: str) -> tuple[float, str, str]:
    return (-score, min(one, two), max(one, two))


def _is_current(groups: Mapping[str, _Group], one: str, two: str, score: float) -> bool:
    """Whether both groups are still there and no join has changed their average since."""
    return one in groups and two in groups and groups[one].average(groups[two], two) == score


def _join(groups: dict[str, _Group], one: str, two: str) -> list[str]:
    """Put the members of `two` into `one`; return the keys of its neighbours."""
    first, second = groups[one], groups.pop(two)
    first.members += second.members
    first.sentences |= second.sentences
    first.period = (
        max(first.period[0], second.period[0]),
        min(first.period[1], second.period[1]),
    )
    first.sums.pop(two, None)
    for key, total in second.sums.items():
        if key != one:
            groups[key].sums.pop(two)
            first.sums[key] = groups[key].sums[one] = first.sums.get(key, 0.0) + total
    return sorted(first.sums)
