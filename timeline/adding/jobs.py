"""One import that was asked for on the page: a folder with what was sent and how far it is.

    imports/<id>/asked.json      who asked, and the items in order
                 files/0001      what was sent, under names of ours; gone once it was read
                 progress.json   what is being done, renewed whole
                 done/0001.json  what became of each item
                 end.json        that it is over, and what went wrong if anything did
                 lock            held by the child process as long as it lives

Whether the child lives is told by the lock alone, so that a killed one, a stopped server and a
machine started anew are all noticed.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

KEPT_FOR, HALF_SENT_FOR = timedelta(days=30), timedelta(days=1)
FULL = "The disk of this machine is full. What was read is kept. Make room, then try again."
_ROOM = 1024 * 1024  # bytes, below which nothing can be done
RUNNING, DONE, FAILED, STOPPED = "running", "done", "failed", "stopped"


@dataclass(frozen=True, slots=True)
class Item:
    """One file, pasted text or link: `name` as the person knows it, `stored` its file here.

    `facts` are what was typed beside a pasted text; `columns` which fact a table's column holds.
    """

    kind: str  # "file", "paste" or "link"
    name: str
    stored: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    refused: str = ""  # why it was not taken


@dataclass(frozen=True, slots=True)
class Job:
    folder: Path

    @property
    def key(self) -> str:
        return self.folder.name

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    def asked(self) -> dict[str, Any]:
        return _read(self.folder / "asked.json")

    def items(self) -> list[Item]:
        return [Item(**item) for item in self.asked().get("items", [])]

    def ask(self, items: list[Item], *, by: str, at: datetime) -> None:
        listed = [asdict(item) for item in items]
        _write(self.folder / "asked.json", {"by": by, "at": at.isoformat(), "items": listed})

    def stored(self, item: Item) -> Path:
        return self.folder / "files" / item.stored

    def say(self, phase: str, done: int = 0, total: int = 0, name: str = "") -> None:
        """Write down how far it is; on a full disk the import matters more than this."""
        try:
            _write(
                self.folder / "progress.json",
                {"phase": phase, "done": done, "total": total, "name": name},
            )
        except OSError:
            return

    def progress(self) -> dict[str, Any]:
        return _read(self.folder / "progress.json")

    def note(self, number: int, rows: list[dict[str, Any]]) -> None:
        """Keep what became of the item; a second start goes on after it."""
        _write(self._note(number), {"rows": rows})

    def is_noted(self, number: int) -> bool:
        return self._note(number).exists()

    def rows(self, number: int) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = _read(self._note(number)).get("rows", [])
        return rows

    def end(self, problem: str = "") -> None:
        _write(self.folder / "end.json", {"problem": problem})

    def name_columns(self, number: int, columns: dict[str, str]) -> None:
        """Have the item of this number read anew, with its columns named."""
        asked = self.asked()
        asked["items"][number - 1]["columns"] = columns
        _write(self.folder / "asked.json", asked)
        self._note(number).unlink(missing_ok=True)

    def delete(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self) -> None:
        (self.folder / "end.json").unlink(missing_ok=True)
        self.say("starting")

    def problem(self) -> str:
        """What went wrong, in words; a full disk is told though it could not be written down."""
        noted = str(_read(self.folder / "end.json").get("problem", ""))
        return noted or (FULL if shutil.disk_usage(self.folder).free < _ROOM else "")

    def state(self) -> str:
        """running, done, failed (it said why) or stopped (it was ended from outside)."""
        ended = (self.folder / "end.json").exists()  # looked at first: the child ends, then leaves
        if is_held(self.lock):
            return RUNNING
        if ended or (self.folder / "end.json").exists():
            return FAILED if _read(self.folder / "end.json").get("problem") else DONE
        return STOPPED

    def _note(self, number: int) -> Path:
        return self.folder / "done" / f"{number:04}.json"


def imports_folder() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def new_job() -> Job:
    folder = imports_folder() / secrets.token_hex(8)
    (folder / "files").mkdir(mode=0o700, parents=True)
    return Job(folder)


def find_job(key: str) -> Job | None:
    """The job of this id, which is one of ours: never a path out of the folder."""
    folder = imports_folder() / key
    known = key.isascii() and key.isalnum() and (folder / "asked.json").is_file()
    return Job(folder) if known else None


def latest_jobs(most: int) -> list[Job]:
    """The last ones that were asked for, newest first."""
    known = [job for job in _all() if (job.folder / "asked.json").is_file()]
    return sorted(known, key=lambda job: str(job.asked().get("at", "")), reverse=True)[:most]


def running_jobs() -> int:
    return sum(1 for job in _all() if is_held(job.lock))


def tidy(now: datetime) -> None:
    """Delete the folders of old imports, and what was left of a sending that broke off."""
    for job in _all():
        asked = (job.folder / "asked.json").is_file()
        try:
            age = now.timestamp() - job.folder.stat().st_mtime
        except OSError:
            continue  # another process tidies, too
        over = KEPT_FOR if asked else HALF_SENT_FOR
        if age > over.total_seconds() and not is_held(job.lock):
            shutil.rmtree(job.folder, ignore_errors=True)


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock."""
    try:
        with path.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _all() -> Iterator[Job]:
    folder = imports_folder()
    if folder.is_dir():
        yield from (Job(path) for path in folder.iterdir() if path.is_dir())


def _write(path: Path, value: dict[str, Any]) -> None:
    """Whole or not at all, whoever reads meanwhile."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        draft.write_text(json.dumps(value), "utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
