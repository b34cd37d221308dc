"""Whatever is swapped, the focus stays with what was used, or with what has come in its place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from timeline.page.paging import PART, SIZE

FOCUSED = "document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"


def focused(page):
    return page.evaluate(FOCUSED)


def press(page, link):
    link.focus()
    page.keyboard.press("Enter")


def test_removing_one_filter_of_two_leaves_the_focus_on_the_other(page, story):
    page.goto("/?actor=Anna+Berg&outlet=The+Herald")
    press(page, page.get_by_role("link", name="Remove filter Anna Berg"))
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.get_by_role("link", name="Remove filter The Herald")).to_be_focused()


@pytest.mark.parametrize("name", ["Remove filter Anna Berg", "Clear all"])
def test_removing_the_last_filter_leaves_the_focus_with_the_events(page, story, name):
    page.goto("/?actor=Anna+Berg")
    press(page, page.get_by_role("link", name=name))
    expect(page.locator("h1")).to_have_text("4 events")
    expect(page.locator("#events")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".entry__headline a").first).to_be_focused()


@pytest.mark.parametrize(
    ("used", "now"),
    [("Newest first", "Oldest first"), ("Headlines only", "With quotes")],
)
def test_the_order_keeps_the_focus_on_the_way_back(page, story, used, now):
    page.goto("/")
    press(page, page.get_by_role("link", name=used))
    expect(page.get_by_role("link", name=now)).to_be_focused()


def test_applying_filters_keeps_the_focus_on_the_button(page, story):
    page.goto("/")
    page.get_by_label("From", exact=True).fill("June 2021")
    press(page, page.get_by_role("button", name="Apply"))
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    expect(page.get_by_role("button", name="Apply")).to_be_focused()


def test_a_bar_of_the_strip_keeps_the_focus(page, long_story):
    page.goto("/")
    bar = page.get_by_role("link", name=re.compile("^November 2020,"))
    press(page, bar)
    expect(page.locator("h2").first).to_have_text(re.compile("November 2020"))
    expect(bar).to_be_focused()


def test_widening_a_choice_without_events_leaves_the_focus_with_the_events(page, story):
    page.goto("/?actor=Anna+Berg&actor=Ministry")
    press(page, page.get_by_role("link", name="Only Anna Berg"))
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    expect(page.locator("#events")).to_be_focused()


def test_an_opened_and_closed_event_keeps_the_focus(page, story):
    page.goto("/")
    press(page, page.get_by_role("link", name="Both quotes"))
    headline = page.get_by_role("link", name="12 people were hurt")
    expect(headline).to_be_focused()
    press(page, page.get_by_role("link", name="Close"))
    expect(page.get_by_role("link", name="Close")).to_have_count(0)
    expect(headline).to_be_focused()


def test_later_events_that_load_by_themselves_take_no_focus(page, long_story):
    page.goto("/")
    page.mouse.wheel(0, 10)
    page.locator(".entry__headline a").nth(SIZE - 2).focus()
    expect(page.locator(".entry").nth(SIZE + PART - 1)).to_be_attached()
    expect(page.locator(".entry__headline a").nth(SIZE - 2)).to_be_focused()


def test_whoever_waits_at_the_end_goes_on_with_the_first_later_event(page, long_story):
    held = []
    page.route("**/*more=1*", lambda route: held.append(route))
    page.goto("/")
    page.locator("#later a").focus()
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator(".entry__headline a").nth(SIZE)).to_be_focused()


def test_earlier_events_that_load_above_take_no_focus(page, long_story):
    page.goto(f"/?at={long_story[110].public_id}")
    page.locator(".entry__headline a").first.focus()
    page.mouse.wheel(0, -1)
    expect(page.locator(".entry")).to_have_count(10 + PART)
    assert focused(page) == "Thing 110 happened"
