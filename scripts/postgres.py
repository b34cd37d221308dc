"""Run a command beside a PostgreSQL server of its own, which is gone afterwards.

    .venv/bin/python scripts/postgres.py COMMAND...

The command finds the server by DATABASE_URL. It is the system's (Debian's package postgresql),
else that of the wheel `pgserver`. Its data is in a folder of its own under /tmp; as root it runs
as an ordinary user, since PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

WAIT = 60  # seconds for the server to answer
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


def main(command: list[str]) -> int:
    if not command:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    programs = find_programs()
    if programs is None:
        sys.stderr.write(
            "No PostgreSQL server was found. Install one (apt-get install postgresql), or:"
            " .venv/bin/python -m pip install pgserver\n"
        )
        return 1
    folder = Path(tempfile.mkdtemp(prefix="datelines-postgres-", dir="/tmp"))
    try:
        return run(programs, folder, command)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path | None:
    """The folder of initdb and postgres."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    found = [Path(one).parent for one in [shutil.which("initdb")] if one]
    wheel = find_spec("pgserver")
    if wheel and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next((path for path in [*reversed(system), *found] if (path / "initdb").exists()), None)


def run(programs: Path, folder: Path, command: list[str]) -> int:
    user = ordinary_user()
    data = folder / "data"
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    identity = {"user": user.pw_uid, "group": user.pw_gid} if user else {}
    initdb = [programs / "initdb", "-D", data, "-U", "datelines", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*initdb, "--locale=C", "--no-sync"],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        **identity,
    )
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            cwd=folder,
            stdout=log,
            stderr=log,
            **identity,
        )
        try:
            wait_for(programs, folder, server)
            url = f"postgresql://datelines@/postgres?host={folder}"
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})
        finally:
            server.send_signal(signal.SIGINT)  # end now, not when all have left
            server.wait()


def ordinary_user() -> pwd.struct_passwd | None:
    """Whom the server runs as; None for whoever runs this."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def wait_for(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    ready = [programs / "pg_isready", "-q", "-h", folder]
    end = time.monotonic() + WAIT
    while time.monotonic() < end and server.poll() is None:
        if (folder / ".s.PGSQL.5432").exists() and not (programs / "pg_isready").exists():
            return
        if (programs / "pg_isready").exists() and subprocess.call(ready) == 0:
            return
        time.sleep(0.1)
    sys.stderr.write((folder / "log").read_text())
    raise SystemExit("The PostgreSQL server did not start: see above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
