"""JSON (one article, a list of them, or a list inside an object) and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from articles.importing.decoding import as_text
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile, noted
from articles.importing.formats.records import draft_from, fact_called

_LISTS = [
    "articles",
    "items",
    "entries",
    "posts",
    "stories",
    "results",
    "documents",
    "docs",
    "data",
    "hits",
    "response",
]
_DEPTH = 3  # lists that stand inside objects inside an object


def read(
    content: bytes, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    """Raises UnreadableFile for what is no JSON, nor a JSON object a line."""
    written, notes = as_text(content)
    for one in _drafts(written, file_name, columns):
        yield noted(one, notes)


def _drafts(
    written: str, file_name: str, columns: Mapping[str, str]
) -> Iterator[ArticleDraft | Refused]:
    try:
        numbered = _records(_parsed(written), 0)
    except (ValueError, RecursionError) as error:
        yield from _lines(written, file_name, columns, error)
        return
    for number, record in enumerate(numbered, 1):
        name = file_name if len(numbered) == 1 else f"{file_name}, article {number}"
        yield _draft_or_refused(record, name, columns)


def records_of(written: str) -> list[Any]:
    """The records that it holds, in order; of JSON Lines the first. Raises UnreadableFile."""
    try:
        return _records(_parsed(written), 0)
    except (ValueError, RecursionError) as error:
        first = next((line for line in written.split("\n") if line.strip()), "")
        try:
            return [_parsed(first)]
        except (ValueError, RecursionError):
            raise UnreadableFile(_no_json(error)) from error


def _parsed(written: str) -> Any:
    return json.loads(written, parse_constant=_no_constant)


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no JSON value")


def _records(value: Any, depth: int) -> list[Any]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise UnreadableFile("it is JSON, but neither an article nor a list of articles")
    if not any(fact_called(name) == "text" for name in value) and depth < _DEPTH:
        for name in _LISTS:
            inner = value.get(name)
            if isinstance(inner, list) or (isinstance(inner, dict) and inner):
                return _records(inner, depth + 1)
    return [value]


def _lines(
    written: str, file_name: str, columns: Mapping[str, str], error: Exception
) -> Iterator[ArticleDraft | Refused]:
    lines = [(number, line) for number, line in enumerate(written.split("\n"), 1) if line.strip()]
    good = sum(1 for _, line in lines if line.lstrip().startswith("{"))
    if len(lines) < 2 or good < len(lines) / 2:
        raise UnreadableFile(_no_json(error))
    for number, line in lines:
        name = f"{file_name}, line {number}"
        try:
            record = _parsed(line)
        except (ValueError, RecursionError) as wrong:
            yield Refused(name, _no_json(wrong))
        else:
            yield _draft_or_refused(record, name, columns)


def _draft_or_refused(record: Any, name: str, columns: Mapping[str, str]) -> ArticleDraft | Refused:
    if not isinstance(record, dict):
        return Refused(name, "it is JSON, but no object with a text")
    try:
        return draft_from(record, name, columns)
    except UnreadableFile as error:
        return Refused(name, str(error))


def _no_json(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is JSON that is nested too deep"
    return f"it is no valid JSON ({error}): mend it, or name it .txt if it is plain text"
