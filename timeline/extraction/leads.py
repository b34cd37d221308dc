"""News that no words date: leads of the day of publication, and dates carried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction.clauses import Told, headline_of, is_date, is_question, names_a_day
from timeline.extraction.figures import find_figures
from timeline.extraction.happenings import Happening, main_clause, of_verb
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.shapes import Mention
from timeline.extraction.syntax import auxiliaries, is_weak, own_subject
from timeline.extraction.windows import Dates
from timeline.extraction.words import (
    BACKGROUND,
    CARRYING_ON,
    DECISIVE,
    MODAL,
    OUTCOME,
    PRESENTING,
    SAYING,
    STATE,
    listed,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

# "Shops are selling masks": going on for long, as likely as not.
ROUTINE = listed(
    "sell buy cut raise lower pull open close block strike attack lay step shut free file fire scrap"
)
CASUALTY = listed("die kill injure wound hurt rescue destroy damage displace drive trap free")
LEADS = 3  # sentences from the beginning that may tell the news of the day
NEWS = 15  # sentences among which "has declared" is news of the day, where no other day was named
NEAR = 12  # sentences after which a day no longer tells when somebody spoke
CARRIED = 2  # sentences that a date may be carried on over
ADDED = ("in addition", "at the same time", "on the same", "besides", "in a separate")
SETTINGS_ASIDE = listed("since already long previously earlier once repeatedly never often always")


@dataclass(slots=True)
class Reading:
    """Where we are in an article: how many sentences were read, and the last day told of."""

    sentences: int = 0
    led: bool = False
    since_day: int = 99
    day: Told | None = None
    last_day: Mention | None = None
    lead: Told | None = None
    news: frozenset[str] = frozenset()

    @property
    def near_day(self) -> Mention | None:
        """The last day told of, if that was not long ago."""
        return self.last_day if self.since_day <= NEAR else None

    def keep_lead(self, told: Told) -> None:
        """Take the first news of the article as its lead, and what it is about."""
        if self.lead is None and self.sentences < LEADS and told.happening.form == "clause":
            self.news = frozenset(_objects(told.happening.kernel))
            self.lead = told if self.news else None

    def read_on(self, parsed: ParsedSentence, found: Sequence[Told]) -> None:
        self.sentences += ends_as_sentence(parsed)
        self.since_day += 1
        self.led = self.led or bool(found)
        for told in found:
            self.keep_lead(told)
            if (
                told.mention is not None
                and _is_one_day(told.mention)
                and told.happening.form == "clause"
            ):
                self.day, self.since_day, self.last_day = told, 0, told.mention


def _is_one_day(mention: Mention) -> bool:
    span = mention.span
    return (
        names_a_day(mention)
        if span is None
        else span.precision == "day" and span.starts_on == span.ends_on
    )


def _objects(verb: Token) -> Iterator[str]:
    """The nouns of what is announced, imposed and the like: "sanction" of "a round of sanctions"."""
    if verb.lemma_ not in DECISIVE and verb.lemma_ not in PRESENTING:
        return
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.pos_ == "NOUN":
            yield child.lemma_.lower()
            for preposition in child.children:
                if preposition.lower_ == "of":
                    yield from (noun.lemma_.lower() for noun in preposition.children)


def undated(
    parsed: ParsedSentence, mentions: Sequence[Mention], reading: Reading
) -> Iterator[tuple[Told, Mention | None]]:
    """Yield what an undated sentence tells as news, with the earlier mention it carries on, if any."""
    verb = main_clause(parsed.tokens)
    if verb is None or not ends_as_sentence(parsed) or is_question(parsed):
        return
    if _details_lead(parsed, verb, mentions, reading):
        carried = reading.lead.mention if reading.lead else None
    elif not _tells_news(verb):
        return
    else:
        carried = _carried_on(parsed, verb, reading)
        if carried is None and (
            not _is_lead(verb, mentions, reading) or _is_of_its_year(parsed, verb, mentions)
        ):
            return
    happening = of_verb(verb) or Happening(verb, "clause")
    headline = headline_of(happening, Dates())
    if headline is not None and parsed.holds(headline):
        told = Told(parsed, happening, headline)
        reading.keep_lead(told)
        yield told, carried


def _details_lead(
    parsed: ParsedSentence, verb: Token, mentions: Sequence[Mention], reading: Reading
) -> bool:
    """Whether it tells how many of the thing that the lead is about: "The sanctions target 32 individuals"."""
    subject = own_subject(verb)
    if (
        subject is None
        or subject.lemma_.lower() not in reading.news
        or verb.lemma_ in ("be", "have")
    ):
        return False
    definite = any(child.lower_ in ("the", "these", "those") for child in subject.children)
    return definite and bool(find_figures(parsed, mentions, frozenset(t.i for t in verb.subtree)))


def ends_as_sentence(parsed: ParsedSentence) -> bool:
    """Whether it ends with a full stop; a heading doesn't."""
    return parsed.sentence.text.rstrip("\"'”’)]").endswith((".", "!", "?", "…"))


