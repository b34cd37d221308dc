"""Pieces that Jinja renders: space between blocks is left out, and only that."""

from __future__ import annotations

import pytest

from timeline.page.flat import _environment, search_field


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<p>\n  One\n</p>\n<p>\n  Two\n</p>\n", "<p>One</p><p>Two</p>"),
        ("<li>\n  {% if yes %}\n    <p>Yes</p>\n  {% endif %}\n</li>", "<li><p>Yes</p></li>"),
        ("<p>\n  {% if yes %}\n    Yes\n  {% endif %}\n</p>", "<p>Yes</p>"),
        ("<b>One</b>\n<a>Two</a>", "<b>One</b>\n<a>Two</a>"),
        ("<p>One <b>two</b> <a>three</a></p>", "<p>One <b>two</b> <a>three</a></p>"),
        ("<p>{{ words }}</p>", "<p>as\n  <p>it is</p></p>"),
    ],
)
def test_space_between_blocks_is_left_out(source, html):
    template = _environment().from_string(source)
    assert (
        template.render(yes=True, words="as\n  <p>it is</p>")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        == html
    )


def test_the_search_field_of_a_fragment_keeps_its_attributes_apart():
    html = search_field(form_id="filters-form", oob=True)
    assert 'form="filters-form" hx-swap-oob="true"' in html
