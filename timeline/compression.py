"""Pages as they travel: brotli where the browser takes it, else gzip.

Quality 3 makes a page as small as gzip does in a third of gzip's time; 4 makes it a
twenty-fifth smaller and takes half as long again.
"""

from __future__ import annotations

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

SHORTEST = 200  # bytes; less is not worth a header
QUALITY = 3


class CompressionMiddleware(GZipMiddleware):
    """As Django's for gzip, which also answers the questions that compression raises."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not _suits_brotli(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = brotli.compress(response.content, quality=QUALITY)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "br"
        etag = response.get("ETag")
        if etag and etag.startswith('"'):
            response.headers["ETag"] = f"W/{etag}"  # not the same bytes
        return response


def _suits_brotli(request: HttpRequest, response: HttpResponse) -> bool:
    if response.has_header("Content-Encoding") or len(response.content) < SHORTEST:
        return False
    accepted = request.headers.get("Accept-Encoding", "")
    names = {part.partition(";")[0].strip() for part in accepted.split(",") if "q=0" not in part}
    return "br" in names
