"""Rows out of accounts: one writer, one transaction, and a fault stops nothing else."""

from __future__ import annotations

import logging
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError

from timeline import build, rows, search
from timeline import nlp as models_of_language
from timeline.models import Event

DAY = date(2021, 3, 2)
STORY = "The minister resigned on Tuesday after a vote in parliament."


@pytest.fixture
def article(make_article):
    return make_article(STORY, published_on=DAY)


def test_a_new_article_is_built_once(article, nlp):
    assert build.build_new().built == 1
    assert build.build_new().built == 0
    assert Event.objects.get().quote == STORY


def test_importing_nothing_new_changes_nothing_at_all(article, nlp):
    build.build_new()
    version = search.counters()["version"]
    build.build_new()
    assert search.counters()["version"] == version


def test_an_event_can_be_found_by_its_words_once_it_is_built(article, nlp):
    build.build_new()
    found = Event.objects.filter(sort_key__in=search.keys(search.expression("resigned")))
    assert found.count() == 1


def test_a_build_that_fails_leaves_the_timeline_as_it_was(article, nlp, monkeypatch):
    build.build_new()
    before = list(Event.objects.values())
    build.Article.objects.update(built_by="")
    monkeypatch.setattr(build, "link", lambda changes: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build.build_new()
    assert list(Event.objects.values()) == before
    assert build.Article.objects.waiting().count() == 1


def test_an_unsound_account_is_logged_and_left_out(article, nlp, monkeypatch, caplog):
    real = rows.event_of

    def spoilt(article, account):
        event = real(article, account)
        event.headline_end = event.end + 1
        return event

    monkeypatch.setattr(rows, "event_of", spoilt)
    with caplog.at_level(logging.ERROR):
        assert build.build_new().events == 0
    assert f"article {article.pk}: an account at" in caplog.text


def test_the_id_of_an_account_is_the_same_wherever_the_text_is_imported(article, nlp):
    build.build_new()
    before = Event.objects.get().public_id
    build.delete_article(article)
    article.pk = None
    article.built_by = ""
    article.save(force_insert=True)
    build.build_new()
    assert Event.objects.get().public_id == before


def test_an_article_whose_account_leads_others_cannot_be_deleted_around_the_build(make_event):
    lead = make_event(DAY, quote="One.")
    make_event(DAY, quote="Two.", lead=lead)
    with pytest.raises(RestrictedError):
        lead.article.delete()
    build.delete_article(lead.article)
    assert Event.objects.get().lead is None and Event.objects.get().sort_key > 0


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"ends_on": date(2021, 1, 1)}, "event_starts_before_it_ends"),
        ({"edtf": ""}, "event_date_is_whole"),
        ({"precision": ""}, "event_date_is_whole"),
        ({"headline_end": 99}, "event_headline_is_in_its_quote"),
        ({"mention_start": 3}, "event_mention_is_a_slice"),
        ({"sort_key": None}, "event_lead_alone_is_sorted"),
    ],
)
def test_the_database_refuses_a_row_that_cannot_be_true(make_event, change, constraint):
    event = make_event(DAY)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**change)


def test_two_accounts_at_one_place_are_refused(make_event):
    event = make_event(DAY)
    event.pk, event.public_id, event.sort_key = None, "another", 1
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_the_name_of_the_model_is_known_without_loading_it(nlp):
    assert models_of_language.model_name() == f"en_{nlp.meta['name']} {nlp.meta['version']}"


def test_a_model_that_is_not_installed_is_named(settings):
    settings.SPACY_MODEL = "en_core_web_none"
    with pytest.raises(
        ImproperlyConfigured, match="SPACY_MODEL='en_core_web_none' is not installed"
    ):
        models_of_language.load_model()
    with pytest.raises(ImproperlyConfigured, match="is not installed"):
        models_of_language.model_name()


def test_a_database_that_was_never_set_up_is_told_in_one_sentence(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE timeline_facet RENAME TO timeline_facet_gone")
    with pytest.raises(CommandError, match=r"The database cannot be used: .*timeline_facet"):
        call_command("export_timeline", "--actor", "Somebody", stdout=StringIO())
