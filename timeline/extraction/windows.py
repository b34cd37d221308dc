"""Windows on a sentence: where it may be cut, and which cut reads best.

A headline may be cut only where nothing indispensable is torn: each arc of the parse
between the kept and the dropped words must be a loose one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from timeline.extraction.syntax import is_infinitive, is_verb
from timeline.extraction.words import DOCUMENT, FINDING, LIGHT, PLANNING, SAYING, listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 90  # characters, where possible
FAR_TOO_LONG = 140  # characters: then a cut after a verb is better
WITH_OWN_DAY, ANOTHER_DAY = 5, 16  # what another day in a headline costs it
UNNAMED = 24  # what it costs to begin with "he"
FARTHEST = 120  # tokens looked at after the beginning of a headline
# What may be dropped at the end: "on Russia", "and expelled ...", "who include spies".
LOOSE = listed(
    "prep advcl relcl acl appos npadvmod advmod cc conj punct dep parataxis meta intj oprd nmod"
)
DANGLING = frozenset({"CCONJ", "ADP", "DET", "SCONJ", "AUX", "PART"})
# "forced him to resign": the infinitive is what was done.
CONTROL = listed(
    "force help get persuade encourage cause lead enable let make see allow tempt train pay hire bring"
)
CONDITIONS = frozenset({"if", "unless"})
NAMING_ON = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))


@dataclass(frozen=True, slots=True)
class Dates:
    """The tokens of every date of a sentence: the account's own, and those of other days."""

    every: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()

    def astray(self, start: int, end: int, kernel: int) -> int:
        """What it costs that the words from `start` to `end` name another day, or stop before one
        that stands between the kernel and their own: "ran in Ohio in 2010 and in Iowa in 2018"."""
        if self.names_own(start, end):
            return WITH_OWN_DAY * any(start <= i < end for i in self.others)
        first = min(self.own, default=kernel)
        between = any(kernel < i < first for i in self.others)
        return ANOTHER_DAY * (between or any(start <= i < end for i in self.others))

    def names_own(self, start: int, end: int) -> bool:
        return any(start <= i < end for i in self.own)


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `start` to `end` (exclusive) of a document, with what speaks for them."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a headline may start, how far it may go, and the token it must not lose."""

    start: int
    stop: int
    kernel: int
    merit: float


def best_window(
    doc: Doc, candidates: Sequence[Candidate], dates: Dates, fewest: int = 3
) -> tuple[int, int] | None:
    """Return the tokens of the best window, None if all say too little.

    The tokens of `dates` say nothing of what happened; `fewest` is how
    many other words must be left where no name is among them.
    """
    windows = [
        window for candidate in candidates for window in _windows(doc, candidate, dates, fewest)
    ]
    if not windows:
        return None
    best = max(windows, key=lambda window: (window.score, -window.start, window.end))
    return best.start, best.end


def _windows(
    doc: Doc, candidate: Candidate, dates: Dates, fewest: int, *, opens: bool = False
) -> Iterator[Window]:
    """Yield the window of one candidate that is longest within the limit, else the shortest."""
    start = candidate.start
    while (
        not opens
        and start < min(candidate.kernel, candidate.stop - 1)
        and _leads_nowhere(doc[start])
    ):
        start += 1
    if start > candidate.start and doc[start - 1].text in ('"', "“") and not opens:
        yield from _windows(doc, replace(candidate, start=start - 1), dates, fewest, opens=True)
    stop = min(_past_closing(doc, candidate.stop), start + FARTHEST)
    if not start <= candidate.kernel < stop:
        return
    ends = list(_ends(doc, start, stop, candidate.kernel, is_loose))
    fitting = [end for end in ends if _length(doc, start, end) <= LONGEST]
    if not fitting and _length(doc, start, ends[0] if ends else stop) > FAR_TOO_LONG:
        ends = [*_ends(doc, start, stop, candidate.kernel, is_loose_enough), *ends]
        fitting = [end for end in ends if _length(doc, start, end) <= LONGEST]
    unnamed = UNNAMED * (doc[start].lower_ in ("he", "she", "it", "they"))
    costs = set()
    for end in chain(reversed(fitting), ends[len(fitting) :]):
        torn = (
            _ends_in_fragment(doc, start, end)
            or _breaks_off(doc, start, end)
            or _ends_in_what_is_of_another_day(doc, start, end, dates)
        )
        cost = dates.astray(start, end, candidate.kernel)
        if cost in costs or (torn and end != ends[-1]):
            continue
        if _is_balanced(doc, start, end) and says_enough(
            doc, start, end, dates, fewest - dates.names_own(start, end)
        ):
            costs.add(cost)
            merit = candidate.merit - cost - unnamed
            yield Window(start, end, merit - _excess(_length(doc, start, end)))


