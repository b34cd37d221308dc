"""What a process keeps of what it has made, until the timeline changes; bounded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")
MOST = 200  # things, the last used

_lock = Lock()
_things: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()


def kept_until(version: int, name: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gives, made once for this version of the timeline."""
    key = (version, name)
    with _lock:
        if key in _things:
            _things.move_to_end(key)
            found: Made = _things[key]
            return found
    made = make()
    with _lock:
        _things[key] = made
        while len(_things) > MOST:
            _things.popitem(last=False)
    return made


def keep_only(wanted: Callable[[Any], bool]) -> None:
    """Forget all things but those whose names are wanted."""
    with _lock:
        for key in [key for key in _things if not wanted(key[1])]:
            del _things[key]
