"""Corrections where they are seen: in place, without scripts, by keyboard, by two editors at once."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible
from tests.conftest import named
from timeline import verify
from timeline.building.linking import link_all
from timeline.models import Event

PASSWORD = "a long password 1"


@pytest.fixture
def told(story):
    """The story, linked as a build would: counts and names agree."""
    link_all()
    return story


def make_editor(name, django_user_model):
    person = django_user_model.objects.create_user(name, password=PASSWORD)
    person.groups.add(Group.objects.get(name="Editor"))
    return person


@pytest.fixture
def editor(open_page, django_user_model, site):
    """A page of a signed-in editor; `scripts`, `width` and such as with open_page."""

    def open_as(name="ada", **options):
        client = Client()
        client.force_login(make_editor(name, django_user_model))
        page = open_page(**options)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}
        page.context.add_cookies([cookie])
        return page

    return open_as


def now(event):
    return Event.objects.get(pk=event.pk)


def test_a_date_is_clicked_typed_and_entered(editor, told):
    page = editor()
    page.goto(f"/?open={told['resigned'].public_id}")
    page.get_by_role("link", name="Correct the date").click()
    field = page.get_by_label("Date", exact=True)
    expect(field).to_be_focused()
    field.fill("mid-December 2020")
    expect(page.get_by_text("Read as Mid-December 2020")).to_be_visible()
    field.press("Enter")
    done = page.locator(".done")
    expect(done).to_contain_text("Date: May 2021, now Mid-December 2020")
    expect(page.locator("#announce")).to_contain_text("now Mid-December 2020")
    expect(page.get_by_text("set by ada on")).to_be_visible()
    assert now(told["resigned"]).edtf == "2020-12~"
    done.get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_contain_text("Undone")
    assert now(told["resigned"]).edtf == "2021-05" and now(told["resigned"]).decisions == {}
    assert list(verify.differences()) == []


def test_a_correction_leaves_the_filters_as_they_are(editor, told, make_event):
    names = [f"{kind} {letter}" for kind in ("organisation", "country") for letter in "ABCDEF"]
    make_event(quote="They met.", actors=names, named=[named(one, one.split()[0]) for one in names])
    page = editor(height=600)
    page.goto(f"/?open={told['resigned'].public_id}")
    rail = page.locator("#filters")
    page.get_by_role("link", name="Correct the date").click()
    expect(page.get_by_label("To", exact=True)).to_be_visible()
    page.get_by_label("Date", exact=True).fill("mid-December 2020")
    expect(page.get_by_text("Read as Mid-December 2020")).to_be_visible()
    for scrolled in (0, 150):
        rail.evaluate("(rail, scrolled) => { rail.scrollTop = scrolled; }", scrolled)
        with page.expect_response(lambda answer: "around" in answer.url):
            if scrolled:
                page.locator(".done").get_by_role("button", name="Undo").click()
            else:
                page.get_by_label("Date", exact=True).press("Enter")
        page.wait_for_timeout(300)  # what is not seen is drawn a moment later
        expect(page.locator(".soon")).to_have_count(0)
        assert page.get_by_label("To", exact=True).is_visible()
        assert rail.evaluate("rail => rail.scrollTop") == scrolled


def test_a_date_that_cannot_be_read_is_kept_and_told(editor, told, noticed):
    page = editor()
    page.goto(f"/?open={told['resigned'].public_id}")
    page.get_by_role("link", name="Correct the date").click()
    page.get_by_label("Date", exact=True).fill("banana")
    page.get_by_label("Date", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“banana” is no date")
    expect(page.get_by_label("Date", exact=True)).to_have_value("banana")
    assert all("422" in one for one in noticed)
    noticed.clear()


def test_a_date_is_corrected_and_undone_without_scripts(editor, told):
    page = editor(scripts=False)
    page.goto(f"/?open={told['resigned'].public_id}")
    page.get_by_role("link", name="Correct the date").click()
    page.get_by_label("Date", exact=True).fill("after 14 June 2021")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".done")).to_contain_text("now After 14 Jun 2021")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_contain_text("Undone")
    assert now(told["resigned"]).edtf == "2021-05"


def test_every_correction_is_there_in_the_entry(editor, told):
    page = editor()
    page.goto(f"/?open={told['hurt'].public_id}")
    page.get_by_role("link", name="Correct this event").click()
    panel = page.get_by_role("region", name="Correct this event")
    panel.locator("summary", has_text="Title").click()
    panel.get_by_label("Title", exact=True).fill("Twelve hurt, the minister says")
    panel.locator(".correct__form:visible").get_by_role("button", name="Save").last.click()
    expect(page.locator("h3[data-own]")).to_have_text("Twelve hurt, the minister says")
    page.get_by_role("link", name="Correct this event").click()
    panel.locator("summary", has_text="Hide").click()
    panel.get_by_role("button", name="Hide this event").click()
    mark = page.locator("#events").get_by_text("Hidden from readers")
    expect(mark).to_be_visible()
    page.locator(".done").get_by_role("button", name="Undo").click()
    expect(mark).to_have_count(0)
    assert list(verify.differences()) == []


def test_two_editors_are_told_of_one_another(editor, told, noticed):
    ada, grace = editor("ada"), editor("grace")
    url = f"/?open={told['resigned'].public_id}"
    for page in (ada, grace):
        page.goto(url)
        page.get_by_role("link", name="Correct the date").click()
        expect(page.get_by_label("Date", exact=True)).to_be_visible()  # she has seen it as it was
    ada.get_by_label("Date", exact=True).fill("1 May 2021")
    ada.get_by_label("Date", exact=True).press("Enter")
    expect(ada.locator(".done")).to_contain_text("now 1 May 2021")
    grace.get_by_label("Date", exact=True).fill("2 May 2021")
    grace.get_by_label("Date", exact=True).press("Enter")
    expect(grace.get_by_role("alert")).to_contain_text("ada at")
    expect(grace.get_by_role("alert")).to_contain_text("now 1 May 2021")
    assert now(told["resigned"]).edtf == "2021-05-01"
    grace.get_by_role("button", name="Save").click()
    expect(grace.locator(".done")).to_contain_text("1 May 2021, now 2 May 2021")
    assert all("422" in one for one in noticed)
    noticed.clear()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_ended_session_loses_nothing_typed(editor, told, scripts):
    page = editor(scripts=scripts)
    page.goto(f"/?open={told['resigned'].public_id}")
    page.get_by_role("link", name="Correct the date").click()
    page.get_by_label("Date", exact=True).fill("mid-December 2020")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if scripts:  # what is typed is read meanwhile, and nobody is led away by that
        page.get_by_label("Date", exact=True).press_sequentially(" ", delay=300)
        expect(page.get_by_text("Your session has ended")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".done")).to_contain_text("now Mid-December 2020")
    assert now(told["resigned"]).edtf == "2020-12~"


def test_what_needs_an_eye_is_answered_by_one_key(editor, told):
    page = editor()
    page.goto("/needs-your-eye/?show=undated")
    first = page.locator("[data-eye] > li").first
    expect(first).to_contain_text("Anna Berg was seen again")
    page.keyboard.press("1")
    expect(first).to_contain_text("right as it is")
    page.goto("/needs-your-eye/?show=undated")
    expect(page.get_by_text("Anna Berg was seen again")).to_have_count(0)


def test_selected_words_of_an_article_become_an_event(editor, told, noticed):
    page = editor()
    page.goto(f"/articles/{told['resigned'].article_id}/")
    page.locator("#p3 p").select_text()
    page.get_by_role("link", name="Correct this article, or add an event").click()
    expect(page.get_by_label("Words")).to_have_value("A vote is planned for the summer.")
    assert "/correct/" not in page.url
    page.locator("#events-article").get_by_role("button", name="Add to the timeline").click()
    expect(page.get_by_role("alert")).to_contain_text("on the timeline already")
    expect(page.get_by_label("Words")).to_have_value("A vote is planned for the summer.")
    noticed.clear()


def test_an_article_is_corrected_in_its_page_and_undone(editor, told, noticed):
    page = editor()
    page.goto(f"/articles/{told['resigned'].article_id}/")
    address = page.url
    page.get_by_role("link", name="Correct this article, or add an event").click()
    panel = page.get_by_role("region", name="Correct this article")
    field = panel.get_by_label("Day", exact=True)
    expect(field).to_be_focused()
    field.fill("soon")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“soon” is no day")
    noticed.clear()
    panel.locator("summary", has_text="Outlet").click()
    panel.get_by_label("Outlet", exact=True).fill("The Courier")
    panel.get_by_label("Outlet", exact=True).press("Enter")
    expect(page.locator(".done")).to_contain_text("Outlet: The Herald, now The Courier")
    expect(page.locator(".article__who")).to_contain_text("The Courier")
    page.locator(".done").get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_contain_text("Undone")
    expect(page.locator(".article__who")).to_contain_text("The Herald")
    assert page.url == address and list(verify.differences()) == []


def test_counts_and_strip_follow_a_correction_in_place(editor, told):
    page = editor()
    page.goto(f"/?open={told['resigned'].public_id}")
    entry = page.locator(f"#e-{told['resigned'].public_id}")
    expect(page.locator(".head__count")).to_have_text("4 events")
    entry.get_by_role("link", name="Correct this event").click()
    panel = page.get_by_role("region", name="Correct this event")
    panel.locator("summary", has_text="Hide").click()
    where, visited = page.evaluate("scrollY"), page.evaluate("history.length")
    panel.get_by_role("button", name="Hide this event").click()
    expect(page.locator(".head__count")).to_have_text("3 events")
    expect(page.locator("#corpus")).to_contain_text("3 events")
    expect(page.get_by_role("checkbox", name="Anna Berg, 1 event")).to_be_attached()
    expect(entry.get_by_text("Hidden from readers")).to_be_visible()
    expect(page.locator("#announce")).to_contain_text("Hidden")
    now, last = page.evaluate("[scrollY, document.documentElement.scrollHeight - innerHeight]")
    assert abs(now - min(where, last)) < 200  # the page is shorter now
    expect(entry).to_be_in_viewport()
    assert page.evaluate("history.length") == visited
    page.locator(".done").get_by_role("button", name="Undo").click()
    expect(page.locator(".head__count")).to_have_text("4 events")


VIEWS = {
    "panel": "/events/{hurt}/correct/",
    "date": "/events/{hurt}/date/",
    "event history": "/events/{hurt}/history/",
    "article": "/articles/{article}/correct/",
    "actor": "/actors/?name=Ministry",
    "decisions": "/decisions/",
    "hidden": "/decisions/hidden/",
    "eye": "/needs-your-eye/",
    "done": "/events/{hurt}/?done=1",
}


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_mend_in_what_editors_see(editor, told, width):
    page = editor(width=width)
    page.goto(f"/events/{told['hurt'].public_id}/date/")
    page.get_by_label("Date", exact=True).fill("15 June 2021")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".done")).to_be_visible()
    hurt = now(told["hurt"])
    for address in VIEWS.values():
        page.goto(address.format(hurt=hurt.public_id, article=hurt.article_id))
        assert_accessible(page)


def test_nothing_scrolls_sideways_on_a_small_phone_for_editors(editor, told):
    page = editor(width=320)
    for address in VIEWS.values():
        hurt = told["hurt"]
        page.goto(address.format(hurt=hurt.public_id, article=hurt.article_id))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
