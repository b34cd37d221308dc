"""Adding articles on the page: what is taken, what is refused, and what an import leaves behind."""

from __future__ import annotations

import errno
import json
import os
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.adding import child, jobs, starting, uploads
from timeline.adding.jobs import Item
from timeline.adding.report import report_on
from timeline.models import Event
from timeline.signing_in.roles import EDITOR, READER, give_role

ADD = "/articles/new/"
NOW = datetime(2021, 5, 1, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def person(db):
    def make(role):
        one = User.objects.create_user(role.lower())
        give_role(one, role)
        return one

    return make


@pytest.fixture
def editor(client, person):
    client.force_login(person(EDITOR))
    return client


@pytest.fixture
def make_job(data_folder):
    """A job that was asked for, with what was sent; not started."""

    def make(*sent):
        job, items = jobs.new_job(), []
        for number, (item, content) in enumerate(sent, 1):
            item = Item(**{**item, "stored": f"{number:04}"})
            job.stored(item).write_bytes(content.encode())
            items.append(item)
        job.ask(items, by="anna", at=NOW)
        return job

    return make


def sent(name, content, kind="file", **more):
    return {"kind": kind, "name": name, **more}, content


def folders():
    folder = jobs.imports_folder()
    return list(folder.iterdir()) if folder.exists() else []


# What is taken


def test_a_visitor_is_asked_to_sign_in_and_a_reader_told_no(client, person):
    assert client.get(ADD)["Location"] == "/sign-in/?next=%2Farticles%2Fnew%2F"
    client.force_login(person(READER))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"text": "Something."}).status_code == 403
    assert folders() == []


def test_nothing_to_add_is_said(editor):
    answer = editor.post(ADD, {"text": "  "})
    assert answer.status_code == 422 and "Nothing to add yet" in answer.content.decode()
    assert folders() == []


@pytest.mark.parametrize("words", ["banana", "2021", "May 2021", "31 Feb 2021"])
def test_a_date_that_is_no_day_is_said_and_the_text_stays(editor, words):
    page = editor.post(ADD, {"text": "Some <b>news</b>.", "published": words}).content.decode()
    assert "Not a day: use 15 Apr 2021" in page and "Some &lt;b&gt;news&lt;/b&gt;." in page
    assert folders() == []


def test_a_post_without_a_token_leaves_nothing(person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person(EDITOR))
    file = SimpleUploadedFile("a.txt", b"Some news.")
    assert strict.post(ADD, {"files": file}).status_code == 403
    assert folders() == []


def test_too_many_files_are_refused_in_one_sentence(editor):
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(101)]
    answer = editor.post(ADD, {"files": files})
    assert answer.status_code == 413 and "More than 100 files" in answer.content.decode()
    assert folders() == []


def test_too_long_a_text_is_refused_in_one_sentence(editor):
    answer = editor.post(ADD, {"text": "word " * 1_100_000})
    assert answer.status_code == 413 and "send it as a file" in answer.content.decode()


def test_too_much_at_once_is_refused_before_it_is_read(editor):
    answer = editor.post(
        ADD, {"text": "Some news."}, CONTENT_LENGTH=str(uploads.LARGEST_SENDING + 1)
    )
    assert answer.status_code == 413 and "Up to 100 files at once" in answer.content.decode()


