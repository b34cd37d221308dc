"""The layers of the code: imports point one way, and the source is read to prove it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STDLIB_AND = {"timeline.extraction": {"dateparser", "spacy"}, "timeline.linking": set()}
# What a module may import of the project, by the longest prefix that fits it.
MAY_IMPORT = {
    "articles": {"articles"},
    "articles.models": {"articles.languages"},
    "articles.languages": set(),
    "timeline.extraction": {"timeline.extraction"},
    "timeline.linking": {"timeline.linking", "timeline.extraction"},
    "timeline.ordering": set(),
    "timeline.environment": set(),
    "timeline.nlp": set(),
    "timeline.models": {"articles.models", "timeline.querysets"},
    "timeline.querysets": {
        "articles.models",
        "timeline.models",
        "timeline.ordering",
        "timeline.search",
    },
    "timeline.search": {"timeline.engine", "timeline.ordering", "timeline.packed"},
    "timeline.packed": set(),
    "timeline.engine": {"timeline.engine"},
    "timeline.selection": {"timeline.ordering", "timeline.search"},
}


def modules() -> list[Path]:
    found = [*ROOT.glob("articles/**/*.py"), *ROOT.glob("timeline/**/*.py")]
    return [path for path in found if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            package = ROOT.joinpath(*node.module.split("."))
            for alias in node.names:
                inner = package / f"{alias.name}.py"
                is_module = inner.exists() or (package / alias.name / "__init__.py").exists()
                yield f"{node.module}.{alias.name}" if is_module else node.module


def within(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    name = name_of(path)
    fitting = [prefix for prefix in MAY_IMPORT if within(name, {prefix})]
    if not fitting:
        return
    allowed = MAY_IMPORT[max(fitting, key=len)]
    ours = {one for one in imported_by(path) if within(one, {"articles", "timeline"})}
    assert not {one for one in ours if not within(one, allowed)}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_pure_packages_import_no_framework(path: Path) -> None:
    package = next((one for one in STDLIB_AND if within(name_of(path), {one})), None)
    if package is None:
        return
    banned = {"django", "csp", "whitenoise", "template_partials", "django_htmx"}
    assert not {one for one in imported_by(path) if within(one, banned)}


@pytest.mark.parametrize("layer", ["timeline.build", "timeline.rows"])
def test_nothing_that_reads_imports_what_writes(layer: str) -> None:
    readers = {"timeline.forms", "timeline.models", "timeline.search", "timeline.templatetags"}
    for path in modules():
        if within(name_of(path), readers):
            assert layer not in set(imported_by(path)), name_of(path)
