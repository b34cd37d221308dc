#!/bin/sh
# Find a Chromium for the browser tests, or install one; say plainly when there is none.
# The argument is the one to look for first and the Debian package to install it from: tests take
# the one without windows, which costs a third of the time.
set -eu
wanted="${1:-chromium}"

found() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
    for name in "$wanted" chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" > /dev/null 2>&1 && return 0
    done
    .venv/bin/python - << 'PYTHON'
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not Path(playwright.chromium.executable_path).exists())
PYTHON
}

found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1; then
    echo "Installing Debian's chromium for the browser tests ..."
    apt-get update -q > /dev/null 2>&1 || true
    for package in "$wanted" chromium; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" > /dev/null 2>&1 || true
        found && exit 0
    done
fi
echo "Fetching Playwright's Chromium for the browser tests ..."
.venv/bin/playwright install chromium > /dev/null 2>&1 || true
found && exit 0
echo "No Chromium for the browser tests: install one (Debian: apt-get install chromium) or set CHROMIUM to its path." >&2
exit 1
