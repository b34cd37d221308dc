"""A server of its own on a data folder of its own, as `make run` starts it: for what outlives a request."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PASSWORD = "a long and quiet word"


@dataclass(frozen=True)
class Newsroom:
    url: str
    data: Path
    environment: dict[str, str]

    def link(self, *arguments: str) -> str:
        """A one-time link, as an operator gets it."""
        return re.search(r"http\S+", self.manage("editor_link", *arguments))[0]

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(  # noqa: S603
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def kill_imports(self) -> int:
        """Kill every import's process and return how many there were."""
        killed = 0
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if b"timeline.adding.child" in words and os.fsencode(self.data) in b" ".join(words):
                os.kill(int(path.parent.name), signal.SIGKILL)
                killed += 1
        return killed


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    data, port = tmp_path_factory.mktemp("newsroom"), _free_port()
    url = f"http://127.0.0.1:{port}"
    # DEBUG serves the style sheets without collecting them first.
    environment = {**os.environ, "DATA_DIR": str(data), "SITE_URL": url, "DEBUG": "yes"}
    environment.pop("COVERAGE_PROCESS_CONFIG", None)  # as all that is driven by a browser
    room = Newsroom(url, data, environment)
    room.manage("migrate", "--verbosity", "0")
    server = _serve(room, port)
    yield room
    server.terminate()
    server.wait()
    room.kill_imports()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _serve(room: Newsroom, port: int) -> Any:
    log = (room.data / "server.log").open("wb")
    command = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--threads", "4", "--worker-class", "gthread", "--no-control-socket"],
        cwd=ROOT, env=room.environment, stdout=log, stderr=log,
    )  # fmt: skip
    log.close()
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{room.url}/sign-in/", timeout=5):  # noqa: S310
                return server
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server did not start: {(room.data / 'server.log').read_text()}")
