"""The application as gunicorn loads it."""

from __future__ import annotations

import subprocess
import sys


def test_every_view_is_loaded_before_the_first_request():
    """Else each process would do it at the first request that it gets, which takes seconds."""
    asked = (
        "import sys, timeline.wsgi; print({'timeline.views', 'articles.views'} <= {*sys.modules})"
    )
    command = [sys.executable, "-c", asked]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 our own words
    assert told.stdout.strip() == "True"
