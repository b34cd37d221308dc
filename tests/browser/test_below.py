"""The filters below the window wait until the reader stirs or comes to them, or without scripts are there."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.conftest import named
from timeline.page.rail import KINDS, SEEN

STIRS = {
    "wheel": lambda page: page.mouse.wheel(0, 300),
    "key": lambda page: page.keyboard.press("f"),
    "pointer on the rail": lambda page: page.mouse.move(100, 500),
    "focus in the rail": lambda page: page.locator("#find").focus(),
    "print": lambda page: page.evaluate("dispatchEvent(new Event('beforeprint'))"),
}
FEW = 600  # pixels of height, in which they are not seen to begin
SOON = 3_000  # milliseconds: less than after which they are there without a sign


@pytest.fixture(autouse=True)
def many_names(make_event):
    make_event(
        date(2021, 3, 1),
        quote="Many met.",
        actors=[f"{kind} {letter}" for kind in KINDS for letter in "ABCDEFGH"],
        named=[named(f"{kind} {letter}", kind) for kind in KINDS for letter in "ABCDEFGH"],
    )


def last(page):
    return page.get_by_label("To", exact=True)


def first(page):
    return page.get_by_role("checkbox", name="person A")


@pytest.mark.parametrize("stir", STIRS.values(), ids=STIRS)
def test_a_sign_of_the_reader_shows_all_filters(open_page, stir):
    page = open_page(height=FEW)
    page.goto("/")
    expect(first(page)).to_be_visible()
    expect(last(page)).to_be_hidden()
    stir(page)
    expect(last(page)).to_be_visible(timeout=SOON)
    page.mouse.move(900, 300)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(100)
    assert last(page).is_visible()  # at once: after a while they would be anyway


def test_those_wait_that_a_window_does_not_show(open_page):
    page = open_page()
    page.goto("/")
    groups = page.locator(".rail .group")
    waiting = groups.evaluate_all("groups => groups.map(one => one.matches('.below'))")
    page.keyboard.press("End")
    expect(last(page)).to_be_visible()
    tops = groups.evaluate_all("groups => groups.map(one => one.offsetTop)")
    assert any(waiting) and waiting == [top >= SEEN for top in tops]


def test_a_reader_who_gives_no_sign_has_all_filters_after_a_while(open_page):
    page = open_page(height=FEW)
    page.goto("/")
    expect(last(page)).to_be_hidden()
    expect(last(page)).to_be_visible()


def test_a_window_that_has_room_shows_all_filters_by_itself(open_page):
    page = open_page(height=1200)
    page.goto("/")
    expect(last(page)).to_be_visible(timeout=SOON)


def test_without_scripts_all_filters_are_there(open_page):
    page = open_page(scripts=False, height=FEW)
    page.goto("/")
    expect(last(page)).to_be_visible()


def test_where_the_script_never_comes_the_pointer_finds_them(open_page, noticed):
    page = open_page(height=FEW)
    page.route("**/js/first*.js", lambda route: route.abort())
    page.goto("/")
    page.mouse.move(100, 500)
    expect(last(page)).to_be_visible()
    noticed[:] = [one for one in noticed if "ERR_FAILED" not in one]


def test_on_a_narrow_screen_the_sheet_has_all_filters(open_page):
    page = open_page(width=390, height=FEW)
    page.goto("/")
    page.locator(".bar__main").click()
    last(page).scroll_into_view_if_needed()
    expect(last(page)).to_be_in_viewport()


def test_what_is_wrong_is_said_where_it_is_seen_at_once(open_page):
    page = open_page(height=FEW)
    page.goto("/?to=banana")
    expect(page.locator("#to-error")).to_be_visible(timeout=SOON)


def test_a_choice_keeps_all_filters_in_place(open_page):
    page = open_page(height=FEW)
    page.goto("/")
    first(page).check()
    expect(page.locator(".chip")).to_have_count(1)
    page.mouse.move(800, 500)
    expect(last(page)).to_be_visible()


def not_drawn_after_a_choice(page):
    """How many filters are not, at the moment at which its events come."""
    page.goto("/")
    page.mouse.move(900, 300, steps=2)
    page.wait_for_function("() => window.htmx")
    page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", () => {
            const filters = [...document.querySelectorAll(".rail .group")];
            window.missing = filters.filter(one => !one.offsetParent).length;
        })"""
    )
    first(page).check()
    expect(page.locator(".chip")).to_have_count(1)
    return page.evaluate("missing")


def test_a_choice_has_its_events_drawn_before_the_filters_that_are_not_seen(open_page):
    page = open_page(height=FEW)
    assert not_drawn_after_a_choice(page) > 0
    expect(last(page)).to_be_visible(timeout=SOON)


def test_in_a_high_window_no_filter_goes_away_for_a_moment(open_page):
    assert not_drawn_after_a_choice(open_page(height=1200)) == 0


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_chosen_far_down_stays_under_the_pointer(open_page, width):
    page = open_page(width=width, height=FEW)
    page.goto("/")
    if width == 390:
        page.locator(".bar__main").click()
    box = page.get_by_role("checkbox", name="Exact day")
    box.scroll_into_view_if_needed()
    for count in (1, 0):
        place = box.bounding_box()["y"]
        box.click()
        expect(page.locator(".chip")).to_have_count(count)
        expect(box).to_be_focused()
        assert box.bounding_box()["y"] == pytest.approx(place, abs=1)
