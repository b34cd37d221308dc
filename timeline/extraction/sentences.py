"""Paragraphs to parsed sentences: spaCy's parse, with the ends of sentences that news needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.extraction.casing import is_shouted, spoken
from timeline.extraction.shapes import Sentence
from timeline.extraction.words import listed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

Slice = tuple[int, int]

# Characters. Longer paragraphs are parsed in pieces: spaCy needs 1 GB for 1,000,000 characters.
LONGEST_PIECE = 4_000
# Characters that are no words. Each is replaced by one space, so that offsets hold.
NOT_WORDS = dict.fromkeys((*range(32), 127, *range(8203, 8208), 65279), " ") | dict.fromkeys(
    (8232, 8233, *range(8234, 8239), *range(55296, 57344)), " "
)
NO_WORD = re.compile(r"\S{300,}")  # the parser's time for one grows with the square of its length
TERMINAL = frozenset(".?!…")
CLOSING = frozenset("\"'”’»)]}")
OPENING = frozenset("\"'“‘«([{")
# "He met Sen. Jones on Oct. 3": what follows one of these goes on with the sentence.
NEVER_LAST = listed(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. lt. col. capt. sgt. maj. adm. rev. hon. st. ft. mt. messrs. "
    "jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. no. nos. vs. v. e.g. i.e. cf. fig. approx. art. pp."
)
NUMBERED = listed("no nos art vol fig pp")  # "Directive No. 4418"
# "in the U.S. Officials said": these end a sentence only if a new one seems to begin.
SELDOM_LAST = re.compile(
    r"(?:[A-Za-z]\.){1,4}|(?:inc|co|corp|ltd|jr|sr|est|dept|etc|a\.m|p\.m)\.", re.IGNORECASE
)
OPENERS = listed(
    "the a an he she it they we i but and in on at this that these those there if while after before "
    "however meanwhile officials also"
)
# "LONDON, March 3 (Reuters) - Britain said": a place, perhaps a date, an agency, a dash.
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’]{2,}(?:[ ,/-]+[A-Z][A-Z.'’]+)*"
    r"(?:, ?[A-Z][A-Za-z.]+){0,2})"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Z][A-Za-z /.&]{1,30}\))? ?(?:--|[—–-]) ?(?=[A-Z\"“‘'])"
)


# "HARLOW | Wed Oct 9, 2013 8:20 am BST HARLOW (Reuters) - A woman": all that goes before.
AGENCY = re.compile(
    r"[^\n]{0,200}?\((?:Reuters|AP|AFP|UPI|CNN|dpa|DPA|Xinhua|Bloomberg|PTI|TASS|EFE|ANSA|Kyodo|Yonhap|BBC)\)"
    r" ?(?:--|[—–-]) ?(?=[A-Z\"“‘'])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph that goes to the parser as one text."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its parse; `shift` turns a token's place into one of the article."""

    sentence: Sentence
    tokens: Span
    shift: int

    def holds(self, tokens: tuple[int, int]) -> bool:
        """Whether the tokens (first, last exclusive) lie within the sentence.

        The parser may take two of our sentences for one; a headline stays within its own.
        """
        return self.tokens.start <= tokens[0] < tokens[1] <= self.tokens.end

    def start_of(self, token: Token) -> int:
        return int(token.idx) + self.shift

    def end_of(self, token: Token) -> int:
        return int(token.idx) + len(token) + self.shift

    def span_at(self, start: int, end: int) -> Span | None:
        """The tokens of the sentence that the slice touches, None if there are none."""
        span = self.tokens.doc.char_span(
            start - self.shift, end - self.shift, alignment_mode="expand"
        )
        if span is None or span.start < self.tokens.start or span.end > self.tokens.end:
            return None
        return span


def split_sentences(
    text: str, paragraphs: Sequence[Slice], furniture: Sequence[Slice], nlp: Language
) -> list[ParsedSentence]:
    """Return the sentences of one article in order, furniture left out."""
    pieces = find_pieces(text, paragraphs, furniture)
    pairs = ((piece_text(text, piece), piece) for piece in pieces)
    return [
        sentence
        for doc, piece in nlp.pipe(pairs, as_tuples=True)
        for sentence in sentences_of(doc, text, piece)
    ]


def piece_text(text: str, piece: Piece) -> str:
    """The words of a piece as the parser gets them: same length, no controls, no endless runs, and
    in small letters if all are capitals."""
    words = text[piece.start : piece.end].translate(NOT_WORDS)
    words = spoken(words) if is_shouted(words) else words
    return NO_WORD.sub(lambda run: " " * len(run[0]), words)


