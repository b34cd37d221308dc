"""Text in capitals as the parser can read it."""

from __future__ import annotations

import re

FEWEST = 12  # letters: less are an abbreviation
OPENS = re.compile(r"(?:\A|[.!?…]['\"”’)]?\s)\W{0,3}(\w)")


def is_shouted(text: str) -> bool:
    """Whether all its letters are capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) >= FEWEST


def spoken(text: str) -> str:
    """The text in small letters but for the first of each sentence, of the same length."""
    small = "".join(one if len(one) == 1 else letter for letter in text for one in [letter.lower()])
    return OPENS.sub(
        lambda opening: (
            opening[0].upper() if len(opening[0].upper()) == len(opening[0]) else opening[0]
        ),
        small,
    )
