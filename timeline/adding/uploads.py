"""Files on their way in: each goes straight into the folder of its import, up to a limit."""

from __future__ import annotations

from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from articles.importing.limits import LARGEST_FILE
from timeline.adding.jobs import Item, Job

MOST_FILES = settings.DATA_UPLOAD_MAX_NUMBER_FILES
LARGEST_SENDING = 500 * 1024 * 1024  # bytes, all files of one sending together
_MB = 1024 * 1024
LIMITS = (
    f"Up to {MOST_FILES} files at once, {LARGEST_FILE // _MB} MB each and"
    f" {LARGEST_SENDING // _MB} MB together."
)
TOO_LARGE = f"it has more than {LARGEST_FILE // _MB} MB: split it"


class IntoTheJob(FileUploadHandler):
    """Keeps no file in memory; one that is too large is left out and said."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self.items: list[Item] = []
        self._file: IO[bytes] | None = None
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._size = 0
        self._file = self.job.stored(self._item()).open("wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > LARGEST_FILE:
            item = self._item()
            self.close()
            self.job.stored(item).unlink()
            self.items.append(Item("file", item.name, refused=TOO_LARGE))
            raise SkipFile
        if self._file:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        """Nothing is handed on: the file is where it belongs."""
        self.close()
        self.items.append(self._item())

    def upload_interrupted(self) -> None:
        self.close()

    def _item(self) -> Item:
        name = (self.file_name or "").encode("utf-8", "replace").decode("utf-8")
        return Item("file", name[-300:], stored=f"{len(self.items) + 1:04}")

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


class Unread(FileUploadHandler):
    """Of somebody who is not signed in no file is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        return None
