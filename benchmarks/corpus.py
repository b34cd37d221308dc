"""A corpus of any size out of the words of `newsroom.py`: events with all their accounts.

Where `newsroom.py` writes articles that are still to be linked, this says which accounts are
one event, so that a million events can be written without linking them first. Actors are by
Zipf's law: a few that everybody writes about, hundreds of thousands that appear once. An event
has one account to forty, each in an article of its own and some of them vaguer than the others.
Some are hidden, corrected or checked. There are months, seasons, years and decades, open ends, plans, days that can be read in two
ways, figures that differ, and what has no date. The same number gives the same corpus.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks import newsroom

LAST_DAY = date(2025, 6, 30)
_COUNTRIES = [f"{start}ovia" for start in newsroom.STARTS]
_PAPERS = [f"{town} {kind}" for kind in newsroom.PAPER_KINDS for town in newsroom.names()[400:460]]
_WRITTEN_ABOUT = 9  # events in an article, on the average
_LONGER = ("", "ova", "sky", "ian", "ez", "aru", "enko", "oglu", "idis", "aite", "iya")
_MOST_ACCOUNTS = 40
_SEASONS = (("spring", 21, 3), ("summer", 22, 6), ("autumn", 23, 9))
_ACTOR_SHARES = (("person", 0.62), ("organisation", 0.24), ("country", 0.14))


class When(NamedTuple):
    """Words for a date, as a build keeps what it read them as."""

    words: str
    edtf: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    precision: str = ""
    approximate: bool = False
    mod: str = ""
    rule: str = ""
    other: str = ""  # another day that the words can be read as, as EDTF


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of an event; offsets are into its text, those of `figure` too."""

    article: int  # its place in Batch.articles
    start: int
    end: int
    headline_end: int
    mention: tuple[int, int]
    when: When
    figure: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: `accounts`, the lead first, `actors` as (name, kind)."""

    accounts: tuple[Account, ...]
    actors: tuple[tuple[str, str], ...]
    planned: bool
    salience: float
    decided: str  # what a person made of it: "hidden", "title", "checked" or nothing


@dataclass(frozen=True, slots=True)
class Paper:
    """An article: `basis` is how its date is known, as in Article.Basis."""

    text: str
    outlet: str
    published_on: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some days' events with all the articles that tell them."""

    articles: list[Paper]
    events: list[Happening]


@dataclass(slots=True)
class _Draft:
    """An article as it grows."""

    published_on: date
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> int:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start


