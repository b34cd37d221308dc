"""What a page draws at once, and what of it lies ready until the reader comes near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.page.entries import Section

AT_ONCE = 5  # entries: more than a window shows
HEADLINES_AT_ONCE = 20  # the same of headlines alone
FEWEST = 3  # fewer are not worth the trouble


@dataclass(frozen=True, slots=True)
class Parted:
    """The sections in two parts; one that is cut has the same heading in both."""

    at_once: Sequence[Section]
    rest: Sequence[Section] = ()

    @property
    def first_id(self) -> str:
        """The id of the event that the rest begins with."""
        return self.rest[0].entries[0].event.public_id

    @property
    def number(self) -> int:
        """How many events are in the rest."""
        return sum(len(section.entries) for section in self.rest)


def parted(sections: Sequence[Section]) -> Parted:
    """Part the sections after so many entries, later where an opened one is among the others."""
    entries = [entry for section in sections for entry in section.entries]
    opened = next((number for number, entry in enumerate(entries, 1) if entry.opened), 0)
    brief = bool(entries) and entries[0].brief
    most = max(HEADLINES_AT_ONCE if brief else AT_ONCE, opened)
    if len(entries) < most + FEWEST:
        return Parted(sections)
    at_once: list[Section] = []
    rest: list[Section] = []
    for section in sections:
        here, after = section.entries[:most], section.entries[most:]
        most -= len(here)
        if here:
            at_once.append(replace(section, entries=here))
        if after and here:
            rest.append(replace(section, entries=after, gap="", goes_on=True))
        elif after:
            rest.append(section)
    return Parted(at_once, rest)
