"""Static files as they are served: hashed, compressed, one sheet and two scripts instead of many.

`css/site.css`, and `css/other-pages.css` beside it, import the others, which is how they are
written and read; each of them would be a request of its own before anything is painted. So when
files are collected, every import is replaced by what it imports, in its layer, and the scripts of
every page, one behaviour a file, follow one another in two: those that a page needs before it is
painted, and those that come when its reader stirs, with htmx after them. What only those who read
the files need, comments and indents, is left out: a quarter of what travels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

SHEETS = ("css/site.css", "css/other-pages.css")
BUNDLES = {
    "js/first.js": tuple(f"js/{name}.js" for name in ("theme", "later", "rest")),
    "js/site.js": tuple(
        f"js/{name}.js"
        for name in ("ahead", "rail", "page", "keys", "decisions", "strip", "earlier", "settle")
    ),
}
FIRST, SITE = BUNDLES
HTMX = "django_htmx/htmx-2.min.js"
_COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|("[^"\n]*")', re.DOTALL)
_SPACE_IN_CSS = re.compile(r'("[^"\n]*")|\s*([{};,])\s*|(?<=:)\s+|\s+')
_OWN_LINE_IN_SCRIPT = re.compile(r"^\s*(?://.*)?\n|^[ \t]+", re.MULTILINE)
_IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>\w+)\);')


class BundledStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, found once: they change with the program alone."""
        if settings.DEBUG or force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run and SHEETS[0] in paths:
            for sheet in SHEETS:
                Path(self.path(sheet)).write_text(shorter_css(_bundle(paths, sheet)), "utf-8")
                paths[sheet] = (self, sheet)
            for bundle, names in BUNDLES.items():
                scripts = "".join(_read(paths, name) for name in names)
                Path(self.path(bundle)).write_text(shorter_script(scripts), "utf-8")
                paths[bundle] = (self, bundle)
        yield from super().post_process(paths, dry_run, **options)


def scripts_at(bundle: str) -> list[str]:
    """The addresses of the scripts of a bundle: one where files are collected."""
    is_collected = isinstance(staticfiles_storage, BundledStorage) and not settings.DEBUG
    return [
        staticfiles_storage.url(name) for name in ((bundle,) if is_collected else BUNDLES[bundle])
    ]


def shorter_css(css: str) -> str:
    """The sheet without comments, and with a space only where one means something."""
    css = _COMMENT_OR_STRING.sub(lambda found: found[1] or "", css)
    return _SPACE_IN_CSS.sub(_space_in_css, css).strip()


def _space_in_css(found: re.Match[str]) -> str:
    after_colon = found.start() and found.string[found.start() - 1] == ":"
    return found[1] or found[2] or ("" if after_colon else " ")


def shorter_script(script: str) -> str:
    """The scripts without indents, empty lines and comments that have a line to themselves. None
    of them has a string of several lines."""
    return _OWN_LINE_IN_SCRIPT.sub("", script)


def _bundle(paths: dict[str, Any], sheet: str) -> str:
    def imported(match: re.Match[str]) -> str:
        name = join(dirname(sheet), match["name"])
        return f"@layer {match['layer']} {{\n{_rebased(_read(paths, name), match['name'])}}}\n"

    return _IMPORT.sub(imported, _read(paths, sheet))


def _read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode("utf-8"))


def _rebased(css: str, name: str) -> str:
    """Addresses in a sheet are meant from its own folder."""
    folder = dirname(name)
    return css if not folder else re.sub(r'url\("(?!data:|/)', f'url("{folder}/', css)
