"""Where a page is parted: after so many entries, and no event lost or twice."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.page.addresses import State
from timeline.page.closed import closed_of
from timeline.page.parted import AT_ONCE, FEWEST, HEADLINES_AT_ONCE, UNFOLDED, parted
from timeline.page.sections import lay_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid_out(make_event):
    def laid_out(*months):
        """The sections of so many events in each month from January 2021 on."""
        events = [
            make_event(date(2021, month, day), quote=f"It was {day}.{month}.")
            for month, number in enumerate(months, 1)
            for day in range(1, number + 1)
        ]
        for event in events:
            event.__dict__["accounts"] = [event]
        return lay_out(closed_of(events), earlier=[], state=State())

    return laid_out


def told(sections):
    return [(section.title, len(section.entries), section.goes_on) for section in sections]


@pytest.mark.parametrize(
    ("months", "at_once", "rest"),
    [
        ((10,), [("January 2021", 5, False)], [("January 2021", 5, True)]),
        (
            (2, 2, 5),
            [("January 2021", 2, False), ("February 2021", 2, False), ("March 2021", 1, False)],
            [("March 2021", 4, True)],
        ),
        ((5, 4), [("January 2021", 5, False)], [("February 2021", 4, False)]),
        ((AT_ONCE + FEWEST - 1,), [("January 2021", AT_ONCE + FEWEST - 1, False)], []),
        ((1, 1), [("January 2021", 1, False), ("February 2021", 1, False)], []),
    ],
)
def test_sections_are_cut_between_entries(laid_out, months, at_once, rest):
    parts = parted(laid_out(*months))
    assert told(parts.at_once) == at_once
    assert [told(part) for part in parts.rests] == ([rest] if rest else [])


def test_what_is_put_in_place_together_is_a_part_of_its_own(laid_out):
    parts = parted(laid_out(4, 20, 2))
    assert [told(part) for part in parts.rests] == [
        [("February 2021", UNFOLDED, True)],
        [("February 2021", 20 + 4 - AT_ONCE - UNFOLDED, True), ("March 2021", 2, False)],
    ]
    assert parts.number == 26 - AT_ONCE


def test_both_parts_of_a_cut_section_know_all_its_events(laid_out):
    sections = laid_out(10)
    parts = parted(sections)
    assert [section.events for section in (*parts.at_once, *parts.rests[0])] == [10, 10]
    assert parts.number == 10 - AT_ONCE
    assert parts.first_id == sections[0].entries[AT_ONCE].public_id


def test_a_gap_stands_before_the_first_entry_of_its_section_alone(laid_out):
    before, after = laid_out(1, 10), laid_out(5, 4)
    before[1].gap = after[1].gap = "7 weeks with nothing reported"
    first, second = parted(before), parted(after)
    assert first.at_once[1].gap and not first.rests[0][0].gap
    assert second.rests[0][0].gap


def test_what_is_opened_is_shown_at_once(laid_out):
    (section,) = laid_out(12)
    opened = section.entries[8]._replace(opened=True)
    section.entries[8] = opened
    parts = parted([section])
    assert parts.at_once[0].entries[-1] is opened
    assert parts.number == 3


def test_of_headlines_alone_a_window_shows_more(laid_out):
    assert parted(laid_out(15), brief=True).rests == ()
    assert parted(laid_out(25, 25), brief=True).number == 50 - HEADLINES_AT_ONCE


def test_nothing_is_parted_of_nothing():
    assert parted([]).at_once == []
