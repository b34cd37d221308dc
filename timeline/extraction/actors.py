"""People, organisations and countries that take part in what an account tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction import roles
from timeline.extraction.known import KnownName, KnownNames, bare
from timeline.extraction.names import REGAL, TITLES, Cast, cast_of, plain_name
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.shapes import Actor
from timeline.extraction.syntax import is_verb
from timeline.extraction.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
# "the Russian Embassy" is Russia; "the Russian Foreign Ministry" is an organisation of its own.
GOVERNMENTS = listed(
    "government administration govt embassy consulate army military navy forces troops authorities police "
    "officials mission delegation"
)
STORMS = frozenset({"Storm", "Hurricane", "Typhoon", "Cyclone", "Tropical", "Operation"})
AMERICAN = re.compile(r"^(?:US|United States|American) ")
JOINED = frozenset(
    {"department", "ministry", "office", "bank", "court", "university", "bureau", "college"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name at its place, with who it is; `certain` is false where it only may be an actor."""

    span: Span
    name: str
    kind: str


def find_cast(sentences: Sequence[ParsedSentence], known: KnownNames) -> Cast:
    """Return who plays in the article."""
    named = (
        (name.text, name.label_)
        for parsed in sentences
        for name in parsed.tokens.ents
        if name.label_ in LABELS
    )
    return cast_of(named, (parsed.sentence.text for parsed in sentences), known)


def find_names(parsed: ParsedSentence, cast: Cast, known: KnownNames) -> list[Named]:
    """Return all names of the sentence that are people, organisations, countries or places."""
    found = []
    for span in _spans(parsed.tokens, cast, known):
        who = _who(span, cast, known)
        if who is not None:
            found.append(Named(span, who.name, who.kind))
    return found


def find_actors(
    parsed: ParsedSentence, names: Sequence[Named], scope: frozenset[int], known: KnownNames
) -> tuple[Actor, ...]:
    """Return who takes part within the tokens of `scope`, each once, in the order of the text."""
    persons = frozenset(
        token.i for named in names if named.kind == "person" for token in named.span
    )
    inside = [named for named in names if named.span.root.i in scope]
    acting = [(named, _acts(named, persons, known)) for named in inside]
    settings = [named for named in inside if named.kind == "country" and roles.is_where(named.span)]
    chosen = [named for named, acts in acting if acts]
    if not any(named.kind == "country" for named in chosen):
        chosen += [
            named
            for named in settings
            if named not in chosen and not roles.is_title(named.span, persons)
        ]
    return tuple(_once(parsed, sorted(chosen, key=lambda named: named.span.start)))


def _once(parsed: ParsedSentence, names: Iterable[Named]) -> Iterator[Actor]:
    seen = set()
    for named in names:
        if named.name not in seen:
            seen.add(named.name)
            start, end = parsed.start_of(named.span[0]), parsed.end_of(named.span[-1])
            yield Actor(named.name, named.kind, named.span.text, start, end)


def _acts(named: Named, persons: frozenset[int], known: KnownNames) -> bool:
    span = named.span
    if roles.is_title(span, persons):
        return False
    if named.name in known.media and roles.is_source(span):
        return False
    if named.kind == "person":
        return _person_acts(span)
    if named.kind == "place":
        return roles.suffers(span)
    if (named.kind == "country" and roles.is_where(span)) or roles.is_facility(span):
        return False
    return (
        roles.acts_through_noun(span) or span.root.dep_ == "poss" or roles.modifies_happening(span)
    )


def _person_acts(span: Span) -> bool:
    if span.root.dep_ not in ("compound", "nmod", "amod", "npadvmod"):
        return True
    return roles.acts_through_noun(span) or roles.modifies_happening(span)


def _spans(tokens: Span, cast: Cast, known: KnownNames) -> list[Span]:
    """spaCy's names, split and joined where it errs, and the known ones that it missed."""
    doc = tokens.doc
    found: list[Span] = []
    for span in _joined(tokens):
        found += _split(_with_regal_title(span), cast, known)
    taken = {token.i for span in found for token in span}
    for token in tokens:
        if token.i not in taken and _is_known(token, cast, known):
            found.append(doc[token.i : token.i + 1])
    return sorted(found, key=lambda span: span.start)


def _with_regal_title(span: Span) -> Span:
    """ "Pope Benedict" where spaCy has only the given name."""
    before = span.doc[span.start - 1] if span.start else None
    if before is None or len(span) > 1 or before.lower_ not in REGAL or not before.is_title:
        return span
    return type(span)(span.doc, span.start - 1, span.end, label="PERSON")


def _is_known(token: Token, cast: Cast, known: KnownNames) -> bool:
    if not token.text[0].isupper() or token.ent_type_ in ("DATE", "WORK_OF_ART", "EVENT", "LAW"):
        return False
    word = token.text
    if word in cast.people:
        return token.pos_ == "PROPN"
    if _is_unheard_of(token):
        return True
    return word in known.names or word in known.peoples or word in cast.long_forms


