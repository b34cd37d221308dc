"""Sentences and mentions of one article to its accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.extraction.actors import find_actors, find_cast, find_names
from timeline.extraction.casing import is_shouted
from timeline.extraction.clauses import Told, dated, is_date, is_of_late, mentions_of, names_a_day
from timeline.extraction.dating import carried_dating, lead_dating, quoted_dating
from timeline.extraction.figures import find_figures
from timeline.extraction.foreign import is_foreign
from timeline.extraction.happenings import main_clause
from timeline.extraction.known import KnownNames
from timeline.extraction.leads import Reading, undated
from timeline.extraction.names import Cast
from timeline.extraction.planned import is_planned
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.shapes import (
    Account,
    Actor,
    Anchor,
    Figure,
    Mention,
    Span,
    Working,
)
from timeline.extraction.syntax import climb, finite_verb, is_noun, is_verb, own_subject, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Tokens; what is longer is a table or a list, whose grammar can't be trusted.
LONGEST_SENTENCE = 250


def accounts_of(
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[Mention],
    anchor: Anchor | None,
    known: KnownNames,
) -> list[Account]:
    """Return the accounts of an article, each place once, in the order of the text."""
    cast: Cast | None = None
    found: dict[tuple[int, int], Account] = {}
    named = [parsed for parsed in sentences if not is_shouted(parsed.sentence.text)]
    for told, span, working in _told(sentences, mentions, anchor):
        cast = cast or find_cast(named, known)
        account = _account(told, span, working, mentions, anchor, cast, known)
        place = (account.headline_start, account.mention.start if account.mention else -1)
        found.setdefault(place, account)
    return sorted(found.values(), key=lambda account: (account.start, account.headline_start))


def _told(
    sentences: Sequence[ParsedSentence], mentions: Sequence[Mention], anchor: Anchor | None
) -> Iterator[tuple[Told, Span | None, Working]]:
    """Yield what is told with its days: those of its mention, carried on, or of publication."""
    reading = Reading()
    for parsed, inside in mentions_of(sentences, mentions):
        if _is_unreadable(parsed):
            continue
        found = dated(parsed, inside)
        yield from (
            (told, *(quoted_dating(told, reading.near_day, found) or (own.span, own.working)))
            for told in found
            if (own := told.mention)
        )
        if not any(_rules_out(one) for one in inside) and not _tells_main_clause(found, parsed):
            for told, carried in undated(parsed, inside, reading):
                span, working = carried_dating(carried) if carried else lead_dating(anchor)
                yield told, span, working
        reading.read_on(parsed, found)


def _is_unreadable(parsed: ParsedSentence) -> bool:
    """Whether the parse can't be trusted: a table, another language, capitals amid small letters."""
    text = parsed.sentence.text
    shouted = is_shouted(text) and parsed.tokens.text == text
    return len(parsed.tokens) > LONGEST_SENTENCE or shouted or is_foreign(text)


def _tells_main_clause(found: Sequence[Told], parsed: ParsedSentence) -> bool:
    """Whether a date of the sentence is that of its main clause, not only of its background."""
    main = main_clause(parsed.tokens)
    if main is None:
        return bool(found)
    subject = subject_of(main) or main
    begins = parsed.start_of(subject.left_edge)
    return any(
        (told.mention is not None and told.mention.start < begins)
        or (told.happening.form == "clause" and not _is_relative(told.happening.kernel))
        for told in found
    )


def _is_relative(verb: Token) -> bool:
    """Whether it stands in a clause that only describes a noun: "clerks who forged permits in 2015"."""
    return any(token.dep_ in ("relcl", "acl") for token in (verb, *climb(verb)))


def _rules_out(mention: Mention) -> bool:
    """Whether a sentence with this mention is no news of the day: another day, or "recently"."""
    return (
        mention.value == "PAST_REF"
        or is_of_late(mention)
        or (is_date(mention) and names_a_day(mention))
    )


def _account(
    told: Told,
    span: Span | None,
    working: Working,
    mentions: Sequence[Mention],
    anchor: Anchor | None,
    cast: Cast,
    known: KnownNames,
) -> Account:
    parsed = told.parsed
    scope = scope_of(told)
    return Account(
        start=parsed.sentence.start,
        end=parsed.sentence.end,
        headline_start=told.headline_start,
        headline_end=told.headline_end,
        paragraph=parsed.sentence.paragraph,
        mention=told.mention,
        span=span,
        working=working,
        planned=is_planned(told.happening, span, anchor),
        actors=_actors(told, scope, cast, known),
        figures=tuple(_as_written(parsed, find_figures(parsed, mentions, scope))),
    )


def _actors(told: Told, scope: frozenset[int], cast: Cast, known: KnownNames) -> tuple[Actor, ...]:
    """Who takes part; nobody where all letters are capitals, which tell no name from a word."""
    parsed = told.parsed
    if is_shouted(parsed.sentence.text):
        return ()
    names = find_names(parsed, cast, known)
    actors = find_actors(parsed, names, scope, known)
    if not actors and told.happening.form != "clause":
        actors = find_actors(parsed, names, _clause_around(told), known)
    return actors


def _as_written(parsed: ParsedSentence, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures in the article's own letters, where the parser got others."""
    text, begin = parsed.sentence.text, parsed.sentence.start
    for figure in figures:
        yield replace(figure, text=text[figure.start - begin : figure.end - begin])


def scope_of(told: Told) -> frozenset[int]:
    """The tokens of the clause, or of the noun phrase, that the account tells."""
    kernel = told.happening.described or told.happening.kernel
    top = _widest_phrase(kernel) if told.happening.form != "clause" else finite_verb(kernel)
    inside = {token.i for token in top.subtree if not _is_apart(token, top)}
    return frozenset(inside | set(range(*told.headline)))


def _clause_around(told: Told) -> frozenset[int]:
    """The tokens of the clause that a noun phrase stands in."""
    verb = next((head for head in climb(told.happening.kernel) if is_verb(head)), None)
    return (
        frozenset() if verb is None else frozenset(token.i for token in finite_verb(verb).subtree)
    )


def _widest_phrase(noun: Token) -> Token:
    """The largest noun phrase around the noun: "Russia's use of Novichok in the attack on Skripal"."""
    top = token = noun
    while token.head != token and not is_verb(token.head) and token.dep_ not in ("nsubj", "appos"):
        token = token.head
        top = token if is_noun(token) else top
    return top


def _is_apart(token: Token, top: Token) -> bool:
    """Whether the token belongs to another clause that is only coordinated with this one."""
    while token != top and token.head != token:
        if (
            token.dep_ in ("conj", "parataxis")
            and is_verb(token)
            and own_subject(token) is not None
        ):
            return True
        token = token.head
    return False
