"""What is pressed with a mouse is asked for before the button is up."""

from __future__ import annotations

from playwright.sync_api import expect


def test_what_is_pressed_is_asked_for_before_the_button_is_up(page, story):
    page.goto("/")
    addresses = []
    page.on("request", lambda one: addresses.append((one.resource_type, one.url)))
    page.get_by_role("checkbox", name="Anna Berg").hover()
    page.mouse.down()
    page.wait_for_timeout(300)
    (early,) = [url for kind, url in addresses if kind == "fetch"]
    expect(page.locator("h1")).to_have_text("4 events")
    with page.expect_response(lambda one: one.request.resource_type == "xhr") as answered:
        page.mouse.up()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    assert [url for kind, url in addresses if kind == "xhr"] == [early]
    assert answered.value.status in {200, 304}
    expect(page.get_by_role("checkbox", name="Anna Berg")).to_be_checked()


def test_a_link_is_asked_for_as_soon_as_it_is_pressed_too(page, story):
    page.goto("/")
    addresses = []
    page.on("request", lambda one: addresses.append((one.resource_type, one.url)))
    page.get_by_role("link", name="12 people were hurt").click(delay=200)
    expect(page.locator(".entry[data-opened]")).to_have_count(1)
    asked_for = [url for kind, url in addresses if kind in {"fetch", "xhr"}]
    assert len(asked_for) == 2 and len(set(asked_for)) == 1
