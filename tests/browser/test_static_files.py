"""Chromium reads in a sheet as it is served what it reads in the one that is written."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_shorter_sheet_has_the_same_rules(page, sheet):
    written = sheet.read_text("utf-8")
    assert page.evaluate(RULES, shorter_css(written)) == page.evaluate(RULES, written) != []
