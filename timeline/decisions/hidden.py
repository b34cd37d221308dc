"""The events that a person hid, as a selection like any other: for editors alone.

They are in no index, so that nothing a reader asks can find them; what an editor chooses among
them is read from the rows, of which a person hides few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline import search
from timeline.building import documents
from timeline.building.indexing import Document
from timeline.engine.words import words_of
from timeline.models import Event
from timeline.ordering import LAST_KEY
from timeline.page.kept import kept_until
from timeline.selection import Row, Selection


@dataclass(frozen=True)
class HiddenSelection(Selection):
    """The hidden events with these words and facets, within the period."""

    @property
    def narrows(self) -> bool:
        return True

    def keys(
        self, most: int, *, low: int = 0, high: int = LAST_KEY, newest: bool = False
    ) -> list[int]:
        within = Event.objects.hidden_leads().overlapping(self.first, self.last)
        dated = set(within.starting_at(low).ending_at(high).values_list("sort_key", flat=True))
        found = [one.sort_key for one in self._fitting() if one.sort_key in dated]
        return sorted(found, reverse=newest)[:most]

    def rows(self, most: int, *, low: int = 0) -> list[Row]:
        wanted = {*self.keys(most, low=low)}
        fitting = self._fitting()
        return sorted((one.sort_key, one.packed) for one in fitting if one.sort_key in wanted)

    def number(self, most: int, *, low: int = 0) -> int:
        return len(self.keys(most, low=low))

    def some(self, most: int) -> list[Row]:
        return self.rows(most)

    def _fitting(self) -> list[Document]:
        hidden = kept_until(search.version(), "hidden", documents.hidden)
        return [one for one in hidden if self._fits(one)]

    def _fits(self, document: Document) -> bool:
        borne = {facet.token for facet in document.facets}
        families: dict[str, list[bool]] = {}
        for facet in self.facets:
            families.setdefault(facet.family, []).append(facet.token in borne)
        chosen = (
            all(bears) if family == "actor" and not self.any_actor else any(bears)
            for family, bears in families.items()
        )
        said = words_of(f"{document.quotes}\n{document.actors}")
        return all(chosen) and all(_says(said, term) for term in search.terms_of(self.words))


def count_hidden() -> int:
    """How many events are hidden."""
    return kept_until(search.version(), "hidden events", Event.objects.hidden_leads().count)


def _says(said: Sequence[str], term: str) -> bool:
    """Whether the words of the term stand there in a row; * ends one that may go on."""
    *first, last = words_of(term) or [""]
    for start in range(len(said) - len(first)):
        word = said[start + len(first)]
        ends = word.startswith(last) if term.endswith("*") else word == last
        if ends and list(said[start : start + len(first)]) == first:
            return True
    return False
