"""Without scripts, on a phone, in the dark, with a screen reader."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

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
}


def address(view, story):
    hurt = story["hurt"]
    return VIEWS[view].format(hurt=hurt.public_id, article=hurt.article_id)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend(open_page, story, view, width):
    page = open_page(width=width)
    page.goto(address(view, story))
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        # Without preload axe does not fetch the style sheets again, from where they are not.
        results = Axe().run(page, options={"preload": False})
        assert results.violations_count == 0, f"{colours}: {results.generate_report()}"


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_scrolls_sideways_at_320_pixels(open_page, story, view):
    page = open_page(width=320)
    page.goto(address(view, story))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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
    expect(page.locator(".entry__headline").first).to_have_text("Thing number 25 happened")


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
