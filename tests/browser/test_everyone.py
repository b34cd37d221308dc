"""Without scripts, on a phone, in the dark, with a screen reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible
from timeline.page.paging import SIZE

VIEWS = {
    "timeline": "/",
    "filtered": "/?actor=Anna+Berg&q=resigned",
    "opened": "/?open={hurt}",
    "wrong": "/?from=banana&actor=Nobody&at=never",
    "no match": "/?actor=Anna+Berg&actor=Ministry",
    "event": "/events/{hurt}/",
    "article": "/articles/{article}/?event={hurt}#p1",
    "articles": "/articles/",
    "print": "/print/",
    "filtered print": "/print/?actor=Anna+Berg",
    "signing in": "/sign-in/",
    "not found": "/events/nothinghere/",
}


def address(view, story):
    hurt = story["hurt"]
    return VIEWS[view].format(hurt=hurt.public_id, article=hurt.article_id)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend(open_page, story, noticed, view, width):
    page = open_page(width=width)
    page.goto(address(view, story))
    assert_accessible(page)
    noticed[:] = [one for one in noticed if "404" not in one]  # said by the browser of a 404


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend_before_there_is_any_article(open_page, width):
    page = open_page(width=width)
    page.goto("/")
    expect(page.get_by_role("heading", name="No articles yet")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("box", ["Display", "Keyboard", "note"])
def test_axe_finds_nothing_to_mend_in_what_opens_over_a_page(open_page, story, width, box):
    page = open_page(width=width)
    page.goto(f"/articles/{story['hurt'].article_id}/")
    if box == "note":
        page.locator(".dated").first.focus()
        expect(page.locator(".note").first).to_be_visible()
    else:
        page.get_by_role("button", name="Display").click()
    if box == "Keyboard":
        page.get_by_role("button", name="Keyboard").click()
        expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_scrolls_sideways_at_320_pixels(open_page, story, noticed, view):
    page = open_page(width=320)
    page.goto(address(view, story))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    noticed[:] = [one for one in noticed if "404" not in one]


def test_filters_work_without_scripts(open_page, story):
    page = open_page(scripts=False)
    page.goto("/")
    page.get_by_role("checkbox", name="Anna Berg").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("h1")).to_have_text("4 events")


def test_events_open_and_close_without_scripts(open_page, story):
    page = open_page(scripts=False)
    page.goto("/")
    page.get_by_role("link", name="12 people were hurt").click()
    expect(page.get_by_role("heading", name="Figures differ")).to_be_visible()
    page.get_by_role("link", name="Close").click()
    expect(page.get_by_role("heading", name="Figures differ")).to_have_count(0)


def test_sources_are_reached_and_left_without_scripts(open_page, story):
    page = open_page(scripts=False)
    page.goto("/?actor=Anna+Berg")
    page.get_by_role("link", name="The Herald, paragraph 2").click()
    expect(page.locator("mark.quoted").first).to_be_visible()
    assert (
        "".join(page.locator("mark.quoted").all_text_contents())
        == "Anna Berg resigned in May 2021."
    )
    page.get_by_role("link", name="Back to the timeline").click()
    expect(page.locator("h1")).to_have_text("2 of 4 events")


def test_later_events_are_a_link_without_scripts(open_page, long_story):
    page = open_page(scripts=False)
    page.goto("/")
    page.get_by_role("link", name="Later events").click()
    expect(page.locator(".entry__headline").first).to_have_text(f"Thing {SIZE} happened")


def test_filters_are_a_sheet_on_a_phone(open_page, story):
    page = open_page(width=390)
    page.goto("/")
    expect(page.get_by_role("checkbox", name="Anna Berg")).not_to_be_visible()
    page.get_by_role("link", name="Filters", exact=True).click()
    page.get_by_role("checkbox", name="Anna Berg").check()
    page.get_by_role("link", name="Show 2 events").click()
    expect(page.locator(".entry")).to_have_count(2)
    expect(page.locator(".entry").first).to_be_visible()


def test_filters_are_a_sheet_on_a_phone_without_scripts(open_page, story):
    page = open_page(width=390, scripts=False)
    page.goto("/")
    page.get_by_role("link", name="Filters", exact=True).click()
    page.get_by_role("checkbox", name="Anna Berg").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".entry").first).to_be_visible()
    expect(page.locator(".entry")).to_have_count(2)


def test_the_colours_chosen_are_remembered(page, story):
    page.goto("/")
    page.get_by_role("button", name="Display").click()
    page.get_by_role("button", name="Dark").click()
    page.reload()
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == "rgb(20, 22, 26)"
