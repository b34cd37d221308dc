"""Sheets and scripts as they are served say the same as those that are written."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from timeline.static_files import BUNDLES, shorter_css, shorter_script


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("/* Why. */\na {\n  color: red;\n}\n", "a{color:red;}"),
        (".a :is(b, .c) + d,\n.e > f {\n}\n", ".a :is(b,.c) + d,.e > f{}"),
        ("a {\n  width: calc(82px + 1rem);\n}", "a{width:calc(82px + 1rem);}"),
        ('a::after {\n  content: " /* ; */ ";\n}', 'a::after{content:" /* ; */ ";}'),
        ("a {\n  & :hover {\n    b: c\n      d;\n  }\n}", "a{& :hover{b:c d;}}"),
        ('a[href="x: y"] /* "kept" */ b {}', 'a[href="x: y"] b{}'),
    ],
)
def test_a_sheet_loses_comments_and_space_that_means_nothing(written, served):
    assert shorter_css(written) == served


def test_a_script_loses_its_indents_and_the_lines_that_are_comments():
    script = '// Why.\n(() => {\n  const a = "// kept"; // kept too\n\n  // Why.\n  f(a);\n})();\n'
    assert shorter_script(script) == '(() => {\nconst a = "// kept"; // kept too\nf(a);\n})();\n'


def test_no_script_has_a_string_of_several_lines():
    for name in chain.from_iterable(BUNDLES.values()):
        lines = Path(find(name)).read_text("utf-8").splitlines()
        assert not [line for line in lines if line.count("`") % 2], name
