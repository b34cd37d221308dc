"""What a reader does before the scripts are there is done all the same, and nothing is done twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from timeline.page.paging import PART, SIZE

HTMX = "**/htmx-2.min*.js"
SITE = "**/js/site*.js"
IS_THERE = "() => Boolean(window.htmx)"


def held_back(page, script):
    """Hold a script back until what is given is called."""
    held = []
    page.route(script, lambda route: held.append(route))

    def go():
        page.wait_for_timeout(200)
        for route in held:
            route.continue_()
        held.clear()

    return go


@pytest.fixture
def slow(page):
    return held_back(page, HTMX)


@pytest.fixture
def slow_site(page):
    return held_back(page, SITE)


def asked(page):
    """The addresses of documents and parts of pages that the page asks for from now on."""
    addresses = []
    page.on(
        "request",
        lambda one: addresses.append(one.url) if one.resource_type in {"document", "xhr"} else None,
    )
    return addresses


def quickly(page, script):
    """Do what a reader does who is quicker than the page: no pointer has moved before."""
    page.evaluate(script)


def test_who_only_reads_needs_no_htmx(page, story):
    page.goto("/")
    page.wait_for_timeout(600)
    assert not page.evaluate(IS_THERE)
    page.mouse.move(300, 300, steps=2)
    page.wait_for_function(IS_THERE)


def test_a_click_before_htmx_is_done_in_place_once(page, story, slow):
    page.goto("/")
    addresses = asked(page)
    quickly(page, "document.querySelector('.entry__headline a').click()")
    assert addresses == []
    slow()
    expect(page.locator(".entry[data-opened]")).to_have_count(1)
    assert len(addresses) == 1 and "/events/" in addresses[0]


def test_a_choice_before_htmx_filters_in_place_once(page, story, slow):
    page.goto("/")
    addresses = asked(page)
    quickly(page, "document.querySelector('input[value=\"Anna Berg\"]').click()")
    slow()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    assert len(addresses) == 1


def test_a_form_sent_before_htmx_is_answered_in_place(page, story, slow):
    page.goto("/")
    addresses = asked(page)
    quickly(
        page,
        "document.querySelector('#from').value = 'June 2021', document.forms[0].requestSubmit()",
    )
    slow()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    assert len(addresses) == 1


@pytest.mark.parametrize("failing", ["never answers", "is broken"])
def test_where_htmx_never_comes_links_and_choices_are_those_of_a_plain_page(
    page, story, noticed, failing
):
    page.route(HTMX, lambda route: route.abort() if failing == "is broken" else None)
    page.goto("/")
    page.get_by_role("link", name="12 people were hurt").click()
    page.wait_for_url("**/?open=*")
    page.get_by_role("checkbox", name="Anna Berg").click()
    page.wait_for_url("**/?*actor=Anna+Berg*")
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    noticed[:] = [one for one in noticed if "ERR_FAILED" not in one]


def test_the_first_key_moves_and_opens(page, story, slow):
    page.goto("/")
    page.keyboard.press("j")
    expect(page.locator(".entry__headline a").first).to_be_focused()
    page.keyboard.press("Enter")
    slow()
    expect(page.locator(".entry[data-opened] .entry__headline a")).to_be_focused()


def test_keys_before_the_scripts_are_pressed_again(page, story, slow_site):
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()
    slow_site()
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("")


def test_what_is_typed_after_a_key_goes_where_it_leads(page, story, slow_site):
    page.goto("/")
    page.keyboard.type("/Anna Berg")
    page.keyboard.press("Enter")
    slow_site()
    page.wait_for_url("**/?*q=Anna+Berg*")
    expect(page.locator("h1")).to_contain_text("2 of 4 events")


def test_enter_opens_where_keys_before_the_scripts_have_moved(page, story, slow_site):
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    slow_site()
    expect(page.locator(".entry[data-opened]")).to_have_count(1)
    expect(page.locator(".entry").nth(1)).to_have_attribute("data-opened", "")


def test_letters_typed_before_the_scripts_stay_letters(page, story, slow_site):
    page.goto("/")
    page.locator("#q").click()
    page.keyboard.type("jk/")
    slow_site()
    page.wait_for_function(IS_THERE)
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("jk/")


def test_a_click_before_the_scripts_is_done_in_place_once(page, story, slow_site):
    page.goto("/")
    addresses = asked(page)
    page.get_by_role("link", name="12 people were hurt").click()
    assert addresses == []
    slow_site()
    expect(page.locator(".entry[data-opened]")).to_have_count(1)
    assert len(addresses) == 1 and "/events/" in addresses[0]


@pytest.mark.parametrize("comes", [True, False])
def test_filters_opened_before_the_scripts_are_a_sheet_or_a_place(open_page, story, noticed, comes):
    page = open_page(width=390)
    go = held_back(page, SITE) if comes else None
    if not comes:
        page.route(SITE, lambda route: route.abort())
    page.goto("/")
    page.locator(".bar__main").click()
    if go:
        go()
        expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
        assert "#" not in page.url
    else:
        page.wait_for_url("**/#filters")
    expect(page.get_by_role("checkbox", name="Anna Berg")).to_be_visible()
    noticed[:] = [one for one in noticed if "ERR_FAILED" not in one]


def test_where_the_scripts_never_come_the_page_is_a_plain_one(page, story, noticed):
    for script in (SITE, HTMX):
        page.route(script, lambda route: route.abort())
    page.goto("/")
    page.get_by_role("link", name="12 people were hurt").click()
    page.wait_for_url("**/?open=*")
    page.get_by_role("checkbox", name="Anna Berg").click()
    page.wait_for_url("**/?*actor=Anna+Berg*")
    noticed[:] = [one for one in noticed if "ERR_FAILED" not in one]


def test_a_reader_who_gives_no_sign_has_the_scripts_after_a_while(page, story):
    page.goto("/")
    page.wait_for_function(IS_THERE)


def test_the_first_scroll_brings_later_events(page, long_story):
    page.goto("/")
    page.evaluate("scrollBy(0, 10)")
    expect(page.locator(".entry")).to_have_count(SIZE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".entry").nth(SIZE + PART - 1)).to_be_attached()


def test_whoever_scrolls_gets_htmx_when_the_end_comes_near(page, long_story):
    page.goto("/")
    page.mouse.wheel(0, 300)
    expect(page.locator(".entry")).to_have_count(SIZE)
    page.wait_for_timeout(200)
    assert not page.evaluate(IS_THERE)
    page.evaluate("scrollTo(0, document.body.scrollHeight - 2500)")
    page.wait_for_function(IS_THERE)


def test_a_page_shorter_than_the_window_goes_on_by_itself(open_page, long_story):
    page = open_page(height=3000)
    page.goto("/?show=headlines")
    expect(page.locator(".entry")).not_to_have_count(SIZE)


def test_the_first_wish_for_earlier_events_is_kept(page, long_story, slow):
    page.goto(f"/?at={long_story[60].public_id}")
    page.mouse.wheel(0, -200)
    slow()
    expect(page.locator(".entry")).not_to_have_count(SIZE)
    expect(page.locator(".entry").first).not_to_have_id(f"e-{long_story[60].public_id}")


def test_back_on_a_page_that_was_loaded_again_shows_what_was_there(page, story):
    page.goto("/")
    page.get_by_role("link", name="Newest first").click()
    expect(page.get_by_role("link", name="Oldest first")).to_be_visible()
    page.reload()
    page.evaluate("history.back()")
    expect(page.get_by_role("link", name="Newest first")).to_be_visible()
    expect(page).to_have_url(re.compile("/$"))


def test_a_page_comes_with_one_script_and_the_others_when_the_reader_stirs(page, story, collected):
    page.goto("/")
    assert (
        page.locator("head script[src]").evaluate_all("them => them.map(one => one.async)")[0]
        is False
    )
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".entry[data-opened]")).to_have_count(1)
    assert page.locator("script[src]").count() == 3
    scripts = {
        name: next((collected / "js").glob(f"{name}.????????????.js")) for name in ("first", "site")
    }
    assert scripts["first"].read_text("utf-8").count("(() => {") >= 3
    assert scripts["site"].read_text("utf-8").count("(() => {") >= 6
