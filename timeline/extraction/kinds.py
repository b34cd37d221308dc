"""Who a name is: one known by hand, a person, an organisation or a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.extraction import roles
from timeline.extraction.known import KnownName, KnownNames, bare
from timeline.extraction.names import Cast
from timeline.extraction.persons import (
    BEFORE_TITLE,
    CORPORATE,
    TITLES,
    is_full_name,
    plain_name,
    titles_of,
)
from timeline.extraction.spans import (
    BODIES,
    ends_as_body,
    follows_office,
    follows_trade,
    names_trade,
)
from timeline.extraction.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span

# "the Russian Embassy" is Russia; "the Russian Foreign Ministry" is an organisation of its own.
GOVERNMENTS = listed(
    "government administration govt embassy consulate army military navy forces troops authorities police "
    "officials mission delegation"
)
STORMS = frozenset({"Storm", "Hurricane", "Typhoon", "Cyclone", "Tropical", "Operation"})
AMERICAN = re.compile(r"^(?:US|United States|American) ")
# The last words of names of things that take part in nothing.
THINGS = listed(
    "award awards prize medal trophy cup act bill law treaty protocol accord constitution championship "
    "championships day war olympics election elections amendment code clause edition standard"
)
SITES = listed(
    "reservation island islands lane street avenue road river lake mount mountain mountains valley county province "
    "beach bay bridge airport peninsula desert sea ocean coast plaza tower towers cape creek hills highway house "
    "district prefecture oblast strait canal cathedral basilica temple square"
)
QUOTES = frozenset("\"“”‘’'«»")
HALF = re.compile(r"(?:anti|pro|non|pre|post|ex|mid|un)-", re.IGNORECASE)
# "OpenLedger", but not "McDonald", "DiCaprio", "O'Brien".
CAMEL = re.compile(r"^(?!Ma?c|D[aeiu]|L[ae]|Van|Von|Fitz|Al|El)[A-Z][a-z]+[A-Z]")
CHAMBERS = listed("senate congress parliament house assembly fed force")
ARMED = listed(
    "gunman gunmen militant fighter rebel insurgent militiaman militia guerrilla jihadist"
)
LIVING = listed("resign die marry retire graduate divorce testify")
SUFFERING = listed(
    "bear swear arrest jail imprison sentence behead abduct kidnap handcuff cremate bury"
)
CAPTURING = listed(
    "retake retook recapture capture seize overrun bomb shell liberate occupy besiege storm encircle evacuate visit leave "
    "reach enter flood strike hit"
)
INVESTED = listed(
    "share stake stock investment confidence trust interest belief faith holding bond invest believe"
)


def who_is(span: Span, cast: Cast, known: KnownNames) -> KnownName | None:
    """Return the name and kind of the actor that the span may be; None for what is no actor."""
    whole = bare(span.text.removesuffix("'s").removesuffix("’s"))
    name = whole if known.find(whole) is not None else plain_name(span.text)
    if _is_never(span, name, cast, known):
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


def label_of(span: Span) -> str:
    """spaCy's label for the name, PERSON where the words around it say so."""
    if _is_armed(span) or _is_quoted(span):
        return "ORG"
    if span.label_ == "PERSON" and _tells_where(plain_name(span.text), span, "PERSON"):
        return "GPE"
    if any(CAMEL.search(token.text) for token in span):
        return "ORG"
    if span.label_ in ("ORG", "GPE", "PERSON") and not ends_as_body(span):
        name = plain_name(span.text)
        if is_full_name(name) and (span.label_ == "PERSON" or is_personal(span)):
            return "PERSON"
    return "ORG" if span.label_ == "PERSON" and ends_as_body(span) else span.label_


def is_personal(span: Span) -> bool:
    """Whether an office, an age or another person beside the name says that it is a person's."""
    words = span.text.split()
    if titles_of(words) and words[0].lower().rstrip(".") not in CORPORATE:
        return True
    if len(words) - titles_of(words) > 1 and titles_of(words):
        return not ends_as_body(span)
    if len(span) == 1 and follows_office(span[0]):
        return True
    return _has_office(span) or _has_age(span) or _is_beside_person(span) or _lives(span)


