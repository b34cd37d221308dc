"""Sentences that are no English: quotations and paragraphs in another language or script.

The parser and the grammar of dates know English only, and read nonsense into anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.extraction.words import listed

# Little words in lower case that no English sentence has, names apart; and those that each has.
FOREIGN = listed(
    "der das und ein eine einen einem einer dem den im ist wurde wurden mit auf für von nicht hat haben sich "
    "auch nach bei zur zum als aus wird über le la les et du de une est dans qui avec pas ont été aux sa ses "
    "cette l' el los las y en del uno con para que se su al es fue han por lo gli di della che è nel dei sono "
    "ha il una het een van op voor zijn heeft te niet os da em um uma com não na no do ao pelo w z się jest "
    "oraz nie że og det som av til på ikke att och är för med ve bir bu için ile"
)
ENGLISH = listed(
    "the a an of in to and was were is are has have had on by at for with said that from as his her its their "
    "it he she they will would be been after before but not who which this i we you"
)
WORD = re.compile(r"[^\W\d_]+['’]?")
PARTICLES = listed("von van der den ter de del della di da dos du la le el al bin ibn")
NEEDED = 3  # words that must speak for another language


def is_foreign(text: str) -> bool:
    """Whether a sentence is in another language or script, by its little words or its letters."""
    words = WORD.findall(text)
    latin = sum(word[0] < "\u0250" for word in words)
    if 2 * latin < len(words):
        return True
    foreign = sum(_little_words(words))
    return foreign >= NEEDED and foreign > sum(word.lower() in ENGLISH for word in words)


def _little_words(words: list[str]) -> Iterator[bool]:
    """Whether each word is a foreign one, and no part of a name: "Jean de la Croix"."""
    in_name = False
    for word in words:
        in_name = word[0].isupper() or (in_name and word in PARTICLES)
        yield not in_name and (word in FOREIGN or word[1:] in ("'", "’"))
