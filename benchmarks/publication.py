"""Hide the publication date of every fourth article, infer it, and count what is right.

    .venv/bin/python benchmarks/publication.py ARTICLES.jsonl...

In: {"id", "published", "outlet", "text"} a line. Every file is a corpus of its own. Each
article's date is hidden once, in four rounds; once with its outlet known, once without.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from timeline.linking.agreement import Witness, witness
from timeline.linking.nearest import InMemory, known, nearest
from timeline.linking.publication import infer
from timeline.linking.telling import NewsText

ROUNDS = 4


def articles_of(path: Path) -> list[NewsText]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    articles = [
        NewsText(row["id"], row["text"], date.fromisoformat(row["published"][:10]), row["outlet"])
        for row in rows
    ]
    return sorted(articles, key=lambda article: article.key)


def days_off(articles: list[NewsText], *, outlets: bool) -> Iterator[int | None]:
    """Yield by how many days each inferred date is off, None where it stays unknown."""
    by_key = {article.key: article for article in articles}

    @cache
    def read(key: str) -> Witness:
        return witness(by_key[key])

    for number in range(ROUNDS):
        hidden = articles[number::ROUNDS]
        dated = [article for article in articles if article not in hidden]
        undated = [hide(article, outlets=outlets) for article in hidden]
        others = InMemory.of(dated)
        for article in undated:
            near = [read(key) for key in nearest(known(article), others)]
            house = [read(key) for key in others.house(article.outlet)]
            found = infer(article, near, house, others.rarity(()))
            published = by_key[article.key].published_on
            yield abs((found.day - published).days) if found and published else None


def hide(article: NewsText, *, outlets: bool) -> NewsText:
    return replace(article, published_on=None, outlet=article.outlet if outlets else "")


def report(path: Path) -> None:
    articles = articles_of(path)
    for outlets in (True, False):
        begun = time.process_time()
        off = list(days_off(articles, outlets=outlets))
        found = [days for days in off if days is not None]
        exact, near = sum(days == 0 for days in found), sum(days <= 1 for days in found)
        seconds = (time.process_time() - begun) / max(1, len(off))
        print(
            f"{path.name:28} outlet {'known  ' if outlets else 'unknown'} {len(off):5} hidden "
            f"{len(found):4} inferred {exact:4} exact {near:4} within a day {seconds * 1000:6.0f} ms each"
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for name in sys.argv[1:]:
        report(Path(name))