def _is_never(span: Span, name: str, cast: Cast, known: KnownNames) -> bool:
    if not name or name.partition(" ")[0] in STORMS or name.lower() in known.never:
        return True
    if name in cast.storms or (" " in name and span[-1].lower_ in THINGS):
        return True
    if _is_quoted(span) or HALF.match(name):
        return True
    if _is_office(name) and name not in cast.people:
        return True
    if len(span) == 1 and _is_common(span, name, cast, known):
        return True
    return roles.is_hyphenated(span) and not _is_pair(span, cast, known)


def _is_office(name: str) -> bool:
    """Whether it is a title alone, or a body that any country has: "Security Advisor", "Department"."""
    *first, last = name.lower().split()
    if not first:
        return last in TITLES or last in BODIES - CHAMBERS
    return last in TITLES and all(word in TITLES | BEFORE_TITLE for word in first)


def _is_quoted(span: Span) -> bool:
    """Whether quotation marks enclose just the name: the title of a work."""
    doc = span.doc
    if not span.start or span.end >= len(doc):
        return False
    return doc[span.start - 1].text in QUOTES and doc[span.end].text in QUOTES


def _is_common(span: Span, name: str, cast: Cast, known: KnownNames) -> bool:
    """Whether one word with a capital is a common noun: "his Cabinet", "Veterans laid wreaths"."""
    token = span[0]
    if name in cast.people or name in known.names or name in known.peoples:
        return False
    owned = any(child.tag_ == "PRP$" for child in token.children)
    opening = bool(token.is_sent_start) and token.tag_ in ("NNS", "NNPS", "NN")
    return span.label_ in ("ORG", "") and (
        owned or (opening and token.lower_ not in cast.long_forms)
    )


def _is_pair(span: Span, cast: Cast, known: KnownNames) -> bool:
    """Whether both sides of the hyphen are names: "U.S.-Russia"."""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].text in ("-", "–"):
        return _is_someone(doc[span.end + 1].text, cast, known)
    return span.start >= 2 and _is_someone(doc[span.start - 2].text, cast, known)


def _is_someone(word: str, cast: Cast, known: KnownNames) -> bool:
    name = plain_name(word)
    return name in cast.people or any(
        name in names for names in (known.names, known.peoples, known.capitals)
    )


def _by_hand(name: str, span: Span, known: KnownNames) -> KnownName | None:
    if name in known.capitals:
        return known.capitals[name] if roles.stands_for_state(span) else KnownName(name, "place")
    first, _, rest = name.rpartition(" ")
    if rest.lower() in GOVERNMENTS and (first in known.names or first in known.peoples):
        return known.names.get(first) or known.peoples.get(first)
    return known.find(name) or known.peoples.get(name) or known.find(_american(name))


def _american(name: str) -> str:
    """The name with "U.S." for "US" and "United States"."""
    return AMERICAN.sub("U.S. ", name)


def _by_label(name: str, span: Span, cast: Cast) -> KnownName | None:
    label = label_of(span)
    if _tells_where(name, span, label):
        return KnownName(name, "place")
    if _is_firm(span):
        return KnownName(_with_corporate_title(name, span), "organisation")
    if name in cast.persons or (label == "PERSON" and " " in name):
        return KnownName(name, "person") if name[0].isupper() else None
    if label != "FAC" and is_personal(span):
        return KnownName(name, "person")
    if label in ("ORG", "") or (label == "NORP" and _is_group(span)):
        whole = _with_corporate_title(name, span)
        return KnownName(whole, "organisation") if any(c.isupper() for c in name) else None
    if label == "PERSON" and name in cast.bodies:
        return KnownName(name, "organisation")
    return KnownName(name, "place") if label in ("GPE", "LOC", "FAC") else None


def _with_corporate_title(name: str, span: Span) -> str:
    """ "General Motors", though a general is a title."""
    words = bare(span.text).split()
    number = titles_of(words)
    if number != 1 or words[0].lower() not in CORPORATE or name.startswith(words[0]):
        return name
    return f"{words[0]} {name}"


