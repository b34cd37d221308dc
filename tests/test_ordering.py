from __future__ import annotations

from datetime import date
from itertools import pairwise

from timeline.ordering import UNDATED, first_key, sort_key

PUBLISHED = date(2021, 4, 16)


def key(starts_on=None, ends_on=None, published_on=PUBLISHED, text="a", place="0:-1") -> int:
    return sort_key(starts_on, ends_on, published_on, text, place)


def day(*parts: int) -> tuple[date, date]:
    return date(*parts), date(*parts)


def test_earlier_days_come_first() -> None:
    assert key(*day(2020, 8, 20)) < key(*day(2020, 8, 21)) < key(*day(2021, 1, 1))


def test_the_wider_span_comes_first_on_one_day() -> None:
    first = date(2021, 1, 1)
    ends = [None, date(2029, 12, 31), date(2021, 12, 31), date(2021, 3, 31), date(2021, 1, 31)]
    keys = [key(first, end) for end in [*ends, date(2021, 1, 7), first]]
    assert all(one < two for one, two in pairwise(keys))


def test_of_two_alike_the_earlier_published_comes_first() -> None:
    span = day(2021, 4, 15)
    assert key(*span, date(2021, 4, 15)) < key(*span, date(2021, 4, 16)) < key(*span, None)


def test_a_plan_published_before_its_day_comes_before_its_report() -> None:
    span = day(2021, 6, 14)
    assert key(*span, date(2021, 4, 15)) < key(*span, date(2021, 6, 14))


def test_undated_comes_after_every_day() -> None:
    assert key(*day(9999, 12, 31)) < UNDATED <= key()


def test_an_open_beginning_is_placed_by_its_last_day() -> None:
    assert first_key(date(2021, 3, 3)) <= key(None, date(2021, 3, 3)) < first_key(date(2021, 3, 4))


def test_every_key_fits_a_signed_64_bit_integer() -> None:
    assert key(*day(1, 1, 1)) >= 0 and key(None, None, None) < 2**63


def test_ties_are_settled_by_text_and_place() -> None:
    span = day(2021, 4, 15)
    keys = {key(*span, text=text, place=place) for text in "ab" for place in ("0:-1", "9:12")}
    assert len(keys) == 4
