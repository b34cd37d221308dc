"""An article is never lost or doubled: corrections are versions, and accounts move with them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.changes import changes, word_changes
from articles.importing import files_in, import_files
from articles.importing.versions import address_key, title_key
from articles.models import Article
from articles.versions import earlier_versions
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import build
from timeline.building.moving import places_now
from timeline.decisions.article_actions import add_account, set_outlet, set_published, set_title
from timeline.decisions.writer import decide, undo
from timeline.models import Event

FIRST = (
    "The port of Lisse closed on Monday after a crane fell.\n\n"
    "Two dockers died on Monday, the mayor said.\n\n"
    "The harbour master resigned on Tuesday.\n\n"
    "Ferries to the islands stopped on Tuesday."
)
SECOND = (
    "Correction: an earlier text gave a wrong toll.\n\n"
    "The port of Lisse closed on Monday after a crane fell.\n\n"
    "Three dockers died on Monday, the mayor said.\n\n"
    "Ferries to the islands stopped on Tuesday.\n\n"
    "The union called a strike on Wednesday."
)
FACTS = {"title": "Crane falls", "outlet": "The Quay", "published": "2021-04-15"}
CHECKED = {"value": {"digest": ""}, "by": "editor", "on": "2021-05-01T10:00:00+00:00", "why": ""}
URL = "https://quay.example/news/7"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    return path


def imported(folder: Path, text: str, name: str = "a.json", **facts: str) -> str:
    """Import one article and build; return what became of it."""
    (folder / name).write_text(json.dumps({"text": text, **FACTS, "url": URL, **facts}))
    (outcome,) = import_files(files_in([folder / name]))
    build.build_new()
    return outcome.status


def account_of(words: str) -> Event:
    return Event.objects.get(quote__startswith=words)


def assert_all_agrees() -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "All agrees" in out.getvalue()


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor")


# Which texts are one article


@pytest.mark.parametrize(
    ("facts", "articles"),
    [
        ({}, 1),
        ({"url": URL + "/?utm_source=mail#top"}, 1),
        ({"url": "http://www.quay.example/news/7"}, 1),
        ({"url": "", "published": ""}, 1),
        ({"url": "https://quay.example/news/8", "title": "Crane kills three"}, 2),
        ({"url": "", "outlet": "The Pier"}, 2),
        ({"url": "", "outlet": ""}, 2),
    ],
)
def test_a_corrected_text_is_a_version_by_its_address_or_its_outlet_and_title(
    db, nlp, folder, facts, articles
):
    imported(folder, FIRST)
    imported(folder, SECOND, **facts)
    assert Article.objects.count() == articles


def test_a_series_shares_its_title_and_no_article(db, nlp, folder):
    imported(folder, FIRST, url="", title="Morning briefing")
    other = "The council of Dorn met on Friday and chose a new mayor by one vote."
    assert imported(folder, other, url="", title="Morning briefing") == "imported"


def test_another_article_at_a_live_page_is_an_article_of_its_own(db, nlp, folder):
    imported(folder, FIRST)
    other = "The council of Dorn met on Friday and chose a new mayor by one vote."
    assert imported(folder, other, title="Mayor chosen") == "imported"


def test_a_start_page_identifies_no_article():
    assert address_key("https://quay.example/") == address_key("") == address_key("http://[") == ""
    assert address_key("https://quay.example/?p=1") != address_key("https://quay.example/?p=2")
    assert title_key("", "Crane falls") == title_key("The Quay", " ") == ""


# What becomes of text and accounts


@pytest.fixture
def corrected(db, nlp, folder) -> Article:
    assert imported(folder, FIRST) == "imported"
    for words in ("Two dockers", "Ferries"):
        Event.objects.filter(pk=account_of(words).pk).update(decisions={"checked": CHECKED})
    ids = dict(Event.objects.values_list("quote", "public_id"))
    assert imported(folder, SECOND, name="b.json") == "changed"
    article = Article.objects.get()
    article.ids = ids
    return article


def test_the_new_text_replaces_the_old_one_which_is_kept_with_its_original(corrected):
    (earlier,) = earlier_versions(corrected)
    assert (corrected.text, earlier.text) == (SECOND, FIRST)
    assert corrected.original_hash != earlier.original_hash
    assert_all_agrees()


def test_an_account_that_still_stands_keeps_its_id_and_decisions(corrected):
    ferries = account_of("Ferries")
    assert ferries.public_id == corrected.ids[ferries.quote] and ferries.decisions
    assert SECOND[ferries.start : ferries.end] == ferries.quote and ferries.found
    assert (
        account_of("The port").public_id
        == corrected.ids["The port of Lisse closed on Monday after a crane fell."]
    )


def test_what_no_longer_stands_goes_unless_something_was_decided_on_it(corrected):
    assert not Event.objects.filter(quote__startswith="The harbour master").exists()
    lost = account_of("Two dockers")
    assert (lost.found, lost.earlier) == (False, 1)
    assert FIRST[lost.start : lost.end] == lost.quote
    assert account_of("Three dockers").found and account_of("The union").found


def test_neither_a_rebuild_nor_importing_either_text_again_changes_anything(corrected, folder):
    before = list(Event.objects.order_by("pk").values())
    build.rebuild_all()
    for name in ("a.json", "b.json"):
        (outcome,) = import_files([folder / name])
        assert outcome.status == "unchanged"
        assert outcome.article == corrected
        build.build_new()
    assert list(Event.objects.order_by("pk").values()) == before
    assert "earlier version" in next(import_files([folder / "a.json"])).reason
    assert_all_agrees()


def test_words_that_an_editor_put_on_the_timeline_move_with_the_text(db, nlp, folder, editor):
    imported(folder, FIRST)
    article = Article.objects.get()
    decide(editor, lambda: add_account(article, "after a crane fell", ""))
    imported(folder, SECOND, name="b.json")
    added = account_of("after a crane")
    assert added.found and SECOND[added.start : added.end] == "after a crane fell"
    value = added.decisions["added"]["value"]
    assert SECOND[value["start"] : value["end"]] == value["words"]
    assert_all_agrees()


def test_what_an_editor_decided_of_an_article_stays(db, nlp, folder, editor):
    imported(folder, FIRST)
    article = Article.objects.get()
    decide(editor, lambda: set_outlet(article, "The Lisse Quay"))
    decide(editor, lambda: set_published(article, "14 April 2021"))
    entry = decide(editor, lambda: set_title(article, "Port closes"))
    imported(folder, SECOND, name="b.json", published="2021-04-16", title="Crane falls, three dead")
    article.refresh_from_db()
    assert (article.outlet, article.title) == ("The Lisse Quay", "Port closes")
    assert str(article.published_on) == "2021-04-14"
    undo(editor, entry.number)
    article.refresh_from_db()
    assert article.title == "Crane falls, three dead"
    assert_all_agrees()


def test_words_that_come_back_find_their_account_again(corrected, folder):
    lost = account_of("Two dockers")
    imported(folder, FIRST.replace("a crane", "one crane"), name="c.json")
    found = account_of("Two dockers")
    assert (found.public_id, found.found, found.earlier) == (lost.public_id, True, 0)
    assert len(earlier_versions(Article.objects.get())) == 2
    assert_all_agrees()


def test_two_versions_that_come_before_a_build_are_both_kept(db, nlp, folder):
    third = SECOND.replace("Three", "Four")
    for name, text in (("a.json", FIRST), ("b.json", SECOND), ("c.json", third)):
        (folder / name).write_text(json.dumps({"text": text, **FACTS, "url": URL}))
    statuses = [one.status for one in import_files(files_in([folder]))]
    assert statuses == ["imported", "changed", "changed"]
    build.build_new()
    article = Article.objects.get()
    assert article.text == third
    assert [one.text for one in earlier_versions(article)] == [FIRST, SECOND]
    assert_all_agrees()


def test_until_the_build_every_quote_is_its_slice(db, nlp, folder):
    imported(folder, FIRST)
    (folder / "b.json").write_text(json.dumps({"text": SECOND, **FACTS, "url": URL}))
    list(import_files([folder / "b.json"]))
    assert Article.objects.get().text == FIRST
    assert_all_agrees()


def test_an_older_text_that_comes_later_replaces_nothing(db, nlp, folder):
    imported(folder, SECOND, published="2021-04-16")
    assert imported(folder, FIRST, published="2021-04-15") == "unchanged"
    article = Article.objects.get()
    assert article.text == SECOND and [one.text for one in earlier_versions(article)] == [FIRST]
    assert_all_agrees()


def test_a_summary_replaces_no_full_text(db, nlp, folder):
    imported(folder, FIRST)
    assert imported(folder, FIRST.partition("\n")[0]) == "unchanged"
    assert Article.objects.get().text == FIRST


def test_the_same_text_from_a_source_that_says_more_gives_the_article_what_it_lacked(
    db, nlp, folder
):
    (folder / "a.txt").write_text(FIRST)
    list(import_files([folder / "a.txt"]))
    build.build_new()
    assert Event.objects.filter(edtf="2021-04-12").count() == 0
    assert imported(folder, FIRST) == "changed"
    article = Article.objects.get()
    assert (article.outlet, article.url, str(article.published_on)) == (
        "The Quay",
        URL,
        "2021-04-15",
    )
    assert Event.objects.filter(edtf="2021-04-12").count() == 2


def test_verify_names_a_version_that_was_spoilt(corrected):
    corrected.versions[0]["text"] += "."
    corrected.save()
    with pytest.raises(CommandError, match="version 1 does not have the hash"):
        call_command("verify", stdout=StringIO())


# Places


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them():
    before = "Anna met. They agreed. Bodil met. They agreed."
    now = "Bodil met. They agreed. Carl met. Anna met. They agreed."
    first, second = before.index("They"), before.rindex("They")
    found = places_now(before, now, [(first, first + 12), (second, second + 12)])
    assert found == {(first, first + 12): now.rindex("They"), (second, second + 12): 11}


def test_a_part_of_a_longer_word_is_no_place():
    assert places_now("He met on Monday", "He met on Mondays", [(0, 16)]) == {}


# What changed, on the page


def test_the_page_shows_what_changed_word_by_word_and_escaped(client, db, nlp, folder):
    imported(folder, FIRST)
    imported(folder, SECOND.replace("Three", "<b>Three"), name="b.json")
    page = client.get(Article.objects.get().get_absolute_url()).content.decode()
    assert "<del>Two</del><ins>&lt;b&gt;Three</ins> dockers died" in page
    assert "<del>The harbour master resigned on Tuesday.</del>" in page
    assert "<ins>The union called a strike on Wednesday.</ins>" in page


def test_an_account_of_an_earlier_version_leads_to_it(client, corrected):
    lost = account_of("Two dockers")
    page = client.get(f"{corrected.get_absolute_url()}?event={lost.public_id}").content.decode()
    assert "These words are no longer in the article" in page and "No longer in the text" in page
    assert f"paragraph {lost.paragraph} of its version 1" in page
    assert '<mark class="quoted">' not in page
    opened = client.get(f"/events/{lost.public_id}/").content.decode()
    assert "stood in version 1 of the article" in opened


def test_an_article_never_corrected_says_nothing_of_versions(client, db, nlp, folder):
    imported(folder, FIRST)
    assert "Corrected" not in client.get(Article.objects.get().get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The mayor said two died.", "The mayor said that three had died."),
        ("", "Only new."),
        ("Only old.", ""),
        ("same", "same"),
    ],
)
def test_the_pieces_are_both_texts(old, new):
    pieces = list(word_changes(old, new))
    assert "".join(one.text for one in pieces if one.kind != "new") == old
    assert "".join(one.text for one in pieces if one.kind != "gone") == new


def test_a_paragraph_is_compared_with_the_one_that_it_became():
    found = list(
        changes(
            ["The master resigned on Tuesday.", "Ferries to the islands stopped on Tuesday."],
            [
                "Ferries to all the islands stopped on Tuesday.",
                "The union called a strike on Friday.",
            ],
        )
    )
    assert [(one.number, [piece.kind for piece in one.pieces]) for one in found] == [
        (0, ["gone"]),
        (1, ["same", "new", "same"]),
        (2, ["new"]),
    ]


def test_unchanged_paragraphs_are_left_out():
    found = list(changes(["One.", "Two men met.", "Three."], ["One.", "Two women met.", "Three."]))
    assert [(one.number, [piece.kind for piece in one.pieces]) for one in found] == [
        (2, ["same", "gone", "new", "same"])
    ]
