"""How the date of an account was read, for a reader to check, and whether accounts agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.models import Event
from timeline.page.addresses import State
from timeline.page.date_words import date_text, day_text, long_day
from timeline.page.labels import alternative_text
from timeline.page.quotes import dated, source_url


@dataclass(frozen=True, slots=True)
class Reading:
    """How one account's date was read; `verdict` compares it with the lead's."""

    account: Event
    url: str
    words: str
    anchor: str
    anchor_words: str
    result: str
    rule: str
    note: str
    verdict: str
    verb: str = "Read as"


def read_date(account: Event, lead: Event, state: State) -> Reading:
    working = account.working
    set_by = _set_by(account)
    return Reading(
        account=account,
        url=source_url(account, state),
        words=account.mention or ("" if set_by else str(working.get("words") or "")),
        anchor=_anchor_text(working.get("anchor")),
        anchor_words=_anchor_words(working.get("anchor")),
        result=_result_text(account),
        rule="" if set_by else str(working.get("rule") or "").replace("-", " ").replace("_", " "),
        note=set_by
        or " ".join(
            filter(None, (str(working.get("note") or ""), _inferred(working), _no_longer(account)))
        ),
        verdict=_verdict(account, lead),
        verb="Set to" if set_by else "Read as",
    )


def read_working(account: Event) -> str:
    """How the account's date was read, in one sentence or two."""
    reading = read_date(account, account, State())
    anchor = f"{reading.anchor_words} {reading.anchor}." if reading.anchor else ""
    rule = f"Rule: {reading.rule}." if reading.rule else ""
    return " ".join(part for part in (anchor, rule, reading.note) if part)


def _anchor_text(anchor: dict[str, Any] | None) -> str:
    day = _day(anchor.get("day")) if anchor else None
    return long_day(day) if day else ""


def _anchor_words(anchor: dict[str, Any] | None) -> str:
    """How we know the day that the words were read against."""
    basis = str(anchor.get("basis")) if anchor else ""
    if basis == "mention":
        return f"Read against “{anchor.get('words')}”," if anchor else ""
    said = {"inferred": "date inferred from other articles,", "person": "date set by an editor,"}
    return f"Article written, {said[basis]}" if basis in said else "Article written"


def _set_by(account: Event) -> str:
    """Who set the date, when and why, and what was read before; "" where nobody did."""
    decision = account.decisions.get("date")
    if not decision:
        return ""
    value, was = decision["value"], decision["was"]
    why = f" Reason: {decision['why'].rstrip('.')}." if decision["why"] else ""
    rule = str((was["working"] or {}).get("rule") or "").replace("-", " ").replace("_", " ")
    read = alternative_text(was) if was["edtf"] else "no date"
    before = f" Before, {read} was read{f' (rule: {rule})' if rule else ''}."
    typed = f"“{value['typed']}”"
    return f"{typed}, set by {decision['by']} on {decided_on(decision['on'])}.{why}{before}"


def decided_on(moment: str) -> str:
    """The day of a decision: 15 Apr 2021."""
    day = _day(moment[:10])
    return day_text(day) if day else moment


def _inferred(working: dict[str, Any]) -> str:
    """Why the article is taken to have been written that day, if that is inferred."""
    anchor = working.get("anchor") or {}
    if anchor.get("basis") != "inferred" or not anchor.get("words"):
        return ""
    return f"The article bears no date: {anchor['words']}."


def _no_longer(account: Event) -> str:
    if account.found:
        return ""
    if account.earlier:
        return f"These words stood in version {account.earlier} of the article and no longer do."
    return "This account is no longer found in the article; it is kept for what was decided on it."


def _result_text(account: Event) -> str:
    if account.undated:
        return "no date"
    return date_text(dated(account))


def _verdict(account: Event, lead: Event) -> str:
    if account.undated:
        return "No date could be read."
    if account.pk == lead.pk or account.edtf == lead.edtf:
        return "Agrees."
    text = date_text(dated(account))
    if lead.undated:
        return f"Read as {text}."
    if _within(account, lead):
        return f"More exact: {text}."
    return f"Less exact: {text}." if _within(lead, account) else f"Differs: {text}."


def _within(inner: Event, outer: Event) -> bool:
    starts = outer.starts_on or date.min, inner.starts_on or date.min
    ends = inner.ends_on or date.max, outer.ends_on or date.max
    return starts[0] <= starts[1] and ends[0] <= ends[1]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
