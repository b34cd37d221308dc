"""Stage 1: a text becomes tokens, and the tokens a string of signs, one for each.

A blank line is a token of its own (BREAK), which no rule crosses; any other line end is
just a space, so that "Aug.\\n20, 2020" reads like "Aug. 20, 2020". Whatever is made of
figures is one token of one kind: 192.168.10.12, 202-555-0143 and 2,017.45 are no dates.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from timeline.extraction.dates.words import FORMS, PUNCTUATION, SIGNS

_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|JAN|FEB|MAR|APR|AUG|SEPT?|OCT|NOV|DEC)\."
# No possessive quantifiers: Python 3.11.2 (Debian 12) loses matches with them. So that an
# endless "1-1-1-..." costs no memory, a figure has at most 50 parts after its first.
_TOKEN = re.compile(
    rf"""
    (?P<pm> (?<=[0-9\s])[AaPp]\.?\ ?[Mm]\b\.? )
  | (?P<word>{_SHORT} | [Oo]['’]clock | [^\W0-9_]+ )
  | (?P<figures> [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:.]{{4,15}}Z?(?![\w])
    | [0-9]+ (?: [.:/–-][0-9]+ | ,[0-9]{{3}}(?![0-9]) ){{0,50}} [^\W_]* )
  | (?P<year> ['’‘`](?:[0-9]0s|[0-9]{{2}})(?!\w) )
  | (?P<poss> (?<=\w)['’](?=s\b) )
  | (?P<break> \n[^\S\n]*\n )
  | (?P<sign> [^\w\s]|_ )
    """,
    re.VERBOSE,
)
_DASHES = "–—-"
_BLOB = re.compile(r"([0-9]+)([/.–-])([0-9]+)(?:\2([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: where each starts and ends, and the sign it became."""

    text: str
    starts: array[int]
    ends: array[int]
    signs: str

    def word(self, index: int) -> str:
        """The token in lower case without its full stop; "" outside the text."""
        return self.raw(index).lower().rstrip(".") if 0 <= index < len(self.starts) else ""

    def raw(self, index: int) -> str:
        """The token as written; "" outside the text."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def sign(self, index: int) -> str:
        """The token's sign; the sign of a blank line outside the text."""
        return self.signs[index] if 0 <= index < len(self.starts) else SIGNS["BREAK"]

    def touches(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


class _Builder:
    """Collects tokens while a text is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = array("L")  # as lists these would weigh ten times as much
        self.ends = array("L")
        self.signs: list[str] = []

    def add(self, start: int, end: int, sign: str) -> None:
        """Keep one token."""
        self.starts.append(start)
        self.ends.append(end)
        self.signs.append(sign)


def tokenise(text: str) -> Tokens:
    """Return the tokens of `text`, any text, in time linear in its length."""
    build = _Builder(text)
    forms, low, cap = FORMS.get, SIGNS["LOW"], SIGNS["CAP"]
    add_start, add_end, add_sign = build.starts.append, build.ends.append, build.signs.append
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "word":  # four tokens of five: no call of our own
            word = match.group()
            add_start(start)
            add_end(end)
            add_sign(forms(word) or (low if word.islower() else cap))
        elif kind == "figures":
            _add_figures(build, match.group(), start)
        else:
            build.add(start, end, _sign_of_mark(text, kind, match.group(), start))
    return Tokens(text, build.starts, build.ends, "".join(build.signs))


def _sign_of_mark(text: str, kind: str | None, mark: str, start: int) -> str:
    """Return the sign of a punctuation mark, an apostrophe with a year, or a blank line."""
    if kind == "sign":
        if mark == "-" and _is_glued(text, start):
            return SIGNS["HYPHEN"]
        if mark in _DASHES:
            return SIGNS["DASH"]
        return PUNCTUATION.get(mark, SIGNS["OTHERNUM"])
    if kind == "year":
        return SIGNS["DECADE" if mark.endswith("s") else "QUOTEYEAR"]
    return SIGNS[_MARKS[kind or ""]]


_MARKS = {"pm": "PM", "break": "BREAK", "poss": "POSS"}


def _is_glued(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and not (text[at - 1].isspace() or text[at + 1].isspace())


def _add_figures(build: _Builder, blob: str, start: int) -> None:
    """Keep what is made of figures; "3-5" and "1998–2003" are three tokens."""
    parts = _BLOB.fullmatch(blob)
    if parts and parts[2] in "-–" and parts[4] is None and (kinds := _range_kinds(parts)):
        middle = start + len(parts[1])
        build.add(start, middle, SIGNS[kinds[0]])
        build.add(middle, middle + 1, SIGNS["RANGE"])
        build.add(middle + 1, start + len(blob), SIGNS[kinds[1]])
        return
    build.add(start, start + len(blob), SIGNS[_figure_kind(blob, parts)])


def _range_kinds(parts: re.Match[str]) -> tuple[str, str] | None:
    """Return the kinds of both ends where a blob is a rising range of days or years."""
    left, right = parts[1], parts[3]
    if len(left) <= 2 and len(right) <= 2 and 0 < int(left) < int(right) <= 31:
        return _small_kind(int(left)), _small_kind(int(right))
    if len(left) == 4 and len(right) == 4 and 1000 <= int(left) < int(right) < 2200:
        return "YEARNUM", "YEARNUM"
    if len(left) == 4 and len(right) == 2 and 1900 <= int(left) < 2200:
        return ("YEARNUM", "SHORTYEAR") if int(left) % 100 < int(right) else None
    return None


def _small_kind(number: int) -> str:
    return "SMALL" if 1 <= number <= 12 else "DAYNUM" if 1 <= number <= 31 else "NUM"


def _figure_kind(blob: str, parts: re.Match[str] | None) -> str:
    """Return the kind of a token of figures; OTHERNUM for what is no date."""
    if blob.isascii() and blob.isdigit():
        return _integer_kind(blob)
    if parts:
        return _joined_kind(parts)
    lower = blob.lower()
    for pattern, kind in _SHAPES:
        if pattern.fullmatch(lower):
            return kind
    return "OTHERNUM"


def _integer_kind(blob: str) -> str:
    if len(blob) == 4 and "1000" <= blob < "2200":
        return "YEARNUM"
    return _small_kind(int(blob)) if len(blob) <= 3 else "LONGNUM"


def _joined_kind(parts: re.Match[str]) -> str:
    """Return the kind of numbers joined by one mark."""
    first, mark, second, third = parts.groups()
    if third and len(first) == 4 and mark != "–" and len(second) == len(third) == 2:
        return "ISO"
    if third and mark in "/.-" and len(first) <= 2 >= len(second) and len(third) in {2, 4}:
        # 10.15.7 is a version and 1.2.34 a number; two figures of a year need strokes.
        return "FIGURES" if len(third) == 4 or mark == "/" else "OTHERNUM"
    if third or mark == "-" or mark == "–":
        return "OTHERNUM"
    if mark == ".":
        return "DECIMAL"
    return "MONTHDAY" if (first, second) == ("9", "11") else _fraction_kind(first, second)


def _fraction_kind(first: str, second: str) -> str:
    return "FRACTION" if int(first[-3:]) < int(second[-3:]) <= 10 else "OTHERNUM"


_SHAPES = [
    (re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"), "CLOCK"),
    (re.compile(r"(?:0?[1-9]|1[0-2])(?::[0-5][0-9])?[ap]m"), "CLOCKPM"),
    (re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)"), "ORDNUM"),
    (re.compile(r"[0-9]{2,3}(?:st|nd|rd|th)"), "BIGORD"),
    (re.compile(r"(?:1[0-9]|20)?[0-9]0s"), "DECADE"),
    (re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+"), "NUM"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t.*"), "ISO"),
]
