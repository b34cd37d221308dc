"""Showing only: marks on quotes, actors as links, dates as labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.changes import Piece
from articles.models import Article
from articles.passages import Segment
from articles.reading import Paragraph, read_paragraphs
from timeline.decisions.entries import just_done
from timeline.models import Event
from timeline.page import flat, labels, readings
from timeline.page.addresses import State
from timeline.page.citations import citation, published_text
from timeline.page.date_notes import dates_without_account
from timeline.page.entries import Entry
from timeline.page.evidence import published_evidence
from timeline.page.labels import DateLabel
from timeline.page.opened import Quote
from timeline.page.quotes import dated, source_url
from timeline.page.readings import read_working

register = template.Library()

register.simple_tag(flat.marked)
register.simple_tag(flat.search_field)
register.filter(flat.grouped)


@register.simple_tag(takes_context=True)
def piece(context: Context, name: str) -> SafeString:
    """A part of the page that Jinja renders, with all that the page knows and shows."""
    known: Mapping[Any, Any] = context.flatten()
    return flat.piece(name, {**known, **known.get("for_pieces", {})})


@register.simple_tag
def entry_on_its_own(entry: Entry) -> SafeString:
    return flat.entries([entry], on_its_own=True)


@register.simple_tag
def entry_in_its_place(entry: Entry) -> SafeString:
    return flat.entries([entry])


@register.simple_tag
def inferred_from(article: Article) -> SafeString:
    """The ways to the sentences that an inferred publication date rests on."""
    return format_html_join(
        "",
        'See <a href="{}">paragraph {}</a> beside <a href="{}">{}, paragraph {}</a>. ',
        (
            (one.own_url, one.own_paragraph, one.their_url, one.source, one.their_paragraph)
            for one in published_evidence(article)
        ),
    )


@register.simple_tag
def quote(item: Quote) -> SafeString:
    """One account's quote with the way to its paragraph."""
    return format_html(
        '<blockquote>{}</blockquote><a class="source" href="{}">Paragraph {}</a>',
        flat.marked(item.segments),
        item.url,
        item.account.paragraph,
    )


@register.simple_tag
def paragraphs(
    article: Article, accounts: Sequence[Event], came_from: Event | None
) -> list[Paragraph]:
    """The article's paragraphs in segments, every date among them."""
    return read_paragraphs(article, accounts, came_from, dates_without_account(article, accounts))


@register.simple_tag
def passage(segments: Iterable[Segment]) -> SafeString:
    """A paragraph of an article: what is highlighted, and each date with what it was read as.

    Nothing stands between the segments but tags and the notes, which show on hover and focus.
    """
    return format_html_join("", "{}", ((_passage_segment(segment),) for segment in segments))


def _passage_segment(segment: Segment) -> SafeString:
    html: str = segment.text
    if "furniture" in segment.marks:
        html = format_html('<span class="furniture">{}</span>', html)
    if "quoted" in segment.marks:
        html = format_html('<mark class="quoted">{}</mark>', html)
    if "mention" not in segment.marks:
        return format_html("{}", html)
    account = segment.marks["mention"].note
    before = _note_start(account) if "mention" in segment.opens else ""
    after = _note_end(account) if "mention" in segment.closes else ""
    return format_html('{}<span class="phrase">{}</span>{}', before, html, after)


def _note_start(account: Any) -> SafeString:
    return format_html(
        '<span class="dated" tabindex="0" aria-describedby="n-{}">', account.public_id
    )


def _note_end(account: Any) -> SafeString:
    reading = read_working(account)
    return format_html(
        '<span class="note" role="tooltip" id="n-{}"><b>{}</b> {}</span></span>',
        account.public_id,
        labels.date_label(dated(account)).spoken,
        reading,
    )


@register.simple_tag
def changed(pieces: Iterable[Piece]) -> SafeString:
    """The words of a corrected paragraph, escaped, gone and new ones marked."""
    wrappings = {"gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return format_html_join(
        "",
        "{}",
        ((format_html(wrappings.get(piece.kind, "{}"), piece.text),) for piece in pieces),
    )


@register.simple_tag
def source_address(account: Event, back: str) -> str:
    """The way to another account's paragraph, keeping the way back to the timeline."""
    return source_url(account, State.read(back))


@register.simple_tag
def event_address(account: Event, back: str) -> str:
    """The timeline opened at the event that the account belongs to."""
    state = State.read(back).setting("open", account.event_id)
    return f"{state.url}#e-{account.event_id}"


register.simple_tag(just_done, name="done_message")


@register.filter
def decided_on(moment: str) -> str:
    return readings.decided_on(moment)


@register.filter
def cite(account: Event) -> str:
    return citation(account)


@register.filter
def published(article: Article) -> str:
    return published_text(article)


@register.filter
def date_label(event: Event) -> DateLabel:
    return labels.date_label(dated(event))
