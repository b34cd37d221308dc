"""Which clause or noun each date mention dates, and the words that tell what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction.attachment import happening_of
from timeline.extraction.happenings import Happening
from timeline.extraction.headlines import clause_headline, noun_headline, reduced_headline
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.shapes import Mention, Span
from timeline.extraction.syntax import subject_of
from timeline.extraction.windows import Dates
from timeline.extraction.words import STATE

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

# A date that stands for no days: "recently" is PAST_REF; lengths and repetitions are no dates.
VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
WEEKDAY = re.compile(r"day\b|\b(?:yester|to|tomorrow|night)", re.IGNORECASE)
# A time of day without its day: it doesn't say which.
CLOCK = re.compile(
    r"(?:at|around|about|by|before|after|shortly)?[ ]?(?:\d{1,2}(?:[:.]\d{2})?|noon|midnight|midday|dawn|dusk)"
    r"(?:[ ]?(?:[ap]\.?m\.?|hours|o['’]clock|local time|(?-i:[A-Z]{2,4})))*\.?",
    re.IGNORECASE,
)
# "June 3, 2014 at 7:15 am": prose never says so, a comment's or a post's stamp does.
STAMP = re.compile(r"(?=.*\b\d{4}\b).*\b\d{1,2}:\d{2}\b")
# "grew over the past decade": how long, not when.
OF_LATE = re.compile(r"\b(?:last|past|coming|next) (?:decade|century|millennium)", re.IGNORECASE)
HABIT = frozenset(
    {"usually", "typically", "normally", "generally", "often", "traditionally", "always"}
)
DAYS = frozenset({"day", "days", "week"})


@dataclass(frozen=True, slots=True)
class Told:
    """A happening as one sentence tells it; `headline` are the first and last token (exclusive)."""

    parsed: ParsedSentence
    happening: Happening
    headline: tuple[int, int]
    mention: Mention | None = None

    @property
    def headline_start(self) -> int:
        return self.parsed.start_of(self.parsed.tokens.doc[self.headline[0]])

    @property
    def headline_end(self) -> int:
        return self.parsed.end_of(self.parsed.tokens.doc[self.headline[1] - 1])


def dated(parsed: ParsedSentence, mentions: Sequence[Mention]) -> list[Told]:
    """Return what the sentence tells of the days it names, in the order of its dates."""
    if is_question(parsed):
        return []
    places = [(mention, parsed.span_at(mention.start, mention.end)) for mention in mentions]
    spans = [(mention, span) for mention, span in places if span is not None]
    dates = frozenset(token.i for _, span in spans for token in span)
    days = frozenset(token.i for mention, span in spans if is_date(mention) for token in span)
    found = [
        _told(parsed, mention, span, _dates_for(span, dates, days))
        for mention, span in spans
        if is_date(mention)
    ]
    return list(_each_once([told for told in found if told is not None]))


def is_question(parsed: ParsedSentence) -> bool:
    """Whether it only asks, by itself or as the end of a quotation."""
    return parsed.sentence.text.rstrip("\"'”’)] ").endswith("?")


def _dates_for(span: Tokens, dates: frozenset[int], days: frozenset[int]) -> Dates:
    own = frozenset(token.i for token in span)
    return Dates(dates, own, days - own)


def is_date(mention: Mention) -> bool:
    """Whether the mention stands for certain days, even if these can't be known for lack of an anchor."""
    if (
        CLOCK.fullmatch(mention.text)
        or STAMP.search(mention.text)
        or mention.type not in ("DATE", "TIME")
    ):
        return False
    if is_of_late(mention):
        return False
    if mention.span is not None:
        return True
    return mention.type in ("DATE", "TIME") and mention.value not in VAGUE and bool(mention.value)


def is_of_late(mention: Mention) -> bool:
    """Whether it tells for how long, in words of a decade: "over the past decade"."""
    return bool(OF_LATE.search(mention.text))


def names_a_day(mention: Mention) -> bool:
    """Whether it is as fine as days or a week, not a month or a year."""
    if mention.span is not None:
        return mention.span.precision in DAYS
    return bool(WEEKDAY.search(mention.text))


def _told(parsed: ParsedSentence, mention: Mention, span: Tokens, dates: Dates) -> Told | None:
    happening = happening_of(span, dates.every, is_day=names_a_day(mention))
    if happening is None or _is_no_news(happening):
        return None
    headline = headline_of(happening, dates)
    if headline is None or not parsed.holds(headline):
        return None
    return Told(parsed, happening, headline, mention)


def _is_no_news(happening: Happening) -> bool:
    kernel = happening.kernel
    return _is_small_talk(happening) or _is_habit(kernel) or _is_absence(kernel)


def _is_absence(verb: Token) -> bool:
    """Whether it only says what there was not, or was before: "there was no sign", "as there was in 2015"."""
    if verb.lemma_ != "be" or not any(child.dep_ == "expl" for child in verb.children):
        return False
    things = [child for child in verb.children if child.dep_ in ("attr", "nsubj")]
    none = any(word.lower_ == "no" for thing in things for word in thing.children)
    return none or any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)


def _is_small_talk(happening: Happening) -> bool:
    """Whether a speaker only tells how he is or what he thinks: "I am tired today"."""
    subject = subject_of(happening.kernel)
    speaker = subject is not None and subject.lower_ in ("i", "we", "you")
    return speaker and happening.kernel.lemma_ in STATE


def _is_habit(verb: Token) -> bool:
    """Whether it happens again and again: "it usually snows here in December"."""
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    return verb.tag_ in ("VBZ", "VBP") and bool(adverbs & HABIT)


def headline_of(happening: Happening, dates: Dates) -> tuple[int, int] | None:
    if happening.described is not None:
        return reduced_headline(happening.described, happening.kernel, dates)
    if happening.form == "noun":
        return noun_headline(happening.kernel, dates)
    return clause_headline(happening.kernel, dates)


def _each_once(found: Sequence[Told]) -> Iterator[Told]:
    """Leave out a wider date of the same happening: "on Monday ... this week" is Monday."""
    for told in found:
        others = [
            other
            for other in found
            if other is not told and other.happening.kernel == told.happening.kernel
        ]
        if not any(_says_it_better(other, told, found) for other in others):
            yield told


def _says_it_better(other: Told, told: Told, found: Sequence[Told]) -> bool:
    """Whether both dates can be the same days and `other` is the finer or, if equal, the first."""
    first, second = _span(other), _span(told)
    if first is None or second is None:
        return second is None and (first is not None or found.index(other) < found.index(told))
    if not first.overlaps(second):
        return False
    return (_width(other), found.index(other)) < (_width(told), found.index(told))


def _span(told: Told) -> Span | None:
    return told.mention.span if told.mention else None


def _width(told: Told) -> int:
    span = _span(told)
    if span is None or span.starts_on is None or span.ends_on is None:
        return 10**6
    return int((span.ends_on - span.starts_on).days)


def mentions_of(
    parsed: Iterable[ParsedSentence], mentions: Sequence[Mention]
) -> Iterator[tuple[ParsedSentence, list[Mention]]]:
    """Yield each sentence with the mentions that lie within it; both must be in order."""
    place = 0
    for sentence in parsed:
        start, end = sentence.sentence.start, sentence.sentence.end
        while place < len(mentions) and mentions[place].start < start:
            place += 1
        found = []
        while place < len(mentions) and mentions[place].start < end:
            if mentions[place].end <= end:
                found.append(mentions[place])
            place += 1
        yield sentence, found
