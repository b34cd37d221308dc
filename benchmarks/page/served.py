"""What is measured, served on loopback: Datelines as `make run` does, the peers as compressed files."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_ONCE_COLLECTED = 120  # seconds until a server answers


def corpus(folder: Path, events: int) -> Path:
    """Return a data folder with so many made-up events, written now if it is not there."""
    done = folder / "filled"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _python("benchmarks/fill.py", str(events), data=folder)
        done.touch()
    return folder


def exported(data: Path) -> list[dict[str, Any]]:
    """The events of the data folder, as anyone gets them."""
    written = _python("manage.py", "export_timeline", "--format", "json", data=data)
    events: list[dict[str, Any]] = json.loads(written)["events"]
    return events


@contextmanager
def datelines(data: Path, port: int) -> Iterator[str]:
    """Serve the data folder by the script behind `make run`; give its address."""
    address = f"127.0.0.1:{port}"
    _python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", data=data)
    environment = _environment(data) | {
        "ADDRESS": address, "SEEDS": "no", "SITE_URL": f"http://{address}"
    }  # fmt: skip
    server = subprocess.Popen(
        ["/bin/sh", "scripts/run.sh"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://{address}/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def files(folder: Path, port: int) -> Iterator[str]:
    """Serve a folder, compressed; give its address."""
    handler = partial(_Compressed, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        server.server_close()


class _Compressed(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = _squeezed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing is said of what is served."""


@cache
def _squeezed(path: Path, changed: int) -> bytes:
    """What is sent; `changed` tells the events of one corpus from those of another."""
    return gzip.compress(path.read_bytes(), 9)


def _python(*arguments: str, data: Path) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(data), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(data), "DEBUG": ""}


def _wait_for(url: str) -> None:
    until = time.monotonic() + _ONCE_COLLECTED
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 our own address
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
