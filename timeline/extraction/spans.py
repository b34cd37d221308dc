"""Which words of a sentence are names: spaCy's, grown, split and joined where it errs, and those it missed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.extraction.known import KnownNames, bare
from timeline.extraction.names import Cast
from timeline.extraction.persons import REGAL, TITLES, is_full_name, plain_name, titles_of
from timeline.extraction.syntax import is_verb
from timeline.extraction.words import HAPPENING, OCCASION, RECURRING, listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
# The words that say of a name that it is an organisation's.
BODIES = listed(
    "department ministry office bank court university bureau college institute institution association society "
    "federation confederation union committee subcommittee commission council organisation organization foundation "
    "agency authority board party league academy school hospital church service fund front army house chamber network "
    "campaign coalition alliance movement company corporation corp inc ltd plc llc group holdings partners industries "
    "airlines airways motors technologies systems senate congress parliament assembly tribunal club fc united rovers "
    "athletic centre center laboratory laboratories observatory museum gallery theatre orchestra trust secretariat "
    "directorate administration division brigade battalion regiment navy command police force forces guard panel "
    "inquiry bar resources energy pharmaceuticals media studios records bancorp insurance securities capital"
)
JOINS = frozenset({"of", "for", "on"})
SITUATED = listed("nsubj nsubjpass dobj pobj conj appos poss compound attr ROOT")
LONGEST_PHRASE = 7


def name_spans(tokens: Span, cast: Cast, known: KnownNames) -> list[Span]:
    """Return the names of a sentence in order; none overlaps another."""
    doc = tokens.doc
    found: list[Span] = list(_phrases(tokens, known))
    taken = {token.i for span in found for token in span}
    for span in _joined(tokens, taken):
        for part in _split(_with_regal_title(span), cast, known):
            if not any(token.i in taken for token in part):
                found.append(part)
                taken.update(token.i for token in part)
    for span in _missed(tokens, taken):
        found.append(span)
        taken.update(token.i for token in span)
    found += [
        doc[token.i : token.i + 1]
        for token in tokens
        if token.i not in taken and _is_known(token, cast, known)
    ]
    return sorted(found, key=lambda span: span.start)


def ends_as_body(span: Span) -> bool:
    """Whether the name says that it is an organisation's: "Fresno Health Board", "Court of Appeals"."""
    words = [token.lower_.rstrip(".") for token in span]
    return words[-1] in BODIES or any(
        word in BODIES and following in JOINS for word, following in pairwise(words)
    )


def _phrases(tokens: Span, known: KnownNames) -> Iterator[Span]:
    """Yield names of several words that are known by hand, the longest at each place."""
    doc, place = tokens.doc, tokens.start
    while place < tokens.end:
        end = _phrase_end(doc, place, tokens.end, known) if doc[place].text[0].isupper() else 0
        if end:
            yield type(tokens)(doc, place, end, label="ORG")
        place = max(end, place + 1)


def _phrase_end(doc: Doc, place: int, last: int, known: KnownNames) -> int:
    for end in range(min(place + LONGEST_PHRASE, last), place + 1, -1):
        if doc[end - 1].lower_ not in known.last_words:
            continue
        name = doc[place:end].text
        if known.find(name) is not None or name in known.peoples:
            return 0 if _goes_on(doc, end, last) or _is_qualified(doc, place, end) else end
    return 0


def _goes_on(doc: Doc, end: int, last: int) -> bool:
    """Whether the name is only the beginning of a longer one: "South Africa Airways"."""
    return end < last and doc[end].pos_ == "PROPN" and doc[end].lower_ in BODIES


def _is_qualified(doc: Doc, start: int, end: int) -> bool:
    """Whether a word before makes it another name: "Christian Democratic Party"."""
    before = doc[start - 1] if start else None
    return (
        before is not None
        and before.text[0].isupper()
        and before.dep_ in ("compound", "amod", "nmod")
        and start <= before.head.i < end
        and before.lower_ not in TITLES
    )


def _joined(tokens: Span, taken: set[int]) -> Iterator[Span]:
    """spaCy's names, grown to whole ones."""
    end = tokens.start
    for span in tokens.ents:
        if span.label_ == "EVENT" and _is_team(span):
            span = type(span)(span.doc, span.start, span.end, label="ORG")
        if span.label_ not in LABELS or span.start < end:
            continue
        if any(token.i in taken for token in span) and not _surrounds(span, taken):
            continue
        grown = _grown(span, tokens, max(end, tokens.start))
        end = grown.end
        yield grown


