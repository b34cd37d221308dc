"""Questions put to a dependency parse: subjects, clauses, noun phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.extraction.words import SAYING, WEAK_SUBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset({"he", "she", "it", "they", "i", "we", "you"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "xcomp", "conj"})
OBJECTS = frozenset({"dobj", "attr", "pobj", "nsubjpass", "prep", "oprd", "conj"})
REDUCED = frozenset({"acl", "relcl"})
INFINITE = frozenset(
    {"xcomp", "advcl", "pcomp", "ccomp", "conj", "prep", "agent", "dep", "oprd", "acomp", "ROOT"}
)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb, by its tag or because a subject hangs on it as on one."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in CLAUSES and any(
        child.dep_ in ("nsubj", "nsubjpass") for child in token.children
    )


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def first_in(token: Token) -> int:
    """The place of the first token of the phrase that hangs on `token`."""
    return int(token.left_edge.i)


def last_in(token: Token) -> int:
    """The place of the last token of the phrase that hangs on `token`."""
    return int(token.right_edge.i)


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on this very verb; a real one goes before "there" and "it"."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    return min(subjects, key=lambda subject: subject.dep_ == "expl", default=None)


def subject_of(verb: Token) -> Token | None:
    """The subject of the verb, its own or that of the verb it is coordinated with."""
    for _ in range(5):
        subject = own_subject(verb)
        if subject is not None or verb.dep_ != "conj" or not is_verb(verb.head):
            return subject
        verb = verb.head
    return None


def is_weak(subject: Token) -> bool:
    """Whether the subject is a bare pronoun, or a bare number, which names nobody."""
    if subject.lower_ in PERSONAL:
        return True
    if subject.pos_ not in ("PRON", "DET", "NUM") and subject.lower_ not in WEAK_SUBJECT:
        return False
    return all(child.dep_ in ("det", "punct") for child in subject.children)


def climb(token: Token) -> Iterator[Token]:
    """Yield the heads above `token`, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def finite_verb(verb: Token) -> Token:
    """The verb, at or above this one, that has a subject: "meet" in "agreed to meet" gives "agreed".

    A clause that hangs on a noun is left only by way of `reduced_noun`; without any subject
    the topmost verb of the clause comes back.
    """
    best = verb
    aside = False
    for head in (verb, *climb(verb)):
        if is_verb(head):
            best = head
            if subject_of(head) is not None:
                return head
            aside = head.dep_ in REDUCED and is_infinitive(head)
            if head.dep_ not in INFINITE and not aside:
                return best
        elif not (aside and head.dep_ in OBJECTS) and (is_noun(head) or head.dep_ not in INFINITE):
            return best
    return best


def is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)


def reduced_noun(verb: Token) -> Token | None:
    """The noun that the clause of this verb describes: "treaty" for "the treaty announced in January"."""
    aside = False
    for head in (verb, *climb(verb)):
        subject = own_subject(head)
        relative = subject is None or subject.tag_ in ("WDT", "WP")
        if head.dep_ in REDUCED and is_infinitive(head):
            return None
        if head.dep_ in REDUCED and (relative or not aside):
            return head.head if is_noun(head.head) or head.head.pos_ in ("PRON", "NUM") else None
        goes_on = head.dep_ in ("xcomp", "conj", "advcl", "pcomp", "prep", "ROOT")
        if not goes_on or subject is not None:
            return None
        aside = aside or head.dep_ in ("advcl", "pcomp")
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, those of the verb it is coordinated with if it has none."""
    own = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and is_verb(verb.head) and own_subject(verb) is None:
        return [child for child in verb.head.children if child.dep_ in ("aux", "auxpass")]
    return own


def complement(verb: Token) -> Token | None:
    """The clause that is said, thought or found by the verb, as its head."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and is_verb(child)]
    if not clauses and closes_with_saying(verb):
        return verb.head
    return clauses[-1] if clauses else None


def closes_with_saying(verb: Token) -> bool:
    """Whether it says who said the clause before it: "Two men were freed, the ministry said"."""
    if (
        verb.dep_ not in ("conj", "parataxis")
        or verb.lemma_ not in SAYING
        or not is_verb(verb.head)
    ):
        return False
    subject = own_subject(verb)
    if subject is None or subject.i > verb.i or first_in(subject) == 0:
        return False
    return bool(verb.doc[first_in(subject) - 1].text == "," and verb.head.i < subject.i)
