"""The commands people and scripts rely on, on the real seeds and the real model."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from timeline import build
from timeline.building import indexing
from timeline.models import Event


def run(*arguments: str, **options) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def exported(*options: str) -> dict:
    return json.loads(run("export_timeline", "--format", "json", *options))


def rows() -> list[tuple]:
    fields = [
        field.attname for field in Event._meta.fields if field.attname not in {"id", "lead_id"}
    ]
    return sorted(Event.objects.values_list(*fields, "lead__public_id"), key=repr)


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "articles"
    path.mkdir()
    return path


# Importing


def test_importing_twice_is_the_same_as_once(seeded, pytestconfig):
    before = rows()
    report = run("import_articles", str(pytestconfig.rootpath / "seeds"))
    assert re.findall(r"^(\w+) +(\d+) ", report, re.MULTILINE) == [
        ("imported", "0"),
        ("changed", "0"),
        ("unchanged", "5"),
        ("unreadable", "0"),
    ]
    assert rows() == before and Article.objects.count() == 5


def test_the_report_names_what_could_not_be_read_and_imports_the_rest(db, nlp, folder):
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_text("date 2021-03-02 Ministers met in Paris on Tuesday.")
    with pytest.raises(CommandError, match=r"a\.txt: it is empty"):
        run("import_articles", str(folder))
    assert Article.objects.count() == 1 and Event.objects.count() == 1


def test_the_report_can_be_json(db, nlp, folder):
    (folder / "a.txt").write_text("date 2021-03-02 Ministers met in Paris on Tuesday.")
    report = json.loads(run("import_articles", "--json", str(folder)))
    assert report["events"] == 1 and report["files"][0]["status"] == "imported"
    assert (report["imported"], report["changed"], report["unreadable"]) == (1, 0, 0)


def test_standard_input_is_a_file_like_any(db, nlp, monkeypatch):
    story = "date 2021-03-02 Ministers met in Paris on Tuesday."
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(story.encode())))
    report = json.loads(run("import_articles", "--json", "-"))
    assert report["files"][0] == {
        "file": "standard input",
        "status": "imported",
        "reason": "",
        "article": Article.objects.get().pk,
    }


def test_what_was_noticed_is_said_once_for_all_files_it_is_true_of(db, nlp, folder):
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Minis\u00adters met {number} times.")
    report = run("import_articles", str(folder))
    assert report.count("Soft hyphens were taken out.") == 1 and "2.txt and 2 more" in report
    assert "4.txt" in run("import_articles", str(folder), verbosity=2)


@pytest.mark.untraced
def test_the_order_of_import_does_not_show(db, nlp, pytestconfig):
    seeds = sorted((pytestconfig.rootpath / "seeds").glob("*.txt"), reverse=True)
    for path in seeds:
        run("import_articles", str(path))
    headlines = [event["headline"] for event in exported()["events"]]
    for article in Article.objects.all():
        build.delete_article(article)
    run("import_articles", str(pytestconfig.rootpath / "seeds"))
    assert [event["headline"] for event in exported()["events"]] == headlines


# Building and checking


def test_a_rebuild_changes_nothing(seeded):
    before = rows()
    run("build_timeline")
    assert rows() == before


def test_a_rebuild_keeps_what_bears_a_decision_though_its_words_are_gone(seeded):
    event = Event.objects.leads().first()
    Event.objects.filter(pk=event.pk).update(
        decisions={
            "hidden": {"value": {}, "by": "ed", "on": "2021-04-15T12:00:00+00:00", "why": ""}
        },
        headline_start=event.headline_start + 1,
        headline=event.headline[1:],
        public_id="decided",
    )
    run("build_timeline")
    assert Event.objects.get(public_id="decided").found is False


def test_what_is_no_longer_found_goes(seeded):
    event = Event.objects.leads().first()
    Event.objects.filter(pk=event.pk).update(
        headline_start=event.headline_start + 1, headline=event.headline[1:], public_id="stale"
    )
    run("build_timeline")
    assert not Event.objects.filter(public_id="stale").exists()
    assert "All agrees" in run("verify")


def test_what_waits_is_built_and_nothing_else(seeded):
    assert run("build_timeline", "--waiting") == ""
    first = Article.objects.order_by("pk").first()
    Article.objects.filter(pk=first.pk).update(built_by="")
    before = rows()
    assert run("build_timeline", "--waiting").startswith("1 article read")
    assert rows() == before and not Article.objects.waiting().exists()


def test_deleting_an_article_takes_its_accounts_out_of_the_events(seeded):
    article = Event.objects.filter(lead__isnull=False).first().lead.article
    build.delete_article(article)
    assert not Event.objects.filter(article_id=article.pk).exists()
    assert "All agrees" in run("verify")


def test_verify_agrees_with_a_fresh_build(seeded):
    assert "All agrees" in run("verify")


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda: Event.objects.filter(lead=None).update(quote="Never written."),
            "its quote is not what the article has",
        ),
        (lambda: Article.objects.update(text="Another text."), "its text does not have the hash"),
        (lambda: Article.objects.update(original_hash="0" * 64), "its original"),
        (indexing.clear, "is missing"),
        (
            lambda: execute("DELETE FROM timeline_borne WHERE ends IS NOT NULL"),
            "is not what the rows say",
        ),
        (
            lambda: execute("INSERT INTO timeline_borne (sort_key, facets) VALUES (7, '')"),
            "Index: what 1 events bear is kept that are not there.",
        ),
        (
            lambda: execute("UPDATE timeline_closed SET words = '1 May 2021'"),
            "Entries: what is kept for the event with sort key",
        ),
        (
            lambda: (
                Event.objects.leads()
                .filter(pk=Event.objects.leads().first().pk)
                .update(sort_key=-5)
            ),
            "not linked yet",
        ),
    ],
)
def test_verify_says_what_differs(seeded, spoil, said):
    spoil()
    with pytest.raises(CommandError, match=said):
        run("verify")


def test_what_waits_for_its_events_is_compared_when_it_has_them(seeded):
    article = Article.objects.first()
    Event.objects.of(article).update(planned=True)
    Article.objects.filter(pk=article.pk).update(built_by="")
    assert "articles that wait for build_timeline: 1." in run("verify")
    run("build_timeline", "--waiting")
    assert "All agrees: quotes, texts, originals, links, index" in run("verify")


# Exporting


def test_every_exported_quote_is_its_slice(seeded):
    texts = dict(Article.objects.values_list("pk", "text"))
    accounts = [account for event in exported()["events"] for account in event["accounts"]]
    assert accounts
    for account in accounts:
        assert (
            texts[account["article"]["id"]][account["start"] : account["end"]] == account["quote"]
        )


def test_the_export_has_the_documented_form(seeded):
    event = exported()["events"][0]
    assert set(event) == {
        "id", "date", "starts_on", "ends_on", "precision", "planned", "headline", "salience", "actors",
        "sources", "independent_texts", "accounts", "figures",
    }  # fmt: skip
    assert set(event["accounts"][0]) == {
        "id", "date", "article", "headline", "quote", "start", "end", "paragraph", "mention", "working",
    }  # fmt: skip


def test_the_export_is_narrowed_by_actor_period_and_sources(make_event):
    make_event(date(2021, 3, 2), quote="One.", actors=["Ada Lovelace"])
    make_event(date(2021, 4, 2), quote="Two.", actors=["Ada Lovelace"])
    make_event(date(2021, 4, 3), quote="Three.")
    make_event(quote="Undated.")
    assert [event["headline"] for event in exported("--actor", "Ada Lovelace")["events"]] == [
        "One",
        "Two",
    ]
    assert [event["headline"] for event in exported("--from", "2021-04")["events"]] == [
        "Two",
        "Three",
    ]
    assert exported("--min-sources", "2")["events"] == []
    assert len(exported()["events"]) == 4


def test_the_top_events_come_in_order(make_event):
    make_event(date(2021, 3, 2), quote="Middling.", salience=2)
    make_event(date(2021, 3, 1), quote="Great.", salience=3)
    make_event(date(2021, 2, 1), quote="Small.", salience=1)
    assert [event["headline"] for event in exported("--top", "2")["events"]] == [
        "Great",
        "Middling",
    ]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--from", "banana", "--from banana: Not a date"),
        ("--actor", "Nobody", "--actor Nobody: No event names"),
    ],
)
def test_a_bad_option_is_named(db, option, value, said):
    with pytest.raises(CommandError, match=said):
        run("export_timeline", option, value)
