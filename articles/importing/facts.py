"""What a text says of itself: its date, outlet and byline, and what in it is furniture.

Rules are tables; each row carries an example that a test runs. Dates here are only the
unmistakable forms of a header; everything else is for the date finder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from articles.importing.drafts import Furniture
from articles.importing.headers import Header, read_header
from articles.models import Slice

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}})"
_TIME = r"(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?"
_CAPITALISED = r"(?:(?:[A-Z]\.)+|[A-Z][\w'’-]*)"
_NAME = rf"{_CAPITALISED}(?:\s(?:{_CAPITALISED}|de|van|von|der|al|bin|da|of|the|and|&)){{0,6}}"


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is matched against one paragraph; groups date, outlet, byline are facts.

    A rule that is not `whole` matches the beginning of a paragraph, the rest of which is
    the story.
    """

    name: str
    kind: str
    example: str
    pattern: re.Pattern[str]
    whole: bool = True


def _rule(name: str, kind: str, example: str, pattern: str, *, whole: bool = True) -> Rule:
    end = r"\s*" if whole else ""
    return Rule(name, kind, example, re.compile(rf"\s*(?:{pattern}){end}", re.IGNORECASE), whole)


# Order is precedence: the first rule that matches a paragraph decides what it is.
RULES = (
    _rule(
        "date field",
        "header",
        "date 2021-04-16 Ministers met",
        rf"(?:date|published|pubdate)\s*[:=]?\s+{_DATE}{_TIME}(?=\s|$)",
        whole=False,
    ),
    _rule(
        "updated or published line",
        "header",
        "Updated April 15, 2021 at 5:40 PM ET",
        rf"(?:(?:first\s|last\s)?(?:updated|published|posted|modified))(?:\son)?:?\s(?:[a-z]+day,?\s)?{_DATE}{_TIME}",
    ),
    _rule("bare date line", "header", "15 April 2021", rf"(?:[a-z]+day,?\s)?{_DATE}{_TIME}"),
    _rule(
        "copyright line",
        "copyright",
        "Copyright 2021 NPR. All rights reserved.",
        r"(?:copyright(?:\s(?:\(c\)|©))?|\(c\)|©)\s\d{4}(?:[-–]\d{2,4})?,?\s(?:by\s)?"
        rf"(?P<outlet>(?-i:{_NAME}))(?:[.,]?(?:\s.*)?)?",
    ),
    _rule("rights line", "copyright", "All rights reserved.", r"all rights reserved\.?"),
    _rule(
        "contributor line",
        "byline",
        "Reuters' Jane Doe contributed to this report.",
        rf"(?:(?P<outlet>(?-i:{_NAME}?))['’]s?\s)?(?P<byline>(?-i:{_NAME}(?:(?:,|\sand)\s{_NAME})*))"
        r"\s(?:also\s)?contributed\sto\sthis\s(?:report|story|article)\.?",
    ),
    _rule(
        "reporting line",
        "byline",
        "Reporting by Jane Doe; editing by John Smith",
        r"(?:additional\s)?reporting\sby\s(?P<byline>[^;.\n]{3,80})(?:[;.].{0,200})?",
    ),
    _rule(
        "byline",
        "byline",
        "By Jane Doe and John Smith",
        rf"by\s(?P<byline>(?-i:{_NAME}(?:(?:,|\sand)\s{_NAME})*))",
    ),
    _rule(
        "image credit",
        "credit",
        "Image credits: AP",
        r"(?:image|photo|picture|photograph|video|graphic|illustration)s?\s?(?:credits?|courtesy|source|by)?\s?:\s?.{1,120}",
    ),
    _rule(
        "advertisement",
        "advertisement",
        "300x250 Ad",
        r"(?:\d{2,4}\s?x\s?\d{2,4}\s)?(?:ad|ads|advert|advertisement|sponsored(?:\scontent)?)",
    ),
    _rule(
        "appeal for support",
        "advertisement",
        "Support quality journalism with your gift right now.",
        r"(?:please\s)?(?:support|help)\s.{0,60}\b(?:journalism|newsroom|reporting)\b.{0,80}\b(?:gift|donation|donate|subscri\w+|contribut\w+|today|now)\b.{0,40}",
    ),
    _rule(
        "button",
        "advertisement",
        "Donate",
        r"(?:donate|subscribe|sign\sup|sign\sin|log\sin|read\smore|share|share\sthis(?:\sarticle|\sstory)?"
        r"|follow\sus|print|email|comments?)(?:\s(?:now|today|here))?[.!]?",
    ),
    _rule(
        "frame of a newsletter",
        "advertisement",
        "View this email in your browser (https://news.example/1)",
        r"(?:(?:view|read|open)\s(?:this|it)\s?(?:e-?mail|newsletter|message|post)?\s?(?:in|on)\s(?:your\s|a\s|the\s)?(?:browser|web|app)"
        r"|unsubscribe|manage\s(?:your\s)?(?:preferences|subscription)|update\syour\spreferences).{0,200}",
    ),
    _rule(
        "where a feed's entry came from",
        "advertisement",
        "The post Crane falls appeared first on The Quay.",
        r"the\spost\s.{1,200}\s(?:appeared\sfirst|first\sappeared)\son\s.{1,100}",
    ),
    _rule(
        "newsletter",
        "advertisement",
        "Sign up for our daily newsletter",
        r"(?:sign\sup|subscribe|register)\s(?:for|to)\s(?:our|the|your)\s.{0,60}\b(?:newsletters?|email|alerts?|briefing)\b.{0,60}",
    ),
)
_SURE = 3  # paragraphs at either end, where a line may state the date or who wrote it
_FULL, _MOST_ABOVE = 80, 10  # characters of a paragraph; paragraphs of menus, titles and bylines
_LONGEST = 300  # a longer paragraph is never furniture as a whole


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text states of itself; "" and None for what it does not."""

    furniture: tuple[Furniture, ...] = ()
    outlet: str = ""
    byline: str = ""
    published_on: date | None = None
    published_from: str = ""
    title: str = ""
    url: str = ""


def read_facts(text: str, paragraphs: Iterable[Slice]) -> Facts:
    """Return the facts of `text`; the first statement of a kind counts, the rest is furniture.

    A date without a time of its own is believed only in the first or last paragraphs, and above
    the story: deep inside it, "3 May 2020" on a line may be anything.
    """
    header = read_header(text)
    places = [piece for piece in paragraphs if piece.start >= header.end]
    facts = _named(header)
    furniture = [Furniture(0, header.end, "header")] if header.end else []
    first = max(_SURE, _above_the_story(places))
    for number, piece in enumerate(places):
        for rule, match in _matches(text, piece):
            inner = first <= number < len(places) - _SURE
            if inner and rule.name in {"bare date line", "byline"}:
                continue
            furniture.append(Furniture(piece.start, match.end(), rule.kind))
            for name, value in match.groupdict().items():
                if value:
                    facts.setdefault(name, _cleaned(value))
            if "date" in match.groupdict() and "from" not in facts:
                facts["from"] = match.group().strip()
            break
    published_on = read_day(facts.get("date", ""))
    return Facts(
        furniture=tuple(furniture),
        outlet=facts.get("outlet", "")[:200],
        byline=facts.get("byline", "")[:300],
        published_on=published_on,
        published_from=facts.get("from", "") if published_on else "",
        title=facts.get("title", ""),
        url=facts.get("url", ""),
    )


def _above_the_story(places: list[Slice]) -> int:
    """How many paragraphs come before the first full one; 0 where that is no beginning."""
    above = (number for number, piece in enumerate(places) if piece.end - piece.start >= _FULL)
    number = next(above, 0)
    return number if number <= _MOST_ABOVE else 0


def states_something(line: str) -> bool:
    """Whether the line as a whole is a header's date, or a byline."""
    return any(
        rule.whole and rule.kind in {"header", "byline"} and rule.pattern.fullmatch(line)
        for rule in RULES
    )


def _named(header: Header) -> dict[str, str]:
    """The facts of the header, its date as rules find one."""
    facts = dict(header.facts)
    if words := facts.pop("published", ""):
        facts |= {"date": words.partition("T")[0], "from": words}
    return facts


def _matches(text: str, piece: Slice) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule in RULES:
        if rule.whole and piece.end - piece.start > _LONGEST:
            continue
        match = (rule.pattern.fullmatch if rule.whole else rule.pattern.match)(
            text, piece.start, piece.end
        )
        if match:
            yield rule, match


def _cleaned(value: str) -> str:
    return " ".join(value.split()).strip(" .,;")


def read_day(words: str) -> date | None:
    """Return the day that a header's words name, or None where there is none such (31 February)."""
    plain = words.replace(",", "").replace(".", "").replace("Sept ", "Sep ")
    for form in ("%Y-%m-%d", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