def _is_team(span: Span) -> bool:
    """Whether what spaCy takes for an event does something: "Real Valdez lost at home"."""
    doing = span.root.dep_ in ("nsubj", "nsubjpass") and is_verb(span.root.head)
    return doing and 1 < len(span) < 4 and span.text.istitle() and not _names_an_occasion(span)


def _surrounds(span: Span, taken: set[int]) -> bool:
    """Whether the name is longer than the known one within it: "the Bank of New York Mellon"."""
    inside = [token for token in span if token.i in taken]
    return len([token for token in span if token.lower_ != "the"]) > len(inside) + 1


def _grown(span: Span, tokens: Span, least: int) -> Span:
    doc, start, end = span.doc, span.start, span.end
    if span.label_ in ("PERSON", "ORG"):
        while start > least and _belongs(doc[start - 1], start, end):
            start -= 1
        while end < tokens.end and _leads_on(doc, start, end):
            end += 1
    grown = type(span)(doc, start, end, label=span.label)
    if _is_second_half(grown, least):
        start -= 2
        while start > least and _belongs(doc[start - 1], start, end):
            start -= 1
        grown = type(span)(doc, start, end, label=span.label)
    if span.label_ == "ORG":
        while (further := _joined_end(grown, tokens)) > grown.end:
            grown = type(span)(doc, start, further, label="ORG")
    return grown


def _belongs(token: Token, start: int, end: int) -> bool:
    """Whether a word before the name is its beginning: "Dinesh" before "Perera"."""
    return (
        _is_capital(token)
        and not token.ent_type_
        and token.dep_ in ("compound", "nmod")
        and start <= token.head.i < end
    )


def _leads_on(doc: Doc, start: int, end: int) -> bool:
    token = doc[end]
    return (
        _is_capital(token)
        and not token.ent_type_
        and doc[end - 1].dep_ in ("compound", "nmod")
        and doc[end - 1].head.i >= end
        and doc[end - 1].text not in ("'s", "’s", ",")
    )


def _is_second_half(span: Span, least: int) -> bool:
    """Whether "Reform Committee" goes on with "Oversight and"."""
    doc, start = span.doc, span.start
    if span.label_ != "ORG" or len(span) < 2 or not ends_as_body(span) or start - 2 < least:
        return False
    first = doc[start - 2]
    joint = doc[start - 1].lower_ in ("and", "&")
    return joint and _is_capital(first) and not first.ent_type_ and first.lower_ not in BODIES


