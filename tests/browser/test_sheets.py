"""On a phone filters and months are sheets: named, kept to while open, left with the focus returned."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

FOCUSED_WITHIN = "selector => Boolean(document.activeElement.closest(selector))"


@pytest.fixture
def phone(open_page, long_story):
    page = open_page(width=390, height=844)
    page.goto("/?precision=day")
    return page


def open_filters(page):
    page.get_by_role("link", name="Filters, 1 on").click()
    return page.get_by_role("dialog", name="Filters")


def test_the_filters_are_a_named_dialog_that_takes_the_focus(phone):
    sheet = open_filters(phone)
    expect(sheet).to_be_focused()
    expect(sheet).to_have_attribute("aria-modal", "true")
    assert_accessible(phone)


def test_the_focus_never_leaves_the_open_filters(phone):
    open_filters(phone)
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 60:
        phone.keyboard.press(key)
        assert phone.evaluate(FOCUSED_WITHIN, "#filters, :root:not(:has(:focus))"), key


def test_nothing_beneath_the_filters_is_reached(phone):
    open_filters(phone)
    for beneath in (".masthead", "#events", ".bar", ".strip"):
        expect(phone.locator(beneath)).not_to_be_visible()


@pytest.mark.parametrize("way", ["Escape", "Show"])
def test_the_closed_filters_give_the_focus_back_where_it_was(phone, way):
    phone.mouse.wheel(0, 200)  # as a hand does: what is further down comes with the first step
    phone.wait_for_function("() => scrollY > 100")
    phone.mouse.wheel(0, 1500)
    phone.wait_for_function("() => scrollY > 1000")
    place = phone.evaluate("scrollY")
    sheet = open_filters(phone)
    if way == "Show":
        phone.get_by_role("link", name="Show 120 events").click()
    else:
        phone.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(phone.get_by_role("link", name="Filters, 1 on")).to_be_focused()
    assert phone.evaluate("scrollY") == place


def test_a_filter_chosen_in_the_sheet_leaves_it_open_and_says_what_is_left(open_page, story):
    page = open_page(width=390)
    page.goto("/")
    page.get_by_role("link", name="Filters", exact=True).click()
    page.get_by_role("checkbox", name="Anna Berg").check()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("link", name="Show 2 events")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Anna Berg")).to_be_focused()
    expect(page.get_by_role("status").first).to_have_text("2 of 4 events")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Filters, 1 on")).to_be_focused()


def test_the_keys_are_listed_over_the_open_filters(phone):
    open_filters(phone)
    phone.keyboard.press("?")
    expect(phone.get_by_role("dialog", name="Keyboard")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog", name="Filters")).to_be_visible()


def test_a_turned_screen_that_has_room_for_the_filters_leaves_no_dialog(phone):
    sheet = open_filters(phone)
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(sheet).to_have_count(0)
    expect(phone.get_by_role("complementary", name="Filters")).to_be_visible()
    expect(phone.locator("#events")).to_be_visible()


def test_back_leaves_the_filters(phone):
    open_filters(phone)
    phone.get_by_role("checkbox", name="Exact day").uncheck()
    expect(phone.locator(".chip")).to_have_count(0)
    phone.go_back()
    expect(phone.get_by_role("link", name="Remove filter Exact day")).to_be_visible()
    expect(phone.get_by_role("dialog")).to_have_count(0)


def test_without_scripts_the_filters_are_a_page_of_their_own(open_page, story):
    page = open_page(width=390, scripts=False)
    page.goto("/")
    page.get_by_role("link", name="Filters", exact=True).click()
    expect(page.get_by_role("complementary", name="Filters")).to_be_visible()
    for beneath in (".masthead", "#events", ".bar", ".strip"):
        expect(page.locator(beneath)).not_to_be_visible()
    page.get_by_role("link", name="Show 4 events").click()
    expect(page.locator("#filters")).not_to_be_visible()
    expect(page.locator(".entry").first).to_be_visible()


def test_the_way_past_to_the_filters_opens_them_on_a_phone(phone):
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("dialog", name="Filters")).to_be_visible()


def test_the_months_come_up_take_the_focus_and_give_it_back(phone):
    months = phone.get_by_role("link", name="Months")
    months.click()
    expect(months).to_have_attribute("aria-expanded", "true")
    assert phone.evaluate(FOCUSED_WITHIN, ".strip")
    assert_accessible(phone)
    phone.keyboard.press("Escape")
    expect(months).to_be_focused()
    expect(months).to_have_attribute("aria-expanded", "false")
