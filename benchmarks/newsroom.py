"""Articles of a newsroom that does not exist, any number of them, the same ones each time.

A country of made-up names: a few people and boards that everybody writes about and many
that appear once (Zipf), some ten events a day, each told by one article or by up to forty
of several outlets, and in later articles as what happened "in March 2016" or "last year".
Each story says what it tells, so that linking can be timed without reading it first.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

FIRST_DAY = date(2015, 1, 5)
ARTICLES_A_DAY = 10
_PEOPLE, _BOARDS, _TOWNS = 4000, 800, 600
_BACKGROUND = 9  # earlier events that an article comes back to
PAPER_KINDS = ("Post", "Courier", "Tribune", "Gazette")
_OUTLETS = [f"{name} {kind}" for name in ("Harbour", "Valley", "Northern", "Evening", "Capital")
            for kind in PAPER_KINDS]  # fmt: skip
STARTS = [
    "Bar",
    "Cal",
    "Dren",
    "Fel",
    "Gor",
    "Hal",
    "Ist",
    "Jor",
    "Kel",
    "Lun",
    "Mar",
    "Nev",
    "Ost",
    "Pel",
    "Quin",
    "Ras",
    "Sol",
    "Tarn",
    "Ulm",
    "Ves",
]
_ENDS = [
    "ack",
    "berg",
    "den",
    "dor",
    "ell",
    "fors",
    "gate",
    "holm",
    "ick",
    "lund",
    "mere",
    "ness",
    "oway",
    "ridge",
    "sen",
    "stad",
    "ton",
    "vik",
    "wick",
    "zer",
]
GIVEN = [
    "Ada",
    "Boris",
    "Clara",
    "Dmitri",
    "Elena",
    "Femi",
    "Greta",
    "Hassan",
    "Ines",
    "Jonas",
    "Karin",
    "Leo",
    "Mina",
    "Noor",
    "Otto",
    "Paula",
]
BOARD_KINDS = ("Water Board", "Port Authority", "Workers Union", "Rail Company", "Health Agency",
                "Land Court", "Mining Group", "Farmers League")  # fmt: skip
DID = [
    "approved", "rejected", "suspended", "opened", "closed", "sold", "bought", "expanded", "sued over",
    "apologised for", "halted", "signed", "cancelled", "delayed", "defended", "exposed", "inspected",
    "funded", "blocked", "evacuated", "rebuilt", "lost", "won", "renamed", "condemned", "searched",
]  # fmt: skip
THINGS = [
    "bridge", "dam", "pension fund", "coal mine", "hospital", "ferry line", "power plant", "harbour",
    "tax deal", "prison", "fish quota", "water pipeline", "school reform", "railway contract", "airport",
    "steel works", "vaccine order", "land register", "radio licence", "border post", "wind farm",
    "grain reserve", "chemical depot", "census", "arms shipment", "bank rescue", "forest reserve",
]  # fmt: skip
DETAILS = [
    "The decision had been expected for weeks, and few in the region were surprised by it.",
    "Residents gathered outside the building and demanded to see the full report.",
    "“We have nothing to hide, and we will answer every question,” a spokeswoman told reporters.",
    "Opponents argue that the costs were never calculated properly and that nobody asked the towns.",
    "Neither the inspectors nor the engineers who wrote the assessment could be reached for comment.",
    "The opposition called the explanation thin and asked for an inquiry with powers of its own.",
    "Lawyers for the families described the documents as incomplete and partly illegible.",
    "Analysts see little chance that prices will fall before the roads are passable again.",
]
SLANTS = [
    "after a heated debate", "despite warnings from engineers", "without a public hearing",
    "under pressure from residents", "with a narrow majority", "to the surprise of its partners",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One account: slices of the story's text, its days, who takes part (name, kind)."""

    start: int
    end: int
    headline_end: int
    mention: tuple[int, int]
    edtf: str
    starts_on: date | None
    ends_on: date | None
    precision: str
    actors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    text: str
    outlet: str
    published_on: date
    told: tuple[Told, ...]

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"[^\n]+", self.text)]


@dataclass(frozen=True, slots=True)
class _Happening:
    day: date
    who: str
    kind: str
    did: str
    thing: str
    town: str
    slant: str


@dataclass(slots=True)
class _Writing:
    """A text as it grows, and what it has told so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    told: list[Told] = field(default_factory=list)

    def add(self, words: str) -> int:
        """Append a sentence; return where it starts."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start


