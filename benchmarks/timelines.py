"""How well salience ranks: timelines of whole topics, made by the program itself.

    .venv/bin/python benchmarks/timelines.py TOPIC.articles.jsonl... [--data FOLDER]

In: {"id", "published": "2021-04-15", "text"} a line. Each topic is imported and built with the
product's own commands in a data folder of its own (below --data, where a second run finds it
built). Out, beside that folder: TOPIC.found.json, a list of {"date", "text", "salience"}, one
an event that is dated to a day, the text its lead's quote; and TOPIC.peer.json, the same of a
plain baseline on the same articles: days by how many articles were published then, with the
sentences that the articles of that day begin with.

Where TOPIC.gold.json and score_timeline.py (GOLD FOUND ...) lie beside the articles, both are
scored.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_ENDING = ".articles.jsonl"
_FIRST = 2  # sentences of an article that the baseline takes


def articles_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def write_files(articles: Iterator[dict[str, Any]], folder: Path) -> None:
    """One file an article, with the line that states its date, as the importer takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        name = re.sub(r"\W+", "_", article["id"])
        text = f"Published {article['published']}\n\n{article['text']}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def manage(data: Path, *arguments: str) -> str:
    """Run a command of the product on one data folder; return what it prints."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    environment = {**os.environ, "DATA_DIR": str(data)}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def found_by_the_program(path: Path, data: Path) -> list[dict[str, Any]]:
    """Events dated to one day; an article that is there already is not built again."""
    data.mkdir(parents=True, exist_ok=True)
    manage(data, "migrate", "--verbosity", "0")
    with tempfile.TemporaryDirectory() as folder:
        write_files(articles_of(path), Path(folder))
        manage(data, "import_articles", folder, "--json")
    timeline = json.loads(manage(data, "export_timeline", "--format", "json"))
    return [
        {
            "date": event["date"],
            "text": event["accounts"][0]["quote"],
            "salience": event["salience"],
        }
        for event in timeline["events"]
        if event["date"] and event["date"] == event["starts_on"] == event["ends_on"]
    ]


def found_by_publication(path: Path) -> list[dict[str, Any]]:
    """The baseline: as many sentences a day as it has articles, times _FIRST; they add up."""
    by_day: dict[str, list[str]] = defaultdict(list)
    for article in articles_of(path):
        sentences = [line for line in article["text"].split("\n") if line.strip()]
        by_day[article["published"]] += sentences[:_FIRST]
    return [
        {"date": day, "text": sentence, "salience": 1 - place * 1e-6}
        for day, sentences in by_day.items()
        for place, sentence in enumerate(sentences)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("topics", nargs="+", type=Path, metavar="TOPIC.articles.jsonl")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "timelines")
    options = parser.parse_args()
    files: dict[str, list[str]] = {"found": [], "peer": []}
    for path in options.topics:
        topic = path.name.removesuffix(_ENDING)
        found = found_by_the_program(path, options.data / topic)
        for kind, events in (("found", found), ("peer", found_by_publication(path))):
            written = options.data / f"{topic}.{kind}.json"
            written.write_text(json.dumps(events, ensure_ascii=False), encoding="utf-8")
            files[kind] += [str(path.with_name(f"{topic}.gold.json")), str(written)]
        print(f"{topic}: {len(found)} events of one day in {options.data / topic}.found.json")
    scorer = options.topics[0].with_name("score_timeline.py")
    for kind, pairs in files.items():
        if scorer.exists() and all(map(os.path.exists, pairs)):
            print(f"\n{kind}", flush=True)
            subprocess.run([sys.executable, str(scorer), *pairs], check=True)


if __name__ == "__main__":
    main()