def _leads_nowhere(token: Token) -> bool:
    if token.is_punct or token.is_space or token.dep_ == "cc":
        return True
    if token.dep_ == "mark":
        return token.lower_ not in CONDITIONS
    return (
        token.lower_ == "that" and token.tag_ in ("IN", "DT", "WDT") and token.nbor().tag_ != "NN"
    )


def _past_closing(doc: Doc, stop: int) -> int:
    """The place after the full stop and the quotation marks that close on a clause."""
    while stop < len(doc) and doc[stop].text in (".", '"', "”", "’", "]", ")"):
        stop += 1
    return stop


def _excess(length: int) -> float:
    return (
        max(0, length - LONGEST) / 3.5 + max(0, length - 2 * LONGEST) / 3 + max(0, 25 - length) / 3
    )


def _length(doc: Doc, start: int, end: int) -> int:
    return int(doc[end - 1].idx + len(doc[end - 1]) - doc[start].idx)


def _ends(
    doc: Doc, start: int, stop: int, kernel: int, can_go: Callable[[Token], bool]
) -> Iterator[int]:
    """Yield each place after the kernel where the sentence may be cut, nearest first."""
    tight = [0] * (stop - start + 2)
    for token in doc[start:stop]:
        head = token.head.i
        if start <= head < stop and head != token.i and not can_go(token):
            low, high = sorted((head, token.i))
            tight[low + 1 - start] += 1
            tight[high + 1 - start] -= 1
    torn = 0
    last = 0
    for end in range(start + 1, stop + 1):
        torn += tight[end - start]
        if end <= kernel or (torn and end < stop):
            continue
        trimmed = _trimmed(doc, start, end)
        if trimmed > max(kernel, last):
            last = trimmed
            yield trimmed


def is_loose(token: Token) -> bool:
    """Whether what hangs on the head by this token can be dropped without a wrong sense."""
    if token.i < token.head.i:
        return token.dep_ == "punct"
    if token.dep_ == "prep":
        return not _is_bound(token) and not _tells_what_it_says(token)
    if token.dep_ in ("acl", "relcl") and is_infinitive(token):
        return False
    if _tells_what_it_says(token):
        return False
    if token.dep_ == "oprd":
        return token.pos_ != "ADJ"
    if token.dep_ == "advcl":
        return not any(child.lower_ in ("if", "unless") for child in token.children)
    if token.dep_ == "xcomp":
        return _is_purpose(token)
    return token.dep_ in LOOSE


def is_loose_enough(token: Token) -> bool:
    """Whether it can be dropped for want of a better place: "announced that a study had
    concluded ..." too."""
    head = token.head
    inner = token.dep_ == head.dep_ == "ccomp" and head.lemma_ not in SAYING | FINDING
    return is_loose(token) or inner or (token.dep_ == "prep" and is_verb(head))


def _tells_what_it_says(token: Token) -> bool:
    """Whether it gives what a document says: "released a statement saying that ...", "issued a
    ruling against the mayor"."""
    head = token.head
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.lemma_ in SAYING:
        return any(_is_document(child) for child in head.children)
    if token.dep_ == "acl":
        return _is_document(head)
    return (
        token.dep_ == "prep"
        and _is_document(token.nbor(-1))
        and head
        in (
            token.nbor(-1),
            token.nbor(-1).head,
        )
    )


def _is_document(noun: Token) -> bool:
    return noun.dep_ == "dobj" and noun.lemma_.lower() in DOCUMENT


def _is_purpose(verb: Token) -> bool:
    """Whether an infinitive tells what for: "used an agent to poison him", not "urged him to go"."""
    head = verb.head
    return (
        _has_object(head)
        and is_infinitive(verb)
        and head.lemma_ not in PLANNING
        and head.lemma_ not in CONTROL
    )


