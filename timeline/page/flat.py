"""Pieces that a page has hundreds of (entries, options, bars), rendered by Jinja.

Django's templates take a millisecond for what Jinja's, which are compiled, take a thirtieth of.
Pages stay Django's: they take these pieces in by the tags `entries`, `options` and `bars`.
Everything is escaped unless it says itself that it is HTML, as with Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from articles.passages import Segment
from timeline.page.entries import ActorLink, Entry
from timeline.selection import AtLeast

# From the outside in: what a segment is wrapped in, by the kinds of its marks.
_WRAPPINGS = (
    ("found", "<mark>", "</mark>"),
    ("mention", '<span class="phrase">', "</span>"),
    ("figure", '<span class="figure">', "</span>"),
)


def entries(items: Sequence[Entry], *, on_its_own: bool = False) -> SafeString:
    return pieces("timeline/_entry.html", "entry", items, on_its_own=on_its_own)


def pieces(name: str, variable: str, items: Sequence[Any], **same: Any) -> SafeString:
    """Each of the items by the template of this name; `same` is the same for all of them."""
    return SafeString(_repeated(name, variable).render(items=items, **same))


@cache
def _repeated(name: str, variable: str) -> Template:
    """The template once for each of `items`: one rendering of many costs less than many of one."""
    environment = _environment()
    source, _, _ = FileSystemLoader(_folders()).get_source(environment, name)
    return environment.from_string(f"{{% for {variable} in items %}}{source}{{% endfor %}}")


def _folders() -> Any:
    return settings.TEMPLATES[0]["DIRS"]


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"pluralize": pluralize, "grouped": grouped}
    environment.globals |= {"marked": marked, "actors": actors, "opened": _opened}
    return environment


def pluralize(number: int) -> str:
    return "" if number == 1 else "s"


def grouped(number: int) -> str:
    """12,345; 2,000+ where counting stopped."""
    return f"{number:,}+" if isinstance(number, AtLeast) else f"{number:,}"


def marked(segments: Iterable[Segment]) -> SafeString:
    """The segments as text, escaped, each within what its marks ask for."""
    return SafeString("".join(map(_wrapped, segments)))


def _wrapped(segment: Segment) -> str:
    html = str(escape(segment.text))
    for kind, before, after in _WRAPPINGS if segment.marks else ():
        if kind in segment.marks:
            html = f"{before}{html}{after}"
    return html


def actors(entry: Entry) -> SafeString:
    """The actors as links with commas between, and the way to those not shown."""
    links = entry.actors + entry.more_actors if entry.opened else entry.actors
    if not links:
        return SafeString('<p class="actors">No actor named</p>')
    items = [_actor_link(link) for link in links]
    if entry.more_actors and not entry.opened:
        items.append(f'<a href="{escape(entry.url)}">{len(entry.more_actors)} more</a>')
    return SafeString(f'<p class="actors">{", ".join(items)}</p>')


def _actor_link(link: ActorLink) -> str:
    if link.selected:
        return f'<a href="{escape(link.url)}" aria-current="true"><b>{escape(link.name)}</b></a>'
    return f'<a href="{escape(link.url)}">{escape(link.name)}</a>'


def _opened(entry: Entry) -> Markup:
    context = {"opened": entry.opened, "event": entry.event, "entry": entry}
    return Markup(render_to_string("timeline/_opened.html", context))  # noqa: S704 - Django's own
