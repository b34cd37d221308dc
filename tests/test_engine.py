"""Both databases find the same words; what only one of them knows stays in its module."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from datetime import date

import pytest

from timeline.engine import postgres
from timeline.engine.words import words_of
from timeline.models import Event

NEWER = {0x1E0, 0x1E1, 0x37F, *range(0x528, 0x530)}  # than the Unicode of FTS5


def fts5_words(texts):
    """The words of each text by SQLite's own tokenizer."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE told USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        database.execute("CREATE VIRTUAL TABLE word USING fts5vocab(told, 'instance')")
        database.executemany("INSERT INTO told (rowid, text) VALUES (?, ?)", enumerate(texts))
        found = [[] for _ in texts]
        for term, row in database.execute("SELECT term, doc FROM word ORDER BY doc, offset"):
            found[row].append(term)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "He was poisoned in Zürich; ORDRE n° 12, 4,5 %",
        "Ünïcödé naïve Łódź Ångström straße İstanbul",
        "Навальный Алексей, Άθήνα λόγος, 東京 事件, محمد",
        "don't stop-the_press e\u0301te\u0301 ﬁnance ½ x²",
        "",
    ],
)
def test_words_are_those_of_fts5(text):
    assert [words_of(text)] == fts5_words([text])


def test_every_letter_and_figure_is_folded_as_fts5_does():
    known = [code for code in range(1, 0x1100) if unicodedata.category(chr(code))[0] in "LN"]
    texts = [f"a{chr(code)}b" for code in known if code not in NEWER and not 0x800 < code < 0x900]
    assert [words_of(text) for text in texts] == fts5_words(texts)


def test_what_is_typed_is_a_word_of_a_query_and_nothing_else():
    assert postgres.expression((), ["it's", "a' & 'b*"]) == (
        "('it':BC <-> 's':BC) & ('a':BC <-> 'b':*BC)"
    )
    assert postgres.expression([("OR", ["a1", "b2"])], ["…"]) == "(a1:A | b2:A)"


def test_a_document_is_its_words_with_places_and_its_tokens():
    values = postgres.document(7, "Met Met.", "Ada Met", "a1")
    assert values[-1] == "'met':1B,2B,5C 'ada':4C a1:1A"


def test_a_word_that_is_too_long_or_said_too_often_is_cut():
    values = postgres.document(7, "x" * 9_000 + " y" * 20_000, "", "")
    assert len(values[-1]) < 3_000


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("index", "asked"),
    [
        ("event_by_weight", lambda: Event.objects.leads().weightiest_first()[:10]),
        ("(sort_key>?", lambda: Event.objects.leads().dated().starting_at(5).in_order()[:10]),
        ("(sort_key>?", lambda: Event.objects.leads().newest_first()[:10]),
        ("event_accounts", lambda: Event.objects.filter(lead=5)),
        ("event_by_first_day", lambda: Event.objects.filter(starts_on__in=[date(2021, 4, 15)])),
        ("event_hidden", lambda: Event.objects.undated().filter(hidden=True)),
    ],
)
def test_no_question_of_a_page_or_a_decision_reads_all_rows(db, index, asked):
    plan = asked().explain()
    assert index in plan and "TEMP B-TREE" not in plan
