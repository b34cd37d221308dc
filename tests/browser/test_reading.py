"""What a journalist does with the timeline, in a real Chromium."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from timeline.page.paging import PART


def test_a_filter_leaves_the_events_of_its_actor_only(page, story):
    page.goto("/")
    page.get_by_role("checkbox", name="Anna Berg").check()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    expect(page.locator(".entry__headline")).to_have_text(
        ["Anna Berg resigned in May 2021", "Anna Berg was seen again"]
    )
    assert page.url.endswith("/?actor=Anna+Berg")


def test_the_focus_stays_on_the_filter_that_was_used(page, story):
    page.goto("/")
    page.get_by_role("checkbox", name="Anna Berg").check()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    expect(page.get_by_role("checkbox", name="Anna Berg")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("2 of 4 events")


def test_back_undoes_a_filter(page, story):
    page.goto("/")
    page.get_by_role("checkbox", name="Anna Berg").check()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    page.go_back()
    expect(page.locator("h1")).to_have_text("4 events")
    expect(page.get_by_role("checkbox", name="Anna Berg")).not_to_be_checked()


def test_a_chip_removes_its_filter(page, story):
    page.goto("/?actor=Anna+Berg")
    page.get_by_role("link", name="Remove filter Anna Berg").click()
    expect(page.locator("h1")).to_have_text("4 events")


def test_the_search_field_empties_when_its_chip_is_removed(page, story):
    page.goto("/?q=resigned")
    expect(page.locator("mark")).to_have_text("resigned")
    page.get_by_role("link", name="Remove filter “resigned”").click()
    expect(page.locator("#q")).to_have_value("")


def test_searching_keeps_the_filters(page, story):
    page.goto("/?actor=Anna+Berg")
    page.locator("#q").fill("resigned")
    page.locator("#q").press("Enter")
    expect(page.locator("h1")).to_have_text("1 of 4 events")
    assert page.url.endswith("/?q=resigned&actor=Anna+Berg")


def test_an_event_opens_in_its_place_and_back_closes_it(page, story):
    page.goto("/")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="12 people were hurt").click()
    expect(page.get_by_role("heading", name="Figures differ")).to_be_visible()
    assert f"open={story['hurt'].public_id}" in page.url
    assert page.evaluate("window.same")
    page.go_back()
    expect(page.get_by_role("heading", name="Figures differ")).to_have_count(0)


def test_the_focus_is_on_the_headline_of_the_opened_event(page, story):
    page.goto("/")
    page.get_by_role("link", name="12 people were hurt").click()
    expect(page.get_by_role("heading", name="Figures differ")).to_be_visible()
    expect(page.get_by_role("link", name="12 people were hurt")).to_be_focused()


def test_a_quote_leads_to_its_highlighted_paragraph_and_back_to_its_event(page, story):
    page.goto("/?actor=Anna+Berg")
    page.get_by_role("link", name="The Herald, paragraph 2").click()
    expect(page.locator("mark.quoted").first).to_be_visible()
    assert (
        "".join(page.locator("mark.quoted").all_text_contents())
        == "Anna Berg resigned in May 2021."
    )
    expect(page.locator("#p2")).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^Back to the timeline")).click()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    expect(page.locator(f"#e-{story['resigned'].public_id}")).to_be_in_viewport()


def test_the_browsers_own_back_returns_to_the_filtered_timeline(page, story):
    page.goto("/")
    page.get_by_role("checkbox", name="Anna Berg").check()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    page.get_by_role("link", name="The Herald, paragraph 2").click()
    expect(page.locator("mark.quoted").first).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("2 of 4 events")


def test_scrolling_loads_every_event_once(page, long_story):
    page.goto("/")
    for _ in range(40):
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(60)
        if page.locator(".end").count():
            break
    ids = page.locator(".entry").evaluate_all("entries => entries.map(entry => entry.id)")
    assert len(ids) == len(set(ids)) == 120


def slowly(route):
    time.sleep(0.5)
    route.continue_()


@pytest.mark.parametrize("network", ["quick", "slow"])
def test_nothing_on_screen_moves_while_scrolling(page, long_story, network):
    page.goto("/")
    if network == "slow":
        page.route("**/*more=1*", slowly)
    began = page.evaluate("document.fonts.ready.then(() => performance.now())")
    for _ in range(30):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(80)
    shifts = """began => new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (entry.startTime > began) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 300);
    })"""
    expect(page.locator(".entry")).to_have_count(120)
    assert page.evaluate(shifts, began) <= 0.02


def test_going_to_a_date_offers_the_way_back_to_earlier_events(page, long_story):
    page.goto("/")
    page.get_by_label("Go to").fill("Jul 2020")
    page.get_by_label("Go to").press("Enter")
    expect(page.locator("h2").first).to_have_text(re.compile("July 2020"))
    page.get_by_role("link", name=re.compile("^Earlier")).click()
    expect(page.locator(".entry")).not_to_have_count(0)


PLACE = "document.getElementById(ID).getBoundingClientRect().top"


def settled(page):
    """Wait until no more events are on their way."""
    page.wait_for_timeout(150)
    expect(page.locator(".htmx-request")).to_have_count(0)


def test_scrolling_up_loads_every_earlier_event_once_and_moves_nothing(page, long_story):
    page.goto(f"/?at={long_story[110].public_id}")
    expect(page.locator(".entry")).to_have_count(10)
    place = PLACE.replace("ID", repr(page.locator(".entry").first.get_attribute("id")))
    before = page.evaluate(place)
    page.mouse.wheel(0, -1)
    expect(page.locator(".entry")).to_have_count(10 + PART)
    settled(page)
    assert abs(page.evaluate(place) - before) <= 2
    for _ in range(100):
        if not page.locator("#earlier").count():
            break
        page.mouse.wheel(0, -2000)
        page.wait_for_timeout(40)
    ids = page.locator(".entry").evaluate_all("entries => entries.map(entry => entry.id)")
    assert ids == [f"e-{event.public_id}" for event in long_story]


def test_after_a_visit_to_a_source_no_event_is_there_twice(page, long_story):
    page.goto("/")
    for _ in range(12):
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(60)
    settled(page)
    page.locator(".entry a.source").last.click()
    expect(page.locator("mark.quoted").first).to_be_visible()
    page.go_back()
    expect(page.locator(".entry").first).to_be_visible()
    settled(page)
    ids = page.locator(".entry").evaluate_all("entries => entries.map(entry => entry.id)")
    assert len(ids) == len(set(ids)) >= 15


def test_headlines_alone_are_shown_on_request_and_stay_so(page, story):
    page.goto("/")
    page.get_by_role("link", name="Headlines only").click()
    expect(page.locator("blockquote")).to_have_count(0)
    page.get_by_role("checkbox", name="Anna Berg").check()
    expect(page.locator("h1")).to_have_text("2 of 4 events")
    expect(page.locator("blockquote")).to_have_count(0)
    page.get_by_role("link", name="With quotes").click()
    expect(page.locator("blockquote")).not_to_have_count(0)


def test_the_strip_marks_the_month_on_screen(page, long_story):
    page.goto("/?at=2020-05")
    expect(page.locator(".cell[data-seen]").first).to_contain_text("May")


def test_the_strip_marks_what_was_scrolled_to(page, long_story):
    page.goto("/")
    page.keyboard.press("End")
    page.wait_for_function(
        """() => {
            const isSeen = ({ top, bottom }) => bottom > 200 && top < innerHeight * 0.9;
            const entries = [...document.querySelectorAll(".entry")];
            const shown = entries.filter(entry => isSeen(entry.getBoundingClientRect()));
            const months = new Set(shown.map(entry => entry.dataset.day.slice(0, 7)));
            const cells = [...document.querySelectorAll(".cell[data-seen]")];
            const marked = cells.map(cell => cell.dataset.first);
            return !months.has("2020-01") && `${marked}` === `${[...months]}`;
        }"""
    )


@pytest.mark.parametrize("count", ["8,888", "88,888", "888,888"])
def test_counts_of_thousands_keep_apart(page, make_events, count):
    make_events(date(2015 + month // 12, month % 12 + 1, 1) for month in range(60))
    page.goto("/")
    boxes = page.evaluate(
        """(count) => {
            document.querySelector(".strip__cells").dataset.digits = count.replace(",", "").length;
            const counts = [...document.querySelectorAll(".cell text")];
            for (const one of counts) one.textContent = count;
            return counts.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right]);
        }""",
        count,
    )
    assert len(boxes) == 60
    assert all(before[1] < after[0] for before, after in pairwise(boxes))


def test_the_citation_is_there_to_copy(page, story):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/events/{story['hurt'].public_id}/")
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“The minister said on Monday that 12 people were hurt.” The Herald")


def test_an_event_that_takes_a_while_says_that_it_is_being_opened(page, story):
    held = []
    page.goto("/")
    page.route("**/events/**", lambda route: held.append(route))
    page.get_by_role("link", name="12 people were hurt").click()
    entry = f"#e-{story['hurt'].public_id}"
    said = f"getComputedStyle(document.querySelector('{entry} .entry__text'), '::after')"
    page.wait_for_function(f"() => {said}.content === '\"Opening\"' && {said}.opacity === '1'")
    for route in held:
        route.continue_()
    expect(page.locator(f"{entry}[data-opened]")).to_be_visible()
    assert page.evaluate(f"() => {said}.content") == "none"


def test_the_axis_ends_where_events_have_no_date(page, make_event):
    make_event(date(2021, 4, 15))
    make_event(None)
    page.goto("/")
    axis = "() => [...document.querySelectorAll('.entry__axis')].map(one => getComputedStyle(one, '::before').display)"
    assert page.evaluate(axis) == ["block", "none"]


def test_a_lost_connection_is_said_beside_the_event(page, story, noticed):
    page.goto("/")
    page.route("**/events/**", lambda route: route.abort())
    page.get_by_role("link", name="12 people were hurt").click()
    expect(page.get_by_role("alert")).to_contain_text("Could not open this event.")
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Figures differ")).to_be_visible()
    noticed.clear()


def test_the_seeds_filtered_by_alexei_navalny(page, seeded):
    page.goto("/")
    page.get_by_role("checkbox", name="Alexei Navalny").check()
    expect(page.locator("h1")).to_have_text(re.compile(r"\d+ of \d+ events"))
    for actors in page.locator(".entry").all():
        expect(actors.locator(".actors")).to_contain_text("Alexei Navalny")


def test_the_way_back_from_an_article_stays_in_sight_on_a_phone(open_page, story):
    page = open_page(width=390)
    page.set_viewport_size({"width": 390, "height": 660})
    page.goto(f"/articles/{story['hurt'].article_id}/?event={story['hurt'].public_id}")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("scrollY") > 100
    expect(page.get_by_role("link", name="Back to the timeline")).to_be_in_viewport()
