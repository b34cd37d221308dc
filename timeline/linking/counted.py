"""What a figure counts, and whether two figures count the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

# Words for one thing, whatever the number: the first stands for the others.
_SAME = """
dead death killed fatality fatalities victim
injured wounded hurt injury injuries
company companies firm business businesses corporation enterprise
house home
"""
_FIRST = {word: line.split()[0] for line in _SAME.splitlines() for word in line.split()}
# Words for persons. Those may be anybody, so they are one thing only where the number is one, too.
_PERSON_WORDS = """
person people individual man men woman women adult citizen civilian resident inhabitant
official diplomat envoy personnel staff employee worker member agent officer spy spies
soldier troop fighter militant rebel gunman gunmen policeman policemen
passenger traveller tourist visitor survivor patient child children student pupil teenager
migrant refugee prisoner inmate detainee hostage suspect protester demonstrator
"""
_PERSONS = frozenset(_PERSON_WORDS.split())
_AND = re.compile(r"\s*(?:,|\band\b|\bor\b|/)\s*")


@lru_cache(maxsize=4096)
def nouns_of(counts: str) -> frozenset[str]:
    """The things counted: "entities and individuals" are two, and "senior diplomats" one."""
    parts = (part.split() for part in _AND.split(counts.casefold()))
    return frozenset(_one_word(part[-1]) for part in parts if part)


def are_persons(nouns: frozenset[str]) -> bool:
    return bool(nouns) and nouns <= _PERSONS


def _one_word(noun: str) -> str:
    single = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    return _FIRST.get(noun) or _FIRST.get(single) or (noun if noun in _PERSONS else single)
