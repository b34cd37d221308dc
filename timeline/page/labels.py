"""How a date is shown: its words, the note below them, the words for a screen reader, and
the shape on the axis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from timeline.page.date_words import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Dated,
    date_text,
    day_text,
    is_week,
    known,
    month_text,
    span_text,
)

UNDATED = "Undated"
# What is added below the date, by precision; a day has its weekday instead.
NOTES = {
    "month": "month only",
    "season": "season only",
    "quarter": "quarter only",
    "half": "half-year only",
    "year": "year only",
    "decade": "decade only",
    "century": "century only",
}
_WHOLE_MONTHS = {month[:3]: month for month in MONTHS}
_SHORT_MONTH = re.compile(rf"\b({'|'.join(_WHOLE_MONTHS)})\b")
_TIME_OF_DAY = re.compile(r"\b(morning|afternoon|evening|night|noon|midnight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLabel:
    """`text` is the date, `note` stands below it, `spoken` is both in whole words.

    `shape` is dot, ring, bracket, tail (a ring with a bracket) or bar; `dashed` where the
    date is approximate or inferred; `open` as in `Dated`.
    """

    text: str
    note: str
    spoken: str
    shape: str
    dashed: bool = False
    open: str = ""


@lru_cache(maxsize=5_000)
def date_label(dated: Dated) -> DateLabel:
    return DateLabel(
        text=date_text(dated),
        note=_note(dated),
        spoken=spoken_date(dated),
        shape=_shape(dated),
        dashed=dated.approximate or dated.inferred,
        open=dated.open,
    )


def spoken_date(dated: Dated) -> str:
    """The date in whole words, with all that its marker and its note say."""
    if dated.undated:
        return _joined("no date given", _reported(dated), "planned" if dated.planned else "")
    words = date_text(dated)
    words = _SHORT_MONTH.sub(lambda match: _WHOLE_MONTHS[match[0]], words)
    if " to " in words and not dated.open:
        words = f"between {words.replace(' to ', ' and ', 1)}"
    return _joined(_uncapitalised(words), _note(dated))


@lru_cache(maxsize=5_000)
def heading(dated: Dated) -> str:
    """The heading that a date stands under: its month, or the season or year it is known by."""
    first = dated.starts_on or dated.ends_on
    if first is None:
        return UNDATED
    if dated.open or dated.precision in {"", "day", "days", "week", "month"}:
        return month_text(first) if _grain(dated) != "year" else str(first.year)
    return span_text(dated)


def month_or_year(name: str) -> str:
    """2021-04 as April 2021; 2021 as it is."""
    return f"{MONTHS[int(name[5:7]) - 1]} {int(name[:4])}" if name[5:7] else str(int(name))


def from_to(first: str, last: str) -> str:
    """One heading or both: "April 2021", "January to April 2021", "2014 and undated"."""
    if first == last:
        return first
    if last == UNDATED:
        return f"{first} and undated"
    month, _, year = first.rpartition(" ")
    same_year = month in MONTHS and last.rpartition(" ")[0] in MONTHS and last.endswith(year)
    return f"{month if same_year else first} to {last}"


def _note(dated: Dated) -> str:
    if dated.undated:
        return _joined("planned" if dated.planned else "", _reported(dated))
    notes = [
        "planned" if dated.planned else "",
        "approximate" if dated.approximate else _grain_note(dated),
        "inferred day" if dated.inferred and dated.exact_day else "",
        "inferred" if dated.inferred and not dated.exact_day else "",
    ]
    return _joined(*notes)


def _grain_note(dated: Dated) -> str:
    if dated.open:
        return {"start": "open beginning", "end": "open end"}[dated.open]
    if dated.exact_day:
        return "" if dated.inferred else _weekday_note(dated)
    if dated.precision == "week" or dated.precision == "days":
        return "week only" if is_week(dated) else "day not known"
    return NOTES.get(dated.precision, "")


def _weekday_note(dated: Dated) -> str:
    weekday = WEEKDAYS[known(dated.starts_on).weekday()]
    time = _TIME_OF_DAY.search(dated.mention)
    return f"{weekday} {time[1].lower()}" if time else weekday


def _reported(dated: Dated) -> str:
    return f"reported {day_text(dated.reported_on)}" if dated.reported_on else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _uncapitalised(words: str) -> str:
    """About, After, Since ... within a sentence; names of months and weekdays stay."""
    first, _, rest = words.partition(" ")
    names = {*MONTHS, *SEASONS.values()}
    return words if first in names or not first.isalpha() else f"{first.lower()} {rest}".rstrip()


def _shape(dated: Dated) -> str:
    if dated.undated:
        return "bar"
    if dated.exact_day:
        return "ring" if dated.planned or dated.inferred or dated.approximate else "dot"
    return "tail" if dated.planned else "bracket"


def _grain(dated: Dated) -> str:
    """The grain of an open end: "year" where it is known by its year only."""
    if not dated.open:
        return dated.precision
    left, _, right = dated.edtf.partition("/")
    return "year" if re.fullmatch(r"\d{4}[~?%]?", left if dated.open == "end" else right) else ""


# Other readings of the same words


def alternative_text(reading: Mapping[str, Any]) -> str:
    """Another reading of a date's words (4/5/2021), as `Event.alternatives` or a decision
    keeps it; the words that an editor typed may say more ("after")."""
    return date_text(
        Dated(
            edtf=str(reading.get("edtf") or ""),
            starts_on=_day_of(reading.get("starts_on")),
            ends_on=_day_of(reading.get("ends_on")),
            precision=str(reading.get("precision") or ""),
            approximate=bool(reading.get("approximate")),
            mod=str(reading.get("mod") or ""),
            mention=str(reading.get("typed") or ""),
        )
    )


def _day_of(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
