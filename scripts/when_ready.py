"""What `make run` has gunicorn say once it answers."""

from __future__ import annotations

import os


def when_ready(_server: object) -> None:
    print(f"Datelines is on {os.environ['SITE_URL']} (stop it with Ctrl-C)", flush=True)