def _is_capital(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper()


def _joined_end(span: Span, tokens: Span) -> int:
    """The end of "Court of Appeals for the Fourth Circuit" where the name ends in a body."""
    doc, place = span.doc, span.end
    if not ends_as_body(span) or place + 1 >= tokens.end or doc[place].lower_ not in JOINS:
        return span.end
    joint = doc[place].lower_
    place += 2 if doc[place + 1].lower_ == "the" else 1
    end = place
    while end < tokens.end and _is_capital(doc[end]) and doc[end].ent_type_ not in ("DATE", "TIME"):
        end += 1
    named = {doc[i].ent_type_ for i in range(place, end)}
    if end == place or (joint != "of" and named & {"GPE", "PERSON", "NORP"}):
        return span.end
    return end


def _with_regal_title(span: Span) -> Span:
    """ "Pope Benedict" where spaCy has only the given name."""
    before = span.doc[span.start - 1] if span.start else None
    if before is None or len(span) > 1 or before.lower_ not in REGAL or not before.is_title:
        return span
    return type(span)(span.doc, span.start - 1, span.end, label="PERSON")


def _split(span: Span, cast: Cast, known: KnownNames) -> list[Span]:
    """Split "Biden-Putin", "Department of the Treasury's Office" and "Twitter Biden" into the names they are."""
    doc = span.doc
    for token in span[1:-1]:
        left, right = doc[span.start : token.i], doc[token.i + 1 : span.end]
        halves = (
            token.text in ("-", "–", "—")
            and _knows(left, cast, known)
            and _knows(right, cast, known)
        )
        if halves or _are_two_bodies(left, token, right):
            return [type(span)(doc, half.start, half.end, label="ORG") for half in (left, right)]
        if token.tag_ == "POS" and span.label_ == "ORG" and len(right) > 1:
            return [
                type(span)(doc, half.start, half.end, label=span.label) for half in (left, right)
            ]
    if span.label_ == "PERSON" and len(span) > 2 and _is_office_of(doc, span.start):
        return [type(span)(doc, span.start + 1, span.end, label=span.label)]
    return [span]


def _are_two_bodies(left: Span, joint: Token, right: Span) -> bool:
    """Whether "Center for Diversity and Center for Safety" names two."""
    begins = {token.lower_ for token in right[:2]} & BODIES
    return joint.lower_ == "and" and bool(begins) and ends_as_body(left) and len(right) > 1


def _is_office_of(doc: Doc, start: int) -> bool:
    """Whether the first word is still the office's: "mayor of Koszalin" before a name."""
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in TITLES


def _knows(span: Span, cast: Cast, known: KnownNames) -> bool:
    name = plain_name(span.text)
    return (
        name in cast.people
        or bare(name) in known.names
        or name in known.peoples
        or name in known.capitals
    )


def _missed(tokens: Span, taken: set[int]) -> Iterator[Span]:
    """Yield runs of capitals that spaCy took for no name, though they do or suffer something."""
    if _is_shouted(tokens):
        return
    doc, place = tokens.doc, tokens.start
    while place < tokens.end:
        end = place
        while end < tokens.end and _may_be_name(doc[end], taken):
            end += 1
        if end > place:
            span = _as_missed(doc, place, end, type(tokens), tokens.start)
            if span is not None:
                yield span
        place = max(end, place + 1)


def _is_shouted(tokens: Span) -> bool:
    """Whether so many words begin with a capital that capitals say nothing: a title."""
    words = [token for token in tokens if token.is_alpha and len(token) > 3]
    return sum(token.text[0].isupper() for token in words) * 4 > len(words) * 3 and len(words) > 4


def _may_be_name(token: Token, taken: set[int]) -> bool:
    unnamed = token.ent_type_ in ("", "PRODUCT")
    return _is_capital(token) and unnamed and token.i not in taken and token.text.isalpha()


def _as_missed(doc: Doc, start: int, end: int, make: type[Span], first: int) -> Span | None:
    last = doc[end - 1]
    if last.dep_ not in SITUATED or _names_an_occasion(doc[start:end]):
        return None
    the = start > first and doc[start - 1].lower_ == "the"
    words = end - start
    if ends_as_body(doc[start:end]) and words > 1:
        return make(doc, start, end, label="ORG")
    if last.dep_ not in ("nsubj", "nsubjpass", "dobj", "conj", "appos", "pobj"):
        return None
    if the:
        return make(doc, start, end, label="ORG") if words > 1 and last.dep_ != "pobj" else None
    if words < 2 or words > 5 or not is_full_name(doc[start:end].text):
        return None
    titled = titles_of([token.text for token in doc[start:end]]) > 0
    return make(doc, start, end, label="PERSON") if titled or last.dep_ != "pobj" else None


def _names_an_occasion(span: Span) -> bool:
    words = {token.lower_ for token in span}
    return bool(words & (HAPPENING | RECURRING | OCCASION)) or span[-1].tag_ == "CD"


def _is_known(token: Token, cast: Cast, known: KnownNames) -> bool:
    if not token.text[0].isupper() or token.ent_type_ in ("DATE", "WORK_OF_ART", "EVENT", "LAW"):
        return False
    word = token.text
    if word in cast.people:
        return token.pos_ == "PROPN"
    if _is_unheard_of(token) or follows_trade(token) or follows_office(token):
        return True
    return word in known.names or word in known.peoples or word in cast.long_forms


def follows_trade(token: Token) -> bool:
    """Whether what stands before says that it is a firm: "the energy company Burisma"."""
    if token.pos_ != "PROPN" or token.i == 0 or token.ent_type_:
        return False
    before = token.doc[token.i - 1]
    return names_trade(before)


def follows_office(token: Token) -> bool:
    """Whether an office stands right before: "the security minister Wiranto"."""
    if token.pos_ != "PROPN" or token.i == 0 or token.ent_type_ or not token.text.istitle():
        return False
    before = token.doc[token.i - 1]
    return before.pos_ == "NOUN" and before.lower_ in TITLES and before.tag_ == "NN"


def names_trade(token: Token) -> bool:
    return token.pos_ == "NOUN" and (token.lower_ in FIRMS or token.lower_.endswith("maker"))


def _is_unheard_of(token: Token) -> bool:
    """Whether a name that spaCy does not know does something: "Nordbank reported a loss"."""
    alone = not any(child.dep_ in ("compound", "amod", "det") for child in token.children)
    name = token.pos_ == "PROPN" and token.dep_ == "nsubj" and token.text.lower() not in TITLES
    return name and alone and not token.ent_type_ and is_verb(token.head)


FIRMS = listed(
    "company firm retailer bank airline insurer lender brewer publisher broadcaster startup start-up conglomerate "
    "giant chain operator manufacturer subsidiary newspaper magazine charity brewery contractor utility rival club "
    "group agency"
)
