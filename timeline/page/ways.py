"""The addresses that a row of the timeline leads to, from one state of the page.

They are those of `State`, put together from parts: what all rows of a page have in common is
made once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.urls import get_script_prefix, reverse

from timeline.models import Event
from timeline.page.addresses import NAMES, State


@dataclass(frozen=True, slots=True)
class Ways:
    """`closed` is the page as it is, nothing opened; `query` its query string, `back` the same
    as the part of another one."""

    closed: str
    query: str
    back: str
    brief: bool
    articles: str
    event: tuple[str, str]  # around an event's id
    actor: tuple[str, str]  # around a name that is added
    same: str  # for a name that is there already
    actors: frozenset[str]

    def to_opened(self, public_id: str) -> str:
        sign = "&" if self.query else "?"
        return f"{self.closed}{sign}open={public_id}#e-{public_id}"

    def to_entry(self, public_id: str) -> str:
        """Where htmx gets the entry of an event from."""
        path = f"{self.event[0]}{public_id}{self.event[1]}"
        return f"{path}?{self.query}" if self.query else path

    def to_source(self, account: Event) -> str:
        """The paragraph, and back from there to this state of the timeline."""
        return (
            f"{self.articles}{account.article_id}/?event={account.public_id}{self.back}"
            f"#p{account.paragraph}"
        )

    def to_actor(self, name: str) -> str:
        """The events that name this actor, too, from the first on."""
        if name in self.actors:
            return self.same
        return f"{self.actor[0]}{name_in_address(name)}{self.actor[1]}"


name_in_address = lru_cache(maxsize=5_000)(quote_plus)


def ways(state: State) -> Ways:
    return _ways(state, get_script_prefix())


@lru_cache(maxsize=256)
def _ways(state: State, _prefix: str) -> Ways:
    around, start = state.dropping("open"), state.from_the_start
    place = NAMES.index("actor")
    before = [pair for pair in start.pairs if NAMES.index(pair[0]) <= place]
    after = [pair for pair in start.pairs if NAMES.index(pair[0]) > place]
    left, right = reverse("event-detail", args=["0"]).split("0")
    home = reverse("timeline")
    return Ways(
        closed=around.url,
        query=around.query,
        back=f"&back={quote_plus(around.query)}" if around.query else "",
        brief=state.has("show", "headlines"),
        articles=reverse("article-list"),
        event=(left, right),
        actor=(
            f"{home}?{urlencode(before)}{'&' if before else ''}actor=",
            f"&{urlencode(after)}" if after else "",
        ),
        same=start.url,
        actors=frozenset(value for name, value in state.pairs if name == "actor"),
    )
