"""Imported once by the process that forks readers, so that each of them begins at once."""

from __future__ import annotations

import django

django.setup()

import articles.importing.limits  # noqa: E402, F401 - what needs Django set up