def batches(events: int, *, seed: int = 1) -> Iterator[Batch]:
    """Yield so many events in all, in the order of their days; a longer corpus covers more years."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    days = round(60 * events**0.39)
    together = min(150, max(8, 3 * events // days))
    first = LAST_DAY - timedelta(days=days)
    actors = _Actors(chance, events)
    for done in range(0, events, together):
        number = min(together, events - done)
        window = [first + timedelta(days=days * (done + n) // events) for n in range(number)]
        yield _batch(chance, actors, window)


class _Actors:
    """Who takes part: the longer the corpus, the more have appeared once."""

    def __init__(self, chance: random.Random, events: int) -> None:
        self._chance = chance
        self._people, self._boards = max(60, events * 2 // 5), max(20, min(32_000, events // 20))
        self._towns = max(30, min(3000, events // 10))

    def some(self) -> list[tuple[str, str]]:
        """One to seven of them, mostly two, each once."""
        wanted = 1 + min(6, int(self._chance.paretovariate(1.6)))
        found = dict(self._one() for _ in range(wanted - self._chance.randrange(2)))
        return list(found.items())

    def town(self) -> str:
        """No town is called like a person: else each would be taken for its best known namesake."""
        return newsroom.names()[1000 + newsroom.zipf(self._chance, self._towns)] + "ford"

    def _one(self) -> tuple[str, str]:
        draw = self._chance.random()
        if draw < _ACTOR_SHARES[0][1]:
            return _person(newsroom.zipf(self._chance, self._people)), "person"
        if draw < 1 - _ACTOR_SHARES[2][1]:
            return _board(newsroom.zipf(self._chance, self._boards)), "organisation"
        return _COUNTRIES[newsroom.zipf(self._chance, len(_COUNTRIES))], "country"


def _person(rank: int) -> str:
    """Another name for each rank: given name and surname, which from the 64,000th on is longer."""
    given, surnames = newsroom.GIVEN, newsroom.names()
    turn, place = divmod(rank, len(given))
    longer, surname = divmod(turn, len(surnames))
    ending = _LONGER[longer % len(_LONGER)]
    return f"{given[place]} {surnames[(surname + 251 * place) % len(surnames)]}{ending}"


def _board(rank: int) -> str:
    kinds, names = newsroom.BOARD_KINDS, newsroom.names()
    turn, place = divmod(rank, len(kinds))
    return f"{names[(-1 - turn - 97 * place) % len(names)]} {kinds[place]}"


def _batch(chance: random.Random, actors: _Actors, days: list[date]) -> Batch:
    told = [min(_MOST_ACCOUNTS, int(chance.paretovariate(1.8))) for _ in days]
    papers = max(*told, sum(told) // _WRITTEN_ABOUT, 1)
    drafts = [_Draft(days[-1] + timedelta(days=chance.choice((0, 0, 1)))) for _ in range(papers)]
    events = [
        _happening(chance, actors, day, number, drafts)
        for day, number in zip(days, told, strict=True)
    ]
    return Batch([_paper(chance, draft) for draft in drafts], events)


def _paper(chance: random.Random, draft: _Draft) -> Paper:
    draft.add(f"Copy {chance.getrandbits(48):x} of the evening.")
    outlet = _PAPERS[newsroom.zipf(chance, len(_PAPERS))]
    draw = chance.random()
    if draw < 0.02:
        return Paper("".join(draft.parts), outlet, None, "unknown")
    basis = "inferred" if draw < 0.05 else "stated"
    return Paper("".join(draft.parts), outlet, draft.published_on, basis)


def _happening(
    chance: random.Random, actors: _Actors, day: date, number: int, drafts: list[_Draft]
) -> Happening:
    who, town = actors.some(), actors.town()
    planned = chance.random() < 0.03
    day = day + timedelta(days=chance.randrange(20, 400)) if planned else day
    thing = chance.choice(newsroom.THINGS)
    names = " and ".join(name for name, _ in who[:2])
    what = f"{names} {'will decide on' if planned else chance.choice(newsroom.DID)} the {thing} in {town}"
    if len(who) > 2:
        what += f" with {', '.join(name for name, _ in who[2:])}"
    counted = chance.random() < 0.12
    exact = _exactness(chance)
    accounts = []
    for place, article in enumerate(chance.sample(range(len(drafts)), number)):
        written = exact if place == 0 or chance.random() < 0.7 else max(exact, _exactness(chance))
        when = _when(chance, day, drafts[article].published_on, written)
        hurt = chance.randrange(3, 40) if counted else 0
        accounts.append(_told(chance, drafts[article], article, what, when, hurt))
    salience = round(chance.random() * (1 + len(accounts)) ** 1.5, 4) if exact == 0 else 0.1
    decided = chance.choices(("", "hidden", "title", "checked"), weights=(970, 5, 10, 15))[0]
    return Happening(tuple(accounts), (*who, (town, "place")), planned, salience, decided)


def _told(
    chance: random.Random, draft: _Draft, article: int, what: str, when: When, hurt: int
) -> Account:
    slant = chance.choice(("", f" {chance.choice(newsroom.SLANTS)}", ", officials said"))
    figure = f", and {hurt} people were hurt" if hurt else ""
    start = draft.add(f"{what}{' ' if when.words else ''}{when.words}{slant}{figure}.")
    end = draft.length
    draft.add(" " + " ".join(chance.sample(newsroom.DETAILS, chance.randrange(1, 3))) + "\n\n")
    said = start + len(what) + 1
    mention = (said, said + len(when.words)) if when.words else (-1, -1)
    told = end - 1 - len(f"{hurt} people were hurt")
    number = (told, told + len(f"{hurt} people")) if hurt else None
    return Account(article, start, end, start + len(what), mention, when, number)


# Dates, from the most exact (0) to none (9)


def _exactness(chance: random.Random) -> int:
    return chance.choices(range(10), weights=(760, 12, 15, 20, 90, 12, 45, 4, 20, 22))[0]


def _when(chance: random.Random, day: date, published: date, exact: int) -> When:
    dated = (_day, _two_ways, _week, _middle, _month, _season, _year, _decade, _after)
    if exact == len(dated):
        return When("")
    if exact == 0 and 0 <= (published - day).days < 6 and chance.random() < 0.8:
        return When(f"on {day:%A}", f"{day}", day, day, "day", rule="same-week-weekday")
    return dated[exact](day)


def _day(day: date) -> When:
    words = f"on {day.day} {day:%B} {day.year}"
    return When(words, f"{day}", day, day, "day", rule="day-month-year")


def _two_ways(day: date) -> When:
    if day.day > 12 or day.day == day.month:
        return _day(day)
    words, other = f"on {day.month}/{day.day}/{day.year}", day.replace(month=day.day, day=day.month)
    return When(words, f"{day}", day, day, "day", rule="numeric-date", other=f"{other}")


def _week(day: date) -> When:
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    words = f"in the week of {first.day} {first:%B} {first.year}"
    return When(words, f"{first}/{last}", first, last, "week", rule="week-of")


def _middle(day: date) -> When:
    first, last = day.replace(day=11), day.replace(day=20)
    words = f"in mid-{day:%B} {day.year}"
    return When(words, f"{day:%Y-%m}~", first, last, "month", True, "MID", "part-of-month")


def _month(day: date) -> When:
    first, last = newsroom.month_of(day)
    words = f"in {day:%B} {day.year}"
    return When(words, f"{day:%Y-%m}", first, last, "month", rule="month-year")


def _season(day: date) -> When:
    name, code, month = _SEASONS[min(max(day.month - 3, 0) // 3, 2)]
    first = date(day.year, month, 1)
    last = newsroom.month_of(date(day.year, month + 2, 1))[1]
    words = f"in the {name} of {day.year}"
    return When(words, f"{day.year}-{code}", first, last, "season", rule="season-year")


def _year(day: date) -> When:
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return When(f"in {day.year}", f"{day.year}", first, last, "year", rule="year")


def _decade(day: date) -> When:
    start = day.year // 10 * 10
    first, last = date(start, 1, 1), date(start + 9, 12, 31)
    return When(f"in the {start}s", f"{start // 10}X", first, last, "decade", rule="decade")


def _after(day: date) -> When:
    words = f"after {day.day} {day:%B} {day.year}"
    return When(words, f"{day}/..", day, None, "day", False, "AFTER", "after")
