"""The language model: loaded once per process, from what is installed."""

from __future__ import annotations

from functools import cache

import spacy
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from spacy.language import Language


@cache
def load_model() -> Language:
    """Return spaCy with SPACY_MODEL; nothing is ever downloaded."""
    try:
        return spacy.load(settings.SPACY_MODEL)
    except OSError as error:
        raise ImproperlyConfigured(
            f"SPACY_MODEL={settings.SPACY_MODEL!r} is not installed:"
            " see 'Language model' in README.md."
        ) from error


def model_name() -> str:
    """Return the model's name and version: another one makes other events."""
    meta = load_model().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
