"""A file that misbehaves ends with its reader and is named; the others are read."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from articles.importing import files_in, import_files, readers
from articles.importing.drafts import UnreadableFile
from articles.importing.readers import Reader
from tests.broken_readers import misbehaving


def read_with(reader: Reader, words: str) -> str:
    (draft,) = reader.read(words.encode(), "a.txt")
    return draft.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("spin", "more than 1 seconds of computing"),
        ("sleep", "more than 2 seconds"),
        ("grow", "more than 512 MB of memory"),
        ("die", "it is damaged: its reader broke off"),
        ("break", "it is damaged: ZeroDivisionError: as asked"),
    ],
)
def test_a_file_that_goes_too_far_is_told_and_the_next_is_read(words, said):
    patience = 2 if words == "sleep" else 30
    with Reader(seconds=1, patience=patience, serve=misbehaving) as reader:
        assert read_with(reader, "good one") == "good one"
        with pytest.raises(UnreadableFile, match=said):
            read_with(reader, words)
        assert read_with(reader, "good two") == "good two"


def test_a_reader_cannot_write_a_file(tmp_path):
    with Reader(serve=misbehaving) as reader, pytest.raises(UnreadableFile, match="too large"):
        read_with(reader, f"write {tmp_path}/escaped")
    assert not any(path.stat().st_size for path in tmp_path.iterdir())


def test_one_process_reads_many_files_each_with_its_own_time():
    with Reader(seconds=2) as reader:
        read_with(reader, "Ministers met.")
        process = reader._process.pid
        for number in range(50):
            read_with(reader, f"Ministers met {number} times.")
        assert reader._process.pid == process


def test_the_process_is_the_same_whether_it_is_forked_here_or_elsewhere():
    stop = threading.Event()
    threading.Thread(target=stop.wait, daemon=True).start()
    try:
        with Reader() as reader:
            assert read_with(reader, "Ministers met.") == "Ministers met."
            with pytest.raises(UnreadableFile, match="it is empty"):
                read_with(reader, "")
    finally:
        stop.set()


def test_one_process_reads_many_web_pages():
    with Reader() as reader:
        processes = set()
        for number in range(3):
            page = f"<html><body><p>Ministers met in Ostrava on Monday, {number} said.</p></body></html>"
            assert f"{number} said" in read_with(reader, page)
            processes.add(reader._process and reader._process.pid)
    assert len(processes) == 1 and None not in processes


def test_a_reader_ends_with_the_one_that_asks():
    with Reader() as reader:
        read_with(reader, "Ministers met.")
        process = reader._process
    assert not process.is_alive()


def test_a_reader_whose_asker_was_killed_ends(tmp_path):
    told = tmp_path / "pid"
    asker = os.fork()
    if not asker:
        with Reader() as reader:
            read_with(reader, "Ministers met.")
            told.write_text(str(reader._process.pid))
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(asker, 0)
    reader_process = int(told.read_text())
    for _ in range(100):
        try:
            with open(f"/proc/{reader_process}/stat", encoding="ascii") as file:  # noqa: PTH123
                if file.read().split()[2] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.05)
    os.kill(reader_process, signal.SIGKILL)
    raise AssertionError("the reader went on")


def test_what_a_killed_import_began_to_write_goes_in_time(db, tmp_path, settings):
    folder = settings.DATA_DIR / "originals" / "ab"
    folder.mkdir(parents=True)
    old, new = folder / ".draft-old", folder / ".draft-new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    (tmp_path / "a.txt").write_text("Ministers met.")
    assert [one.status for one in import_files(files_in([tmp_path]))] == ["imported"]
    assert not old.exists() and new.exists()
    assert readers.CPU_SECONDS == 30
