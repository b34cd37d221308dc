"""Inferring the days of what is new and of what that changes gives what inferring all anew gives."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from articles.models import Article
from benchmarks.newsroom import STARTS
from timeline import build, publication_dates, verify
from timeline.building import dated

pytestmark = pytest.mark.django_db


MATTERS = ("an oil spill in the fjord", "cartels in the salt trade", "a fire in the tunnel",
           "false accounts of its savings bank", "the collapse of a crane")  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An article; `day` is when it appeared."""

    text: str
    outlet: str
    day: date


def told_of(number: int, *, seed: int) -> list[Told]:
    """Three articles of each of so many events: an agency's, one that looks back, a local one's."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    names = [f"{start}{end}" for start in STARTS for end in ("mere", "lund", "vik")]
    found = []
    for event in range(number):
        town, firm, person = (names[min(int(chance.paretovariate(0.6)), 59)] for _ in range(3))
        day = date(2022, 1, 3) + timedelta(days=event)
        sum_, matter = chance.randrange(10, 90), chance.choice(MATTERS)
        fined = f"fined the company {firm} Marine {sum_} million crowns over {matter} at {town}"
        said = f"Its director Ingrid {person} said that {firm} Marine had ignored all warnings"
        agency = f"The Harbour Authority on {day:%A} {fined}.\n\n{said} on {day:%A}."
        later = f"Fishermen of {town} welcomed a fine.\n\nThe Harbour Authority on {day:%B} {day.day} {fined}."
        local = f"Regulators in {town} on {day:%A} {fined}, the largest so far.\n\n{said}.\n\nNumber {event}."
        found += [
            Told(agency, "Agency", day),
            Told(later, chance.choice(["Post", "Courier"]), day + timedelta(days=1)),
            Told(local, "Gazette", day),
        ]
    return found


def add(some: list[Told]) -> None:
    """Save the articles, those of the Gazette without their date, and infer what they give away."""
    for one in some:
        day = None if one.outlet == "Gazette" else one.day
        end = one.text.index("\n\n")
        Article.objects.create(
            text=one.text,
            text_hash=Article.hash_of(one.text),
            paragraphs=[[0, end], [end + 2, len(one.text)]],
            published_on=day,
            published_basis="stated" if day else "unknown",
            outlet=one.outlet,
        )
    infer()


def infer() -> None:
    """As a build does before it extracts what waits."""
    publication_dates.infer_publication_dates()
    Article.objects.update(built_by="a model")


def inferred() -> dict[str, tuple[Any, ...]]:
    undated = Article.objects.without_date_of_their_own()
    fields = ("published_on", "published_basis", "published_from", "published_evidence")
    return {key: tuple(rest) for key, *rest in undated.values_list("text_hash", *fields)}


def forget_all() -> None:
    with connection.cursor() as cursor:
        for name in ("dated", "dated_name", "dated_count", "undated", "undated_term"):
            cursor.execute(f"DELETE FROM timeline_{name}")  # noqa: S608


def assert_as_if_all_were_new() -> None:
    found = inferred()
    assert list(dated.differences()) == []
    forget_all()
    infer()
    assert inferred() == found


@pytest.mark.untraced
def test_what_is_added_in_parts_gives_what_all_of_it_gives():
    told = told_of(40, seed=3)
    random.Random(5).shuffle(told)  # noqa: S311
    for start in range(0, 120, 30):
        add(told[start : start + 30])
    assert sum(day is not None for day, *_ in inferred().values()) > 12
    assert_as_if_all_were_new()


@pytest.mark.untraced
def test_what_is_deleted_redated_and_given_another_outlet_counts_no_more():
    add(told_of(24, seed=4))
    before = inferred()
    own = list(Article.objects.with_date_of_their_own().order_by("text_hash"))
    for article in own[:3]:
        build.delete_article(article)
        infer()
    for article in own[3:7]:
        Article.objects.filter(pk=article.pk).update(published_on=date(2019, 5, 6), built_by="")
    for article in own[7:11]:
        Article.objects.filter(pk=article.pk).update(outlet="Another Post", built_by="")
    infer()
    assert inferred() != before
    assert_as_if_all_were_new()


def test_a_few_new_articles_have_few_inferred_again(monkeypatch):
    add(told_of(20, seed=6))
    asked = []
    one = publication_dates._inference
    monkeypatch.setattr(
        publication_dates,
        "_inference",
        lambda article, *rest: asked.append(article.outlet) or one(article, *rest),
    )
    herons = "Zoologists counted forty herons along the Quarno lagoon on Tuesday"
    add(
        [
            Told(f"{herons}, fewer than ever.\n\nEggs froze.", "Wetlands Weekly", date(2022, 8, 2)),
            Told(f"{herons}.\n\nNobody knows why.", "Gazette", date(2022, 8, 2)),
        ]
    )
    assert asked == ["Gazette"]


def test_verify_says_what_differs_from_the_articles():
    add(told_of(3, seed=1))
    assert list(dated.differences()) == []
    Article.objects.with_date_of_their_own().first().delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_dated SET day = '1990-01-01' WHERE article_id ="
                       " (SELECT MAX(article_id) FROM timeline_dated)")  # fmt: skip
    found = " ".join(verify.differences())
    assert "what undated articles are held against is not what it says" in found
    assert "some are kept that are not there" in found
    assert "their terms are not counted as they are" in found
