"""Make the virtual environment and install the pinned requirements, with nothing but Python.

    python3 scripts/environment.py .venv requirements.txt [requirements-dev.txt ...]

Every package is checked against its hash. Run again it costs nothing: what was installed is
written down in the environment. A Debian without python3-venv (no ensurepip) is served, too:
pip's own wheel is then fetched from the package index and checked like the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request
import venv
from pathlib import Path

PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_HASH = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST:
        sys.stderr.write(
            f"Python {sys.version.split()[0]} is too old: Datelines needs {OLDEST[0]}.{OLDEST[1]} or later."
            " Name another with: make run PYTHON=python3.12\n"
        )
        return 1
    if len(arguments) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder, requirements = Path(arguments[0]), [Path(name) for name in arguments[1:]]
    wanted = "\n".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in requirements)
    stamp = folder / f".installed-{len(requirements)}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return 0
    return install(folder, requirements, stamp, wanted)


def install(folder: Path, requirements: list[Path], stamp: Path, wanted: str) -> int:
    python = folder / "bin" / "python"
    if not runs(python):
        venv.EnvBuilder(with_pip=False, symlinks=True, clear=folder.exists()).create(folder)
    pip = find_pip(folder, python)
    for path in requirements:
        print(f"Installing {path.name} (a few minutes the first time) ...", flush=True)
        command = [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        code = subprocess.call([*command, "--require-hashes", "--requirement", str(path)])
        if code:
            sys.stderr.write(
                f"{path.name} could not be installed (see above). With a network, run make again:"
                " it goes on where it stopped.\n"
            )
            return code
    for other in folder.glob(".installed-*"):
        other.unlink()  # it speaks of what was here before
    stamp.write_text(wanted)
    return 0


def runs(python: Path) -> bool:
    """Whether there is an environment and the Python that made it is still there."""
    return python.exists() and subprocess.call([str(python), "-c", ""]) == 0


def find_pip(folder: Path, python: Path) -> list[str]:
    """Return the command that is pip: the environment's, Python's own, or the fetched wheel's."""
    own = [str(python), "-m", "pip"]
    for attempt in ([*own, "--version"], [str(python), "-m", "ensurepip", "--default-pip"]):
        done = subprocess.run(attempt, capture_output=True, check=False)
        if done.returncode == 0:
            return own
    return [str(python), str(fetched_pip(folder) / "pip")]


def fetched_pip(folder: Path) -> Path:
    """Return pip's wheel, fetched from the package index unless it is there; Python can run it."""
    path = folder / PIP_WHEEL
    if not path.exists():
        content = fetch(wheel_address())
        found = hashlib.sha256(content).hexdigest()
        if found != PIP_HASH:
            sys.exit(
                f"{PIP_WHEEL} has the hash {found} instead of {PIP_HASH}: it was not installed."
            )
        path.write_bytes(content)
    return path


def wheel_address() -> str:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    page = fetch(f"{index}/pip/", accept="application/vnd.pypi.simple.v1+json")
    for file in json.loads(page)["files"]:
        if file["filename"] == PIP_WHEEL:
            return urllib.parse.urljoin(f"{index}/pip/", file["url"])
    sys.exit(
        f"{PIP_WHEEL} is not in the package index {index}: set PIP_INDEX_URL to one that has it."
    )


def fetch(address: str, accept: str = "*/*") -> bytes:
    if not address.startswith("https://"):
        sys.exit(f"{address} is no https address: set PIP_INDEX_URL to one.")
    context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
    if not context.get_ca_certs() and not context.cert_store_stats()["x509_ca"]:
        # A bare Debian has no certificates to check against. What is fetched here is only
        # ever used after its hash was checked against the one written above.
        context = ssl._create_unverified_context()  # noqa: S323
    request = urllib.request.Request(address, headers={"Accept": accept})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60, context=context) as answer:  # noqa: S310
            return bytes(answer.read())
    except OSError as error:
        sys.exit(f"{address} could not be fetched: {error}. A network is needed the first time.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