def test_a_file_that_is_too_large_is_left_out_and_the_others_go_on(editor, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_FILE", 100_000)
    monkeypatch.setattr(starting, "running_jobs", lambda: starting.MOST_AT_ONCE)
    taken = []
    monkeypatch.setattr(jobs.Job, "ask", lambda job, items, **_: taken.extend(items))
    files = [
        SimpleUploadedFile(name, b"x" * size) for name, size in (("big.txt", 200_000), ("a.txt", 9))
    ]
    editor.post(ADD, {"files": files})
    assert [(item.name, bool(item.refused)) for item in taken] == [
        ("big.txt", True),
        ("a.txt", False),
    ]


def test_no_more_than_four_imports_at_once(editor, monkeypatch):
    monkeypatch.setattr(starting, "running_jobs", lambda: starting.MOST_AT_ONCE)
    answer = editor.post(ADD, {"text": "Some news."})
    assert answer.status_code == 503 and "Four imports are under way" in answer.content.decode()
    assert "Some news." in answer.content.decode() and folders() == []


def test_a_full_disk_is_said_and_leaves_nothing(editor, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(uploads.IntoTheJob, "receive_data_chunk", full)
    typed = {"files": SimpleUploadedFile("a.txt", b"Some news.")}
    answer = editor.post(ADD, typed)
    assert answer.status_code == 507 and "disk of the server is full" in answer.content.decode()
    assert folders() == []


def test_a_text_stays_in_its_field_when_the_disk_is_full(editor, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(jobs.Job, "ask", full)
    answer = editor.post(ADD, {"text": "Some <news>.", "title": "A title"})
    page = answer.content.decode()
    assert answer.status_code == 507 and "Some &lt;news&gt;." in page and "A title" in page


@pytest.mark.parametrize("closed", [False, True])
def test_what_was_typed_goes_through_the_sign_in_page(client, db, settings, closed):
    settings.READERS_SIGN_IN = closed
    file = SimpleUploadedFile("a.txt", b"x" * 100)
    page = client.post(
        ADD, {"text": "A\n<i>text</i>", "title": "T", "files": file}
    ).content.decode()
    assert 'name="kept-text"' in page and "A\n&lt;i&gt;text&lt;/i&gt;" in page
    assert 'value="/articles/new/"' in page and folders() == []


def test_addresses_are_asked_for_only_where_they_are_allowed(editor, settings):
    assert "addresses of articles" not in editor.get(ADD).content.decode()
    settings.ALLOW_URLS = True
    assert "addresses of articles" in editor.get(ADD).content.decode()


@pytest.mark.parametrize("key", ["..", "no-such", "%2e%2e", "a/b", "é", "0" * 300])
def test_an_import_that_never_was_is_not_found(editor, key):
    assert editor.get(f"{ADD}{key}/").status_code == 404


# What an import does


def test_an_import_adds_articles_and_says_what_became_of_each(make_job, nlp, db):
    job = make_job(
        sent("a.txt", "date 2021-03-04\nMinisters met in Lisbon on Tuesday."),
        sent("../../b.txt", ""),
        sent("same.txt", "date 2021-03-04\nMinisters met in Lisbon on Tuesday."),
    )
    child.run(job)
    report = report_on(job)
    assert [row.status for row in report.rows] == ["imported", "unreadable", "unchanged"]
    assert report.state == jobs.DONE and report.summary == "1 added, 1 already here, 1 not read"
    assert report.first == Event.objects.get().public_id
    assert not list((job.folder / "files").iterdir())


def test_the_page_of_an_import_leads_to_the_new_events(editor, make_job, nlp):
    job = make_job(sent("<b>.txt", "date 2021-03-04\nMinisters met in Lisbon on Tuesday."))
    child.run(job)
    page = editor.get(f"{ADD}{job.key}/").content.decode()
    assert f"/?at={Event.objects.get().public_id}" in page and "&lt;b&gt;.txt" in page


def test_a_pasted_text_is_verbatim_and_its_day_set_by_a_person(make_job, nlp, db):
    text = "Anna Berg resigned on Thursday, her office said.\n\n  It was <b>late</b>."
    facts = {
        "title": "Berg goes",
        "outlet": "The Herald",
        "byline": "",
        "url": "https://example.org/a",
    }
    job = make_job(
        sent("Pasted text", text, "paste", facts={**facts, "published_on": "2021-04-15"})
    )
    child.run(job)
    article = Article.objects.get()
    assert article.text == text and article.title == "Berg goes" and article.outlet == "The Herald"
    assert article.published_on == date(2021, 4, 15) and article.published_basis == "person"
    assert Event.objects.get().starts_on == date(2021, 4, 15)


def test_an_import_that_was_broken_off_goes_on_where_it_was(make_job, nlp, db):
    job = make_job(
        sent("a.txt", "On 3 May 2021 a bridge fell."), sent("b.txt", "On 4 May 2021 it rained.")
    )
    job.note(1, [{"name": "a.txt", "status": "imported", "reason": "", "article": None}])
    assert job.state() == jobs.STOPPED
    child.run(job)
    assert [article.file_name for article in Article.objects.all()] == ["b.txt"]
    assert [row.status for row in report_on(job).rows] == ["imported", "imported"]


def test_columns_with_names_of_their_own_are_asked_for(editor, make_job, nlp, monkeypatch):
    job = make_job(sent("list.csv", "Rubrik,Brot\nA strike ends,It ended on 3 June 2021.\n"))
    child.run(job)
    (row,) = report_on(job).rows
    assert row.status == "columns" and job.stored(job.items()[0]).exists()
    url = f"{ADD}{job.key}/columns/1/"
    assert "Choose the column that holds the text" in editor.post(url).content.decode()
    monkeypatch.setattr("timeline.adding.views.start", child.run)  # in this process
    editor.post(url, {"file1-text": "Brot", "file1-title": "Rubrik"})
    assert Article.objects.get().title == "A strike ends"
    assert [row.status for row in report_on(job).rows] == ["imported"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", '[{"Brot": "It ended.", "Rubrik": "Strike"}]'), ("a.tsv", "Rubrik\tBrot\nStrike\tIt ended.\n"),
     ("a.jsonl", '{"Brot": "It ended."}\n{"Brot": "It began."}\n')],
)  # fmt: skip
def test_columns_are_found_in_every_kind_of_table(make_job, db, name, content):
    job = make_job(sent(name, content))
    child.run(job)
    assert "Brot" in [column["name"] for column in job.rows(1)[0]["columns"]]


def test_a_link_is_refused_where_it_is_not_allowed(make_job, db):
    job = jobs.new_job()
    job.ask([Item("link", "https://example.org/a")], by="anna", at=NOW)
    child.run(job)
    assert "ALLOW_URLS=yes" in report_on(job).rows[0].reason


def test_what_breaks_an_import_is_said_with_the_way_out(data_folder, make_job):
    full = OSError(errno.ENOSPC, "No space left")
    assert "Make room" in child._in_words(full)
    job = make_job()
    job.end(child._in_words(ValueError("odd")))
    assert job.state() == jobs.FAILED and "try again" in job.problem()


def test_a_lock_tells_whether_the_process_lives(make_job):
    job = make_job()
    with job.lock.open("a") as lock:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)
        assert job.state() == jobs.RUNNING and jobs.running_jobs() == 1
    assert job.state() == jobs.STOPPED


def test_old_imports_and_what_was_half_sent_are_tidied(make_job):
    old, fresh, half = make_job(), make_job(), jobs.new_job()
    for job, days in ((old, 31), (half, 2)):
        then = (timezone.now() - timedelta(days=days)).timestamp()
        os.utime(job.folder, (then, then))
    jobs.tidy(timezone.now())
    assert [path.name for path in folders()] == [fresh.key]


def test_half_a_note_is_taken_for_none(make_job):
    job = make_job()
    (job.folder / "progress.json").write_text(json.dumps({"phase": "reading"})[:-3])
    assert job.progress() == {}
