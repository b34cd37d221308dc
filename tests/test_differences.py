"""Figures of one event side by side: what counts the same thing, and whether it agrees."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.linking.differences import Comparison, Told, compare

MAY_3, MAY_4 = date(2023, 5, 3), date(2023, 5, 4)


def told(
    index: int,
    text: str,
    value: float,
    counts: str,
    bound: str = "",
    kind: str = "count",
    published_on: date | None = None,
) -> Told:
    return Told(index, text, value, bound, counts, kind, published_on)


def kinds(*figures: Told) -> list[tuple[str, str]]:
    return [(one.counts, one.kind) for one in compare(figures)]


def only(*figures: Told) -> Comparison:
    (comparison,) = compare(figures)
    return comparison


def test_two_numbers_of_one_thing_differ():
    assert kinds(told(0, "12 dead", 12, "dead"), told(1, "14 dead", 14, "dead")) == [
        ("dead", "differ")
    ]


def test_the_same_number_agrees():
    figures = told(0, "10 boats", 10, "boats"), told(1, "ten boats", 10, "boats")
    assert kinds(*figures) == [("boats", "agree")]
    assert only(*figures).agree


@pytest.mark.parametrize(
    ("value", "bound", "kind"),
    [
        (30, "at least", "agree"),
        (40, "at least", "differ"),
        (40, "at most", "agree"),
        (30, "at most", "differ"),
        (30, "about", "agree"),
        (20, "about", "differ"),
    ],
)
def test_a_bound_denies_only_what_lies_beyond_it(value, bound, kind):
    assert kinds(told(0, "boats", value, "boats", bound), told(1, "32 boats", 32, "boats")) == [
        ("boats", kind)
    ]


@pytest.mark.parametrize(
    ("value", "kind"), [(11, "differ"), (12, "agree"), (15, "agree"), (16, "differ")]
)
def test_a_range_denies_what_lies_outside_it(value, kind):
    some = Told(0, "12 to 15 boats", 12, "", "boats", "count", None, 15)
    assert kinds(some, told(1, "boats", value, "boats")) == [("boats", kind)]


def test_two_bounds_that_leave_nothing_between_differ():
    assert kinds(
        told(0, "over 40", 40, "boats", "at least"), told(1, "under 30", 30, "boats", "at most")
    ) == [("boats", "differ")]


def test_one_number_of_ships_and_of_ships_and_boats_is_counted_differently():
    assert kinds(
        told(0, "32 ships", 32, "ships"), told(1, "32 ships and boats", 32, "ships and boats")
    ) == [("ships", "counted differently")]


def test_parts_add_up():
    comparison = only(
        told(0, "16 ships", 16, "ships"),
        told(0, "16 boats", 16, "boats"),
        told(1, "32 boats and ships", 32, "boats and ships"),
    )
    assert comparison.kind == "agree"
    assert [one.text for one in comparison.values] == ["16 ships", "16 boats", "32 boats and ships"]


def test_parts_that_do_not_add_up_differ():
    assert [
        kind
        for _, kind in kinds(
            told(0, "16 ships", 16, "ships"),
            told(0, "12 boats", 12, "boats"),
            told(1, "32 boats and ships", 32, "boats and ships"),
        )
    ] == ["differ"]


def test_of_several_figures_of_one_thing_those_are_compared_that_fit():
    comparison = only(
        told(0, "more than 30 clubs and fans", 30, "clubs and fans", "at least"),
        told(1, "32 fans", 32, "fans"),
        told(2, "16 clubs", 16, "clubs"),
        told(2, "16 fans", 16, "fans"),
        told(3, "32 fans and clubs", 32, "fans and clubs"),
        told(3, "five fans", 5, "fans"),
        told(3, "three clubs", 3, "clubs"),
    )
    assert comparison.kind == "counted differently"
    assert not comparison.agree
    assert {one.text for one in comparison.values}.isdisjoint({"five fans", "three clubs"})


def test_what_is_left_is_shown_only_where_it_agrees():
    beyond = told(0, "five boats", 5, "boats"), told(1, "7 boats", 7, "boats")
    figures = told(0, "12 boats", 12, "boats"), told(1, "12 boats", 12, "boats")
    assert kinds(*figures, *beyond) == [("boats", "agree")]
    same = told(0, "five boats", 5, "boats"), told(1, "5 boats", 5, "boats")
    assert kinds(*figures, *same) == [("boats", "agree"), ("boats", "agree")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("diplomats", "personnel"),
        ("diplomats", "officials"),
        ("men", "people"),
        ("tech firms", "companies"),
        ("killed", "deaths"),
        ("wounded", "injured"),
    ],
)
def test_other_words_for_one_thing_agree(one, two):
    assert kinds(told(0, "ten", 10, one), told(1, "10", 10, two)) == [(one, "agree")]


def test_persons_called_otherwise_and_of_another_number_are_others():
    assert (
        kinds(told(0, "10 diplomats", 10, "diplomats"), told(1, "400 soldiers", 400, "soldiers"))
        == []
    )


def test_tolls_called_otherwise_are_compared():
    assert kinds(told(0, "12 dead", 12, "dead"), told(1, "15 deaths", 15, "deaths")) == [
        ("dead", "differ")
    ]


def test_a_later_higher_toll_is_a_revision():
    comparison = only(
        told(0, "31 people", 31, "people", published_on=MAY_4),
        told(1, "12 people", 12, "people", published_on=MAY_3),
        told(2, "at least 12 people", 12, "people", "at least", published_on=MAY_3),
    )
    assert comparison.kind == "revised"
    assert [one.text for one in comparison.values] == [
        "12 people",
        "at least 12 people",
        "31 people",
    ]
    assert [comparison.is_later(one) for one in comparison.values] == [False, False, True]


def test_a_later_lower_toll_differs():
    assert kinds(
        told(0, "31 dead", 31, "dead", published_on=MAY_3),
        told(1, "12 dead", 12, "dead", published_on=MAY_4),
    ) == [("dead", "differ")]


def test_two_tolls_of_one_day_differ_whatever_comes_later():
    assert kinds(
        told(0, "10 dead", 10, "dead", published_on=MAY_3),
        told(1, "12 dead", 12, "dead", published_on=MAY_3),
        told(2, "31 dead", 31, "dead", published_on=MAY_4),
    ) == [("dead", "differ")]


def test_without_dates_of_publication_nothing_is_a_revision():
    assert kinds(
        told(0, "12 dead", 12, "dead", published_on=MAY_3), told(1, "31 dead", 31, "dead")
    ) == [("dead", "differ")]


def test_different_things_and_kinds_are_not_compared():
    assert (
        kinds(
            told(0, "12 dead", 12, "dead"),
            told(1, "40 wounded", 40, "wounded"),
            told(1, "12%", 12, "dead", kind="percent"),
        )
        == []
    )


def test_one_account_alone_is_no_comparison():
    assert kinds(told(0, "12 dead", 12, "dead"), told(0, "14 dead", 14, "dead")) == []


def test_differences_come_first():
    assert kinds(
        told(0, "2 boats", 2, "boats"),
        told(1, "2 boats", 2, "boats"),
        told(0, "12 dead", 12, "dead"),
        told(1, "14 dead", 14, "dead"),
    ) == [("dead", "differ"), ("boats", "agree")]
