"""How long after the latest weekday that they name articles are written.

Agencies write "on Thursday" on that very Thursday; a weekly, or a site that gathers the
news of others, writes it days later. So the dated articles of an outlet show what its
"Thursday" means, and where there is no outlet or none of it is dated, those that tell like
news do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.linking.telling import NewsText, Telling

# Shares of 0 to 6 days, before anything is known of the outlet, and how many articles' worth
# of knowledge they are.
_SHARES = (0.72, 0.18, 0.04, 0.03, 0.01, 0.01, 0.01)
_WORTH = 4.0
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Habit:
    """Counts of days between the latest weekday named and the writing."""

    counts: Counter[int]

    def share(self, days: int) -> float:
        """How likely it is that so many days (0 to 6) went by, 0 to 1."""
        known = sum(self.counts.values())
        return (self.counts[days] + _WORTH * _SHARES[days]) / (known + _WORTH)


def habit_of(articles: Iterable[tuple[NewsText, Sequence[Telling]]], *, lead: bool) -> Habit:
    """Return the habit of dated articles that name a weekday in a lead, or only further down."""
    counts: Counter[int] = Counter()
    for article, told in articles:
        if article.published_on is None:
            continue
        latest = latest_weekday(told, article.published_on)
        if latest and latest.lead == lead:
            counts[latest.days] += 1
    return Habit(counts)


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest weekday an article names: `days` before the writing; named in a `lead`?
    `spread` is how many days before it the earliest one is."""

    days: int
    lead: bool
    spread: int


def latest_weekday(told: Iterable[Telling], written_on: date) -> Latest | None:
    """Return the latest weekday named, None if no weekday is."""
    named = [one for one in told if one.by == "weekday" and written_on - one.day < _WEEK]
    if not named:
        return None
    day = max(one.day for one in named)
    lead = any(one.lead for one in named if one.day == day)
    return Latest((written_on - day).days, lead, (day - min(one.day for one in named)).days)
