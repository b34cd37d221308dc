"""An account as linking sees it: its place, its days, its words, its actors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LinkAccount:
    """`id` is the account's public id, `article` any key that is the same for one article
    at every import (the hash of its text). Days as in the rows: None at an open end, both
    None when undated. `mention` are the words that date it. `actors` are canonical names.
    `decided` is when a person last decided what its event is, 0 for never."""

    id: str
    article: str
    headline: str
    quote: str
    starts_on: date | None = None
    ends_on: date | None = None
    approximate: bool = False
    planned: bool = False
    mention: str = ""
    actors: frozenset[str] = frozenset()
    published_on: date | None = None
    paragraph: int = 1
    decided: float = 0.0

    @property
    def dated(self) -> bool:
        return self.starts_on is not None or self.ends_on is not None

    @property
    def days(self) -> int:
        """How many days it may have been; an open end counts as a century."""
        if self.starts_on is None or self.ends_on is None:
            return 36_500
        return (self.ends_on - self.starts_on).days + 1

    @property
    def narrow(self) -> bool:
        """Whether it is dated to a week or less: few accounts can be the same days by chance."""
        return self.days <= 7

    @property
    def day(self) -> date | None:
        """The one day that it is dated to; None for a longer span and for none."""
        return self.starts_on if self.days == 1 and not self.approximate else None

    def can_be_same_days(self, other: LinkAccount) -> bool:
        """Whether both are dated and their days overlap."""
        return self.dated and other.dated and _reaches(self, other) and _reaches(other, self)


def _reaches(one: LinkAccount, two: LinkAccount) -> bool:
    return one.starts_on is None or two.ends_on is None or one.starts_on <= two.ends_on
