"""How fast find_dates reads, as a ratio against dateparser.search on the same text.

Both read one text of this file's own making in turn, `--rounds` times, after one round
that is not counted (start-up). Time is CPU time of this process; the median counts.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dateparser import search  # noqa: TID251 - the peer to be timed

from timeline.extraction.dates import find_dates
from timeline.extraction.shapes import Anchor

GOAL = 5
_WHO = [
    "The minister",
    "The court",
    "A spokeswoman",
    "The company",
    "Police",
    "The mayor of the town",
]
_DID = [
    "said {} that the road would stay closed until further notice, and declined to say why.",
    "had announced the plan {}, when few people in the valley believed that it would be carried out.",
    "will decide {} whether the old harbour can be sold, according to two people with knowledge of it.",
    "told reporters that nobody had been hurt {}, although several cars were damaged by falling stones.",
    "may march through the centre again, as it did {}, if the council does not answer its letter soon.",
]
_PLAIN = (
    "Nothing in the report explains why the pumps failed, and those who built them have long since "
    "left the town for work elsewhere. The second witness could not remember who had called first. "
)
_WHEN = [
    "on Tuesday", "in October", "on March {day}, 20{year}", "last week", "in mid-December", "yesterday",
    "on {day} June 20{year}", "two weeks ago", "in the third quarter", "earlier this year", "in 20{year}",
    "on Nov. {day}", "on Thursday night", "a year later",
]  # fmt: skip


def make_text(kilobytes: int, seed: int = 1) -> str:
    """Return news-like English with about one date in 250 characters, the same each time."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    paragraphs: list[str] = []
    length = 0
    while length < kilobytes * 1000:
        when = chance.choice(_WHEN).format(day=chance.randint(1, 28), year=chance.randint(10, 20))
        sentence = f"{chance.choice(_WHO)} {chance.choice(_DID).format(when)} "
        paragraphs.append(sentence + _PLAIN)
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def cpu_seconds(read: Callable[[], object]) -> float:
    """Return the CPU time that one call takes."""
    began = time.process_time()
    read()
    return time.process_time() - began


def main() -> int:
    """Print speeds and ratio; return 1 where the ratio misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kilobytes", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    text = make_text(options.kilobytes)
    anchor = Anchor(date(2021, 4, 15))
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(options.rounds + 1):
        ours.append(cpu_seconds(lambda: find_dates(text, anchor)))
        theirs.append(cpu_seconds(lambda: search.search_dates(text, languages=["en"])))
    one, other = statistics.median(ours[1:]), statistics.median(theirs[1:])
    ratio, size = other / one, len(text) / 1000
    print(f"find_dates         {size / one:8.0f} KB per CPU second")
    print(f"dateparser.search  {size / other:8.0f} KB per CPU second")
    print(f"ratio              {ratio:8.1f} (goal: {GOAL})")
    return int(ratio < GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