def stories(number: int, *, seed: int = 1) -> Iterator[Story]:
    """Yield that many stories, ARTICLES_A_DAY of each day on the average."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    past: list[_Happening] = []
    day, left = FIRST_DAY, number
    while left:
        today = _articles_of_events(chance, min(left, ARTICLES_A_DAY))
        for articles in today:
            happening = _happening(chance, day)
            for _ in range(articles):
                published = day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
                yield _story(chance, happening, published, past)
            past.append(happening)
        left -= sum(today)
        day += timedelta(days=1)


def _articles_of_events(chance: random.Random, articles: int) -> list[int]:
    """How many articles tell each event of a day: most one or two, a few up to forty."""
    found: list[int] = []
    while sum(found) < articles:
        found.append(min(int(chance.paretovariate(1.2)), 40, articles - sum(found)))
    return found


def _happening(chance: random.Random, day: date) -> _Happening:
    who, kind = _actor(chance)
    return _Happening(
        day, who, kind, chance.choice(DID), chance.choice(THINGS), _town(chance), chance.choice(SLANTS)
    )  # fmt: skip


def _actor(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.6:
        return _people()[zipf(chance, _PEOPLE)], "person"
    return _boards()[zipf(chance, _BOARDS)], "organisation"


def zipf(chance: random.Random, size: int) -> int:
    """A rank from 0: each twice as rare as the one half as far down."""
    return min(int(size ** chance.random()) - 1, size - 1)


@cache
def names() -> list[str]:
    return [f"{start}{middle}{end}" for middle in ("", *(e[:2] for e in _ENDS[:9]))
            for start in STARTS for end in _ENDS]  # fmt: skip


@cache
def _people() -> list[str]:
    surnames = names()
    return [f"{GIVEN[n % len(GIVEN)]} {surnames[n % len(surnames)]}" for n in range(_PEOPLE)]


@cache
def _boards() -> list[str]:
    return [f"{names()[-1 - n]} {BOARD_KINDS[n % len(BOARD_KINDS)]}" for n in range(_BOARDS)]


def _town(chance: random.Random) -> str:
    return names()[1000 + zipf(chance, _TOWNS)]


def _story(
    chance: random.Random, happening: _Happening, published: date, past: list[_Happening]
) -> Story:
    writing = _Writing()
    _tell(chance, writing, happening, published)
    for number in range(_BACKGROUND):
        writing.add(" ".join(chance.sample(DETAILS, 4)) + (" " if number % 3 else "\n\n"))
        if past:
            _tell(chance, writing, _recalled(chance, past), published)
    writing.add(f"Copy {chance.getrandbits(40):x} of the evening.")
    return Story("".join(writing.parts), chance.choice(_OUTLETS), published, tuple(writing.told))


def _recalled(chance: random.Random, past: list[_Happening]) -> _Happening:
    """Mostly of late, seldom of long ago."""
    return past[-1 - min(int(chance.paretovariate(0.6)) - 1, len(past) - 1)]


def _tell(chance: random.Random, writing: _Writing, one: _Happening, published: date) -> None:
    """Write that it happened, with words for its day that suit how long ago it was."""
    when, edtf, first, last, precision = _when(chance, one.day, published)
    what = f"{one.who} {one.did} the {one.thing} in {one.town}"
    tail = chance.choice(
        ("", f" {one.slant}", ", officials said", f" {one.slant}, according to two people")
    )
    start = writing.add(f"{what} {when}{tail}. ")
    mention = (start + len(what) + 1, start + len(what) + 1 + len(when)) if when else (-1, -1)
    end = writing.length - 1
    actors = ((one.who, one.kind), (one.town, "place"))
    writing.told.append(
        Told(start, end, start + len(what), mention, edtf, first, last, precision, actors)
    )


_When = tuple[str, str, date | None, date | None, str]


def _when(chance: random.Random, day: date, published: date) -> _When:
    ago = (published - day).days
    draw = chance.random()
    if draw < 0.005:
        return "", "", None, None, ""
    if ago < 6 and draw < 0.9:
        return f"on {day:%A}", day.isoformat(), day, day, "day"
    if draw < 0.6:
        return f"on {day.day} {day:%B} {day.year}", day.isoformat(), day, day, "day"
    if draw < 0.85:
        first, last = month_of(day)
        return f"in {day:%B} {day.year}", f"{day:%Y-%m}", first, last, "month"
    if draw < 0.97:
        return f"in {day.year}", f"{day.year}", date(day.year, 1, 1), date(day.year, 12, 31), "year"
    return f"after {day.day} {day:%B} {day.year}", f"{day.isoformat()}/..", day, None, "days"


def month_of(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
