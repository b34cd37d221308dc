"""Pages kept as they were sent, for readers who are not signed in, until the timeline changes.

Each process keeps the last ones that were asked for, compressed. A reader with a cookie gets a
page made for them; what is kept bears no cookie. Whether a page is still true, its ETag says,
which costs one query for the version of the timeline.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from timeline.unchanged import page_version

MOST = 400  # pages, of some 20 KB
LARGEST = 200_000  # bytes
_HEADERS = (
    "Accept-Encoding",
    "HX-Request",
    "HX-Boosted",
    "HX-History-Restore-Request",
    "HX-Target",
    "X-Forwarded-Proto",
)


@dataclass(frozen=True, slots=True)
class _Kept:
    etag: str
    headers: tuple[tuple[str, str], ...]
    content: bytes


class KeptPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._pages: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or request.COOKIES or settings.READERS_SIGN_IN:
            return self._get_response(request)
        key = (
            request.get_host(),
            request.get_full_path(),
            *(request.headers.get(name, "") for name in _HEADERS),
        )
        kept = self._pages.get(key)
        if kept and kept.etag == page_version(request):
            return _answer(request, kept)
        response = self._get_response(request)
        self._keep(key, response)
        return response

    def _keep(self, key: tuple[str, ...], response: HttpResponseBase) -> None:
        """Keep what `unless_unchanged` made, if everybody may have it."""
        etag = response.headers.get("ETag")
        if not isinstance(response, HttpResponse) or response.status_code != 200 or not etag:
            return
        if response.cookies or not hasattr(response, "same_for_everyone"):
            return
        if len(response.content) > LARGEST:
            return
        with self._lock:
            self._pages[key] = _Kept(etag, tuple(response.items()), response.content)
            self._pages.move_to_end(key)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)


def _answer(request: HttpRequest, kept: _Kept) -> HttpResponseBase:
    response = HttpResponse(kept.content, headers=dict(kept.headers))
    conditional: HttpResponseBase | None = get_conditional_response(
        request, etag=kept.etag, response=response
    )
    return conditional or response
