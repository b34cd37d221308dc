"""What a date belongs to: the clause it is an adverb of, or the noun it is an attribute of."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from timeline.extraction.happenings import (
    Happening,
    is_happening,
    misread_verb,
    of_verb,
    takes_place_with,
)
from timeline.extraction.syntax import (
    climb,
    is_noun,
    is_verb,
    is_weak,
    own_subject,
)
from timeline.extraction.words import (
    ABOUT,
    DOCUMENT,
    LOOKING_BACK,
    OCCASION,
    PLANNING,
    RECURRING,
    TOGETHER,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Words between a date and what it dates: "in", "earlier", "due (in June)", "10 (in 2015)".
LINKS = frozenset(
    {
        "ADP",
        "SCONJ",
        "ADV",
        "PART",
        "ADJ",
        "DET",
        "NUM",
        "SYM",
        "PUNCT",
        "X",
        "INTJ",
        "CCONJ",
        "PRON",
    }
)


# "on the morning of 3 May": as good as the date itself.
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "eve", "hour"})
# Before a date that tells no day of its own: "as of 2016", "prior to Super Tuesday", "more than in
# 2016", "Now, 40 years later".
ASIDE = re.compile(
    r"\b(?:as of|known as|than(?: in| on)?|(?:now|today) ?,?|prior to(?: \w+)?)$", re.IGNORECASE
)


def happening_of(date: Span, dates: frozenset[int], *, is_day: bool) -> Happening | None:
    """Return what the date dates, None where it only tells which thing is meant.

    `dates` are the places of all tokens that belong to dates; `is_day` tells a day from a
    month or a year.
    """
    verb = _verb_just_before(date)
    if verb is not None:
        return of_verb(verb)
    link, head = _governor(date, dates)
    if _is_aside(date, head):
        return None
    if is_verb(head):
        return _of_adverbial(date, link, _led_by(date, head))
    misread = misread_verb(head)
    if misread is not None:
        return Happening(misread, "clause")
    if not is_noun(head):
        return _of_root(head)
    beside = link.i == head.i + 1 and link.dep_ in ("nummod", "nmod", "compound", "appos")
    if beside or (link.i < head.i and link.dep_ != "prep"):
        return _of_attribute(_compound_head(head), date)
    return _of_postmodifier(link, head, is_day=is_day)


def _led_by(date: Span, verb: Token) -> Token:
    """The main verb for a date that opens the sentence with a comma: "On Monday, after he won, he said"."""
    if (
        verb.i < date.start
        or date.start - date.root.sent.start > 2
        or date.end >= len(date.doc)
        or date.doc[date.end].text != ","
    ):
        return verb
    while (
        verb.dep_ in ("advcl", "acl", "relcl")
        and is_verb(verb.head)
        and own_subject(verb.head) is not None
    ):
        verb = verb.head
    return verb


def _is_aside(date: Span, head: Token) -> bool:
    """Whether the date is what is told of, or only when a state was looked at: "as of Monday", "is today"."""
    root = date.root
    if ASIDE.search(date.doc[max(0, date.start - 4) : date.start].text):
        return True
    if date.text.lower().startswith("since") and _is_record(date):
        return True
    if root.dep_ in ("dobj", "attr") or (root.dep_ == "nsubj" and root.head.lemma_ == "be"):
        return True
    return date.text.lower() in ("today", "tonight") and _is_state_of(head)


def _is_state_of(verb: Token) -> bool:
    """Whether it tells how things are today: "is rich today", "we face today"."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    if verb.lemma_ in ("be", "have"):
        return not any(child.dep_ == "xcomp" for child in verb.children)
    subject = own_subject(verb)
    return subject is not None and is_weak(subject)


def _is_record(date: Span) -> bool:
    """Whether it only tells how rare a thing is: "the worst flood since 1993", "first since May"."""
    before = date.doc[max(0, date.start - 10) : date.start]
    return any(
        token.tag_ in ("JJS", "RBS") or token.lower_ in ("first", "time", "least", "lowest")
        for token in before
    )


def _verb_just_before(date: Span) -> Token | None:
    """The verb of "announced Tuesday new sanctions", where the parser takes the day for an adjective."""
    first = date[0]
    if first.i == date.doc[0].i or date[-1].i + 1 >= len(date.doc):
        return None
    before, after = date.doc[first.i - 1], date.doc[date[-1].i + 1]
    if (
        before.pos_ != "VERB"
        or before.tag_ == "VBG"
        or first.pos_ != "PROPN"
        or after.tag_ == "POS"
    ):
        return None
    hyphenated = before.i > 0 and before.nbor(-1).text == "-"
    if before.dep_ in ("amod", "compound") or hyphenated:
        return None
    misread = date.root.dep_ in ("nmod", "compound", "amod", "poss", "nsubj", "dobj", "npadvmod")
    return before if misread and date.root.head != before else None


def _governor(date: Span, dates: frozenset[int]) -> tuple[Token, Token]:
    """Return the token that the date hangs on, and the last one of the link between them."""
    link = date.root
    for head in climb(date.root):
        if head.i not in dates and head.pos_ not in LINKS and head.lemma_ not in PARTS_OF_DAY:
            return link, head
        link = head
    return link, link


def _of_root(head: Token) -> Happening | None:
    """A date that hangs on no verb and no noun: some verb of the same sentence, if there is one."""
    verbs = [token for token in head.sent if token.dep_ == "ROOT" and is_verb(token)]
    return of_verb(verbs[0]) if verbs else None


