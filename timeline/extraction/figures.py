"""Numbers with what they count: "more than 30 Russian entities and individuals", "$702 million"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from timeline.extraction.numbers import SCALES
from timeline.extraction.ranges import CURRENCY, Number, numbers_of
from timeline.extraction.sentences import ParsedSentence
from timeline.extraction.shapes import Figure, Mention
from timeline.extraction.syntax import is_noun
from timeline.extraction.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

# The words before a number that bound it, longest first. Example: "as many as 40 people".
BOUNDS = (
    ("an estimated", "about"), ("as many as", "at most"), ("as few as", "at least"), ("no more than", "at most"),
    ("not more than", "at most"), ("no fewer than", "at least"), ("no less than", "at least"), ("more than", "at least"),
    ("fewer than", "at most"), ("less than", "at most"), ("at least", "at least"), ("at most", "at most"),
    ("up to", "at most"), ("close to", "about"), ("or so", "about"), ("over", "at least"), ("above", "at least"),
    ("under", "at most"), ("below", "at most"), ("about", "about"), ("around", "about"), ("some", "about"),
    ("nearly", "about"), ("almost", "about"), ("roughly", "about"), ("approximately", "about"), ("circa", "about"),
)  # fmt: skip
MONEY = listed(
    "dollar pound euro yen yuan rupee ruble rouble peso franc krona krone lira won real rand shekel cent "
    "penny riyal dirham zloty forint baht"
)
# A length, a weight, a time, an age, a rank: no count of anything.
MEASURES = listed(
    "year month week day hour minute second decade century mile kilometre kilometer km metre meter foot feet ft "
    "inch centimetre centimeter cm mm yard acre hectare ton tonne kilogram kilogramme kg gram pound-weight ounce mole mg lb "
    "litre liter gallon barrel degree celsius fahrenheit mph kph knot watt megawatt gigawatt mw gw hertz volt "
    "magnitude point percentage o'clock am pm a.m. p.m. times time half quarter third fold way step side part "
    "year-old aged age size no number mph square cubic byte gigabyte megabyte bit pixel light-year weekend night"
)
STATES = frozenset(
    {
        "dead",
        "injured",
        "wounded",
        "missing",
        "killed",
        "hurt",
        "homeless",
        "displaced",
        "hospitalised",
        "hospitalized",
        "infected",
    }
)


def find_figures(
    parsed: ParsedSentence, mentions: Iterable[Mention], scope: frozenset[int]
) -> tuple[Figure, ...]:
    """Return the figures of the tokens in `scope`, in the order of the text.

    No date or time, age, length, rank or "one of" is a figure.
    """
    dates = {
        token.i
        for mention in mentions
        for token in (parsed.span_at(mention.start, mention.end) or ())
    }
    numbers = (
        number
        for number in numbers_of(parsed)
        if number.first.i in scope and not any(token.i in dates for token in number.tokens)
    )
    return tuple(figure for number in numbers if (figure := _figure(parsed, number)) is not None)


def _figure(parsed: ParsedSentence, number: Number) -> Figure | None:
    doc = parsed.tokens.doc
    first, last = number.first.i, number.last.i
    if _is_ordinary(parsed, number):
        return None
    is_money = first > parsed.tokens.start and doc[first - 1].lower_ in CURRENCY
    begins = number.between.i if number.between else first - is_money
    start, bound = _bounded(parsed, begins)
    if is_money:
        counts, end = _after_money(parsed, last)
        return _made(parsed, start, end, number, counts, "money", bound)
    following = doc[last + 1] if last + 1 < parsed.tokens.end else None
    if following is not None and following.lower_ in ("%", "percent", "per", "pct"):
        end = last + (3 if following.lower_ == "per" else 2)
        return _made(parsed, start, end, number, _of_what(doc[end - 1]), "percent", bound)
    return _count(parsed, number, start, bound)


def _is_ordinary(parsed: ParsedSentence, number: Number) -> bool:
    """Whether the number counts nothing: half a word, an age after a name, a score, "one of"."""
    doc, first, last = parsed.tokens.doc, number.first, number.last
    following = doc[last.i + 1] if last.i + 1 < parsed.tokens.end else None
    if following is not None and following.text in ("-", "–", ":", "/") and not last.whitespace_:
        return True
    if first.i > parsed.tokens.start and doc[first.i - 1].text in (
        "-",
        "–",
        ":",
        "/",
        "No.",
        "#",
        "Article",
    ):
        return True
    if first.i > parsed.tokens.start and _is_of_a_name(doc[first.i - 1], last):
        return True
    return (
        first.dep_ in ("appos", "npadvmod")
        and first is last
        and following is not None
        and following.text == ","
    )


def _is_of_a_name(before: Token, number: Token) -> bool:
    """Whether the number belongs to a name: "Boeing 737 jets", "Boeing 737-800 jets"."""
    is_name = before.pos_ == "PROPN" and before.dep_ in ("nmod", "compound")
    return is_name and before.head in (number.head, number)


def _bounded(parsed: ParsedSentence, first: int) -> tuple[int, str]:
    """Where the figure starts with the words that bound it, and what they say."""
    doc, least = parsed.tokens.doc, parsed.tokens.start
    for words, bound in BOUNDS:
        length = words.count(" ") + 1
        if first - length >= least and doc[first - length : first].text.lower() == words:
            return first - length, bound
    return first, ""


def _made(
    parsed: ParsedSentence,
    start: int,
    end: int,
    number: Number,
    counts: str,
    kind: str,
    bound: str,
) -> Figure:
    doc = parsed.tokens.doc
    begins, ends = parsed.start_of(doc[start]), parsed.end_of(doc[end - 1])
    words = doc[start:end].text
    return Figure(begins, ends, words, number.value, counts, kind, bound, number.most)


def _after_money(parsed: ParsedSentence, last: int) -> tuple[str, int]:
    """What the money is: "a $5 million fine"; "" where it is only an amount."""
    token = parsed.tokens.doc[last]
    head = token.head
    while (head.lower_ in SCALES or head.text == "$") and head.head != head:
        head = head.head
    if is_noun(head) and head.i > last and head.i - last <= 3:
        return head.lemma_.lower(), last + 1
    return "", last + 1


def _of_what(sign: Token) -> str:
    """What a percentage is of: "12% of voters"."""
    for child in sign.children:
        if child.lower_ == "of":
            return next((noun.text.lower() for noun in child.children if is_noun(noun)), "")
    return sign.head.text.lower() if is_noun(sign.head) and sign.head.i > sign.i else ""


def _count(parsed: ParsedSentence, number: Number, start: int, bound: str) -> Figure | None:
    noun = _counted(parsed, number.last)
    if number.value % 1 or noun is None:
        return None
    if noun.lemma_.lower() in MEASURES or noun.lower_ in MEASURES:
        return None
    if noun.lemma_.lower() in MONEY:
        return _made(parsed, start, noun.i + 1, number, "", "money", bound)
    if _is_one_thing(number, noun) or (number.dashed and not _are_many(noun)):
        return None
    end, counts = _with_others(parsed, noun)
    return _made(parsed, start, end, number, counts, "count", bound)


def _is_one_thing(number: Number, noun: Token) -> bool:
    """Whether the number is no more than an article: "one day", and not "one man"."""
    is_one = number.value == 1 and number.first is number.last
    return is_one and noun.lemma_.lower() not in ("person", "man", "woman", "child", "people")


def _are_many(noun: Token) -> bool:
    """Whether a range of them can be counted; "a 1-2 defeat" is a score."""
    return noun.tag_ == "NNS" or noun.lower_ in STATES or noun.lower_ == "people"


def _counted(parsed: ParsedSentence, number: Token) -> Token | None:
    """The noun that the number counts: its head, "diplomats" in "10 of its diplomats", or "dead"."""
    doc, end = parsed.tokens.doc, parsed.tokens.end
    following = doc[number.i + 1] if number.i + 1 < end else None
    if following is not None and following.lower_ in STATES:
        return following
    head = number.head
    if any(token.pos_ == "NUM" for token in doc[number.i + 1 : head.i]):
        return None
    while head.lower_ in SCALES or head.pos_ == "NUM":
        if head.head == head:
            break
        head = head.head
    if is_noun(head) and head.pos_ == "NOUN" and number.i < head.i < end:
        return head
    if following is not None and following.lower_ == "of":
        after = doc[number.i + 2 : min(end, number.i + 7)]
        nouns = [t for t in after if t.pos_ == "NOUN" and t.dep_ not in ("poss", "compound")]
        return nouns[0] if nouns and number.lower_ != "one" else None
    return None


def _with_others(parsed: ParsedSentence, noun: Token) -> tuple[int, str]:
    """The end and the words of what is counted, with an uncounted second noun: "entities and individuals"."""
    for other in noun.children:
        counted = any(child.pos_ in ("NUM", "DET") for child in other.children)
        if other.dep_ == "conj" and other.pos_ == "NOUN" and not counted and other.i - noun.i == 2:
            return other.i + 1, parsed.tokens.doc[noun.i : other.i + 1].text.lower()
    return noun.i + 1, noun.text.lower()
