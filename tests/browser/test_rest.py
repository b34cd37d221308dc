"""A page draws what a window shows; what else it has is there when the reader stirs, or without scripts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from timeline.page.paging import SIZE, SWAPPED
from timeline.page.parted import AT_ONCE, UNFOLDED


def ids_of(events):
    return [f"e-{event.public_id}" for event in events]


def shown(page):
    return page.locator(".entry").evaluate_all("entries => entries.map(entry => entry.id)")


@pytest.fixture
def page(open_page):
    """A window that has no room for all that is shown at once."""
    return open_page(height=600)


@pytest.fixture
def one_month(make_events):
    """Sixty events of the same month, after one of the month before."""
    made = make_events(date(2021, 3, 31) + timedelta((n + 1) // 2) for n in range(61))
    return sorted(made, key=lambda event: event.sort_key)


@pytest.mark.parametrize(
    "stir",
    [
        lambda page: page.mouse.wheel(0, 300),
        lambda page: page.evaluate("scrollBy(0, 10)"),
        lambda page: page.keyboard.press("Control+F"),
        lambda page: page.evaluate("dispatchEvent(new Event('beforeprint'))"),
    ],
    ids=["wheel", "scroll", "find", "print"],
)
def test_the_first_stir_shows_the_whole_page_under_one_heading_a_month(page, one_month, stir):
    page.route("**/*more=1*", lambda route: route.abort())
    page.route("**/htmx-2.min*.js", lambda route: None)
    page.goto("/")
    assert shown(page) == ids_of(one_month[:AT_ONCE])
    stir(page)
    expect(page.locator(".entry")).to_have_count(SIZE)
    assert shown(page) == ids_of(one_month[:SIZE])
    expect(page.locator(".month")).to_have_count(2)
    expect(page.locator("h2", has_text="April 2021")).to_have_count(1)
    expect(page.locator(".rest")).to_have_count(0)


def test_a_step_of_scrolling_waits_for_no_more_than_it_needs(page, one_month):
    page.route("**/*more=1*", lambda route: route.abort())
    page.goto("/")
    put_in_place = page.evaluate(
        """() => {
            dispatchEvent(new Event("wheel"));
            dispatchEvent(new Event("wheel"));
            return document.querySelectorAll(".entry").length;
        }"""
    )
    assert put_in_place == AT_ONCE + UNFOLDED
    expect(page.locator(".entry")).to_have_count(SIZE)
    assert shown(page) == ids_of(one_month[:SIZE])


def test_without_scripts_the_whole_page_is_there(open_page, one_month):
    page = open_page(scripts=False)
    page.goto("/")
    expect(page.locator(".entry")).to_have_count(SIZE)
    expect(page.locator(".entry").last).to_be_visible()
    assert page.locator(".entry__quote").last.evaluate(
        "quote => quote.checkVisibility({ contentVisibilityAuto: true })"
    )
    expect(page.get_by_role("link", name="more events")).to_have_count(0)
    page.get_by_role("link", name="Later events").click()
    expect(page.locator(".entry").first).to_have_id(ids_of(one_month)[SIZE])


def test_where_the_script_never_comes_a_link_leads_on(page, one_month, noticed):
    page.route("**/js/first*.js", lambda route: route.abort())
    page.goto("/")
    page.get_by_role("link", name=f"{SIZE - AT_ONCE} more events").click()
    page.wait_for_url("**/?at=*")
    assert shown(page)[0] == ids_of(one_month)[AT_ONCE]
    noticed[:] = [one for one in noticed if "ERR_FAILED" not in one]


def test_a_reader_who_gives_no_sign_has_the_whole_page_after_a_while(page, one_month):
    page.goto("/")
    assert shown(page) == ids_of(one_month[:AT_ONCE])
    expect(page.locator(".entry")).to_have_count(SIZE)
    assert page.evaluate("scrollY") == 0


def test_a_capture_of_a_page_that_rests_shows_every_event(page, one_month):
    page.goto("/")
    page.mouse.wheel(0, 300)
    expect(page.locator(".entry")).to_have_count(SIZE)
    far = page.locator(".entry__quote").nth(SIZE - 3)
    assert not far.evaluate("quote => quote.checkVisibility({ contentVisibilityAuto: true })")
    seen = page.locator(".entry").nth(25)
    seen.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    place = seen.bounding_box()
    page.wait_for_function(
        """() => [...document.querySelectorAll('.entry__quote')]
            .every(quote => quote.checkVisibility({ contentVisibilityAuto: true }))""",
        timeout=25_000,
    )
    assert seen.bounding_box()["y"] == pytest.approx(place["y"], abs=1)


def test_keys_move_on_through_the_page(page, one_month):
    page.goto("/")
    for _ in range(AT_ONCE + 2):
        page.keyboard.press("j")
    headline = page.locator(f"#{ids_of(one_month)[AT_ONCE + 1]} .entry__headline a")
    expect(headline).to_be_focused()


def test_what_a_filter_leaves_comes_in_the_same_two_steps(page, one_month):
    page.goto("/")
    page.get_by_role("link", name="Newest first").click()
    expect(page.get_by_role("link", name="Oldest first")).to_be_visible()
    assert shown(page) == ids_of(one_month[::-1][:AT_ONCE])
    page.mouse.wheel(0, 300)
    expect(page.locator(".entry")).not_to_have_count(AT_ONCE)
    assert shown(page)[:SWAPPED] == ids_of(one_month[::-1][:SWAPPED])


def test_a_window_that_has_room_shows_more_by_itself(open_page, one_month):
    page = open_page(height=2400)
    page.goto("/")
    expect(page.locator(".rest")).to_have_count(0)
    assert len(shown(page)) >= SIZE


def test_coming_back_finds_the_place_that_was_left(page, one_month):
    page.goto("/")
    page.mouse.wheel(0, 300)
    source = page.locator(f"#{ids_of(one_month)[SIZE - 2]} a.source")
    source.click()
    expect(page.locator("mark.quoted").first).to_be_visible()
    page.go_back()
    expect(page.locator(f"#{ids_of(one_month)[SIZE - 2]}")).to_be_in_viewport()


def test_an_address_of_an_event_further_down_shows_it(page, one_month):
    wanted = one_month[AT_ONCE + 3].public_id
    page.goto(f"/#e-{wanted}")
    expect(page.locator(f"#e-{wanted}")).to_be_in_viewport()
    page.goto(f"/?open={one_month[AT_ONCE + 5].public_id}")
    expect(page.locator(".entry[data-opened]")).to_have_id(ids_of(one_month)[AT_ONCE + 5])