def _is_unheard_of(token: Token) -> bool:
    """Whether a name that spaCy does not know does something: "Nordbank reported a loss"."""
    alone = not any(child.dep_ in ("compound", "amod", "det") for child in token.children)
    name = token.pos_ == "PROPN" and token.dep_ == "nsubj" and token.text.lower() not in TITLES
    return name and alone and not token.ent_type_ and is_verb(token.head)


def _joined(tokens: Span) -> Iterator[Span]:
    """Join "the US Department" and "Treasury" where only "of the" stands between them."""
    spans = [span for span in tokens.ents if span.label_ in LABELS]
    doc = tokens.doc
    place = 0
    while place < len(spans):
        span = spans[place]
        if place + 1 < len(spans) and span[-1].lower_ in JOINED:
            between = doc[span.end : spans[place + 1].start].text.lower()
            if between in ("of", "of the", "for"):
                yield type(span)(doc, span.start, spans[place + 1].end, label="ORG")
                place += 2
                continue
        yield span
        place += 1


def _split(span: Span, cast: Cast, known: KnownNames) -> list[Span]:
    """Split "Biden-Putin" and "Department of the Treasury's Office" into the names they are."""
    doc = span.doc
    for token in span[1:-1]:
        left, right = doc[span.start : token.i], doc[token.i + 1 : span.end]
        halves = (
            token.text in ("-", "–", "—")
            and _knows(left, cast, known)
            and _knows(right, cast, known)
        )
        if halves or (token.tag_ == "POS" and span.label_ == "ORG" and len(right) > 1):
            return [
                type(span)(doc, half.start, half.end, label=span.label) for half in (left, right)
            ]
    return [span]


def _knows(span: Span, cast: Cast, known: KnownNames) -> bool:
    name = plain_name(span.text)
    return (
        name in cast.people
        or bare(name) in known.names
        or name in known.peoples
        or name in known.capitals
    )


def _who(span: Span, cast: Cast, known: KnownNames) -> KnownName | None:
    name = plain_name(span.text)
    if name.partition(" ")[0] in STORMS:
        return None
    if (
        not name
        or name.lower() in known.never
        or (roles.is_hyphenated(span) and not _is_pair(span, cast, known))
    ):
        return None
    if name in cast.people:
        return KnownName(cast.people[name], "person")
    by_hand = _by_hand(name, span, known)
    if by_hand is not None:
        return by_hand
    if name in cast.long_forms:
        long_form = cast.long_forms[name]
        return known.names.get(long_form, KnownName(long_form, "organisation"))
    return _by_label(name, span, cast)


def _is_pair(span: Span, cast: Cast, known: KnownNames) -> bool:
    """Whether both sides of the hyphen are names: "U.S.-Russia"."""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].text in ("-", "–"):
        return _knows(doc[span.end + 1 : span.end + 2], cast, known)
    return span.start >= 2 and _knows(doc[span.start - 2 : span.start - 1], cast, known)


def _by_hand(name: str, span: Span, known: KnownNames) -> KnownName | None:
    if name in known.capitals:
        return known.capitals[name] if roles.stands_for_state(span) else KnownName(name, "place")
    first, _, rest = name.rpartition(" ")
    if rest.lower() in GOVERNMENTS and (first in known.names or first in known.peoples):
        return known.names.get(first) or known.peoples.get(first)
    return known.names.get(name) or known.peoples.get(name) or known.names.get(_american(name))


def _american(name: str) -> str:
    """The name with "U.S." for "US" and "United States"."""
    return AMERICAN.sub("U.S. ", name.replace(" party", " Party"))


def _by_label(name: str, span: Span, cast: Cast) -> KnownName | None:
    if " " in name and _has_office(span):
        return KnownName(name, "person")
    if span.label_ == "PERSON" and roles.is_where(span):
        return KnownName(name, "place")
    if name in cast.persons or (span.label_ == "PERSON" and len(name.split()) > 1):
        return KnownName(name, "person") if name[0].isupper() else None
    if span.label_ in ("ORG", "") or (span.label_ == "NORP" and _is_group(span)):
        return KnownName(name, "organisation") if any(c.isupper() for c in name) else None
    if span.label_ in ("GPE", "LOC"):
        return KnownName(name, "place")
    return None


def _has_office(span: Span) -> bool:
    """Whether an office stands before the name: "the prime minister of Norrland, Eva Strand"."""
    doc, start = span.doc, span.start
    if span.label_ not in ("GPE", "ORG") or len(span) > 3 or not start:
        return False
    before = doc[start - 1]
    near = doc[max(0, start - 5) : start - 1] if before.text == "," else doc[start - 1 : start]
    return any(token.lower_ in TITLES and token.pos_ == "NOUN" for token in near)


def _is_group(span: Span) -> bool:
    """Whether an unknown people acts as one: "the Houthis said", not "known as Novichok"."""
    return span.root.tag_ in ("NNPS", "NNS") and span.root.dep_ in (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
    )
