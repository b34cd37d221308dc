"""What a person decides shows at once, can be undone, and survives every build and import."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from timeline import build, search, verify
from timeline.decisions import actions, history, joining
from timeline.decisions.actor_actions import merge_actors, split_actor
from timeline.decisions.article_actions import add_account, set_outlet, set_published, set_title
from timeline.decisions.cells import Refused
from timeline.decisions.writer import ChangedSince, decide, undo
from timeline.models import Event

pytestmark = pytest.mark.django_db

FIRST = (
    "Minister Anna Berg resigned on Tuesday after a vote in the Osterby parliament.\n\n"
    "Anna Berg opened the new harbour of Osterby in May 2020."
)
SECOND = (
    "Anna Berg resigned as minister on 2 March 2021 after the vote in the Osterby parliament.\n\n"
    "Police arrested 12 people at a protest in Osterby on Wednesday."
)
THIRD = "Anna Berg, the minister, resigned on Tuesday after the Osterby parliament held a vote."


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def told(make_article, nlp):
    """Two articles, three events: one of them told by both."""
    make_article(FIRST, published_on=date(2021, 3, 2), outlet="The Herald")
    make_article(SECOND, published_on=date(2021, 3, 4), outlet="The Post")
    build.build_new()
    return {name: find(words) for name, words in WORDS.items()}


WORDS = {"resigned": "resigned", "strike": "harbour", "arrests": "arrested"}


def find(words: str) -> Event:
    return Event.objects.get(lead__isnull=True, quote__contains=words)


def accounts_of(event: Event) -> list[Event]:
    lead = Event.objects.get(pk=event.pk)
    return list(Event.objects.of_event(lead.lead or lead))


def shown() -> dict[str, Any]:
    """What readers see, and what it hangs on."""
    rows = Event.objects.select_related("lead", "article").order_by("public_id")
    return {
        row.public_id: (
            row.event_id,
            row.sort_key,
            row.edtf,
            row.planned,
            row.title,
            row.hidden,
            row.actors,
            row.sources,
            row.salience,
            row.working,
            row.alternatives,
            row.article.outlet,
            row.article.title,
            row.article.published_on,
        )
        for row in rows
    }


def agree() -> bool:
    return list(verify.differences()) == []


def rebuilt() -> dict[str, Any]:
    build.rebuild_all()
    assert agree()
    return shown()


DECISIONS = {
    "date": lambda e: actions.redate(e["strike"], "mid-December 2020"),
    "undated": lambda e: actions.redate(e["resigned"], "undated"),
    "own title": lambda e: actions.retitle(e["resigned"], "Berg steps down"),
    "slice title": lambda e: actions.retitle(e["strike"], "opened the new harbour"),
    "hidden": lambda e: actions.hide(e["arrests"]),
    "planned": lambda e: actions.plan(e["arrests"], planned=True),
    "checked": lambda e: actions.check(accounts_of(e["resigned"])),
    "looked at": lambda e: actions.look(accounts_of(e["arrests"]), "single-source-main"),
    "joined": lambda e: joining.join(accounts_of(e["strike"]), accounts_of(e["arrests"])),
    "separated": lambda e: joining.separate(
        accounts_of(e["resigned"]), [accounts_of(e["resigned"])[1].public_id]
    ),
    "actor left out": lambda e: actions.correct_actor(
        accounts_of(e["resigned"]), "Anna Berg", takes_part=False
    ),
    "actor added": lambda e: actions.correct_actor(
        accounts_of(e["arrests"]), "Osterby Police", takes_part=True, kind="organisation"
    ),
    "actors merged": lambda e: merge_actors("Anna Berg", "Anna Maria Berg"),
    "actor split": lambda e: split_actor("Anna Berg", "Anna Berg", "Anne Berg", "person"),
    "outlet": lambda e: set_outlet(e["strike"].article, "The New Herald"),
    "article's title": lambda e: set_title(e["strike"].article, "A strike"),
    "article's date": lambda e: set_published(e["arrests"].article, "11 Mar 2021"),
    "article undated": lambda e: set_published(e["arrests"].article, "undated"),
    "added": lambda e: add_account(
        e["strike"].article, "a vote in the Osterby parliament", "1 Mar 2021"
    ),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_shows_is_undone_and_survives_builds(told, editor, name):
    before = shown()
    entry = decide(editor, lambda: DECISIONS[name](told))
    after = shown()
    assert agree()
    assert rebuilt() == after
    undo(editor, entry.number)
    assert agree()
    assert shown() == before
    assert rebuilt() == before


@pytest.mark.untraced
@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_survives_what_is_imported_later(told, editor, make_article, name):
    decide(editor, lambda: DECISIONS[name](told))
    make_article(THIRD, published_on=date(2021, 3, 3), outlet="The Third")
    build.build_new()
    assert agree()
    one_by_one = shown()
    assert rebuilt() == one_by_one


def test_a_redated_event_says_who_set_it_and_what_was_read(told, editor):
    decide(editor, lambda: actions.redate(told["strike"], "mid-December 2020"), why="The archive")
    event = Event.objects.get(pk=told["strike"].pk)
    assert (event.edtf, event.starts_on) == ("2020-12~", date(2020, 12, 11))
    decision = event.decisions["date"]
    assert (decision["by"], decision["why"], decision["was"]["edtf"]) == (
        "ada",
        "The archive",
        "2020-05",
    )


def test_a_build_updates_what_was_read_under_a_decision(told, editor):
    event = told["strike"]
    decide(editor, lambda: actions.redate(event, "1 May 2020"))
    article = event.article
    stale = Event.objects.get(pk=event.pk)
    stale.decisions["date"]["was"]["edtf"] = "2019-05"
    stale.save()
    Article.objects.filter(pk=article.pk).update(built_by="")
    build.build_new()
    kept = Event.objects.get(pk=event.pk)
    assert kept.edtf == "2020-05-01" and kept.decisions["date"]["was"]["edtf"] == "2020-05"


def test_joined_events_take_in_new_accounts_and_stay_joined(told, editor, make_article):
    resigned, arrests = told["resigned"], told["arrests"]
    decide(editor, lambda: joining.join(accounts_of(resigned), accounts_of(arrests)))
    assert len(accounts_of(resigned)) == 3
    make_article(THIRD, published_on=date(2021, 3, 3), outlet="The Third")
    build.build_new()
    assert len(accounts_of(resigned)) == 4
    assert len(accounts_of(arrests)) == 4 and agree()


def test_separated_accounts_stay_apart_when_new_ones_come(told, editor, make_article):
    one, two = accounts_of(told["resigned"])
    decide(editor, lambda: joining.separate([one, two], [two.public_id]))
    make_article(THIRD, published_on=date(2021, 3, 3), outlet="The Third")
    build.build_new()
    assert two.public_id not in {event.public_id for event in accounts_of(one)}
    assert len(accounts_of(one)) == 2 and len(accounts_of(two)) == 1


def test_what_was_separated_can_be_joined_again(told, editor):
    one, two = accounts_of(told["resigned"])
    decide(editor, lambda: joining.separate([one, two], [two.public_id]))
    decide(editor, lambda: joining.join(accounts_of(one), accounts_of(two)))
    assert len(accounts_of(one)) == 2 and agree()


def test_two_of_three_accounts_leave_together(told, editor, make_article):
    make_article(THIRD, published_on=date(2021, 3, 3), outlet="The Third")
    build.build_new()
    one, two, three = accounts_of(told["resigned"])
    decide(editor, lambda: joining.separate([one, two, three], [two.public_id, three.public_id]))
    assert len(accounts_of(one)) == 1 and len(accounts_of(two)) == 2 and agree()
    assert rebuilt() == shown()


def test_an_event_of_three_joined_by_its_middle_stays_one_when_that_leaves(told, editor):
    a, b, c = told["resigned"], told["arrests"], told["strike"]
    decide(editor, lambda: joining.join(accounts_of(a), accounts_of(b)))
    decide(editor, lambda: joining.join(accounts_of(a), accounts_of(c)))
    everyone = accounts_of(a)
    middle = next(event for event in everyone if len(event.decisions) > 1)
    decide(editor, lambda: joining.separate(accounts_of(a), [middle.public_id]))
    rest = next(event for event in everyone if event.pk != middle.pk)
    assert len(accounts_of(middle)) == 1 and len(accounts_of(rest)) == 3


def test_a_hidden_event_is_not_in_the_index_or_the_counts(told, editor):
    before = search.counters()["events"]
    decide(editor, lambda: actions.hide(told["arrests"]))
    assert search.counters()["events"] == before - 1
    assert not Event.objects.leads().matching(search.expression("arrested")).exists()


def test_a_second_editor_is_told_what_the_first_changed(told, editor, django_user_model):
    grace = django_user_model.objects.create_user("grace")
    event = told["strike"]
    seen = ("event", [event.public_id], history.latest("event", [event.public_id]))
    decide(editor, lambda: actions.redate(event, "1 May 2020"), seen=seen)
    with pytest.raises(ChangedSince, match=r"ada at .*\(Date: May 2020, now 1 May 2020\)"):
        decide(grace, lambda: actions.redate(event, "2 May 2020"), seen=seen)
    assert Event.objects.get(pk=event.pk).edtf == "2020-05-01"


def test_a_decision_and_a_build_wait_for_one_another(told, editor):
    with CaptureQueriesContext(connection) as asked:
        decide(editor, lambda: actions.hide(told["arrests"]))
    if connection.vendor == "postgresql":
        writes = ("INSERT", "UPDATE", "DELETE", "SELECT pg_advisory_xact_lock")
        written = [one["sql"] for one in asked if one["sql"].startswith(writes)]
        assert "pg_advisory_xact_lock" in written[0]
    else:  # whoever means to write is alone from the beginning of the transaction
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_what_was_changed_since_is_not_undone(told, editor):
    event = told["strike"]
    first = decide(editor, lambda: actions.redate(event, "1 May 2020"))
    second = decide(editor, lambda: actions.redate(event, "2 May 2020"))
    with pytest.raises(Refused, match="undo the later decision first"):
        undo(editor, first.number)
    undo(editor, second.number)
    with pytest.raises(Refused, match="undone already"):
        undo(editor, second.number)
    undo(editor, first.number)
    assert Event.objects.get(pk=event.pk).decisions == {}


def test_an_undo_can_be_undone(told, editor):
    event = told["strike"]
    first = decide(editor, lambda: actions.redate(event, "1 May 2020"), why="The archive")
    back = undo(editor, first.number)
    undo(editor, back.number)
    kept = Event.objects.get(pk=event.pk)
    assert kept.edtf == "2020-05-01" and kept.decisions["date"]["why"] == "The archive"


REFUSED = {
    "itself": (
        lambda e: joining.join(accounts_of(e["strike"]), accounts_of(e["strike"])),
        "joined with itself",
    ),
    "single": (
        lambda e: joining.separate(accounts_of(e["strike"]), [e["strike"].public_id]),
        "single account",
    ),
    "all": (
        lambda e: joining.separate(
            accounts_of(e["resigned"]), [one.public_id for one in accounts_of(e["resigned"])]
        ),
        "at least one account",
    ),
    "long title": (lambda e: actions.retitle(e["strike"], "x" * 10_000), "at most 300 characters"),
    "date": (lambda e: actions.redate(e["strike"], "banana"), "“banana” is no date"),
    "nobody": (
        lambda e: actions.correct_actor(accounts_of(e["strike"]), "Nobody", takes_part=False),
        "Nobody is not named here",
    ),
    "same actor": (lambda e: merge_actors("Anna Berg", "Anna Berg"), "merged with itself"),
    "unknown actor": (lambda e: merge_actors("Zed", "Anna Berg"), "No event names Zed"),
    "words": (lambda e: add_account(e["strike"].article, "not there", ""), "not in the article"),
    "two paragraphs": (
        lambda e: add_account(e["strike"].article, "parliament.\n\nAnna Berg", ""),
        "one paragraph",
    ),
    "day": (lambda e: set_published(e["strike"].article, "May 2021"), "is no day"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_decided_is_told_in_a_sentence(told, editor, name):
    before = shown()
    make, sentence = REFUSED[name]
    with pytest.raises(ValueError, match=sentence):
        decide(editor, lambda: make(told))
    assert shown() == before


def test_decisions_survive_an_article_that_is_imported_again(told, editor, tmp_path):
    decide(editor, lambda: actions.redate(told["strike"], "1 May 2020"))
    path = tmp_path / "again.txt"
    path.write_text(FIRST)
    call_command("import_articles", str(path), verbosity=0)
    assert Event.objects.get(pk=told["strike"].pk).edtf == "2020-05-01"
    assert Article.objects.count() == 2


def test_a_history_of_many_is_told_once(told, editor):
    decide(editor, lambda: joining.join(accounts_of(told["strike"]), accounts_of(told["arrests"])))
    assert [entry.what for entry in history.all_entries()] == ["Joined"]
    other = [entry.what for entry in history.entries_of("event", [told["arrests"].public_id])]
    assert other == ["Joined"]


def test_what_is_no_decision_is_not_in_the_history(told, editor):
    LogEntry.objects.create(user=editor, object_repr="x", action_flag=2, change_message="[]")
    assert list(history.all_entries()) == []


CORRECTED = f"The harbour board met on Monday.\n\n{FIRST}"


@pytest.mark.untraced
@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_survives_a_corrected_article_and_its_undo(make_article, nlp, editor, name):
    here = {"url": "https://example.org/a", "title": "Berg", "outlet": "The Herald"}
    make_article(FIRST, published_on=date(2021, 3, 2), **here)
    make_article(SECOND, published_on=date(2021, 3, 4), outlet="The Post")
    build.build_new()
    told = {one: find(words) for one, words in WORDS.items()}
    undecided = {key: row[2:8] for key, row in shown().items()}
    entry = decide(editor, lambda: DECISIONS[name](told))
    decided = {key: row[2:8] for key, row in shown().items()}
    make_article(CORRECTED, published_on=date(2021, 3, 2), **here)
    build.build_new()
    assert Article.objects.count() == 2 and agree()
    after = {key: row[2:8] for key, row in shown().items()}
    assert {key: after[key] for key in decided} == decided
    for event in Event.objects.filter(public_id__in=decided).select_related("article"):
        assert event.found and event.article.text[event.start : event.end] == event.quote
    assert rebuilt() == shown()
    undo(editor, entry.number)
    left = {key: row[2:8] for key, row in shown().items()}
    assert {key: left[key] for key in undecided} == undecided and agree()


def test_a_decision_whose_words_are_gone_is_listed(make_article, nlp, editor):
    here = {"url": "https://example.org/a", "title": "Berg", "outlet": "The Herald"}
    make_article(FIRST, published_on=date(2021, 3, 2), **here)
    build.build_new()
    decide(editor, lambda: actions.redate(find("harbour"), "1 May 2020"))
    told = FIRST.replace("opened the new harbour of Osterby", "closed the old airport")
    make_article(told, published_on=date(2021, 3, 2), **here)
    build.build_new()
    gone = Event.objects.get(found=False)
    assert gone.edtf == "2020-05-01" and "opened the new harbour" in gone.quote
    assert agree()