def _is_firm(span: Span) -> bool:
    """Whether the words around it say that it is an organisation: "the firm Delmarine", "Sahir gunmen"."""
    if len(span) == 1 and follows_trade(span[0]):
        return True
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and names_trade(before) and span.root.dep_ not in ("pobj", "conj"):
        return True
    return _is_armed(span)


def _is_armed(span: Span) -> bool:
    """Whether it is a group's name: "Sahir gunmen"."""
    head = span.root.head
    return span.root.dep_ == "compound" and head.lemma_.lower() in ARMED and head.i == span.end


def _tells_where(name: str, span: Span, label: str) -> bool:
    """Whether a name that spaCy takes for a person's or an organisation's is a place's."""
    if label not in ("ORG", "PERSON", "") or (label == "ORG" and ends_as_body(span)):
        return False
    if span[-1].lower_ in SITES and " " in name:
        return True
    if (
        span.root.dep_ == "poss"
        and span.root.head.text.istitle()
        and span.root.head.lower_ in SITES
    ):
        return True
    if roles.is_where(span) and (label == "PERSON" or _is_bare_place(span)):
        return True
    captured = span.root.dep_ == "dobj" and span.root.head.lemma_ in CAPTURING
    return captured and label == "ORG" and len(span) == 1 and not span.text.isupper()


def _is_bare_place(span: Span) -> bool:
    """Whether the name follows "in", "at" or "near" without an article: "made in Cremona"."""
    preposition = roles.preposition_of(span)
    if preposition is None or span.root.dep_ != "pobj" or span.text.isupper():
        return False
    with_article = span[0].lower_ == "the" or any(c.dep_ == "det" for c in span.root.children)
    return not with_article and preposition.head.lemma_.lower() not in INVESTED


def _has_office(span: Span) -> bool:
    """Whether an office stands beside the name: "the prime minister of Norrland, Eva Strand"."""
    doc, start = span.doc, span.start
    if span.label_ not in ("GPE", "ORG") or len(span) > 4:
        return False
    if len(span) > 1 and _is_explained_by_office(span):
        return True
    if not start:
        return False
    before = doc[start - 1]
    near = doc[max(0, start - 5) : start - 1] if before.text == "," else doc[start - 1 : start]
    common = any(token.lower_ in TITLES and token.pos_ == "NOUN" for token in near)
    return (common and len(span) > 1) or _is_titled(span)


def _is_titled(span: Span) -> bool:
    """Whether a title with a capital goes right before: "Governor Danladi"."""
    before = span.doc[span.start - 1] if span.start else None
    return (
        before is not None
        and before.is_title
        and before.lower_.rstrip(".") in TITLES - CORPORATE
        and before.head == span.root
    )


def _is_explained_by_office(span: Span) -> bool:
    """Whether an office follows: "Ana Lopes, the island's governor,"."""
    return any(
        child.dep_ == "appos" and child.i >= span.end and child.lemma_.lower() in TITLES
        for child in span.root.children
    )


def _lives(span: Span) -> bool:
    """Whether it does or suffers what only people do: "Ana Lopes Grau resigned"."""
    root, several = span.root, len(span) > 1 and span[0].lower_ != "the"
    if not several or root.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return root.head.lemma_ in (LIVING if root.dep_ == "nsubj" else SUFFERING)


def _has_age(span: Span) -> bool:
    """Whether an age follows: "Banda, 43,"."""
    doc, end = span.doc, span.end
    return (
        end + 2 < len(doc)
        and doc[end].text == ","
        and doc[end + 2].text == ","
        and doc[end + 1].text.isdigit()
        and 5 < int(doc[end + 1].text[:4]) < 120
    )


def _is_beside_person(span: Span) -> bool:
    """Whether it is joined to a person and written like one: "Ana Lopes and Peter Grau"."""
    head = span.root.head
    return (
        span.root.dep_ == "conj"
        and head.ent_type_ == "PERSON"
        and 1 < len(span) < 4
        and is_full_name(span.text)
        and not any(child.dep_ == "det" for child in span.root.children)
    )


def _is_group(span: Span) -> bool:
    """Whether an unknown people acts as one: "the Houthis said", not "known as Novichok"."""
    return span.root.tag_ in ("NNPS", "NNS") and span.root.dep_ in (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
    )
