"""The keyboard alone does everything, and leaves typing alone."""

from __future__ import annotations

from playwright.sync_api import expect


def test_j_and_k_move_between_events(page, story):
    page.goto("/")
    page.keyboard.press("j")
    expect(page.locator(".entry__headline a").nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".entry__headline a").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".entry__headline a").nth(0)).to_be_focused()


def test_enter_opens_and_escape_closes(page, story):
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".entry[data-opened] .entry__headline a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".entry[data-opened]")).to_have_count(0)
    expect(page.locator(".entry__headline a").nth(0)).to_be_focused()


def test_whoever_is_quicker_than_the_page_loses_nothing(page, story):
    page.goto("/")
    page.evaluate(
        "new Promise(there => whenHtmx(there)).then(() => { htmx.config.defaultSettleDelay = 400; })"
    )
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator(".entry[data-opened].htmx-added").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".entry[data-opened]")).to_have_count(0)
    expect(page.locator(".entry__headline a").nth(0)).to_be_focused()


def test_s_goes_to_the_source_and_b_comes_back(page, story):
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator("mark.quoted").first).to_be_visible()
    page.wait_for_load_state()  # the keys come with the scripts
    page.keyboard.press("b")
    expect(page.locator(".entry[data-opened]")).to_have_count(1)


def test_slash_f_and_g_focus_their_fields(page, story):
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("#filters input[type=checkbox]").first).to_be_focused()
    page.keyboard.press("g")
    expect(page.locator("#at")).to_be_focused()


def test_typing_is_left_alone(page, story):
    page.goto("/")
    page.locator("#q").press_sequentially("jk?/")
    expect(page.locator("#q")).to_have_value("jk?/")
    expect(page.locator("#keys")).not_to_be_visible()


def test_the_shortcuts_can_be_switched_off_for_good(page, story):
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.evaluate(
        "addEventListener('keydown', event => { window.isTaken = event.defaultPrevented })"
    )
    page.keyboard.press("/")
    assert page.evaluate("isTaken") is False  # the browser's own, before the scripts, too
    page.wait_for_function("() => window.htmx")
    expect(page.locator("#q")).not_to_be_focused()


def test_the_first_tab_is_the_way_to_the_events(page, story):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to events")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#events")).to_be_focused()


def test_escape_puts_a_note_away(page, story):
    event = story["hurt"]
    page.goto(f"/articles/{event.article_id}/")
    page.locator(".dated").first.focus()
    expect(page.locator(".note").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".note").first).not_to_be_visible()
