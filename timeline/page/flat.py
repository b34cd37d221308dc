"""What a filter changes on the timeline (`templates/timeline/_found.html` and what it includes),
rendered by Jinja.

Django's templates take a millisecond for what Jinja's, which are compiled, take a thirtieth of.
Pages stay Django's: they take these pieces in by tags and as HTML. Everything is escaped unless
it says itself that it is HTML, as with Django. Space between blocks, which nobody sees and each
browser would keep, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup
from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]

from articles.passages import Segment
from timeline.forms import TimelineFilter
from timeline.page.corpus import corpus_span
from timeline.page.entries import ActorLink, Entry
from timeline.page.paths import path_of
from timeline.selection import AtLeast
from timeline.static_files import FIRST, HTMX, SITE, scripts_at

# From the outside in: what a segment is wrapped in, by the kinds of its marks.
PHRASE = ('<span class="phrase">', "</span>")  # around the words that date an event
_WRAPPINGS = (
    ("found", "<mark>", "</mark>"),
    ("mention", *PHRASE),
    ("figure", '<span class="figure">', "</span>"),
)
_BLOCKS = (
    "article|div|fieldset|form|h1|h2|h3|label|legend|li|line|main|nav|ol|p|rect|section|svg|text|ul"
)
_STATEMENTS = r"(?:\{%[^%]*%\}\s*)*"
_BEFORE_BLOCKS = re.compile(rf"\s*\n\s*({_STATEMENTS})(?=</|<(?:{_BLOCKS})\b)")
_AFTER_BLOCKS = re.compile(rf"(</?(?:{_BLOCKS})\b[^>]*>)\s*\n\s*({_STATEMENTS})")
_BETWEEN = "\0"  # pieces: no imported text holds it
_INCLUDED = re.compile(r'{% include "([^"]+)" %}')
_BREAK = re.compile(r"\s*\n\s*")


class _WithoutSpace(Extension):
    """Leaves out the space at either side of the tags of blocks, and before all closing tags."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        source = _INCLUDED.sub(self._included, source)
        source = _BEFORE_BLOCKS.sub(lambda found: _BREAK.sub("", found[1]), source)
        return _AFTER_BLOCKS.sub(lambda found: found[1] + _BREAK.sub("", found[2]), source).strip()

    def _included(self, found: re.Match[str]) -> str:
        """The other template itself in place of its name: a loop then needs no context a turn."""
        loader: Any = self.environment.loader
        source: str = loader.get_source(self.environment, found[1])[0]
        return _INCLUDED.sub(self._included, source)


class _PlainAttributes(CodeGenerator):
    """What has a dot is an attribute, as in Python: never an item, which would be looked for."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class _Environment(Environment):
    code_generator_class = _PlainAttributes


def escape(value: object) -> str:
    """The value as HTML; as it is if it says itself that it is HTML. As `markupsafe.escape`, which
    makes an object of each: that takes a tenth of the time in which a page is made."""
    if type(value) is str:
        return _escaped(value)
    said = getattr(value, "__html__", None)
    return str(said() if said else _escaped(str(value)))


def piece(name: str, context: Mapping[str, Any]) -> SafeString:
    """The part of a page by the template of this name."""
    return SafeString(_template(name).render(context, on_its_own=False))


@cache
def _template(name: str) -> Template:
    return _prepared(_environment().get_template(name))


def search_field(
    asked: TimelineFilter | None = None, *, form_id: str = "", oob: bool = False
) -> SafeString:
    """The field to search in, with what was typed; of the form of this id unless it is in one."""
    typed = asked["q"].value() or "" if asked else ""
    return piece("_search.html", {"typed": typed, "form_id": form_id, "oob": oob})


class Blanks(NamedTuple):
    """What stands in an entry where a page fills something in (`blanks`): marks of its row, what
    is above it, and both ends of what headlines leave out and of the quote."""

    marks: str = ""
    above: str = ""
    long: str = ""
    quote: str = ""


def entries(items: Sequence[Entry], *, on_its_own: bool = False) -> SafeString:
    made = pieces(
        "timeline/_entry.html",
        "entry",
        items,
        on_its_own=on_its_own,
        blank=Blanks(),
    )
    return SafeString("".join(made))


def pieces(name: str, variable: str, items: Sequence[Any], **same: Any) -> list[SafeString]:
    """Each of the items by the template of this name; `same` is the same for all of them."""
    together = _repeated(name, variable).render(items=items, **same)
    return [SafeString(piece) for piece in together.split(_BETWEEN)[:-1]]


@cache
def _repeated(name: str, variable: str) -> Template:
    """The template once for each of `items`: one rendering of many costs less than many of one."""
    included = f'{{% include "{name}" %}}{_BETWEEN}'
    return _prepared(
        _environment().from_string(f"{{% for {variable} in items %}}{included}{{% endfor %}}")
    )


def _prepared(template: Template) -> Template:
    template.root_render_func.__globals__["escape"] = escape
    return template


@cache
def _environment() -> Environment:
    folders: Any = settings.TEMPLATES[0]["DIRS"]
    environment = _Environment(
        loader=FileSystemLoader(folders),
        auto_reload=settings.DEBUG,
        extensions=[_WithoutSpace],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "pluralize": pluralize,
        "grouped": grouped,
        "marked": marked,
        "actors": actors,
        "opened": _opened,
    }
    environment.globals |= {
        "path_of": path_of,
        "corpus_span": corpus_span,
        "search_field": search_field,
        "static": _static,
        "first_scripts": partial(scripts_at, FIRST),
        "later_scripts": _later_scripts,
    }
    return environment


def _static(name: str) -> str:
    return str(staticfiles_storage.url(name))


def _later_scripts() -> str:
    """Addresses of scripts that come when a reader stirs, in their order, a space between them."""
    return " ".join([*scripts_at(SITE), _static(HTMX)])


def pluralize(number: int) -> str:
    return "" if number == 1 else "s"


BLANK = "\1"  # stands where a number is filled in


class Blank(int):
    """A number of which only its plural is known yet."""


def grouped(number: int) -> str:
    """12,345; 1,000+ where counting stopped."""
    if isinstance(number, Blank):
        return BLANK
    return f"{number:,}+" if isinstance(number, AtLeast) else f"{number:,}"


def marked(segments: Iterable[Segment]) -> SafeString:
    """The segments as text, escaped, each within what its marks ask for."""
    return SafeString("".join(map(_wrapped, segments)))


def _wrapped(segment: Segment) -> str:
    wrapped = _escaped(segment.text)
    for kind, before, after in _WRAPPINGS if segment.marks else ():
        if kind in segment.marks:
            wrapped = f"{before}{wrapped}{after}"
    return wrapped


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