def _is_bound(preposition: Token) -> bool:
    """Whether a preposition is part of what it follows: "of", "commented on", "in response to"."""
    head = preposition.head
    if preposition.lower_ == "of" or head.pos_ in ("ADP", "ADJ", "NUM"):
        return True
    if is_verb(head) and _is_said_of_it(head, preposition):
        return True
    if head.i != preposition.i - 1:
        return False
    if is_verb(head):
        return head.lemma_ != "arrive"
    bare = not any(
        child.dep_ in ("det", "poss", "compound", "amod", "nummod") for child in head.children
    )
    return bare and head.dep_ == "pobj" and head.pos_ == "NOUN"


def _is_said_of_it(verb: Token, preposition: Token) -> bool:
    """Whether only adverbs stand between "be" and what it says: "was still without power"."""
    if verb.lemma_ not in ("be", "remain", "stay") or preposition.i < verb.i:
        return False
    between = verb.doc[verb.i + 1 : preposition.i]
    return all(token.pos_ in ("ADV", "PART") for token in between)


def _breaks_off(doc: Doc, start: int, end: int) -> bool:
    """Whether it ends with an auxiliary, "be" or a participle, whose sense is in what follows."""
    last = end - 1
    if end < len(doc) and doc[last].pos_ in NAMING_ON and _goes_on_naming(doc[end]):
        return True
    if doc[last].tag_ == "VBG" and any(child.i >= end for child in doc[last].children):
        return doc[last].dep_ in ("acl", "advcl")
    while last > start and doc[last].pos_ in ("ADV", "PART"):
        last -= 1
    hangs = doc[last].pos_ == "AUX" or doc[last].lower_ == "aged"
    return bool(hangs and end < len(doc) and not doc[end].is_punct)


def _goes_on_naming(token: Token) -> bool:
    """Whether a noun belongs to the words just before it: "the Kilimani home"."""
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("nsubj", "nsubjpass", "npadvmod")


def _trimmed(doc: Doc, start: int, end: int) -> int:
    """The end without commas, dashes, full stops and words that lead nowhere."""
    while end > start + 1:
        token = doc[end - 1]
        if (
            token.is_space
            or token.text in (",", ".", ";", ":", "—", "–", "-", "--", "?", "…")
            or (token.pos_ in DANGLING and token.dep_ in ("cc", "mark", "det", "aux", "preconj"))
        ):
            end -= 1
        else:
            break
    return end


def _ends_in_fragment(doc: Doc, start: int, end: int) -> bool:
    """Whether a word or two hang on after a comma or a dash: "sanctions on Russia — a response"."""
    return any(doc[i].text in (",", "—", "–", "--", ";") for i in range(max(start, end - 3), end))


def _ends_in_what_is_of_another_day(doc: Doc, start: int, end: int, dates: Dates) -> bool:
    """Whether what is coordinated at the end has its own day, cut off: "paid $750 in 2016 and the
    same amount [in 2017]"."""
    if end == len(doc) or doc[end].pos_ != "ADP":
        return False
    if dates.others.isdisjoint(range(end + 1, end + 4)):
        return False
    for token in reversed(doc[max(start, end - 8) : end]):
        if token.i in dates.own or is_verb(token):
            return False
        if token.dep_ == "cc":
            return True
    return False


def _is_balanced(doc: Doc, start: int, end: int) -> bool:
    """Whether every quotation mark and bracket that opens closes again."""
    words = doc[start:end].text
    if words.count("‘") > words.count("’"):
        return False
    if '"' in words and not _are_paired(doc, start, end):
        return False
    return all(words.count(opening) == words.count(closing) for opening, closing in PAIRS)


def _are_paired(doc: Doc, start: int, end: int) -> bool:
    """Whether straight quotation marks open and close by turns; space tells one from the other."""
    inside = False
    for i in range(start, end):
        if doc[i].text != '"':
            continue
        spaced = i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].text in "([—–-"
        if inside == (spaced and not doc[i].whitespace_):
            return False
        inside = not inside
    return not inside


def says_enough(doc: Doc, start: int, end: int, dates: Dates, fewest: int = 3) -> bool:
    """Whether the words, dates apart, name something: a name and another word, or `fewest` words."""
    words = [
        token
        for token in doc[start:end]
        if token.i not in dates.every
        and token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
        and token.lemma_ not in LIGHT
        and (token.lemma_ not in SAYING or _has_object(token))
    ]
    other = [token for token in words if not _is_name(token)]
    named = len(other) < len(words)
    return (named and bool(other)) or len(other) >= fewest


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or (
        token.pos_ == "ADJ" and token.ent_type_ in ("NORP", "LAW", "EVENT")
    )


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)
