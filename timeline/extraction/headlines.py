"""The slice of a sentence that reads as a headline by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from timeline.extraction.happenings import is_happening
from timeline.extraction.syntax import (
    climb,
    complement,
    finite_verb,
    first_in,
    is_noun,
    is_verb,
    is_weak,
    last_in,
    own_subject,
    subject_of,
)
from timeline.extraction.windows import CONDITIONS, Candidate, Dates, best_window
from timeline.extraction.words import DOCUMENT, LIGHT, NAMING, PRESENTING, SAYING, STATE

if TYPE_CHECKING:
    from spacy.tokens import Token


EMPTY = LIGHT | STATE | SAYING
ARTICLES = frozenset({"a", "an", "the"})
SPEAKER = frozenset({"i", "we"})
THEIRS = frozenset({"his", "her", "its", "their"})


def clause_headline(verb: Token, dates: Dates) -> tuple[int, int] | None:
    """Return the tokens of the best headline for what `verb` says, None if all say too little."""
    candidates = clause_candidates(verb, dates)
    found = best_window(verb.doc, candidates, dates)
    if found is None and not (_is_unnamed(verb) and verb.lemma_ in EMPTY):
        found = best_window(verb.doc, candidates[:1], dates, fewest=2)
    return found


def _is_unnamed(verb: Token) -> bool:
    subject = subject_of(finite_verb(verb))
    return subject is None or is_weak(subject)


def noun_headline(noun: Token, dates: Dates) -> tuple[int, int] | None:
    """Return the tokens that name the happening: "attempted assassination of Sergei Skripal"."""
    start = first_in(noun)
    inside = [i for i in range(start, noun.i) if i in dates.every]
    doc = noun.doc
    if inside and not any(is_noun(doc[i]) for i in range(start, inside[0])):
        start = inside[-1] + 1
    while start < noun.i and (doc[start].dep_ in ("det", "case") or doc[start].is_punct):
        start += 1
    fewest = 0 if noun.pos_ == "PROPN" and start < noun.i else 3
    found = best_window(doc, [Candidate(start, last_in(noun) + 1, noun.i, 0)], dates, fewest)
    if found is None and inside and _sets_the_time(noun):
        dated = Candidate(inside[0], last_in(noun) + 1, noun.i, 0)
        found = best_window(doc, [dated], dates, fewest=1)
    return found


def _sets_the_time(noun: Token) -> bool:
    """Whether something is said to be done after it: "fled after the 2011 uprising"."""
    if noun.lemma_.lower() in DOCUMENT:
        return False
    return noun.head.lower_ in ("after", "during", "following", "before") and is_verb(
        noun.head.head
    )


def reduced_headline(noun: Token, verb: Token, dates: Dates) -> tuple[int, int] | None:
    """Return a noun with the clause that describes it: "the treaty announced in January"."""
    candidates = []
    merit = 0.0
    for outer in chain([noun], _outer_nouns(noun)):
        named = any(token.pos_ == "PROPN" for token in noun.doc[first_in(outer) : noun.i + 1])
        start = _without_article(outer, dates) if named else _unpossessed(outer)
        candidates.append(Candidate(start, last_in(verb) + 1, verb.i, merit))
        merit += -6 if _names_another(outer, noun) else _gain(outer, verb)
    found = best_window(noun.doc, candidates, dates)
    if found is None and not _has_pronoun_subject(verb):
        found = best_window(noun.doc, candidates, dates, fewest=1)
    return found


def _names_another(outer: Token, noun: Token) -> bool:
    """Whether the words before the noun say whose it is already: "Russia's seizure of Crimea"."""
    before = noun.doc[first_in(outer) : first_in(noun)]
    return any(token.pos_ == "PROPN" and token.dep_ == "poss" for token in before)


def _without_article(noun: Token, dates: Dates) -> int:
    start = first_in(noun)
    while start < noun.i and (noun.doc[start].lower_ in ARTICLES | THEIRS or start in dates.every):
        start += 1
    return start


def _unpossessed(noun: Token) -> int:
    """The first token of a noun phrase, without "his"."""
    start = first_in(noun)
    return start + (noun.doc[start].lower_ in THEIRS and start < noun.i)


def _outer_nouns(noun: Token) -> Iterator[Token]:
    """Yield the nouns that this one belongs to: "extension" of "the extension of the treaty"."""
    for head in climb(noun):
        if is_noun(head):
            yield head
        elif head.pos_ != "ADP" and head.dep_ not in ("acl", "pcomp"):
            return


def _gain(noun: Token, verb: Token) -> float:
    """What a wider noun phrase adds: much if this one is no name, or its clause has a pronoun."""
    if _has_pronoun_subject(verb):
        return 12
    return 6 if noun.pos_ == "NOUN" and noun.head.lower_ in ("of", "in", "on", "for") else -6


def _has_pronoun_subject(verb: Token) -> bool:
    """Whether somebody called "it" or "we" does it, not the noun that "which" stands for."""
    subject = subject_of(finite_verb(verb))
    return subject is not None and subject.pos_ == "PRON" and subject.tag_ not in ("WDT", "WP")


def clause_candidates(verb: Token, dates: Dates) -> list[Candidate]:
    finite = _with_its_auxiliary(finite_verb(verb))
    found = list(_with_subject(finite, verb, 0))
    subject = subject_of(finite)
    if subject is None or is_weak(subject):
        found += _matrix(finite, verb, -6)
    elif finite.dep_ == "advcl" and any(
        c.lower_ in ("when", "as", "while") for c in finite.children
    ):
        found += _matrix(finite, verb, 3)
    found += _complements(finite, verb, dates)
    named = subject is not None and not is_weak(subject)
    merit = -45 if named else -22
    found.append(Candidate(_predicate_start(finite), last_in(finite) + 1, verb.i, merit))
    if finite == verb and verb.lemma_ in PRESENTING - {"declare", "win"}:
        found += _object(verb, dates, -10)
    if finite == verb and verb.lemma_ in NAMING and (subject is None or is_weak(subject)):
        found += _object(verb, dates, 0)
    return found


def _with_its_auxiliary(verb: Token) -> Token:
    """The verb before it that has the auxiliary: "were killed" for "20 were killed and 30 injured"."""
    bare = not any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    elliptic = verb.dep_ == "conj" and verb.tag_ == "VBN" and bare and is_verb(verb.head)
    return verb.head if elliptic and own_subject(verb) is not None else verb


def _with_subject(finite: Token, verb: Token, merit: float) -> Iterator[Candidate]:
    subject = subject_of(finite)
    stop = last_in(finite) + 1
    if subject is None:
        yield from _without_subject(finite, verb, merit)
        return
    opens = subject.i > finite.i or verb.i < first_in(subject)
    said_first = any(child.dep_ == "ccomp" and child.i < subject.i for child in finite.children)
    if opens or said_first:
        yield Candidate(first_in(finite), stop, verb.i, merit)
    if subject.dep_ == "expl":
        yield Candidate(finite.i + 1, stop, finite.i + 1, merit)
    elif subject.i < finite.i and not said_first:
        yield from _from_subject(subject, finite, verb, merit)


def _without_subject(finite: Token, verb: Token, merit: float) -> Iterator[Candidate]:
    """The verb alone, or all from the first comma on where the parser missed the subject:
    "On Monday, Ms Adeyemi, with two others, resigned"."""
    stop = last_in(finite) + 1
    yield Candidate(_predicate_start(finite), stop, verb.i, merit - 22)
    if finite.dep_ in ("amod", "acl") and not is_verb(finite.sent.root):
        root = finite.sent.root
        yield Candidate(first_in(root), last_in(root) + 1, verb.i, merit)
    first = finite.sent.start
    comma = next((token.i for token in finite.doc[first : finite.i] if token.text == ","), None)
    if finite.dep_ == "ROOT" and finite.tag_ in ("VBD", "VBZ") and comma is not None:
        opening = finite.doc[comma + 1]
        if opening.pos_ in ("PROPN", "DET", "NOUN"):
            yield Candidate(opening.i, stop, verb.i, merit - 8)


def _from_subject(subject: Token, finite: Token, verb: Token, merit: float) -> Iterator[Candidate]:
    stop = last_in(finite) + 1
    condition = [c.i for c in finite.children if c.dep_ == "mark" and c.lower_ in CONDITIONS]
    if condition:
        yield Candidate(condition[0], stop, verb.i, merit)
    elif subject.lower_ in SPEAKER:
        yield Candidate(subject.i, stop, verb.i, merit - 8)
    elif is_weak(subject):
        yield Candidate(_after_pronoun(subject), stop, verb.i, merit - 20)
    else:
        yield Candidate(_named_from(subject), stop, verb.i, merit - 6 * _is_someones(subject))


def _named_from(subject: Token) -> int:
    """The first token of a subject, without "his"; with the words of its name that the parser left
    aside at the beginning of the sentence: "Kisumu Airport, Kenya was to open"."""
    doc, start = subject.doc, first_in(subject)
    if doc[start].lower_ in THEIRS and start < subject.i:
        return start + 1
    first = start
    while first > subject.sent.start and (
        doc[first - 1].pos_ == "PROPN" or doc[first - 1].text == ","
    ):
        first -= 1
    return first if first == subject.sent.start and doc[first].pos_ == "PROPN" else start


def _after_pronoun(subject: Token) -> int:
    """The words after "he", "he has" and "she was", but with "will" and "did not"."""
    doc = subject.doc
    start = last_in(subject) + 1
    while (
        start + 1 < len(doc) and doc[start].dep_ in ("aux", "auxpass") and doc[start].tag_ != "MD"
    ):
        if doc[start + 1].dep_ == "neg":
            break
        start += 1
    return start


def _is_someones(noun: Token) -> bool:
    """Whether only another sentence tells whose it is: "his goal"."""
    return any(child.tag_ == "PRP$" for child in noun.children)


def _matrix(finite: Token, verb: Token, merit: float) -> Iterator[Candidate]:
    """The clauses around this one, whose subject may be a name where this one's is a pronoun."""
    for head in climb(finite):
        if is_verb(head) and own_subject(head) is not None and _with_its_auxiliary(head) == head:
            yield from _with_subject(head, verb, merit)
            merit -= 6


