"""On paper, in forced colours, with large text, under a finger."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

SMALL_TARGETS = """least => [...document.querySelectorAll(
    "#events a, #events button, #events input, .bar a, .masthead a:not(.masthead__counts a), .masthead button")]
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && box.height < least && getComputedStyle(one).visibility === "visible")
    .map(([one, box]) => `${one.outerHTML.slice(0, 90)}: ${box.height}`)"""


# Pieces of text that lie over one another; what is laid out later has no place yet.
OVERLAPPING = """() => {
    const seen = { visibilityProperty: true, contentVisibilityAuto: true };
    const places = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (!data.trim() || !parentElement.checkVisibility(seen)) continue;
        if (parentElement.closest(".visually-hidden, .skip, .bar")) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const frame = parentElement.closest(".rail, .strip__scroll")?.getBoundingClientRect();
        for (const box of range.getClientRects())
            if (!frame || box.bottom <= frame.bottom && box.right <= frame.right) places.push([data.trim(), box]);
    }
    const covers = (one, other) =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 4 &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > one.height / 2;
    return places.flatMap(([words, box], place) => places.slice(place + 1)
        .filter(([, other]) => covers(box, other)).map(([others]) => `${words} / ${others}`));
}"""

CUT = """() => [...document.querySelectorAll("h1, h2, h3, p, b, a, button, label, legend, dt, dd")]
    .filter(one => one.checkVisibility({ contentVisibilityAuto: true }) && !one.closest(".visually-hidden, .strip, .skip, .company"))
    .filter(one => getComputedStyle(one).overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1
        || one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".actors"))
    .map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("width", [390, 1024, 1280])
@pytest.mark.parametrize(
    "address",
    ["/?open={hurt}", "/?actor=Anna+Berg", "/events/{hurt}/", "/articles/{article}/?event={hurt}",
     "/articles/", "/print/", "/sign-in/", "/?actor=Anna+Berg&actor=Ministry"],
)  # fmt: skip
def test_text_of_twice_the_size_is_neither_cut_nor_covered(open_page, story, width, address):
    page = open_page(width=width)
    hurt = story["hurt"]
    page.goto(address.format(hurt=hurt.public_id, article=hurt.article_id))
    assert page.evaluate(OVERLAPPING) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPPING) == []
    assert page.evaluate(CUT) == []


def test_what_is_touched_is_as_large_as_a_fingertip(open_page, story):
    page = open_page(width=390)
    page.goto(f"/?actor=Anna+Berg&actor=Ministry&match=any&open={story['hurt'].public_id}")
    assert page.evaluate(SMALL_TARGETS, 43.5) == []


def test_who_acts_with_somebody_takes_one_line_of_a_phone(open_page, make_event):
    others = ["Ben Moss", "Carla Diaz", "Dan Eke", "Eva Fox"]
    make_event(date(2021, 4, 15), quote="They met.", actors=["Anna Berg", *others])
    page = open_page(width=390)
    page.goto("/?actor=Anna+Berg")
    company = page.locator(".company")
    assert company.bounding_box()["height"] < 60
    last = company.get_by_role("link").last
    last.focus()
    expect(last).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_zoomed_to_twice_the_size_nothing_scrolls_sideways(open_page, story):
    page = open_page(width=640, height=450)
    page.goto(f"/?open={story['hurt'].public_id}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_forced_colours_keep_markers_and_choices(page, story):
    page.goto("/?actor=Anna+Berg")
    page.emulate_media(forced_colors="active")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    colours = page.locator(".marker").evaluate_all(
        "all => all.map(one => getComputedStyle(one).color)"
    )
    assert colours and paper not in colours
    chosen = page.get_by_role("checkbox", name="Anna Berg")
    assert chosen.evaluate("one => getComputedStyle(one).backgroundColor") != paper


def test_paper_has_the_whole_timeline_and_no_controls(page, long_story):
    page.goto("/print/")
    page.emulate_media(media="print")
    expect(page.locator(".paper__line")).to_have_count(120)
    expect(page.locator(".paper__notes li")).to_have_count(120)
    expect(page.locator(".masthead")).not_to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_printed_timeline_says_where_the_whole_of_it_is(page, story):
    page.goto("/?actor=Anna+Berg")
    page.emulate_media(media="print")
    expect(page.locator(".rail")).not_to_be_visible()
    expect(page.get_by_text("/print/")).to_be_visible()


def test_paper_shows_figures_that_differ(page, story):
    page.goto("/print/")
    differ = page.locator(".paper__line").filter(has_text="12 people were hurt")
    expect(differ).to_contain_text("Figures differ: 12 people (The Herald, paragraph 1); 15 people")


def test_the_months_come_up_on_a_phone_and_lead_there(open_page, long_story):
    page = open_page(width=390)
    page.goto("/")
    page.mouse.wheel(0, 3000)
    page.get_by_role("link", name="Months").click()
    month = page.get_by_role("link", name="July 2020, ")
    month.click()
    expect(page.locator("h2").first).to_contain_text("July 2020")
    assert page.evaluate("document.documentElement.dataset.sheet") == ""


@pytest.mark.parametrize(("wish", "lasts"), [("reduce", "0s"), ("no-preference", "0.12s")])
def test_nothing_fades_for_who_wants_less_motion(page, story, wish, lasts):
    page.goto("/")
    page.emulate_media(reduced_motion=wish)
    entry = page.locator(".entry").first
    assert entry.evaluate("one => getComputedStyle(one).transitionDuration") == lasts


def test_forced_colours_keep_the_sheet_of_filters_and_the_focus(open_page, story):
    page = open_page(width=390)
    page.goto("/?actor=Anna+Berg")
    page.emulate_media(forced_colors="active")
    page.keyboard.press("f")
    chosen = page.locator("#filters input[type=checkbox]").first
    expect(chosen).to_be_focused()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert chosen.evaluate("one => getComputedStyle(one).outlineColor") != paper
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
