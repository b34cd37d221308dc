"""The state of the page as its address: which filters, which order, where, what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from timeline.page.paths import path_of

# The order of an address, whatever order it was typed in (README.md, "Addresses").
NAMES = (
    "q",
    "actor",
    "match",
    "outlet",
    "from",
    "to",
    "sources",
    "planned",
    "precision",
    "decided",
    "main",
    "order",
    "show",
    "find",
    "at",
    "open",
)
PLACE = ("order", "show", "find", "at", "open")  # where one is, which no filter is


@dataclass(frozen=True, slots=True)
class State:
    """What the query string says, checked; each change gives another state."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> State:
        known = dict.fromkeys((name, value) for name, value in pairs if name in NAMES and value)
        return cls(tuple(sorted(known, key=lambda pair: NAMES.index(pair[0]))))

    @classmethod
    def read(cls, query: str) -> State:
        """Return the state of a query string that came from anywhere."""
        return cls.of(parse_qsl(query[:4000], max_num_fields=None))

    def adding(self, name: str, value: str) -> State:
        return State.of((*self.pairs, (name, value)))

    def setting(self, name: str, value: str) -> State:
        return self.dropping(name).adding(name, value)

    def dropping(self, *names: str) -> State:
        return State(tuple(pair for pair in self.pairs if pair[0] not in names))

    def removing(self, name: str, value: str) -> State:
        return State(tuple(pair for pair in self.pairs if pair != (name, value)))

    def has(self, name: str, value: str) -> bool:
        return (name, value) in self.pairs

    @property
    def from_the_start(self) -> State:
        """The same filters, from the first event on, nothing opened."""
        return self.dropping("at", "open")

    @property
    def filters(self) -> State:
        return self.dropping(*PLACE)

    @property
    def query(self) -> str:
        return "&".join(map(_said, self.pairs))

    @property
    def url(self) -> str:
        return self.address(path_of("timeline"))

    def address(self, path: str) -> str:
        return f"{path}?{self.query}" if self.pairs else path


@lru_cache(maxsize=5_000)
def _said(pair: tuple[str, str]) -> str:
    return urlencode([pair])
