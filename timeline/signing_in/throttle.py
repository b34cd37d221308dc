"""How often a password may be tried: counted in Django's cache, in a table of the database.

Every try takes a slot before the password is looked at, so that many at once count as many.
Slots are added, never counted up: of two that add the same one, the database refuses one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

WINDOW = 15 * 60  # seconds
OF_ONE_NAME_FROM_ONE_ADDRESS = 5  # tries
OF_ONE_NAME = 30  # from anywhere: guessing from many addresses
FROM_ONE_ADDRESS = 30  # of any name


class TooManyTries(Exception):
    """No password is looked at for now."""


class NotCounted(Exception):
    """The try could not be written down: something else writes to the database for long."""


def take_try(request: HttpRequest, name: str) -> list[str]:
    """Take one slot of each limit and return them.

    Raises TooManyTries if one is full, and NotCounted.
    """
    return [_take_slot(what, most) for what, most in _limits(request, name)]


def _take_slot(what: str, most: int) -> str:
    cache, slots = caches["tries"], _slots(what, most)
    taken = cache.get_many(slots)
    for slot in slots:
        if slot in taken:
            continue
        if cache.add(slot, 1, WINDOW):
            return slot
        if cache.get(slot) is None:  # nobody else took it
            raise NotCounted
    raise TooManyTries


def give_back(request: HttpRequest, name: str, taken: list[str]) -> None:
    """After the right password: this try did not count, and this name may be mistyped anew
    from this address."""
    pair, *_rest = _limits(request, name)
    caches["tries"].delete_many([*taken, *_slots(*pair)])


def forgive(request: HttpRequest, name: str) -> None:
    """After a new password that a link allowed: no try counts against this name any more, but
    those from this address do, of whatever name."""
    pair, anywhere, _address = _limits(request, name)
    caches["tries"].delete_many([*_slots(*pair), *_slots(*anywhere)])


def _slots(what: str, most: int) -> list[str]:
    return [f"{what}:{number}" for number in range(most)]


def _limits(request: HttpRequest, name: str) -> Iterator[tuple[str, int]]:
    address, name = address_of(request), name.strip().casefold()
    yield _key("both", name, address), OF_ONE_NAME_FROM_ONE_ADDRESS
    yield _key("name", name), OF_ONE_NAME
    yield _key("address", address), FROM_ONE_ADDRESS


def _key(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; of IPv6 the network that one customer has.

    On https there is a proxy in front, and the last address of X-Forwarded-For is the one
    that it saw; what stands before that a visitor may have made up.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or seen
    try:
        address = ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, 64), strict=False))
    return str(address)
