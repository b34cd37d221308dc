"""What all commands of the timeline share."""

from __future__ import annotations

import errno
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection
from tqdm import tqdm

from timeline.building import ReaderLost

_PATIENCE = 600_000  # milliseconds
FULL = {errno.ENOSPC, errno.EDQUOT}
_FULL_DISK = (
    "The disk is full. What was done is kept: make room, and run the command again to go on."
)


class TimelineCommand(BaseCommand):
    """A command that may be stopped, or whose database may be missing, behind or broken: told
    in one sentence."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            _wait_for_the_database()
            return super().execute(*args, **options)
        except ReaderLost as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError(
                "Stopped. What was done is kept; the next import or build goes on from there.",
                returncode=130,
            ) from error
        except OSError as error:
            if error.errno not in FULL:
                raise
            raise CommandError(f"{_FULL_DISK} ({error.strerror}: {error.filename})") from error
        except (OperationalError, ProgrammingError) as error:
            said = str(error).strip().partition("\n")[0]
            if "disk is full" in said or "No space left" in said:
                raise CommandError(f"{_FULL_DISK} ({said})") from error
            raise CommandError(
                f"The database cannot be used: {said}. If it was never set up here, run: make run"
            ) from error


def show_progress(bar: tqdm[Any], done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)


def _wait_for_the_database() -> None:
    """A command has time: it waits for another one's long writing instead of failing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
