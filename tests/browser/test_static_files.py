"""Chromium reads in a sheet as it is served what it reads in the one that is written."""

from __future__ import annotations

from django.conf import settings

from timeline.static_files import shorter_css

# Values with var() are kept as they are written: space after their commas is all that may differ.
RULES = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ","));
}"""
SHEETS = [
    path for path in sorted((settings.BASE_DIR / "static/css").rglob("*.css"))
    if "@import" not in path.read_text("utf-8")
]  # fmt: skip


def test_shorter_sheets_have_the_same_rules(page):
    for sheet in SHEETS:
        written = sheet.read_text("utf-8")
        assert page.evaluate(RULES, shorter_css(written)) == page.evaluate(RULES, written) != [], (
            sheet
        )


FONTS = """() => performance.getEntriesByType("resource").map(one => one.name)
    .filter(name => name.includes("/fonts/")).map(name => name.split("/").pop().split(".")[0]).sort()"""
OF_EVERY_PAGE = [
    "public-sans-latin-400-normal",
    "public-sans-latin-600-normal",
    "source-serif-4-latin-400-normal",
    "source-serif-4-latin-600-normal",
]


def fonts(page):
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    return page.evaluate(FONTS)


def test_letters_beyond_latin_1_have_fonts_that_other_pages_do_not_ask_for(page, make_event):
    make_event(quote="The café closed – “for good”.")
    page.goto("/")
    assert fonts(page) == OF_EVERY_PAGE
    make_event(quote="Łukasz Őry spoke.", actors=["Łukasz Őry"])
    page.goto("/")
    page.wait_for_function("() => performance.getEntriesByType('resource').some(one => one.name.includes('-ext-'))")  # fmt: skip
    assert {"public-sans-latin-ext-400-normal", "source-serif-4-latin-ext-400-normal"} <= set(fonts(page))  # fmt: skip
