"""What a build would have made of the accounts of `corpus.py`: rows of events, and what an editor
decided of some."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articles.models import Article
    from benchmarks.corpus import Account, Happening, When
    from timeline.models import Event

IMPORTED = datetime(2025, 7, 1, 8, tzinfo=UTC)


def event_of(happening: Happening, account: Account, article: Article) -> Event:
    from timeline import rows
    from timeline.extraction.shapes import Actor

    when, text = account.when, article.text
    actors = [
        Actor(name, kind, name, place, place + len(name))
        for name, kind in happening.actors
        if (place := text.find(name, account.start, account.end)) >= 0
    ]
    return rows.new_event(
        article,
        start=account.start,
        end=account.end,
        headline_start=account.start,
        headline_end=account.headline_end,
        mention_start=account.mention[0],
        mention_end=account.mention[1],
        mod=when.mod,
        edtf=when.edtf,
        starts_on=when.starts_on,
        ends_on=when.ends_on,
        precision=when.precision,
        approximate=when.approximate,
        planned=happening.planned,
        alternatives=_alternatives(when),
        working=_working(when, article),
        actors=[name for name, _ in happening.actors],
        named=[rows.named_json(actor, actor.name, actor.kind) for actor in actors],
        figures=_figures(account, text),
    )


def decide(accounts: list[Event], decided: str) -> None:
    """Have the event bear what an editor decided of it, as the decision's page writes it."""
    from timeline.decisions import effects
    from timeline.decisions.eye import digest_of

    if not decided:
        return
    lead = accounts[0]
    values = {
        "hidden": {},
        "title": {"words": lead.quote.partition(" in ")[0], "own": False},
        "checked": {"digest": digest_of(accounts)},
    }
    on = IMPORTED.isoformat()
    decision = {"value": values[decided], "by": "An editor", "on": on, "why": ""}
    effects.keep(lead, decided, decision)
    for account in accounts:
        account.hidden = decided == "hidden"


def _alternatives(when: When) -> list[dict[str, Any]]:
    from datetime import date

    from timeline import rows
    from timeline.extraction.shapes import Span

    if not when.other:
        return []
    day = date.fromisoformat(when.other)
    return [rows.span_json(Span(when.other, day, day, "day"))]


def _working(when: When, article: Article) -> dict[str, Any]:
    """Weekdays were read against the day of publication; other words need no anchor."""
    from timeline import rows
    from timeline.extraction.shapes import Anchor, Working

    anchor = None
    if when.rule == "same-week-weekday" and article.published_on:
        anchor = Anchor.published(article.published_on, article.published_basis, "")
    return rows.working_json(Working(when.words, when.rule, when.edtf, anchor))


def _figures(account: Account, text: str) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from timeline.extraction.shapes import Figure

    if account.figure is None:
        return []
    start, end = account.figure
    words = text[start:end]
    return [asdict(Figure(start, end, words, float(words.split()[0]), "people"))]
