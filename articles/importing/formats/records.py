"""Articles from named values, as databases, feeds and spreadsheets give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.text import LINKS, Stated, draft_of

FACTS = ("text", "title", "published", "outlet", "byline", "url")

# What a value may be called, in lower case without signs; the first that is there counts.
_NAMES: Mapping[str, str] = {
    "text": "text fulltext articletext bodytext maintext body content articlebody contenttext"
    " bodyxhtml bodyhtml contenthtml html bodies story",
    "title": "title headline heading headlines subject",
    "published": "published publishedon publishedat publicationdate datepublished pubdate"
    " publishdate publisheddate firstpublished datetime versioncreated created date day",
    "outlet": "outlet source publisher publication newspaper sitename site journal feed"
    " infosource infosources provider sourcename medium",
    "byline": "byline author authors creator writer writtenby by",
    "url": "url link uri canonicalurl canonical permalink weburl sourceurl articleurl href",
}
_INSIDE = ("name", "rendered", "value", "text", "content", "title", "href", "$date", "$numberLong")
_SIGNS = re.compile(r"[\W_]+")
_MARKUP = re.compile(
    r"<(?:p|div|br|h\d|ul|ol|blockquote|article|section|a|em|strong)\b[^<>]*>", re.IGNORECASE
)
_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')
_HEAD = 20_000  # characters, within which a table's first line ends
NO_TEXT = "is known to hold the text"  # in the reason for refusing what has names of its own


def fact_called(name: str) -> str:
    """The fact that a value of this name holds; "" if none is known by it."""
    plain = _SIGNS.sub("", str(name)).casefold()
    return next((fact for fact in FACTS if plain in _NAMES[fact].split()), "")


def draft_from(
    record: Mapping[str, Any], file_name: str, columns: Mapping[str, str]
) -> ArticleDraft:
    """Raises UnreadableFile where no value is a text."""
    stated = {fact: _words(_value(record, fact, columns)) for fact in FACTS}
    stated["published"] = _day_counted(stated["published"])
    if not stated["text"].strip():
        raise UnreadableFile(_no_text(record))
    text, notes = stated["text"], []
    if _MARKUP.search(text):
        from articles.importing.formats.web import text_of_fragment

        text = text_of_fragment(text)
        notes.append("Its text was marked up as HTML: the words were taken out of the markup.")
    facts = Stated(**{fact: stated[fact] for fact in FACTS if fact != "text"})
    return draft_of(text, file_name, facts, notes)


def _value(record: Mapping[str, Any], fact: str, columns: Mapping[str, str]) -> Any:
    chosen = [name for name, held in columns.items() if held == fact]
    by_name = {_SIGNS.sub("", str(name)).casefold(): value for name, value in record.items()}
    known = [_SIGNS.sub("", name).casefold() for name in chosen] or _NAMES[fact].split()
    return next(
        (by_name[name] for name in known if by_name.get(name) not in (None, "", [], {})), ""
    )


def _words(value: Any) -> str:
    """The words of a value, of a list of them, or of what one is named inside a record."""
    if isinstance(value, Mapping):
        return next((_words(value[key]) for key in _INSIDE if value.get(key)), "")
    if isinstance(value, list):
        words = [_words(one) for one in value]
        return ", ".join(word for word in words if word)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time.min:  # a spreadsheet's day
        return value.date().isoformat()
    return str(value)


def _day_counted(words: str) -> str:
    """The day in UTC of an instant that is written as seconds or milliseconds since 1970, before
    the words themselves; all other words as they are."""
    if not re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", words):
        return words
    seconds = float(words) / (1_000 if len(words.partition(".")[0]) > 10 else 1)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ} ({words})"


def _no_text(record: Mapping[str, Any]) -> str:
    names = [str(name) for name in record]
    if not names:
        return "it is an empty record"
    if any(fact_called(name) == "text" for name in names):
        return "its text is empty"
    return no_text_among({str(name): value for name, value in record.items()}, "fields")


def no_text_among(values: Mapping[str, Any], what: str) -> str:
    """Why nothing with these names is an article, and the way out: the longest value may be it."""
    known = [name[:40] for name in values if name.strip()]
    listed = ", ".join(known[:12]) + (" ..." if len(known) > 12 else "")
    likely = max(known, key=lambda name: len(str(values.get(name, ""))), default="NAME")
    if fact_called(likely):
        likely = "NAME"
    said = (
        f'none of its {what} {NO_TEXT} (it has: {listed}): say which with --columns "text={likely}"'
    )
    links = any(fact_called(name) == "url" for name in known)
    return f"{said}. Where none does, {LINKS}" if links else said


def has_header(head: str) -> bool:
    """Whether it begins with a line of column names, a text's and another fact's among them."""
    first = head.partition("\n")[0].strip("\r")
    if len(first) > 2_000:
        return False
    for delimiter in _DELIMITERS:
        cells = [cell.strip().strip("\"'") for cell in first.split(delimiter)]
        facts = {fact_called(cell) for cell in cells} - {""}
        if len(cells) > 1 and "text" in facts and len(facts) > 1:
            return True
    return False


def delimiter_of(table: str) -> str:
    """What parts the cells of its first line; a quoted name may have any sign in it."""
    names = _QUOTED.sub("", table[:_HEAD]).lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda sign: (names.count(sign), -_DELIMITERS.index(sign)))


def read_columns(words: Iterable[str]) -> dict[str, str]:
    """What `--columns text=Body,title=Headline` says. Raises ValueError with the reason."""
    columns = {}
    for pair in words:
        fact, sign, name = pair.partition("=")
        if not sign or fact.strip() not in FACTS or not name.strip():
            raise ValueError(
                f"{pair!r} names no column: write text=NAME; besides text there may be"
                f" {', '.join(FACTS[1:])}"
            )
        columns[name.strip()] = fact.strip()
    return columns
