"""Planned or happened: what is announced, due, proposed, possible or conditional is planned."""

from __future__ import annotations

from itertools import chain, takewhile
from typing import TYPE_CHECKING

from timeline.extraction.happenings import Happening
from timeline.extraction.shapes import Anchor, Span
from timeline.extraction.syntax import auxiliaries, climb, is_noun, is_verb, own_subject
from timeline.extraction.words import MODAL, PLAN_ADJECTIVE, PLAN_NOUN, PLANNING, SAYING, listed

if TYPE_CHECKING:
    from spacy.tokens import Token

# "was ordered to leave on Monday", "decided to close": with a past date it was done.
WISHING = listed("propose suggest recommend demand urge insist ask request")
CARRIED_OUT = listed(
    "order tell decide ask allow instruct call agree elect push urge invite authorize authorise require mean opt "
    "wait want bar prohibit forbid offer design build"
)


def is_planned(happening: Happening, span: Span | None, anchor: Anchor | None) -> bool:
    """Whether the account tells of what had yet to happen when the article was written."""
    if span is not None and anchor is not None and span.starts_on and span.starts_on > anchor.day:
        return True
    past = _is_past(span, anchor)
    if happening.form == "noun":
        return not past and _is_prospect(happening.kernel)
    return _is_yet_to_happen(happening.kernel, past=past)


def _is_past(span: Span | None, anchor: Anchor | None) -> bool:
    """Whether the days are over, or have begun: "since March 16"."""
    last = span and (span.ends_on or span.starts_on)
    return bool(last and anchor and last < anchor.day)


def _is_prospect(noun: Token) -> bool:
    """Whether a noun belongs to a plan: "the proposed merger", "a plan for the sale"."""
    if any(
        child.lower_ in ("proposed", "planned", "upcoming", "possible", "scheduled", "future")
        for child in noun.children
    ):
        return True
    outer = [head for head in _phrase(noun) if is_noun(head)]
    return any(head.lemma_.lower() in PLAN_NOUN for head in outer)


def _phrase(token: Token) -> list[Token]:
    return list(takewhile(lambda head: not is_verb(head), climb(token)))


def _is_yet_to_happen(verb: Token, *, past: bool) -> bool:
    """Follow the verb up to its finite clause and look for a sign of the future on the way."""
    for token in chain([verb], climb(verb)):
        if is_verb(token) and (_is_modal(token, past=past) or _is_conditional(token)):
            return True
        if _is_infinitive_of_plan(token, past=past) or _is_proposed(token):
            return True
        if own_subject(token) is not None or token.dep_ in ("relcl", "acl"):
            break
    return _is_due(verb)


def _is_modal(verb: Token, *, past: bool) -> bool:
    words = {auxiliary.lower_ for auxiliary in auxiliaries(verb)}
    if not words & MODAL:
        return _is_going_to(verb)
    if words & {"have"} and words & {"would", "could", "might", "may", "must", "should"}:
        return False
    if "could" in words and any(child.dep_ == "neg" for child in verb.children):
        return False  # "could not be reached on Tuesday"
    if past and words & {"should", "must", "can", "ought"}:  # "said on 16 March that it should end"
        return False
    return not (past and words & {"would", "could", "'d"}) or _is_said_beforehand(verb)


def _is_said_beforehand(verb: Token) -> bool:
    """Whether somebody said that it would be done, which doesn't tell whether it was."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING


def _is_going_to(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ == "xcomp" and head.lemma_ == "go" and head.tag_ == "VBG"


def _is_conditional(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless", "should")
        for child in verb.children
    )


def _is_infinitive_of_plan(token: Token, *, past: bool) -> bool:
    """ "expected to meet", "due to open", "a plan to close"."""
    if not any(child.tag_ == "TO" and child.dep_ == "aux" for child in token.children):
        return False
    head = token.head
    if is_verb(head):
        return head.lemma_ in PLANNING and not (past and head.lemma_ in CARRIED_OUT)
    return head.lemma_.lower() in PLAN_NOUN or head.lower_ in PLAN_ADJECTIVE


def _is_proposed(verb: Token) -> bool:
    """ "He proposed that the two meet": the base form after a verb of wishing."""
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in WISHING or auxiliaries(verb):
        return False
    return verb.tag_ in ("VB", "VBP", "NN")


def _is_due(verb: Token) -> bool:
    """ "The match scheduled for Monday", "is due in June", "is set for May"."""
    if verb.lemma_ in ("schedule", "slate", "plan", "expect") and verb.tag_ == "VBN":
        return True
    return verb.lemma_ == "be" and any(child.lower_ == "due" for child in verb.children)
