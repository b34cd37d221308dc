"""Sixteen readers at once, and the same pages by Datasette, on a folder that `fill.py` filled.

    DATA_DIR=/tmp/large .venv/bin/python benchmarks/readers.py [--seconds 20] [--datasette]
    DATA_DIR=/tmp/large .venv/bin/python benchmarks/readers.py --import FOLDER --deciding

Starts the server as `make run` does, on a port of its own, and has readers ask for pages of
all kinds as fast as they come. With --import a folder of articles is imported meanwhile, until
they have read; with --deciding an editor redates, hides and joins events (`deciding.py`). With
--datasette, Datasette is installed from PyPI into an environment beside the data, shows the
same database, and both are asked for the same in turn; what counts is the CPU time that each
server spends on a request.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

READERS = 16
DATASETTE = "datasette==0.65.1"
GOAL = 80


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--import", dest="folder", type=Path, help="articles to import meanwhile")
    parser.add_argument("--deciding", action="store_true", help="have an editor decide meanwhile")
    parser.add_argument("--datasette", action="store_true", help="ask Datasette, too")
    options = parser.parse_args()
    from benchmarks.reading_at_scale import addresses, set_up

    set_up()
    pages = addresses()
    with datelines() as port:
        for address in pages.values():
            fetch(port, address)
        report("reading", *read(port, list(pages.values()), options.seconds))
        if options.folder:
            with importing(options.folder):
                found = read(port, list(pages.values()), options.seconds)
            report("reading while importing", *found)
        if options.deciding:
            with deciding(options.seconds):
                found = read(port, list(pages.values()), options.seconds)
            report("reading while an editor decides", *found)
    if options.datasette:
        compare(pages)


@contextmanager
def datelines(workers: int = 2) -> Iterator[int]:
    """The server as `make run` starts it; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", "4", "--worker-class", "gthread"]
    command += ["--preload", "--log-level", "warning", "--no-control-socket"]
    with server(command, port, os.environ | {"SITE_URL": f"http://127.0.0.1:{port}"}):
        yield port


@contextmanager
def server(command: list[str], port: int, environ: dict[str, str]) -> Iterator[int]:
    """Run it until it is left; gives its process id."""
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if process.poll() is not None:
                sys.exit(f"{command[0]} ended: see above.")
            try:
                fetch(port, "/")
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def fetch(port: int, address: str) -> int:
    """The status of one answer, on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip, br"})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def read(port: int, pages: list[str], seconds: float) -> tuple[list[float], int]:
    """Seconds that each request took of READERS readers, and how many failed.

    One in two asks for a place that nobody has asked for before.
    """
    took: list[float] = []
    failed: list[str] = []
    end = time.monotonic() + seconds

    def reader(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - not for secrets
        while time.monotonic() < end:
            begun, page = time.monotonic(), some_page(chance, pages)
            try:
                status = fetch(port, page)
            except OSError as error:
                failed.append(str(error))
                continue
            took.append(time.monotonic() - begun)
            failed.extend([f"{status} {page}"] if status != 200 else [])

    threads = [threading.Thread(target=reader, args=[number]) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for problem in failed[:5]:
        print(f"  failed: {problem}")
    return took, len(failed)


def some_page(chance: random.Random, pages: list[str]) -> str:
    page = chance.choice(pages)
    if chance.random() < 0.5:
        return page
    year, month, day = (
        chance.randrange(1990, 2025),
        chance.randrange(1, 13),
        chance.randrange(1, 28),
    )
    return f"{page}{'&' if '?' in page else '?'}at={year}-{month:02}-{day:02}"


def report(name: str, took: list[float], failed: int) -> None:
    last = quantiles(took, n=100)[98]
    rate = len(took) * READERS / sum(took)
    print(
        f"{name}: {rate:.0f} requests a second with {READERS} readers, median"
        f" {1000 * median(took):.0f} ms, 99th percentile {1000 * last:.0f} ms, {failed} failed"
    )


@contextmanager
def importing(folder: Path) -> Iterator[None]:
    command = [sys.executable, "manage.py", "import_articles", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        print(f"  the import {'went on all the time' if process.poll() is None else 'has ended'}")
        process.terminate()  # nothing is lost: the next import goes on where it was
        process.wait()


@contextmanager
def deciding(seconds: float) -> Iterator[None]:
    command = [sys.executable, "benchmarks/deciding.py", "--seconds", str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        yield
    finally:
        process.wait()


# Beside Datasette


def compare(pages: dict[str, str]) -> None:
    """CPU time of either server per request, asked in turn, and how many times faster ours is."""
    from django.conf import settings

    database = Path(settings.DATABASES["default"]["NAME"])
    datasette, port = _datasette(Path(settings.DATA_DIR)), free_port()
    theirs = _their_pages(database.stem, pages)
    command = [str(datasette), "serve", str(database), "--port", str(port)]
    command += [
        "--setting",
        "sql_time_limit_ms",
        "120000",
        "--setting",
        "facet_time_limit_ms",
        "120000",
    ]
    with server(command, port, dict(os.environ)) as their_pid, datelines(1) as our_port:
        our_pid = _listener(our_port)
        for name, address in theirs.items():
            fetch(our_port, pages[name])
            ours = [_cpu_of(our_pid, our_port, _at_some_days(pages[name], n)) for n in range(5)]
            others = [_cpu_of(their_pid, port, [address]) for _ in range(3)]
            ratio = median(others) / max(median(ours), 0.001)
            print(
                f"{name}: Datasette {1000 * median(others):.0f} ms, ours {1000 * median(ours):.1f} ms:"
                f" {ratio:.0f} times faster (goal: {GOAL})"
            )


def _datasette(folder: Path) -> Path:
    """Datasette's own command, in an environment beside the data."""
    home = folder / "datasette"
    if not (home / "bin" / "datasette").exists():
        venv.create(home, with_pip=True)
        install = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", DATASETTE]
        subprocess.run(install, check=True)
    return home / "bin" / "datasette"


def _their_pages(database: str, pages: dict[str, str]) -> dict[str, str]:
    """The same fifty events by Datasette's table page."""
    table = f"/{database}/timeline_event?lead_id__isnull=1&_sort=sort_key&_size=50"
    actor = pages["frequent actor"].partition("=")[2]
    return {
        "first page": table,
        "frequent actor": f"{table}&actors__arraycontains={actor}",
        "common word": f"{table}&quote__contains={quote('bridge')}",
    }


def _listener(port: int) -> int:
    """The one worker of a gunicorn: the child of whoever started it."""
    for stat in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = stat.read_bytes().split(b"\0")
            parent = (stat.parent / "stat").read_text().rsplit(")", 1)[1].split()[1]
            above = Path("/proc", parent, "cmdline").read_bytes()
        except OSError:
            continue
        if f"127.0.0.1:{port}".encode() in words and f"127.0.0.1:{port}".encode() in above:
            return int(stat.parent.name)
    sys.exit("The worker of our own server was not found.")


def _cpu_of(process: int, port: int, addresses: list[str]) -> float:
    """CPU seconds that the process spends on one of the requests."""
    begun = _spent(process)
    for address in addresses:
        fetch(port, address)
    return (_spent(process) - begun) / len(addresses)


def _at_some_days(address: str, turn: int) -> list[str]:
    """The page from twenty days on that nobody has asked for: nothing is answered from memory."""
    sign = "&" if "?" in address else "?"
    return [f"{address}{sign}at={2000 + turn}-{1 + day % 12:02}-{1 + day:02}" for day in range(20)]


def _spent(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
