"""How well accounts agree with a careful reader on sentences written before any was tried."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.account_scores import Score, Scores, score
from timeline.extraction import ArticleText, extract_many
from timeline.extraction.shapes import Anchor
from timeline.linking.aliases import canonical_names

SENTENCES = tomllib.loads(
    (Path(__file__).parent / "cases" / "sentences_blind.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def scores(nlp: Any) -> Scores:
    articles = [
        ArticleText(case["text"], [(0, len(case["text"]))], (), Anchor(case["published"]))
        for case in SENTENCES
    ]
    scores = Scores()
    for case, accounts in zip(SENTENCES, extract_many(articles, nlp), strict=True):
        names = canonical_names(actor for account in accounts for actor in account.actors)
        score(case["text"], accounts, case["accounts"], scores, names)
    return scores


@pytest.mark.parametrize(
    ("measure", "precision", "recall"),
    [
        ("accounts", 0.91, 0.87),
        ("actors", 0.95, 0.95),
        ("planned", 0.98, 0.98),
        ("headlines", 0.97, 0.98),
    ],
)
def test_accounts_are_those_of_a_careful_reader(
    scores: Scores, measure: str, precision: float, recall: float
) -> None:
    measured: Score = getattr(scores, measure)
    print(f"{measure}: {measured}")  # noqa: T201 (the measure itself, with pytest -rP)
    assert measured.precision >= precision, "\n".join([str(measured), *measured.notes])
    assert measured.recall >= recall, "\n".join([str(measured), *measured.notes])
