"""Languages by their codes."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

# What Django has no translation for, and so no name.
_OTHERS = {
    "am": "Amharic",
    "as": "Assamese",
    "eu": "Basque",
    "fo": "Faroese",
    "gu": "Gujarati",
    "ha": "Hausa",
    "jv": "Javanese",
    "ku": "Kurdish",
    "la": "Latin",
    "lo": "Lao",
    "mg": "Malagasy",
    "mt": "Maltese",
    "no": "Norwegian",
    "or": "Odia",
    "pa": "Punjabi",
    "ps": "Pashto",
    "rw": "Kinyarwanda",
    "si": "Sinhala",
    "so": "Somali",
    "tl": "Tagalog",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
}


def name_of_language(code: str) -> str:
    """Its English name; the code itself where it has none here."""
    known = LANG_INFO.get(code, {}).get("name")
    return str(known or _OTHERS.get(code, code))
