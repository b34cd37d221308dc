"""Answering "not modified" before anything but the version of the timeline is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import condition

from timeline import search
from timeline.signing_in.guards import who_asks

P = ParamSpec("P")
SOURCES = ("timeline/**/*.py", "articles/**/*.py", "templates/**/*.html", "static/**/*")


@cache
def program_version() -> str:
    """A digest of all that makes a page but the rows: another program makes other pages."""
    digest = hashlib.sha256(f"{settings.TIMELINE_TITLE}\0{settings.DEBUG}".encode())
    root = Path(settings.BASE_DIR)
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def page_version(request: HttpRequest, *_: object, **__: object) -> str | None:
    """The ETag: program, rows, day ("last week" is another week tomorrow), who asks, and for
    what part of the page."""
    version = None if settings.DEBUG else search.version()
    if not version:
        return None  # nothing was ever built: there is nothing to tell one state from another by
    asked = "".join(request.headers.get(name, "-") for name in ("HX-Request", "HX-Boosted"))
    who = hashlib.sha256(f"{who_asks(request)}\0{asked}".encode()).hexdigest()[:8]
    return f'W/"{program_version()}-{version}-{timezone.localdate():%Y%m%d}-{who}"'


def unless_unchanged(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Have the view say 304 to whoever holds the page as it is, and mark what it makes as the
    same for everyone who is not signed in (kept_pages.py)."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response.same_for_everyone = True  # type: ignore[attr-defined]
        return response

    return condition(etag_func=page_version)(marked)
