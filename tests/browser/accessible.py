"""What axe-core finds, in light and in dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_accessible(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # Without preload axe does not fetch the style sheets again, from where they are not.
        results = Axe().run(page, options={"preload": False})
        assert results.violations_count == 0, f"{page.url} {scheme}: {results.generate_report()}"
