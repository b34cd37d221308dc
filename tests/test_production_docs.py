"""What docs/production.md tells an operator to set up is what the program asks for."""

import re
from pathlib import Path

from timeline.adding.uploads import LARGEST_SENDING

_DOCUMENT = Path(__file__).parent.parent / "docs" / "production.md"


def _proxy() -> str:
    blocks = re.findall(r"^```\n(.*?)^```", _DOCUMENT.read_text(), re.DOTALL | re.MULTILINE)
    return next(block for block in blocks if block.startswith("server {"))


def test_the_proxy_lets_the_largest_sending_of_files_through():
    size = re.search(r"client_max_body_size (\d+)m;", _proxy())
    assert size
    assert int(size[1]) * 1024 * 1024 > LARGEST_SENDING


def test_the_proxy_says_who_asks_and_how():
    for header in ("Host", "X-Forwarded-Proto", "X-Forwarded-For"):
        assert f"proxy_set_header {header} " in _proxy()
