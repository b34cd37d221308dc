"""Which addresses may be asked: those of public hosts, on the ports of the web."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import idna

from articles.importing.drafts import UnreadableFile

Resolve = Callable[[str, int], list[str]]

_LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}
_NO_SIGN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+\.?\Z")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?\Z")
# Names that lead into a network of one's own, whatever answers for them.
_INNER = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion",
          "invalid", "test", "example")  # fmt: skip
# What Python's `is_global` lets through, in some of its versions, and is no host of the web.
_SPECIAL = [
    ip_network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100.64.0.0/10", "224.0.0.0/3",
                "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16", "3fff::/20", "5f00::/16")
]  # fmt: skip
_UNICAST = ip_network("2000::/3")


@dataclass(frozen=True, slots=True)
class Target:
    """One checked place on the web: `address` is the number to connect to, `path` has the query."""

    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        )

    @property
    def url(self) -> str:
        return f"{self.origin}{self.path}"


def resolve_name(host: str, port: int) -> list[str]:
    """The numbers that the name stands for, as the system looks it up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def target_of(url: str, resolve: Resolve = resolve_name) -> Target:
    """Return the place that the address means, its name looked up once.

    Raises UnreadableFile for what is no address of a public host on the web.
    """
    parts = _split(url)
    host, port = _host(parts), _port(parts)
    if not (addresses := _addresses(host, port, resolve)):
        raise UnreadableFile(f"no host is called {host}")
    for address in addresses:
        if not is_public(address):
            raise UnreadableFile(f"{host} is no public host ({address})")
    path = quote(
        urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="%/:=&?~+!$,;'@()*[]-._"
    )
    return Target(parts.scheme, host, port, path, addresses[0])


def is_public(written: str) -> bool:
    """Whether the number is one of the open internet, also as IPv6 that holds an IPv4."""
    try:
        address = ip_address(written)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return False  # a web host has no such address: it only hides another
    if any(address in net for net in _SPECIAL if net.version == address.version):
        return False
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _split(url: str) -> SplitResult:
    url = url.strip()
    if len(url) > _LONGEST:
        raise UnreadableFile(f"its address has more than {_LONGEST:,} characters")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UnreadableFile(f"it is no address: {error}") from error
    if parts.scheme not in _PORTS or not parts.netloc:
        raise UnreadableFile(
            "it is no address of the web: it has to begin with https:// or http://"
        )
    if _NO_SIGN.search(url):
        raise UnreadableFile("its address has a space, backslash or control character in it")
    if "@" in parts.netloc:
        raise UnreadableFile("its address has a name or password before the host")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").casefold()
    if not host:
        raise UnreadableFile("its address names no host")
    if ":" in host:
        return _number(host)
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise UnreadableFile(f"its address names no host: {host}") from error
    if _NUMBER.match(name.rstrip(".").rpartition(".")[2]):
        return _number(name)
    if not _NAME.match(name) or name.rstrip(".").endswith(tuple(f".{inner}" for inner in _INNER)):
        raise UnreadableFile(f"{host} is no public host")
    return name


def _number(host: str) -> str:
    """An address in numbers, in the one usual way to write it: no octal, no hex, no zone."""
    try:
        address: IPv4Address | IPv6Address = ip_address(host)
    except ValueError as error:
        raise UnreadableFile(f"{host} is no public host") from error
    if "%" in host or not is_public(host):
        raise UnreadableFile(f"{host} is no public host")
    return str(address)


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise UnreadableFile(f"its address has no valid port: {error}") from error
    if port is not None and port not in _PORTS.values():
        raise UnreadableFile(f"its address names port {port}: only 80 and 443 are asked")
    return _PORTS[parts.scheme] if port is None else port


def _addresses(host: str, port: int, resolve: Resolve) -> list[str]:
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    try:
        return resolve(host, port)
    except (OSError, UnicodeError):
        return []
