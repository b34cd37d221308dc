"""In which language a text is written: told from its words, offline.

Only English is extracted, so a text is called foreign on strong evidence alone: it has few of
the little words that English cannot do without, and the classifier is sure of another language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_LITTLE_WORDS = """
the a an of to and was were is are has have had on by at for with said that from as his her its
their it he she they would been after before but not who which this we you
"""
_ENGLISH = frozenset(_LITTLE_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000  # characters that are looked at
_LEAST_ENGLISH = 0.18  # share of little words: English news has 0.3 and more, others below 0.1
_ENOUGH = 60  # letters: fewer do not tell
_SURE = 0.95  # that it is not English
_LIKELIEST = 0.5  # Arabic, say, shares its evidence with its dialects, Croatian with Bosnian
_NO_OTHER = ("en", "pcm", "zxx")  # English, Nigerian English and no language


def language_of(text: str) -> str:
    """Return its ISO 639 code, "" where the text is too short or too odd to tell."""
    words = _WORD.findall(text[:_READ])
    if not words:
        return ""
    little = sum(word.lower() in _ENGLISH for word in words)
    if little >= _LEAST_ENGLISH * len(words):
        return "en" if little >= 3 else ""
    letters = " ".join(words)
    if sum(2 if letter > "\u0fff" else 1 for letter in letters) < _ENOUGH:
        return ""
    ranked = dict(_classifier().rank(letters))
    code = max(ranked, key=lambda one: ranked[one])
    english = sum(ranked.get(one, 0.0) for one in _NO_OTHER)
    return str(code) if ranked[code] > _LIKELIEST and english < 1 - _SURE else ""


@cache
def _classifier() -> Any:
    """Loaded (in a second) only for a text that is not plainly English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
