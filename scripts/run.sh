#!/bin/sh
# Set up the data folder once, then serve the timeline. Called by `make run`.
set -eu
python=.venv/bin/python
export SITE_URL="${SITE_URL:-http://$ADDRESS}"

$python - "$ADDRESS" << 'PYTHON'
import socket
import sys

host, _, port = sys.argv[1].rpartition(":")
try:
    with socket.create_server((host.strip("[]"), int(port)), family=socket.AF_INET6 if "[" in host else socket.AF_INET):
        pass
except (OSError, ValueError, OverflowError) as error:
    sys.exit(f"ADDRESS={sys.argv[1]!r} cannot be served on: {getattr(error, 'strerror', None) or error}. Name another: make run ADDRESS=127.0.0.1:8001")
PYTHON

$python manage.py migrate --verbosity 0

# The sample articles come in at the very first run only: deleted, they stay deleted.
first_run_done="${DATA_DIR:-data}/first-run-done"
if [ ! -e "$first_run_done" ]; then
    if [ "$SEEDS" != no ]; then
        $python manage.py import_articles seeds
    fi
    touch "$first_run_done"
fi

# What an earlier version of the program read is read again by this one.
$python manage.py build_timeline --waiting

$python manage.py editor_link --first
# A long address is answered by the page, which says what is too long: up to the server's most.
exec $python -m gunicorn timeline.wsgi --config scripts/when_ready.py --bind "$ADDRESS" --workers 2 --threads 4 \
    --worker-class gthread --preload --log-level warning --no-control-socket --limit-request-line 8190
