"""Pieces that Jinja renders: space between blocks is left out, and only that."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString
from jinja2 import UndefinedError
from markupsafe import Markup

from timeline.page.flat import _environment, _prepared, escape, search_field


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


HOSTILE = """<b title='a' class="b">&"""
ESCAPED = "&lt;b title=&#39;a&#39; class=&#34;b&#34;&gt;&amp;"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (HOSTILE, ESCAPED),
        (12, "12"),
        (None, "None"),
        (SafeString("<b>"), "<b>"),
        (Markup("<b>"), "<b>"),
        (type("Named", (str,), {})(HOSTILE), ESCAPED),
    ],
)
def test_all_is_escaped_but_what_says_that_it_is_html(value, html):
    assert escape(value) == html
    assert _prepared(_environment().from_string("<i>{{ value }}</i>")).render(value=value) == f"<i>{html}</i>"  # fmt: skip


def test_a_dot_is_an_attribute_and_brackets_an_item():
    template = _environment().from_string("{{ thing.imag }} {{ held['imag'] }}")
    assert template.render(thing=2j, held={"imag": "item"}) == "2.0 item"
    for wrong in ("{{ held.imag }}", "{{ missing.imag }}"):
        with pytest.raises((AttributeError, UndefinedError)):
            _environment().from_string(wrong).render(held={"imag": "item"})
