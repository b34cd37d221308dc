"""What axe-core finds: by all its rules in the light, by those of colours in the dark, too."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def assert_accessible(page: Page) -> None:
    for scheme, rules in (("light", {}), ("dark", {"runOnly": COLOURS})):
        page.emulate_media(color_scheme=scheme)
        # Without preload axe does not fetch the style sheets again, from where they are not.
        results = Axe().run(page, options={"preload": False} | rules)
        assert results.violations_count == 0, f"{page.url} {scheme}: {results.generate_report()}"
