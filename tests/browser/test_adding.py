"""Articles from a person's machine to the timeline, on a server with real child processes."""

from __future__ import annotations

import fcntl
import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible
from tests.newsroom import PASSWORD, newsroom  # noqa: F401 used by every test here

PATIENCE = 60_000  # milliseconds: a child loads the language model
TEXT = "Anna Berg resigned on Thursday, her office in Graz said."


@pytest.fixture(autouse=True)
def site(newsroom):  # noqa: F811 the fixture imported above
    """Not the test server: a child process could not see its database."""
    return newsroom.url


@pytest.fixture(scope="module")
def anna(newsroom, browser):  # noqa: F811
    """The first editor, who joined by the link."""
    context = browser.new_context(base_url=newsroom.url)
    page = context.new_page()
    page.goto(newsroom.link("--first"))
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("button", name="anna")).to_be_visible()
    context.close()
    return "anna"


@pytest.fixture(scope="module")
def added(newsroom, browser, anna):  # noqa: F811
    """The address of the page of an import that is done."""
    context = browser.new_context(base_url=newsroom.url)
    page = context.new_page()
    sign_in(page, anna)
    page.get_by_label("Or paste the text").fill("On 11 July 2020 a ferry sank off Split.")
    add(page)
    done(page, "1 added")
    url = page.url
    context.close()
    return url


@pytest.fixture
def signed_in(open_page, anna):
    def open_as(to="/articles/new/", **wanted):
        page = open_page(**wanted)
        sign_in(page, anna, to)
        return page

    return open_as