def _of_adverbial(date: Span, link: Token, verb: Token) -> Happening | None:
    """A date that is an adverb of a verb, unless it only tells what something is measured by."""
    path = list(takewhile(lambda head: head != verb, climb(date.root)))
    if any(_measures(token) for token in path[1:]):
        return None
    if link.lower_ == "than" or (
        link.lower_ == "for" and verb.lemma_ not in PLANNING and verb.lemma_ != "be"
    ):
        return None
    return of_verb(verb)


def _measures(preposition: Token) -> bool:
    """Whether it has an object of its own: "up from 6.5% in November"."""
    compares = preposition.lower_ in ("from", "than", "to", "against")
    return compares and any(child.dep_ == "pobj" for child in preposition.children)


def _compound_head(noun: Token) -> Token:
    while noun.dep_ in ("compound", "nmod") and is_noun(noun.head) and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _of_attribute(noun: Token, date: Span) -> Happening | None:
    """A date before its noun: "last year's poisoning", "the 2018 attack", "Tuesday's call"."""
    lemma = noun.lemma_.lower()
    verb = _occasion_verb(noun)
    if verb is not None:
        return of_verb(verb)
    main = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(main) and takes_place_with(noun, main):
        return Happening(main, "clause")
    if noun.dep_ in ("dobj", "attr", "nsubjpass") and is_verb(main) and main.lemma_ in TOGETHER:
        return of_verb(main)
    if is_happening(noun) and lemma not in RECURRING:
        return Happening(noun, "noun")
    return None


def _occasion_verb(noun: Token) -> Token | None:
    """The verb done "in Tuesday's call" or "during the 2016 campaign", None if there is none."""
    preposition = noun.head
    if preposition.dep_ not in ("prep", "advmod") or noun.lemma_.lower() not in OCCASION:
        return None
    verb = preposition.head
    if not is_verb(verb) or preposition.lower_ not in ("in", "at", "during", "on", "into"):
        return None
    subject = own_subject(verb)
    leads = subject is not None and preposition.i < subject.i
    return verb if leads or verb.lemma_ not in ABOUT else None


def _of_postmodifier(link: Token, noun: Token, *, is_day: bool) -> Happening | None:
    """A date after the noun it hangs on: "the annexation of Crimea in 2014", "his moves on Monday"."""
    verb = _occasion_verb(noun)
    if verb is not None:
        return of_verb(verb)
    if noun.head.lower_ == "to" and noun.head.head.lower_ == "according":
        return _of_source(noun)
    if link.lower_ == "of" and link.dep_ == "prep":
        return Happening(noun, "noun") if is_happening(noun) else None
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(noun.head):
        return _of_subject(noun, noun.head)
    verb = _done_to(noun)
    if _is_listed(noun) or _is_call(noun) or _is_itself_dated(noun, verb, is_day=is_day):
        return Happening(noun, "noun")
    if link.lower_ in ("for", "than", "from", "as") or verb is None or _is_compared(noun):
        return None
    return of_verb(verb)


def _of_source(noun: Token) -> Happening | None:
    """A date after who or what says it: "According to a report on Monday, two died"."""
    said = next((head for head in climb(noun.head.head) if is_verb(head)), None)
    if said is None or is_happening(noun) or noun.lemma_.lower() in DOCUMENT:
        return Happening(noun, "noun")
    return of_verb(said)


def _is_itself_dated(noun: Token, verb: Token | None, *, is_day: bool) -> bool:
    """Whether the date says when the named happening was, not when the verb was done to it."""
    if not is_happening(noun) or (noun.lemma_.lower() in RECURRING and not is_day):
        return False
    if verb is None:
        return True
    if noun.dep_ == "dobj":
        return not is_day and verb.lemma_ in LOOKING_BACK
    return noun.dep_ != "attr" or verb.lemma_ in LOOKING_BACK


def _is_call(noun: Token) -> bool:
    """Whether it is an occasion that another noun is of: "a transcript of a call in late July"."""
    if noun.dep_ != "pobj" or not is_noun(noun.head.head):
        return False
    return noun.head.lower_ == "of" and noun.lemma_.lower() in OCCASION - RECURRING


def _is_listed(noun: Token) -> bool:
    """Whether it is one of several things with a date each: "prizes include the Orb in 1971"."""
    while noun.dep_ == "conj" and is_noun(noun.head):
        noun = noun.head
    return noun.dep_ == "dobj" and noun.head.lemma_ == "include"


def _is_compared(noun: Token) -> bool:
    """Whether the noun is what something is measured by: "rose from 6.5% in November"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("than", "from", "with", "against")
        and any(child.pos_ == "NUM" for child in noun.children)
    )


def _of_subject(noun: Token, verb: Token) -> Happening | None:
    """A date after the subject: "The attack on Monday killed ten"."""
    if takes_place_with(noun, verb) or not is_happening(noun):
        return of_verb(verb)
    return Happening(noun, "noun")


def _done_to(noun: Token) -> Token | None:
    """The verb whose object (or object's object) the noun is; None past an apposition or a clause."""
    for head in (noun, *climb(noun)):
        if is_verb(head):
            return head
        if head.dep_ in ("appos", "poss") or head.lower_ in ("despite", "unlike"):
            break
    return None
