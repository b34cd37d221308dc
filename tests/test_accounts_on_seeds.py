"""How well accounts agree with a careful reader, on the seeds and on sentences in many styles."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.account_scores import Scores, score
from timeline.extraction import ArticleText, extract_accounts, extract_many
from timeline.extraction.shapes import Account, Anchor
from timeline.linking.aliases import canonical_names

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds"
SENTENCES = tomllib.loads((CASES / "accounts.toml").read_text())["case"]
ARTICLES = tomllib.loads((CASES / "seed_accounts.toml").read_text())["article"]


def lines_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def slices_of(text: str, pieces: list[str]) -> list[tuple[int, int]]:
    return [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]


@pytest.fixture(scope="module")
def seeds(nlp: Any) -> dict[str, tuple[str, list[Account]]]:
    texts = {one["seed"]: next(SEEDS.glob(one["seed"] + "_*")).read_text() for one in ARTICLES}
    articles = [
        ArticleText(
            texts[one["seed"]],
            lines_of(texts[one["seed"]]),
            slices_of(texts[one["seed"]], one["furniture"]),
            Anchor(one["published"], one["basis"]),
        )
        for one in ARTICLES
    ]
    found = extract_many(articles, nlp)
    return {
        one["seed"]: (texts[one["seed"]], accounts)
        for one, accounts in zip(ARTICLES, found, strict=True)
    }


@pytest.fixture(scope="module")
def seed_scores(seeds: dict[str, tuple[str, list[Account]]]) -> Scores:
    names = canonical_names(
        actor for _, accounts in seeds.values() for account in accounts for actor in account.actors
    )
    scores = Scores()
    for one in ARTICLES:
        score(*seeds[one["seed"]], one["accounts"], scores, names)
    return scores


@pytest.fixture(scope="module")
def sentence_scores(nlp: Any) -> Scores:
    scores = Scores()
    articles = [
        ArticleText(case["text"], [(0, len(case["text"]))], (), Anchor(case["published"]))
        for case in SENTENCES
    ]
    for case, accounts in zip(SENTENCES, extract_many(articles, nlp), strict=True):
        score(case["text"], accounts, case["accounts"], scores)
    return scores


def test_accounts_of_the_seeds_are_those_of_a_careful_reader(seed_scores: Scores) -> None:
    assert seed_scores.accounts.f1 >= 0.95, "\n".join(seed_scores.accounts.notes)


def test_actors_of_the_seeds_are_those_of_a_careful_reader(seed_scores: Scores) -> None:
    assert seed_scores.actors.f1 >= 0.95, "\n".join(seed_scores.actors.notes)


def test_accounts_of_the_sentences_are_those_of_a_careful_reader(sentence_scores: Scores) -> None:
    assert sentence_scores.accounts.f1 >= 0.93, "\n".join(sentence_scores.accounts.notes)


def test_actors_of_the_sentences_are_those_of_a_careful_reader(sentence_scores: Scores) -> None:
    assert sentence_scores.actors.f1 >= 0.95, "\n".join(sentence_scores.actors.notes)


def test_planned_is_told_from_happened(seed_scores: Scores, sentence_scores: Scores) -> None:
    assert seed_scores.planned.precision >= 0.95, "\n".join(seed_scores.planned.notes)
    assert sentence_scores.planned.precision >= 0.95, "\n".join(sentence_scores.planned.notes)


def test_headlines_are_usable(seed_scores: Scores, sentence_scores: Scores) -> None:
    assert seed_scores.headlines.precision >= 0.95, "\n".join(seed_scores.headlines.notes)
    assert sentence_scores.headlines.precision >= 0.95, "\n".join(sentence_scores.headlines.notes)


def test_quotes_and_headlines_are_slices_of_one_paragraph(
    seeds: dict[str, tuple[str, list[Account]]],
) -> None:
    for text, accounts in seeds.values():
        paragraphs = lines_of(text)
        for account in accounts:
            start, end = paragraphs[account.paragraph - 1]
            assert start <= account.start <= account.headline_start
            assert account.headline_start < account.headline_end <= account.end <= end


def test_every_account_has_a_place_of_its_own(seeds: dict[str, tuple[str, list[Account]]]) -> None:
    for _, accounts in seeds.values():
        places = [
            (account.headline_start, account.mention.start if account.mention else -1)
            for account in accounts
        ]
        assert len(places) == len(set(places))


def test_furniture_gives_no_account(seeds: dict[str, tuple[str, list[Account]]]) -> None:
    for one in ARTICLES:
        text, accounts = seeds[one["seed"]]
        for start, end in slices_of(text, one["furniture"]):
            assert not any(account.start < end and start < account.end for account in accounts)


def test_an_article_without_a_date_gives_undated_accounts(nlp: Any) -> None:
    text = next(SEEDS.glob("004_*")).read_text()
    accounts = extract_accounts(text, paragraphs=lines_of(text), furniture=(), anchor=None, nlp=nlp)
    assert any(account.span is None for account in accounts)
    assert all(account.span is None for account in accounts if account.mention is None)
    assert all(account.working.rule for account in accounts)


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Monday",
        "\x00\x00 on Monday \x00",
        "SHARES FELL ON MONDAY AFTER THE BANK REPORTED A LOSS",
        "El presidente viajó a Madrid el lunes 3 de mayo de 2021 para hablar.",
        "Am Montag, 3. Mai 2021, trat der Minister zurück.",
        "\ud800 he left on Monday \udfff",
        "\u202eHe left on Monday\u202c.",
        "on Monday " * 3000,
        'He said ("[“ on Monday.',
    ],
)
def test_no_text_makes_it_fail(nlp: Any, text: str) -> None:
    from datetime import date

    accounts = extract_accounts(
        text,
        paragraphs=[(0, len(text))] if text else [],
        furniture=(),
        anchor=Anchor(date(2021, 5, 5)),
        nlp=nlp,
    )
    for account in accounts:
        assert account.start <= account.headline_start < account.headline_end <= account.end
