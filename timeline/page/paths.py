"""Where pages are, found once: asking Django for each address again takes a tenth of a page."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse


def path_of(name: str) -> str:
    """The address of the page of this name that takes no arguments."""
    return _path(name, get_script_prefix())


@cache
def _path(name: str, _prefix: str) -> str:
    return reverse(name)
