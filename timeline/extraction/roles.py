"""Whether a name takes part in what happens, or only says whose, where or what kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.extraction.happenings import is_happening
from timeline.extraction.persons import BEFORE_TITLE, TITLES
from timeline.extraction.syntax import is_noun, is_verb
from timeline.extraction.words import BACKGROUND, DECISIVE, PUBLISHING, RECURRING, SAYING, listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# "Russian officials", "the Biden administration": they act for whom they are named after.
ACTING = listed(
    "official government administration authority force troop army military navy police prosecutor lawmaker "
    "parliament senate congress court minister ministry president presidency leader leadership diplomat regulator "
    "intelligence community agency agent officer commander soldier marine jet warplane warship airstrike missile "
    "drone artillery delegation negotiator embassy ambassador envoy mission consulate consul campaign team cabinet "
    "regime state side staff aide spokesman spokeswoman spokesperson council committee department office bank "
    "guard security service services rebel fighter militant separatist hacker spy national citizen company firm "
    "personnel politician opposition voter people family lawyer investigator judge watchdog entity individual "
    "oligarch executive senator legislature assembly monarchy king queen chancellor premier counterpart crew squad "
    "player coach club side airline carrier bomber tank convoy fleet scientist researcher engineer "
    "institution action activity aggression interference meddling move effort decision threat response demand"
)
# "the Biden administration": they act for a person.
SERVING = listed(
    "administration government campaign team cabinet regime aide spokesman spokeswoman spokesperson lawyer "
    "attorney family brother sister foundation appointee presidency company"
)
# "Portuguese climbers": people, too.
HUMAN = listed(
    "student resident patient refugee migrant immigrant tourist child boy girl man woman teenager couple hostage "
    "pilgrim athlete victim participant protester demonstrator civilian businessman businesswoman policeman captive "
    "survivor passenger nurse monk priest nun king troop doctor diplomat expatriate celebrity actress cleric thief "
    "surgeon chef pilot spouse guest host delegate candidate nominee parent mother father brother sister son daughter"
)
AGENTIVE = re.compile(r"(?:er|or|ist|ian|man|men|woman|women|eer|naut)$")
INANIMATE = listed(
    "water power river order matter letter paper newspaper computer tower center offer summer winter weather leather "
    "silver border number corner quarter chapter shelter container helicopter dinner sector factor motor tractor "
    "reactor error terror mirror floor door humor humour labor harbor color honor flavor corridor list mist wrist "
    "fist waist cover counter tender paper burger butter sugar pepper timber lumber rubber tiger panther otter "
    "thriller poster trailer printer server router layer laser radar meter liter cancer fever liver "
    "gutter shutter scooter cylinder semester transfer barrier frontier chamber former other latter whether "
    "over under war dollar air affair chair hair pair stair prayer career interior exterior vapor monitor major minor "
    "character filter disaster register"
)
LOCATIVE = listed(
    "in at near outside inside around across throughout within off over through beyond via above under along"
)
WHEREABOUTS = LOCATIVE | listed("between from to towards toward")
FACILITIES = listed(
    "hospital university college school airport stadium centre center hall church cathedral mosque monument park "
    "station hotel museum library theatre theater square street avenue road bridge prison jail arena house gallery"
)
# "London's mayor", "Moscow's metro": the city, not the state.
MUNICIPAL = listed(
    "mayor street resident metro subway underground airport suburb police cathedral museum skyline hospital district "
    "centre center exchange university court neighbourhood neighborhood population people east west north south"
)
# "off the coast of Chile": parts of the world that only say where.
PARTS = listed(
    "coast lawn outskirts capital city town village border north south east west northeast northwest southeast "
    "southwest province region district area shore side part centre center suburb street island airport heart middle "
    "edge interior mainland port county state territory jungle desert mountain hill valley base prison hospital"
)
OFFICES = listed(
    "president governor mayor chair chairman chairwoman chief head member leader secretary minister senator premier "
    "chancellor director citizen resident native king queen prime fellow presidency"
)
INQUIRING = listed(
    "study finding paper research report article result interview journal review letter"
)
STATECRAFT = listed(
    "accuse blame vow threaten urge retaliate annex occupy support back oppose seek want agree refuse respond demand "
    "propose offer try meddle interfere violate infiltrate back consider view see regard welcome condemn call hit"
)


def is_title(span: Span, persons: frozenset[int]) -> bool:
    """Whether the name is part of somebody's title: "US" in "US President Joe Biden".

    `persons` are the places of all tokens of people's names.
    """
    if _goes_before_person(span, persons):
        return True
    if _follows_title(span) and span.root.i in persons:
        return False
    for token in _upwards(span.root):
        if token.dep_ == "conj" and token.head.i in persons:
            return False
        if token.i in persons and not span.start <= token.i < span.end:
            return True
        if _describes_person(token, span, persons):
            return True
        if is_verb(token) or token.dep_ in ("nsubj", "nsubjpass", "dobj", "agent", "relcl"):
            return _names_person(token, span, persons)
    return False


def _goes_before_person(span: Span, persons: frozenset[int]) -> bool:
    """Whether only an office stands between it and a name: "president of Chile Ana Soto"."""
    if span.root.i in persons:
        return False
    if span.root.dep_ == "pobj":
        return span.end in persons
    after = span.end
    while after < len(span.doc) and span.doc[after].lower_ in TITLES | BEFORE_TITLE:
        after += 1
    return after > span.end and after in persons


def _follows_title(span: Span) -> bool:
    """Whether a title with a capital goes right before: "US President Joe Biden and ..."."""
    before = span.doc[span.start - 1] if span.start else None
    titled = before is not None and before.is_title and before.lower_ in TITLES
    return titled and span.root.dep_ in ("nsubj", "nsubjpass", "dobj", "appos", "conj")


def _describes_person(noun: Token, span: Span, persons: frozenset[int]) -> bool:
    """Whether a common noun says who another person is: "the Iranian director Mina Farahani"."""
    if noun.dep_ == "appos" and noun.head.i in persons and noun.pos_ == "NOUN":
        return True
    if noun.tag_ != "NN":
        return False
    joined = (
        ("appos",) if any(child.dep_ == "det" for child in noun.children) else ("appos", "conj")
    )
    return any(
        child.dep_ in joined and _names_person(child, span, persons) for child in noun.children
    )


def _names_person(token: Token, span: Span, persons: frozenset[int]) -> bool:
    return token.i in persons and not span.start <= token.i < span.end


def _upwards(token: Token) -> list[Token]:
    chain = [token]
    while token.head != token and len(chain) < 8:
        token = token.head
        chain.append(token)
    return chain


def acts_through_noun(span: Span) -> bool:
    """Whether a nationality before a noun acts: "Russian officials" does, "Russian sovereign debt" doesn't."""
    root = span.root
    while root.dep_ == "conj" and root.pos_ == root.head.pos_ == "ADJ":
        root = root.head
    if root.dep_ not in ("amod", "compound", "nmod", "poss", "npadvmod"):
        return True
    head = root.head
    while head.dep_ in ("compound", "nmod") and is_noun(head.head) and head.head.i > head.i:
        head = head.head
    between = span.doc[span.end : head.i + 1]
    return any(_is_acting(token) for token in between if is_noun(token))


