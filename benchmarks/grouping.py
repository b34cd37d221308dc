"""Group accounts of events by the code of the build, for accounts that have no dates.

    .venv/bin/python benchmarks/grouping.py ACCOUNTS.jsonl [> groups.jsonl]

In: {"id", "article", "text"} a line. Out: {"id", "group"} a line. Where a file
NAME.articles.jsonl ({"id", "text"} a line) lies beside NAME.accounts.jsonl, the articles'
whole texts are compared, too, as the build does; without it the accounts stand for them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from timeline.linking.grouping import group
from timeline.linking.shapes import LinkAccount


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def main(path: Path) -> None:
    accounts = [
        LinkAccount(id=row["id"], article=row["article"], headline="", quote=row["text"])
        for row in lines_of(path)
    ]
    beside = path.with_name(path.name.replace(".accounts.", ".articles."))
    texts = {}
    if beside != path and beside.exists():
        texts = {row["id"]: row["text"] for row in lines_of(beside)}
    for number, members in enumerate(group(accounts, texts)):
        for account in members:
            print(json.dumps({"id": account.id, "group": number}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
