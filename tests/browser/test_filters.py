"""Each filter alone and together, shared addresses, and what a bad address says."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

ALL = ["Anna Berg resigned in May 2021", "A vote is planned for the summer", "12 people were hurt",
       "Anna Berg was seen again"]  # fmt: skip


@pytest.fixture
def many_actors(make_event):
    """Ten people, each of whom has one event."""
    for number in range(10):
        name = f"Person {number:02}"
        make_event(date(2021, 4, 1 + number), quote=f"{name} spoke.", actors=[name])


def headlines(page):
    return page.locator(".entry__headline")


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("Anna Berg", [0, 3]),
        ("Exact day", [2]),
        ("Week, month or year", [0, 1]),
        ("Planned", [1]),
        ("No date given", [3]),
        ("At least 2 sources", [2]),
        ("The Herald", [0, 1, 2]),
    ],
)
def test_each_choice_leaves_its_events_and_says_how_many(page, story, choice, left):
    page.goto("/")
    page.get_by_role("checkbox", name=choice).check()
    expect(page.locator("h1")).to_have_text(f"{len(left)} of 4 events")
    expect(headlines(page)).to_have_text([ALL[place] for place in left])
    expect(page.locator("#announce")).to_have_text(f"{len(left)} of 4 events")


def test_what_a_choice_replaces_is_not_taken_down_piece_by_piece(page, story):
    """htmx tells of each element before it goes, which took longer than all the rest."""
    page.goto("/")
    page.evaluate("""() => {
        window.told = 0;
        document.addEventListener("htmx:beforeCleanupElement", () => { window.told += 1; });
    }""")
    elements = page.locator("#found *").count()
    page.get_by_role("checkbox", name="Anna Berg").check()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    assert 0 < page.evaluate("window.told") < elements / 2


def test_choices_narrow_one_another_and_are_removed_together(page, story):
    page.goto("/")
    for name, left in (("Anna Berg", 2), ("The Herald", 1), ("Week, month or year", 1)):
        page.get_by_role("checkbox", name=name).check()
        expect(page.locator("h1")).to_have_text(f"{left} of 4 events")
    expect(page.locator(".chip")).to_have_count(3)
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("h1")).to_have_text("4 events")


def test_a_period_is_typed_as_people_write_it(page, story):
    page.goto("/")
    page.get_by_label("From", exact=True).fill("mid-June 2021")
    page.get_by_label("From", exact=True).press("Enter")
    expect(headlines(page)).to_have_text([ALL[1], ALL[2]])
    assert page.url.endswith("/?from=2021-06-11")


def test_two_names_can_be_all_or_any(page, story):
    page.goto("/?actor=Anna+Berg&actor=Ministry")
    expect(page.get_by_role("heading", name="No event names both")).to_be_visible()
    page.get_by_role("link", name="any", exact=True).click()
    expect(page.locator("h1")).to_have_text("3 of 4 events")
    page.get_by_role("link", name="all", exact=True).click()
    expect(page.get_by_role("link", name="Name either of them")).to_be_visible()


def test_a_view_opens_elsewhere_as_it_was_shared(page, story):
    page.goto("/")
    page.get_by_role("checkbox", name="Ministry").check()
    expect(page.locator("h1")).to_have_text("1 of 4 events")
    page.get_by_role("link", name="12 people were hurt").click()
    expect(page.get_by_role("heading", name="Figures differ")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("h1")).to_have_text("1 of 4 events")
    expect(other.get_by_role("heading", name="Figures differ")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("actor=Nobody", ".group", "No event names Nobody."),
        ("from=2021-06&to=2021-05", "#to-error", "before the beginning"),
        ("at=banana", "#at-error", "Not a date"),
        ("from=banana", "#from-error", "Not a date"),
        ("sources=x", ".group", "whole number"),
        (f"q={'x' * 10_000}", ".problem", "at most 200 characters"),
    ],
)
def test_a_bad_field_says_so_beside_itself_and_hides_nothing(page, story, query, field, message):
    page.goto(f"/?{query}")
    expect(page.locator(field).filter(has_text=message).first).to_be_visible()
    expect(headlines(page)).to_have_count(4)


def test_a_link_of_the_strip_opens_the_timeline_there(page, long_story):
    page.goto("/")
    page.get_by_role("link", name=re.compile("^November 2020,")).click()
    expect(page.locator("h2").first).to_have_text(re.compile("November 2020"))
    assert page.url.endswith("at=2020-11")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1440])
def test_more_options_come_when_they_are_asked_for(open_page, many_actors, scripts, width):
    page = open_page(scripts=scripts, width=width)
    page.goto("/")
    if width == 390:
        page.get_by_role("link", name="Filters").last.click()
    expect(page.get_by_role("checkbox", name="Person 09")).to_have_count(0)
    page.get_by_role("link", name="4 more people").click()
    expect(page.get_by_role("checkbox", name="Person 09")).to_be_visible()
    expect(page.locator(".option").filter(has_text="Person")).to_have_count(10)
    if scripts:
        expect(page.locator("#more-person")).to_be_focused()
        expect(page).to_have_url(re.compile("/(#filters)?$"))
        page.get_by_role("checkbox", name="Person 09").check()
        expect(page.locator("h1")).to_have_text("1 of 10 events")
        expect(page.get_by_role("checkbox", name="Person 09")).to_be_checked()


def test_a_long_name_breaks_and_its_number_does_not(page, make_event):
    name = "National Telecommunications and Information Administration"
    for number in range(12):
        make_event(date(2021, 4, 1), quote=f"Thing {number} was said.", actors=[name])
    page.goto("/")
    option = page.locator(".option", has_text=name)
    count = option.locator(".option__count")
    expect(count).to_have_text("12")
    heights = [one.bounding_box()["height"] for one in (option, count)]
    assert heights[1] < 25 < 40 < heights[0]
