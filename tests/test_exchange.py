"""Decisions leave as JSON and come into a corpus rebuilt elsewhere."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from articles.models import Article
from tests.test_decisions import DECISIONS, FIRST, SECOND, WORDS, accounts_of, agree, find, shown
from timeline import build
from timeline.decisions import actions, naming
from timeline.decisions.writer import decide
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    person = django_user_model.objects.create_user("ada")
    person.groups.add(Group.objects.get(name="Editor"))
    return person


def told_again(make_article):
    make_article(SECOND, published_on=date(2021, 3, 4), outlet="The Post")
    make_article(FIRST, published_on=date(2021, 3, 2), outlet="The Herald")
    build.build_new()
    return {name: find(words) for name, words in WORDS.items()}


def run(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_goes_into_a_corpus_rebuilt_elsewhere(make_article, nlp, editor, tmp_path, name):
    told = told_again(make_article)
    decide(editor, lambda: DECISIONS[name](told), why="Seen it")
    before, path = shown(), tmp_path / "decisions.json"
    path.write_text(run("export_decisions"))
    for article in Article.objects.all():
        build.delete_article(article)
    for actor in naming.all_cells():
        naming.keep(actor, {})
    told_again(make_article)
    assert shown() != before or name in {"checked", "looked at"}
    assert "taken over" in run("import_decisions", str(path), "--as", "ada")
    assert shown() == before and agree()
    assert run("import_decisions", str(path), "--as", "ada").startswith("0 decisions taken over")
    assert json.loads(path.read_text())["decisions"][0]["why"] == "Seen it"


def test_what_was_decided_otherwise_here_stays(make_article, nlp, editor, tmp_path):
    told, path = told_again(make_article), tmp_path / "decisions.json"
    decide(editor, lambda: actions.redate(told["strike"], "1 May 2020"))
    path.write_text(run("export_decisions"))
    decide(editor, lambda: actions.redate(told["strike"], "2 May 2020"))
    with pytest.raises(CommandError, match="ada decided otherwise here"):
        run("import_decisions", str(path), "--as", "ada")
    assert Event.objects.get(pk=told["strike"].pk).edtf == "2020-05-02"


def test_decisions_on_what_is_not_here_are_named(make_article, nlp, editor, tmp_path):
    told, path = told_again(make_article), tmp_path / "decisions.json"
    decide(editor, lambda: actions.redate(told["strike"], "1 May 2020"))
    path.write_text(run("export_decisions"))
    build.delete_article(told["strike"].article)
    with pytest.raises(CommandError, match=r"date of event .* is gone"):
        run("import_decisions", str(path), "--as", "ada")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "no export of decisions"),
        ('{"form": "datelines decisions 1"}', "no list"),
        ('{"form": "datelines decisions 1", "decisions": [{"of": "event"}]}', "number 1"),
    ],
)
def test_what_is_no_export_is_told_in_a_sentence(editor, tmp_path, content, sentence):
    path = tmp_path / "decisions.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=sentence):
        run("import_decisions", str(path), "--as", "ada")
    with pytest.raises(CommandError, match="no editor has this name"):
        run("import_decisions", str(path), "--as", "nobody")


def test_the_export_of_the_timeline_has_decisions_and_no_hidden_event(make_article, nlp, editor):
    told = told_again(make_article)
    decide(editor, lambda: actions.retitle(told["resigned"], "Berg goes"))
    decide(editor, lambda: actions.hide(told["arrests"]))
    events = json.loads(run("export_timeline"))["events"]
    resigned = next(one for one in events if one.get("title_by_editor"))
    assert resigned["title"] == "Berg goes" and resigned["headline"] != "Berg goes"
    lead = accounts_of(told["resigned"])
    assert any("title" in one.get("decisions", {}) for one in resigned["accounts"]) and lead
    assert not any(one["id"] == told["arrests"].public_id for one in events)