def sign_in(page, name, to="/articles/new/"):
    page.goto(f"/sign-in/?next={to}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def add(page):
    page.get_by_role("main").get_by_role("button", name="Add articles").click()


def done(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words, timeout=PATIENCE)


def file(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content.encode()}


def test_several_files_lead_to_their_events_on_the_timeline(signed_in):
    page = signed_in()
    page.get_by_label("Files").set_input_files(
        [
            file(
                "one.txt", "date 2021-03-04\nMinisters met in Lisbon on Tuesday to sign an accord."
            ),
            file("two.txt", "date 2022-05-11\nA tanker ran aground off Trieste on Monday."),
            file("three.txt", ""),
        ]
    )
    add(page)
    done(page, "2 added, 1 not read")
    expect(page.get_by_text("It is empty")).to_be_visible()
    expect(page.locator(".masthead")).to_contain_text(re.compile(r"([2-9]|\d\d) articles"))
    row = page.locator(".rows__one", has_text="two.txt")
    row.get_by_role("link", name="1 quote").click()
    expect(page.get_by_role("link", name="A tanker ran aground off Trieste")).to_be_in_viewport()


def test_a_pasted_text_is_read_against_the_day_typed_without_scripts(signed_in):
    page = signed_in(scripts=False)
    page.get_by_label("Or paste the text").fill(f"{TEXT} It is the {1}st paste.")
    page.get_by_label("Date written").fill("15 Apr 2021")
    add(page)
    while page.get_by_text("You may leave this page").count():
        page.wait_for_timeout(300)
        page.reload()
    done(page, "1 added")
    page.get_by_role("link", name="See the new events").click()
    expect(page.locator(".entry").filter(has_text="Anna Berg resigned").first).to_contain_text(
        "15 Apr 2021"
    )


def test_the_columns_of_a_table_are_named_on_the_page(signed_in):
    page = signed_in()
    page.get_by_label("Files").set_input_files(
        [
            file(
                "list.csv",
                "Rubrik,Brot\nA strike ends,Drivers in Linz ended a strike on 3 June 2021.\n",
            )
        ]
    )
    add(page)
    done(page, "1 with columns to name")
    page.get_by_role("button", name="Read the table").click()  # the browser asks for the text
    page.get_by_label("Text of the article").select_option("Brot")
    page.get_by_label("Title").select_option("Rubrik")
    page.get_by_role("button", name="Read the table").click()
    done(page, "1 added")
    expect(page.get_by_role("link", name="A strike ends", exact=True)).to_be_visible()


def test_a_killed_import_is_said_and_goes_on(signed_in, newsroom):  # noqa: F811
    page = signed_in()
    with (newsroom.data / "build.lock").open("a") as other_build:
        fcntl.flock(other_build, fcntl.LOCK_EX)
        page.get_by_label("Or paste the text").fill("On 7 July 2020 a bridge fell in Graz.")
        add(page)
        expect(page.get_by_role("status").filter(has_text="Waiting until")).to_be_visible(
            timeout=PATIENCE
        )
        assert newsroom.kill_imports() == 1
        done(page, "The import broke off")
    page.get_by_role("button", name="Try again").click()
    done(page, "1 added")
    expect(page.get_by_role("link", name="1 quote")).to_be_visible()


def test_an_import_goes_on_while_nobody_looks(signed_in):
    page = signed_in()
    page.get_by_label("Or paste the text").fill("On 9 July 2020 a dam broke near Graz.")
    add(page)
    page.goto("/articles/new/")
    page.get_by_role("region", name="Latest imports").get_by_role("link").first.click()
    done(page, "1 added")


def test_what_was_pasted_is_kept_when_the_session_has_ended(signed_in, anna):
    page = signed_in()
    page.get_by_label("Or paste the text").fill(f"{TEXT} <b>Quite</b>\n\nso & on.")
    page.context.clear_cookies(name="sessionid")
    add(page)
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_label("Name").fill(anna)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Go on").click()
    done(page, "1 added")
    page.locator(".rows__title a").click()
    expect(page.get_by_text("so & on.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<b>Quite</b>")


def test_signing_out_takes_the_way_in_away(signed_in):
    page = signed_in("/")
    masthead = page.get_by_role("banner")
    expect(masthead.get_by_role("link", name="Add articles")).to_be_visible()
    masthead.get_by_role("button", name="anna").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(masthead.get_by_role("link", name="Sign in")).to_be_visible()
    expect(masthead.get_by_role("link", name="Add articles")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend(signed_in, added, width):
    page = signed_in(width=width)
    for url in (added, "/articles/new/", "/people/", "/password/"):
        page.goto(url)
        mended(page, width)


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend_for_visitors(open_page, newsroom, width):  # noqa: F811
    page = open_page(width=width)
    for url in ("/sign-in/", newsroom.link("--reader")):
        page.goto(url)
        mended(page, width)


def mended(page, width):
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": width, "height": 800})


def test_the_page_of_an_import_is_not_there_for_visitors(open_page, added):
    visitor = open_page()
    visitor.goto(added)
    expect(visitor).to_have_url(re.compile(r"/sign-in/\?next="))


def test_a_whole_folder_is_dropped(signed_in, tmp_path):
    folder = tmp_path / "saved"
    (folder / "inner").mkdir(parents=True)
    (folder / "README.md").write_text("Where these are from.")
    (folder / ".hidden.txt").write_text("Nobody sees this.")
    for number in range(3):
        (folder / "inner" / f"{number}.txt").write_text(
            f"A ferry sank off Bari on {number + 1} May 2018."
        )
    (folder / "last.txt").write_text("A ferry was raised off Bari on 9 June 2018.")
    page = signed_in()
    drop(page, page.get_by_label("Files"), folder)
    expect(page.locator("[data-chosen] li")).to_have_text(["0.txt", "1.txt", "2.txt", "last.txt"])
    add(page)
    done(page, "4 added")


def drop(page, onto, *paths):
    """Drop files as the file manager of a desktop does: a hand lets go when it sees that the
    field will take them."""
    page.wait_for_load_state()
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}

    def drag(kind):
        box = onto.bounding_box()
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})

    for _ in range(40):
        drag("dragEnter")
        drag("dragOver")
        if onto.get_attribute("data-over") is not None:
            break
        page.wait_for_timeout(250)
    drag("drop")
