"""What axe-core finds: by all its rules in the light, by those of colours in the dark, too."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Only what is wrong is told: without that, what was right is told of each element, too. Without
# preload axe does not fetch the style sheets again, from where they are not.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
RUN = "options => axe.run(options).then(({ violations }) => ({ violations }))"


def assert_accessible(page: Page) -> None:
    page.evaluate(Axe().axe_script)
    for scheme, rules in (("light", {}), ("dark", {"runOnly": COLOURS})):
        page.emulate_media(color_scheme=scheme)
        results = AxeResults(page.evaluate(RUN, OPTIONS | rules))
        assert results.violations_count == 0, f"{page.url} {scheme}: {results.generate_report()}"
