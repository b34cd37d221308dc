"""The original bytes of every file, kept beside the database under their own hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_ABANDONED = 3_600  # seconds


def keep_original(content: bytes) -> str:
    """Write `content` into the data folder unless it is there, and return its SHA-256.

    Written beside its place and moved there whole, so that a killed import leaves no half
    of a file.
    """
    digest = _digest(content)
    path = original_path(digest)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    return digest


def forget_drafts() -> None:
    """Take away what an import that was killed had begun to write: not what another writes now."""
    old = time.time() - _ABANDONED
    for draft in Path(settings.DATA_DIR, "originals").glob("*/.draft-*"):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime < old:
                draft.unlink()


@lru_cache(maxsize=1)
def _digest(content: bytes) -> str:
    """Counted once for all articles of a file."""
    return hashlib.sha256(content).hexdigest()


def original_path(digest: str) -> Path:
    return Path(settings.DATA_DIR) / "originals" / digest[:2] / digest
