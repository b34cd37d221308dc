"""Happenings: the verbs and nouns that say what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction.syntax import (
    auxiliaries,
    complement,
    finite_verb,
    is_noun,
    is_verb,
    own_subject,
    reduced_noun,
    subject_of,
)
from timeline.extraction.words import (
    DOCUMENT,
    HAPPENING,
    OCCASION,
    OUTCOME,
    PUBLISHING,
    RUMOUR,
    SURFACING,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, as the token that says so, and how a headline is made of it.

    `form` is "clause" (a verb), "noun" ("poisoning of Navalny") or "reduced" (a verb that
    describes the noun `described`: "the treaty announced in January").
    """

    kernel: Token
    form: str
    described: Token | None = None


def of_verb(verb: Token) -> Happening | None:
    """Return the happening of a verb that a date is an adverb of."""
    if verb.dep_ in ("aux", "auxpass") and is_verb(verb.head):
        verb = verb.head
    if _is_main_after_all(verb):
        return Happening(verb, "clause")
    noun = reduced_noun(verb)
    if noun is not None and not any(child.tag_ == "WRB" for child in verb.children):
        return _of_reduced(verb, noun)
    if _stands_after_its_noun(verb):
        return Happening(verb, "reduced", verb.nbor(-2))
    finite = finite_verb(verb)
    if finite != verb and verb.dep_ == "advcl" and _is_setting(verb, finite):
        return Happening(finite, "clause")
    return Happening(_what_surfaced(verb), "clause")


def _is_main_after_all(verb: Token) -> bool:
    """Whether a sentence without a verb of its own has this one after a parenthesis: "The firm,
    founded by a baker, failed"."""
    root = verb.sent.root
    if verb.dep_ != "acl" or is_verb(root) or not is_noun(root) or verb.i == 0:
        return False
    return verb.nbor(-1).text == "," and verb.head != root and verb.head.i > root.i


def _stands_after_its_noun(verb: Token) -> bool:
    """Whether a participle describes the noun before a comma: "At the debate, held on Monday, he said"."""
    if verb.i < 2 or verb.tag_ != "VBN" or verb.dep_ != "advcl" or own_subject(verb) is not None:
        return False
    bare = not any(child.dep_ in ("aux", "auxpass", "mark") for child in verb.children)
    return bare and verb.nbor(-1).text == "," and is_noun(verb.nbor(-2))


def _is_setting(verb: Token, finite: Token) -> bool:
    """Whether a participle only says where the main thing was done: "speaking with CNN on Thursday, said"."""
    return (verb.tag_ == "VBG" and verb.i < finite.i) or verb.lemma_ in (
        "speak",
        "talk",
        "write",
        "address",
        "appear",
    )


def _what_surfaced(verb: Token) -> Token:
    """The clause told by "reports emerged that" and "it was reported that", else the verb itself."""
    said = complement(verb)
    subject = own_subject(verb)
    if said is None or subject is None or own_subject(said) is None:
        return verb
    if any(token.tag_ == "MD" for token in auxiliaries(said)):
        return verb
    return said if verb.lemma_ in SURFACING and subject.lemma_.lower() in RUMOUR else verb


def _of_reduced(verb: Token, noun: Token) -> Happening:
    """A date within a clause that describes a noun."""
    main = noun.head if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(noun.head) else None
    published = verb.lemma_ in PUBLISHING and noun.lemma_.lower() in DOCUMENT
    with_main = published or verb.tag_ == "VBG" or takes_place_with(noun, main or verb)
    if main is not None and verb.dep_ == "acl" and main.tag_ in ("VBD", "VBN") and with_main:
        return Happening(main, "clause")
    if published and noun.dep_ == "dobj" and is_verb(noun.head) and verb.lemma_ == "date":
        return Happening(noun.head, "clause")
    preposition = noun.head
    within = (
        noun.dep_ == "pobj" and is_verb(preposition.head) and preposition.i < preposition.head.i
    )
    if within and published and own_subject(preposition.head) is not None:
        return Happening(preposition.head, "clause")
    return Happening(verb, "reduced", noun)


def misread_verb(root: Token) -> Token | None:
    """The verb of a sentence that the parser took for one noun phrase: "Rovers sacked manager Ian Dent"."""
    if root.dep_ != "ROOT" or is_verb(root):
        return None
    if any(
        is_verb(child) and child.dep_ not in ("amod", "acl", "compound") for child in root.children
    ):
        return None
    for token in root.doc[root.left_edge.i + 1 : root.i]:
        before = token.nbor(-1)
        if token.tag_ in ("VBN", "VBD") and token.dep_ == "amod" and before.pos_ == "PROPN":
            return token
    return None


def takes_place_with(noun: Token, verb: Token) -> bool:
    """Whether subject and verb are one happening: "Monday's attack killed ten"."""
    lemma = noun.lemma_.lower()
    past = verb.tag_ in ("VBD", "VBN") and not any(
        c.lower_ in ("has", "have", "'s") for c in verb.children
    )
    return (
        past
        and verb.lemma_ in OUTCOME
        and (is_happening(noun) or lemma in OCCASION or lemma in DOCUMENT)
    )


def is_happening(noun: Token) -> bool:
    """Whether a common noun names something that happens, by list or by its form.

    A noun in -ing with an object names one, too: "the rigging of the vote".
    """
    lemma = noun.lemma_.lower()
    if lemma in HAPPENING:
        return True
    has_object = any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)
    return lemma.endswith("ing") and has_object and len(lemma) > 6 and noun.pos_ == "NOUN"


def main_clause(tokens: Span) -> Token | None:
    """The main verb of a sentence, if it has one with a subject."""
    for token in tokens:
        if token.dep_ == "ROOT" and is_verb(token) and subject_of(token) is not None:
            return token
    return None
