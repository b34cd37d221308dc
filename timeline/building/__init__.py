"""The steps of a build: read articles, save their accounts, name, link and index them.

`timeline.build` puts them in order. A step touches what has changed and what that can
change, never the whole corpus, and leaves what a build from nothing would leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from timeline import engine


class ReaderLost(RuntimeError):
    """A process that read articles was ended from outside."""


@contextmanager
def one_at_a_time(waiting: Callable[[], object] | None = None) -> Iterator[None]:
    """Wait until no other process builds: it would read the same articles.

    `waiting` is called if there is one. The lock goes with its process, however that one ends.
    """
    with engine.current().alone(waiting):
        yield
