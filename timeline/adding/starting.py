"""Starting the child process of an import: beside the server, and outliving it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from typing import Any

from django.conf import settings

from timeline.adding.jobs import Job, running_jobs

MOST_AT_ONCE = 4  # each takes some 300 MB while it finds events, one after the other


class TooManyImports(Exception):
    """As many as the machine should have are under way."""


def start(job: Job) -> None:
    """Have a process of its own do the job, unless one does already.

    It inherits the lock that is taken here, so that there is no moment without. Raises
    TooManyImports, and OSError where the system starts no more.
    """
    if running_jobs() >= MOST_AT_ONCE:
        raise TooManyImports
    with job.lock.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # asked for twice
        job.begin()
        with (job.folder / "log").open("ab") as log:
            child = subprocess.Popen(  # noqa: S603 - ours, with a folder of ours
                [sys.executable, "-m", "timeline.adding.child", str(job.folder)],
                cwd=settings.BASE_DIR,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[lock.fileno()],
                start_new_session=True,  # Ctrl-C at the server is not for it
            )
    threading.Thread(target=child.wait, daemon=True).start()  # leaves no zombie


def _environment() -> dict[str, Any]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
        "DATA_DIR": str(settings.DATA_DIR),
    }