def _complements(finite: Token, verb: Token, dates: Dates) -> Iterator[Candidate]:
    """What was said: "the United States isn't pushing for conflict"."""
    merit = -13.0
    said = complement(finite) if finite == verb else None
    while said is not None and not _is_earlier(said) and not _has_its_day(said, verb, dates):
        yield from _with_subject(said, said, merit)
        yield from _quoted_nouns(said, merit - 9)
        said = complement(said)
        merit -= 3


def _has_its_day(said: Token, verb: Token, dates: Dates) -> bool:
    """Whether what was said has a day of its own, under which it stands."""
    if verb in said.subtree or said.head != verb:
        return False
    return any(first_in(said) <= i <= last_in(said) for i in dates.others)


def _is_earlier(said: Token) -> bool:
    """Whether what was said had happened before it was said: "announced that agents used gas".

    By itself it would stand under the day of saying. A state is only put into the past by
    the verb of saying: "said that he was ready".
    """
    helpers = {child.lower_ for child in said.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"had", "was", "were"} and said.tag_ == "VBN":
        return True
    return said.tag_ == "VBD" and said.lemma_ not in STATE


def _quoted_nouns(said: Token, merit: float) -> Iterator[Candidate]:
    for child in said.children:
        if child.dep_ == "attr" and is_noun(child) and not _is_someones(child):
            yield Candidate(first_in(child), last_in(child) + 1, child.i, merit)


def _predicate_start(finite: Token) -> int:
    """The verb with its negation and auxiliaries, but without a bare "has" or "was" before it."""
    starts = [child.i for child in finite.children if child.dep_ in ("neg", "aux", "auxpass")]
    modal = [i for i in starts if finite.doc[i].dep_ == "neg" or finite.doc[i].tag_ in ("MD", "TO")]
    return min([i for i in starts if i < finite.i], default=finite.i) if modal else finite.i


def _object(verb: Token, dates: Dates, merit: float) -> Iterator[Candidate]:
    for child in verb.children:
        named = is_happening(child) or any(token.pos_ == "PROPN" for token in child.subtree)
        if child.dep_ in ("dobj", "nsubjpass") and is_noun(child) and child.i > verb.i and named:
            yield Candidate(_without_article(child, dates), last_in(child) + 1, child.i, merit)
