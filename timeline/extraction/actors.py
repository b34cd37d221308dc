"""People, organisations and countries that take part in what an account tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction import roles
from timeline.extraction.kinds import label_of, who_is
from timeline.extraction.known import KnownNames
from timeline.extraction.names import Cast, cast_of
from timeline.extraction.persons import REGAL, titles_of
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.shapes import Actor
from timeline.extraction.spans import name_spans
from timeline.extraction.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span

# The last words of newspapers and broadcasters.
PRESS = listed(
    "post times herald tribune gazette guardian telegraph chronicle news press daily observer mirror star today tv "
    "television radio broadcasting mail express inquirer bulletin dispatch courier magazine weekly review wire journal"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name at its place, with who it is."""

    span: Span
    name: str
    kind: str


def find_cast(sentences: Sequence[ParsedSentence], known: KnownNames) -> Cast:
    """Return who plays in the article."""
    nobody = Cast()
    named = (
        (span.text, label_of(span))
        for parsed in sentences
        for span in name_spans(parsed.tokens, nobody, known)
    )
    return cast_of(named, (parsed.sentence.text for parsed in sentences), known)


def find_names(parsed: ParsedSentence, cast: Cast, known: KnownNames) -> list[Named]:
    """Return all names of the sentence that are people, organisations, countries or places."""
    found = []
    for span in name_spans(parsed.tokens, cast, known):
        who = who_is(span, cast, known)
        if who is not None:
            words = _without_titles(span) if who.kind == "person" else span
            found.append(Named(words, who.name, who.kind))
    return found


def _without_titles(span: Span) -> Span:
    """ "Joe Biden" of "President Joe Biden"; "Pope Francis" stays."""
    words = [token.text for token in span]
    first = titles_of(words)
    if not first or (first == len(words) - 1 and words[first - 1].lower() in REGAL):
        return span
    return span[first:]


def find_actors(
    parsed: ParsedSentence, names: Sequence[Named], scope: frozenset[int], known: KnownNames
) -> tuple[Actor, ...]:
    """Return who takes part within the tokens of `scope`, each once, in the order of the text."""
    persons = frozenset(
        token.i for named in names if named.kind == "person" for token in named.span
    )
    inside = [named for named in names if named.span.root.i in scope]
    acting = [(named, _acts(named, persons, known)) for named in inside]
    settings = [
        named for named in inside if named.kind == "country" and roles.is_set_in(named.span)
    ]
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
    if roles.is_title(span, persons) or roles.is_according_to(span):
        return False
    if _is_press(named, known) and (roles.is_source(span) or roles.is_channel(span)):
        return False
    if named.kind == "person":
        return _person_acts(span)
    if roles.is_within_place(span) or roles.is_medium(span):
        return False
    if named.kind == "place":
        return roles.suffers(span)
    if named.kind == "country" and (roles.is_where(span) or roles.is_office_of(span)):
        return False
    return not roles.is_facility(span) and (
        roles.acts_through_noun(span) or span.root.dep_ == "poss" or roles.modifies_happening(span)
    )


def _is_press(named: Named, known: KnownNames) -> bool:
    last = named.name.rpartition(" ")[2].lower()
    return named.name in known.media or (named.kind == "organisation" and last in PRESS)


def _person_acts(span: Span) -> bool:
    if span.root.dep_ not in ("compound", "nmod", "amod", "npadvmod"):
        return True
    return roles.acts_for_person(span) or roles.modifies_happening(span)