def find_pieces(
    text: str, paragraphs: Sequence[Slice], furniture: Sequence[Slice]
) -> Iterator[Piece]:
    """Yield what is left of each paragraph without furniture, dateline and outer space."""
    masks = sorted(furniture)
    first = 0
    for number, (start, end) in enumerate(paragraphs, start=1):
        while first < len(masks) and masks[first][1] <= start:
            first += 1
        for piece_start, piece_end in _without(masks, first, start, end):
            begin = _after_dateline(text, _skip_space(text, piece_start, piece_end), piece_end)
            for cut_start, cut_end in _cut_long(text, begin, piece_end):
                words = text[cut_start:cut_end].translate(NOT_WORDS)
                lead = len(words) - len(words.lstrip())
                if words.strip():
                    yield Piece(cut_start + lead, cut_start + len(words.rstrip()), number)


def _after_dateline(text: str, start: int, end: int) -> int:
    found = AGENCY.match(text, start, end) or DATELINE.match(text, start, end)
    return found.end() if found else start


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _without(masks: Sequence[Slice], first: int, start: int, end: int) -> Iterator[Slice]:
    for mask_start, mask_end in masks[first:]:
        if mask_start >= end:
            break
        if mask_start > start:
            yield start, mask_start
        start = max(start, mask_end)
    if start < end:
        yield start, end


def _cut_long(text: str, start: int, end: int) -> Iterator[Slice]:
    """Cut after a full stop or, failing that, a space; an endless word is cut, too."""
    while end - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        stop = max(window.rfind(". "), window.rfind("\n"), LONGEST_PIECE // 2)
        if stop == LONGEST_PIECE // 2:
            stop = max(window.rfind(" "), stop)
        yield start, start + stop + 1
        start += stop + 1
    yield start, end


def sentences_of(doc: Doc, text: str, piece: Piece) -> Iterator[ParsedSentence]:
    """Yield the sentences of one parsed piece."""
    begin = 0
    for i in range(1, len(doc) + 1):
        if i < len(doc) and not _breaks_before(doc, i):
            continue
        tokens = _trimmed(doc, begin, i)
        begin = i
        if len(tokens):
            start = piece.start + tokens[0].idx
            end = piece.start + tokens[-1].idx + len(tokens[-1])
            yield ParsedSentence(
                Sentence(start, end, text[start:end], piece.paragraph), tokens, piece.start
            )


def _trimmed(doc: Doc, begin: int, end: int) -> Span:
    while begin < end and doc[begin].is_space:
        begin += 1
    while begin < end and doc[end - 1].is_space:
        end -= 1
    return doc[begin:end]


def _breaks_before(doc: Doc, i: int) -> bool:
    """Whether a sentence ends before token `i`.

    One ends only after a full stop, and after the quotation marks or brackets that close on it;
    the parser decides where the full stop may belong to an abbreviation.
    """
    token = doc[i]
    if token.is_space or _closes(doc, i):
        return False
    last = i - 1
    while last > 0 and (doc[last].is_space or _closes(doc, last)):
        last -= 1
    stop = doc[last]
    if not stop.text or stop.text[-1] not in TERMINAL or not _begins(doc, i):
        return False
    if stop.text in TERMINAL or stop.text.endswith("..."):
        return _ends_with_mark(doc, last, i)
    return _ends_with_abbreviation(doc, last, i)


def _closes(doc: Doc, i: int) -> bool:
    """Whether the token only closes what came before: no space before it, space after it."""
    token = doc[i]
    if token.text not in CLOSING:
        return False
    follows = i + 1 == len(doc) or bool(token.whitespace_) or doc[i + 1].text in CLOSING
    return not doc[i - 1].whitespace_ and follows


def _begins(doc: Doc, i: int) -> bool:
    """Whether a sentence can begin here: a capital, a figure, an opening quotation mark."""
    token = doc[i]
    if token.text in OPENING and i + 1 < len(doc):
        token = doc[i + 1]
    first = token.text[0]
    return not first.islower() and (first.isalnum() or first in OPENING or first in "$£€•*-–—#@")


def _ends_with_mark(doc: Doc, last: int, i: int) -> bool:
    mark = doc[last].text
    quoted = i - last > 1
    if mark == "." and last and doc[last - 1].lower_ in NUMBERED and doc[i].text[0].isdigit():
        return False
    if mark == ".":
        return bool(doc[i - 1].whitespace_) or quoted or bool(doc[i].is_sent_start)
    return bool(doc[i].is_sent_start) or not quoted


def _ends_with_abbreviation(doc: Doc, last: int, i: int) -> bool:
    word = doc[last].text.lower()
    if word in NEVER_LAST or (len(word) == 2 and doc[last].text[0].isupper()):
        return False
    if SELDOM_LAST.fullmatch(word):
        return bool(doc[i].is_sent_start) and (
            doc[i].lower_ in OPENERS or doc[i].text in OPENING or i - last > 1
        )
    return True
