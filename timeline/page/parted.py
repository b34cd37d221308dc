"""What a page draws at once, and what of it lies ready until the reader stirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.page.sections import Section, Shown

AT_ONCE = 5  # entries: more than a window shows
HEADLINES_AT_ONCE = 20  # the same of headlines alone
FEWEST = 3  # fewer are not worth the trouble
UNFOLDED = 15  # entries that are put in place together


@dataclass(frozen=True, slots=True)
class Parted:
    """The sections in parts; one that is cut has the same heading in each."""

    at_once: Sequence[Section]
    rests: Sequence[Sequence[Section]] = ()

    @property
    def first_id(self) -> str:
        """The id of the event that the rests begin with."""
        return self.rests[0][0].entries[0].public_id

    @property
    def number(self) -> int:
        """How many events are in the rests."""
        return sum(len(section.entries) for rest in self.rests for section in rest)


def parted(sections: Sequence[Section], *, brief: bool = False) -> Parted:
    """Part the sections after so many entries, of headlines alone if `brief`; later where an
    opened one is among the others."""
    entries = [entry for section in sections for entry in section.entries]
    opened = next((number for number, entry in enumerate(entries, 1) if entry.opened), 0)
    most = max(HEADLINES_AT_ONCE if brief else AT_ONCE, opened)
    if len(entries) < most + FEWEST:
        return Parted(sections)
    at_once, *rests = _cut(sections, most)
    return Parted(at_once, rests)


def _cut(sections: Sequence[Section], most: int) -> list[list[Section]]:
    """The sections with the first so many entries, then those of UNFOLDED entries at a time."""
    parts: list[list[Section]] = [[]]
    for section in sections:
        done = 0
        while done < len(section.entries):
            if not most:
                parts.append([])
                most = UNFOLDED
            here = section.entries[done : done + most]
            parts[-1].append(_with(section, here, goes_on=bool(done)))
            done, most = done + len(here), most - len(here)
    return parts


def _with(section: Section, here: list[Shown], *, goes_on: bool) -> Section:
    """The section with these of its entries alone."""
    if goes_on:
        return replace(section, entries=here, gap="", goes_on=True)
    return section if len(here) == len(section.entries) else replace(section, entries=here)
