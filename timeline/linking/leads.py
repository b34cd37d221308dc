"""Which account stands for an event: the one that tells it best, and reads well alone."""

from __future__ import annotations

import re

from timeline.linking.shapes import LinkAccount

# A headline that begins with one of these needs the sentence before it, or its own subject.
_CONTEXT_WORDS = """
he she it they this that these those his her its their him them there here who which
was were is are has have had be been being and but or as also
"""
_NEEDS_MORE = frozenset(_CONTEXT_WORDS.split())
# Somebody speaks of himself: who that is, only the sentence around it says.
_SELF = "i we me us my our ours myself ourselves"
_FIRST_PERSON = frozenset(_SELF.split())
_WORD = re.compile(r"[^\W\d_]+")
_READABLE = range(20, 101)  # letters


def reads_well(headline: str) -> bool:
    """Whether it is of readable length and needs no context to be understood."""
    words = [
        word if word.isupper() and word != "I" else word.casefold()  # "IT" and "US" are names
        for word in _WORD.findall(headline)
    ]
    alone = bool(words) and words[0] not in _NEEDS_MORE and _FIRST_PERSON.isdisjoint(words)
    return alone and len(headline) in _READABLE


def best_told(account: LinkAccount) -> tuple[object, ...]:
    """Sort key: the most exact date first, then a headline that reads well alone, with an
    actor to it, then the place in the article."""
    return (
        account.days,
        account.approximate,
        not reads_well(account.headline),
        not account.actors,
        account.paragraph,
        account.id,
    )
