"""The language model: loaded once per process, from what is installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from spacy.language import Language
from spacy.util import get_model_meta, get_package_path, is_package


def load_model() -> Language:
    """Return spaCy with SPACY_MODEL; nothing is ever downloaded."""
    return load_model_named(settings.SPACY_MODEL)


@cache
def load_model_named(name: str) -> Language:
    """Return the installed model; needs no settings, so that any process can load it.

    Raises ImproperlyConfigured if it is not installed.
    """
    try:
        return spacy.load(name)
    except OSError as error:
        raise _not_installed(name) from error


def model_name() -> str:
    """Return the model's name and version, without loading it: another one makes other events."""
    name = settings.SPACY_MODEL
    try:
        meta = get_model_meta(get_package_path(name) if is_package(name) else Path(name))
    except OSError as error:
        raise _not_installed(name) from error
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _not_installed(name: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"SPACY_MODEL={name!r} is not installed: see 'Language model' in README.md."
    )
