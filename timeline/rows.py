"""Between accounts, as extraction and linking know them, and rows of Event."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from articles.models import Article
from timeline import ordering
from timeline.decisions import effects
from timeline.extraction import ArticleText
from timeline.extraction.shapes import Account, Actor, Anchor, Mention, Span, Working
from timeline.linking.differences import Told
from timeline.linking.shapes import LinkAccount
from timeline.models import Event

IDENTITY = ("article", "earlier", "headline_start", "mention_start")
# What a build writes; decisions with what it says in their stead. Never here: public_id
# (permanent), lead and sort_key.
EXTRACTED = (
    "start",
    "end",
    "quote",
    "paragraph",
    "headline_end",
    "headline",
    "mention_end",
    "mention",
    "edtf",
    "starts_on",
    "ends_on",
    "precision",
    "approximate",
    "mod",
    "alternatives",
    "working",
    "planned",
    "named",
    "figures",
    "found",
    "decisions",
)
_LINKED_BY = ("starts_on", "ends_on", "approximate", "planned")


def article_text(article: Article) -> ArticleText:
    """What extraction needs of an article; its date is what relative dates are read against.

    Nothing is read out of one that is not in English: all of it is left out.
    """
    anchor = None
    if article.published_on is not None:
        anchor = Anchor.published(
            article.published_on, article.published_basis, article.published_from
        )
    return ArticleText(
        article.text,
        paragraphs=[(start, end) for start, end in article.paragraphs],
        furniture=[(start, end) for start, end, _kind in article.furniture]
        if article.is_english
        else [(0, len(article.text))],
        anchor=anchor,
    )


def event_of(article: Article, account: Account) -> Event:
    """Return the row of an account, not saved: a lead of its own until it is linked."""
    mention = account.mention
    return new_event(
        article,
        start=account.start,
        end=account.end,
        headline_start=account.headline_start,
        headline_end=account.headline_end,
        paragraph=account.paragraph,
        mention_start=mention.start if mention else -1,
        mention_end=mention.end if mention else -1,
        mod=mention.mod if mention else "",
        alternatives=[span_json(span) for span in mention.alternatives] if mention else [],
        working=working_json(account.working),
        planned=account.planned,
        named=[named_json(actor, actor.name, actor.kind) for actor in account.actors],
        figures=[asdict(figure) for figure in account.figures],
        **_date_fields(account.span),
    )


def new_event(
    article: Article,
    *,
    start: int,
    end: int,
    headline_start: int,
    headline_end: int,
    mention_start: int = -1,
    mention_end: int = -1,
    paragraph: int | None = None,
    **fields: Any,
) -> Event:
    """Return an unsaved row with its words cut from the article and its permanent id."""
    text = article.text
    public_id = public_id_of(article, headline_start, mention_start)
    lead = fields.get("lead")
    return Event(
        article=article,
        public_id=public_id,
        found_with=lead.found_with if lead else public_id,
        sort_key=waiting_key(public_id),
        start=start,
        end=end,
        quote=text[start:end],
        paragraph=article.paragraph_at(start) if paragraph is None else paragraph,
        headline_start=headline_start,
        headline_end=headline_end,
        headline=text[headline_start:headline_end],
        mention_start=mention_start,
        mention_end=mention_end,
        mention=text[mention_start:mention_end] if mention_start >= 0 else "",
        **fields,
    )


def mention_row(article: Article, mention: Mention) -> Event:
    """Return a date of the article as a row that is never saved: to show how it was read."""
    return new_event(
        article,
        start=mention.start,
        end=mention.end,
        headline_start=mention.start,
        headline_end=mention.end,
        mention_start=mention.start,
        mention_end=mention.end,
        mod=mention.mod,
        working=working_json(mention.working),
        **_date_fields(mention.span),
    )


def is_sound(event: Event) -> bool:
    """Whether the slices lie within one another as the constraints of Event ask."""
    headline = event.start <= event.headline_start < event.headline_end <= event.end
    none = event.mention_start == event.mention_end == -1
    return headline and (none or 0 <= event.mention_start < event.mention_end)


def public_id_of(article: Article, headline_start: int, mention_start: int) -> str:
    """Ten letters and digits, the same wherever the same text is imported."""
    place = f"{article.text_hash}:{headline_start}:{mention_start}"
    digest = hashlib.sha256(place.encode()).digest()
    return base64.b32encode(digest)[:10].decode().lower()


def waiting_key(public_id: str) -> int:
    """A key below all real ones, for the moment between writing a row and linking it."""
    return -1 - int.from_bytes(hashlib.sha256(public_id.encode()).digest()[:7], "big")


def sort_key_of(event: Event) -> int:
    return ordering.sort_key(
        event.starts_on,
        event.ends_on,
        event.article.published_on,
        event.article.text_hash,
        f"{event.headline_start}:{event.mention_start}",
    )


def link_account(event: Event) -> LinkAccount:
    """The account as the page has it, with what a person decided."""
    shown = {name: getattr(event, name) for name in _LINKED_BY}
    return _link_account(event, shown, event.actors, decided=effects.decided_at(event))


def found_account(event: Event) -> LinkAccount:
    """The account as the build has it: what linking goes by."""
    return _link_account(event, effects.as_found(event), effects.found_actors(event))


def _link_account(
    event: Event, columns: Mapping[str, Any], actors: Iterable[str], *, decided: float = 0.0
) -> LinkAccount:
    return LinkAccount(
        id=event.public_id,
        article=event.article.text_hash,
        headline=event.headline,
        quote=event.quote,
        mention=event.mention,
        actors=frozenset(actors),
        published_on=event.article.published_on,
        paragraph=event.paragraph,
        decided=decided,
        **{name: columns[name] for name in _LINKED_BY},
    )


def figures_told(index: int, account: Event) -> list[Told]:
    """The figures of an account, which is the one of its event with this index."""
    return [
        Told(
            index,
            figure["text"],
            figure["value"],
            figure["bound"],
            figure["counts"],
            figure["kind"],
            account.article.published_on,
            figure.get("most"),
        )
        for figure in account.figures
    ]


def span_json(span: Span) -> dict[str, Any]:
    return {
        "edtf": span.edtf,
        "starts_on": span.starts_on.isoformat() if span.starts_on else None,
        "ends_on": span.ends_on.isoformat() if span.ends_on else None,
        "precision": span.precision,
        "approximate": span.approximate,
    }


def working_json(working: Working) -> dict[str, Any]:
    anchor = working.anchor
    return {
        "words": working.words,
        "rule": working.rule,
        "result": working.result,
        "anchor": anchor
        and {
            "day": anchor.day.isoformat(),
            "basis": anchor.basis,
            "words": anchor.words,
            "inferred": anchor.inferred,
        },
        "tense": working.tense,
        "note": working.note,
    }


def named_json(actor: Actor, name: str, kind: str) -> dict[str, Any]:
    """How an actor came about: canonical name and kind, and what its article says."""
    return {
        "actor": name,
        "kind": kind,
        "written": actor.name,
        "written_kind": actor.kind,
        "alias": actor.alias,
        "start": actor.start,
        "end": actor.end,
    }


def actor_of(named: dict[str, Any]) -> Actor:
    """The actor as extraction gave it, whatever name it was linked to since."""
    return Actor(
        named["written"],
        named["written_kind"],
        named["alias"],
        named["start"],
        named["end"],
    )


def _date_fields(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {}
    return {
        "edtf": span.edtf,
        "starts_on": span.starts_on,
        "ends_on": span.ends_on,
        "precision": span.precision,
        "approximate": span.approximate,
    }