def _is_acting(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in ACTING or lemma in HUMAN:
        return True
    return len(lemma) > 4 and lemma not in INANIMATE and bool(AGENTIVE.search(lemma))


def acts_for_person(span: Span) -> bool:
    """Whether a person's name before a noun acts: "the Biden administration", not "Biden voters"."""
    head = span.root.head
    between = span.doc[span.end : head.i + 1]
    return any(token.lemma_.lower() in SERVING for token in between if is_noun(token))


def modifies_happening(span: Span) -> bool:
    """Whether the name stands before a happening: "the Navalny poisoning", "the SolarWinds hack"."""
    root = span.root
    head = root.head
    return (
        root.dep_ in ("compound", "nmod", "amod")
        and is_happening(head)
        and head.lemma_.lower() not in RECURRING
    )


def is_set_in(span: Span) -> bool:
    """Whether the name tells in which country it was: "in Myanmar", but not "off Malta"."""
    preposition = preposition_of(span)
    return is_where(span) and preposition is not None and preposition.lower_ != "off"


def is_according_to(span: Span) -> bool:
    """Whether it belongs to the source: "according to a statement by the Supreme Court"."""
    return any(
        (token.dep_ == "prep" and token.lower_ == "to" and token.head.lower_ == "according")
        or token.lower_ == "according"
        for token in _upwards(span.root)
    )


def is_medium(span: Span) -> bool:
    """Whether it is where something was printed: "a study published in the journal Bone"."""
    preposition = preposition_of(span)
    if preposition is None or preposition.lower_ not in ("in", "to", "with"):
        return False
    head = preposition.head.lemma_.lower()
    if preposition.lower_ == "in":
        return head in PUBLISHING or head in INQUIRING
    return head in ("interview", "remark", "comment")


def is_office_of(span: Span) -> bool:
    """Whether it only says of what somebody is or wants to be the head: "ran for president of Chile"."""
    root = span.root
    while root.dep_ == "conj" and is_noun(root.head):
        root = root.head
    if root.dep_ != "pobj" or root.head.lower_ != "of":
        return False
    office = root.head.head
    if office.lemma_.lower() not in OFFICES:
        return False
    return office.dep_ in ("attr", "oprd", "appos") or (
        office.dep_ == "pobj" and office.head.lower_ in ("for", "as")
    )


def is_within_place(span: Span) -> bool:
    """Whether it is only a part of where it was: "from the south lawn of the White House"."""
    token, inside = span.root, False
    for _ in range(6):
        if token.dep_ in ("pobj", "conj", "poss", "compound", "prep", "nmod"):
            inside = inside or (token != span.root and token.lemma_.lower() in PARTS)
            if token.dep_ == "prep" and token.lower_ in WHEREABOUTS and inside:
                return True
            token = token.head
        else:
            return False
    return False


def is_hyphenated(span: Span) -> bool:
    """Whether it is only half a word: "Kremlin-linked", "Obama-era", "anti-Putin"."""
    doc = span.doc
    after = (
        span.end < len(doc)
        and doc[span.end].text in ("-", "–")
        and not doc[span.end - 1].whitespace_
    )
    before = (
        span.start > 0 and doc[span.start - 1].text == "-" and not doc[span.start - 1].whitespace_
    )
    return after or before


def preposition_of(span: Span) -> Token | None:
    token = span.root
    while token.dep_ in ("conj", "appos") and is_noun(token.head):
        token = token.head
    return (
        token.head
        if token.dep_ == "pobj" and token.head.pos_ in ("ADP", "SCONJ", "VERB", "ADV")
        else None
    )


def is_where(span: Span) -> bool:
    """Whether the name tells where: "in Moscow", "Embassy in Washington"."""
    preposition = preposition_of(span)
    return preposition is not None and preposition.lower_ in LOCATIVE


def is_facility(span: Span) -> bool:
    """Whether it is a building where something was done: "at Holy Cross Hospital"."""
    preposition = preposition_of(span)
    if preposition is None or preposition.lower_ not in LOCATIVE:
        return False
    return (
        preposition.lower_ in ("near", "outside", "inside", "around")
        or span[-1].lower_ in FACILITIES
    )


def is_source(span: Span) -> bool:
    """Whether it is only who says so or who is told: "said CNBC", "told Reuters"."""
    preposition = preposition_of(span)
    if preposition is not None and preposition.head.lemma_ in ("speak", "talk", "interview"):
        return True
    root = span.root
    if root.dep_ in ("dobj", "dative") and root.head.lemma_ == "tell":
        return True
    return root.dep_ == "nsubj" and root.head.lemma_ in SAYING


def is_channel(span: Span) -> bool:
    """Whether a medium only carries what is said: "via Twitter", "on CNN"."""
    preposition = preposition_of(span)
    return preposition is not None and preposition.lower_ in ("via", "on", "in", "at", "to", "with")


def suffers(span: Span) -> bool:
    """Whether a place is what it is about: "Hollywood braced itself", "the annexation of Crimea"."""
    root = span.root
    if root.dep_ in ("nsubj", "nsubjpass"):
        return True
    return root.dep_ == "pobj" and root.head.lower_ == "of" and is_happening(root.head.head)


def stands_for_state(span: Span) -> bool:
    """Whether a capital stands for its government: "Moscow vowed", "London's efforts", not "London's mayor"."""
    token = span.root
    while token.dep_ == "conj" and is_noun(token.head):
        token = token.head
    verb = token.head
    if token.dep_ == "poss":
        return verb.lemma_.lower() not in MUNICIPAL
    if token.dep_ in ("nsubj", "nsubjpass"):
        return (
            verb.lemma_ in SAYING
            or verb.lemma_ in DECISIVE
            or verb.lemma_ in BACKGROUND
            or verb.lemma_ in STATECRAFT
        )
    preposition = preposition_of(span)
    if preposition is None:
        return token.dep_ in ("dobj", "dative") and verb.lemma_ in STATECRAFT
    return preposition.lower_ in ("by", "between", "with", "against", "among")
