"""One question to one server, at the number that was checked, and its answer up to a size."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import certifi
import urllib3
from urllib3.exceptions import HTTPError, SSLError
from urllib3.response import BaseHTTPResponse

from articles.importing.drafts import UnreadableFile
from articles.importing.fetching.addresses import Target

AGENT = "Datelines/0.1 (a news timeline; fetches an article once, when a person asks for it)"
_PATIENCE = urllib3.Timeout(connect=10, read=10)  # seconds for each step
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    content: bytes


Ask = Callable[[Target, int], Answer]


def ask_server(target: Target, most: int) -> Answer:
    """Return the answer, whose content may have `most` bytes. Raises UnreadableFile.

    Nothing of the environment is heeded: no proxy, no other address. The certificate has to
    be one for the host's name.
    """
    headers = {
        "Host": target.origin.partition("://")[2],
        "User-Agent": AGENT,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
        "Accept-Encoding": "identity",
    }
    with _pool(target) as pool:
        try:
            response = pool.urlopen(
                "GET",
                target.path,
                headers=headers,
                redirect=False,
                retries=False,
                assert_same_host=False,
                preload_content=False,
            )
            return Answer(
                response.status, response.headers.get("Location", ""), _read(response, most)
            )
        except SSLError as error:
            raise UnreadableFile(
                f"the certificate of {target.host} is not to be trusted: {error}"
            ) from error
        except (HTTPError, OSError, ValueError) as error:
            raise UnreadableFile(f"{target.host} could not be reached: {error}") from error


def _pool(target: Target) -> urllib3.HTTPConnectionPool:
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(target.address, target.port, timeout=_PATIENCE)
    return urllib3.HTTPSConnectionPool(
        target.address,
        target.port,
        timeout=_PATIENCE,
        ssl_context=trusted(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


@cache
def trusted() -> ssl.SSLContext:
    """The authorities of the system, and those that come with the program."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _read(response: BaseHTTPResponse, most: int) -> bytes:
    """The content, packed or not; what is larger is given up where that shows."""
    told = response.headers.get("Content-Length", "")
    if told.isdigit() and int(told) > most:
        raise UnreadableFile(_too_large(most))
    content = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > most:
            raise UnreadableFile(_too_large(most))
    return bytes(content)


def _too_large(most: int) -> str:
    return f"what is there has more than {most // 1024**2} MB"