def _tells_news(verb: Token) -> bool:
    """Whether the clause tells a thing that somebody did or that was done, not a state or background."""
    subject = own_subject(verb)
    passive = subject is not None and subject.dep_ == "nsubjpass"
    if subject is None or is_weak(subject) or verb.lemma_ in BACKGROUND or subject.dep_ == "expl":
        return False
    if verb.lemma_ in STATE and not (
        passive and verb.tag_ == "VBN" and verb.lemma_ not in ("expect", "mean", "think", "believe")
    ):
        return False
    words = {token.lower_ for token in auxiliaries(verb)}
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    negated = any(child.dep_ == "neg" for child in verb.children)
    return not (negated or words & MODAL or "had" in words or adverbs & SETTINGS_ASIDE)


def _is_lead(verb: Token, mentions: Sequence[Mention], reading: Reading) -> bool:
    if verb.tag_ == "VBG" and verb.lemma_ in DECISIVE and verb.lemma_ not in ROUTINE:
        return any(token.lower_ in ("is", "are", "'s", "'re") for token in auxiliaries(verb))
    if _has_just_done(verb) and not reading.led and reading.sentences < NEWS and not mentions:
        return True
    if reading.sentences >= LEADS or verb.tag_ in ("VBZ", "VBP", "VB"):
        return False
    if verb.tag_ == "VBN" and any(t.lower_ in ("is", "are") for t in auxiliaries(verb)):
        return False
    if reading.sentences == 0:
        return not mentions or _is_news_beside_dates(verb)
    return verb.lemma_ not in SAYING and not reading.led


def _is_news_beside_dates(verb: Token) -> bool:
    """Whether it is the news of the day although dates of its background stand in the sentence."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ in SAYING:
        return False
    perfect = any(token.lower_ in ("has", "have") for token in auxiliaries(verb))
    return not perfect or verb.lemma_ in DECISIVE | OUTCOME | CASUALTY


def _has_just_done(verb: Token) -> bool:
    """Whether it is told as news wherever it stands: "The president has declared an emergency"."""
    perfect = any(token.lower_ in ("has", "have") for token in auxiliaries(verb))
    return perfect and verb.tag_ == "VBN" and verb.lemma_ in DECISIVE and verb.lemma_ not in ROUTINE


def _is_of_its_year(parsed: ParsedSentence, verb: Token, mentions: Sequence[Mention]) -> bool:
    """Whether it was done at a thing of another time: "barred from the 2016 games"."""
    for mention in mentions:
        date = parsed.span_at(mention.start, mention.end)
        noun = date.root.head if date is not None else verb
        since = mention.text.lower().startswith("since")
        if is_date(mention) and not since and noun.dep_ == "pobj" and noun.head.head == verb:
            return True
    return False


def _carried_on(parsed: ParsedSentence, verb: Token, reading: Reading) -> Mention | None:
    """The date of the sentence before, where this one says "also" or "in addition"."""
    if reading.day is None or reading.since_day >= CARRIED or not _is_past(verb):
        return None
    if verb.lemma_ in SAYING and verb.lemma_ not in ("announce", "declare"):
        return None
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    added = adverbs & CARRYING_ON or _is_added(parsed)
    return (
        reading.day.mention
        if added or _goes_on(parsed, verb, reading.day, reading.since_day)
        else None
    )


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(token.lower_ in ("was", "were") for token in auxiliaries(verb))


def _is_added(parsed: ParsedSentence) -> bool:
    opening = parsed.sentence.text[:40].lower()
    return opening.startswith(ADDED) and not opening.startswith("in addition to")


def _goes_on(parsed: ParsedSentence, verb: Token, day: Told, since_day: int) -> bool:
    """Whether the very next sentence of a paragraph tells another act of the same tense."""
    same_paragraph = parsed.sentence.paragraph == day.parsed.sentence.paragraph
    past = verb.tag_ == "VBD" and day.happening.kernel.tag_ == "VBD"
    acts = past and verb.lemma_ in DECISIVE | CASUALTY
    return same_paragraph and acts and since_day == 0
