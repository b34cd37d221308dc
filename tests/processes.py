"""Commands of the project as real processes, which can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 120  # seconds, on a busy machine


def start(*python: str, traced: bool = True, **environment: str) -> subprocess.Popen[str]:
    """Start Python with these arguments in a process group of its own; all it says is one text.
    If `traced`, coverage measures it, too."""
    left_out = set() if traced else {"COVERAGE_PROCESS_CONFIG"}
    inherited = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *python],
        cwd=ROOT,
        env=inherited | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str], status: int = 0) -> str:
    """What it said until it ended, which must be with this status."""
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == status, said
    return said


def kill(process: subprocess.Popen[str]) -> None:
    """Kill it and all that it started, as a lack of memory would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
