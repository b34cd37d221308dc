"""manage.py find_dates: JSON Lines in, JSON Lines out, and a table for people."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parent.parent


@pytest.fixture
def find_dates(monkeypatch, capsys):
    def run(*lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
        status = 0
        try:
            call_command("find_dates")
        except SystemExit as exit_:
            status = exit_.code
        out, err = capsys.readouterr()
        return [json.loads(line) for line in out.splitlines()], err, status

    return run


def row(text, published="2021-04-15", **fields):
    return json.dumps({"id": "a", "published": published, "text": text} | fields)


def test_each_line_is_answered_with_its_mentions(find_dates):
    (answer,), err, status = find_dates(row("He spoke after June 14."))
    (mention,) = answer["mentions"]
    working = mention.pop("working")
    assert mention == {
        "start": 9, "end": 22, "text": "after June 14", "type": "DATE", "value": "2021-06-14",
        "mod": "AFTER", "edtf": "2021-06-14/..", "starts_on": "2021-06-14", "ends_on": None,
        "precision": "day", "approximate": False, "alternatives": [],
    }  # fmt: skip
    assert working["anchor"] == {"day": "2021-04-15", "basis": "stated", "words": ""}
    assert (answer["id"], err, status) == ("a", "", 0)


def test_the_day_of_a_time_is_a_mention_within_it(find_dates):
    (answer,), _, _ = find_dates(row("It opened at 9 a.m. on Monday."))
    assert [(m["text"], m["type"], m["value"]) for m in answer["mentions"]] == [
        ("9 a.m. on Monday", "TIME", "2021-04-12T09:00"),
        ("Monday", "DATE", "2021-04-12"),
    ]


def test_a_time_of_publication_is_cut_to_its_day(find_dates):
    (answer,), _, _ = find_dates(row("He spoke today.", "1998-02-27T08:17:00"))
    assert answer["mentions"][0]["value"] == "1998-02-27"


@pytest.mark.parametrize("published", ["2021-02-30", "yesterday", 20210415, "2021-04"])
def test_a_bad_publication_date_is_named_and_the_rest_is_read(find_dates, published):
    answers, err, status = find_dates(row("On Friday, in 2016.", published), row("In 2017."))
    assert [m["edtf"] for m in answers[0]["mentions"]] == [None, "2016"]
    assert len(answers) == 2 and status == 1
    assert err.startswith("Line 1: ") and str(published) in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "line", ["nope", "[1]", '{"id": 1}', '{"text": 5}', "[" * 100_000, "9" * 5000]
)
def test_a_bad_line_is_named_and_the_rest_is_read(find_dates, line):
    answers, err, status = find_dates(row("In 2016."), line, "", row("In 2017."))
    assert len(answers) == 2 and status == 1
    assert err.startswith("Line 2: ") and len(err.splitlines()) == 1


def test_lone_surrogates_and_controls_are_answered(find_dates):
    (answer,), _, status = find_dates('{"id": 1, "text": "\\ud800 in 2016 \\u0000\\u202e"}')
    assert answer["mentions"][0]["text"] == "2016" and status == 0


def test_a_text_is_printed_as_a_table(capsys):
    call_command(
        "find_dates", text="It broke on 4/5/2021 and a week later.", published="2021-04-15"
    )
    heading, figures, later = capsys.readouterr().out.splitlines()
    assert heading.split()[:3] == ["words", "type", "value"]
    assert "or 2021-05-04" in figures and 'from "4/5/2021"' in later


def test_a_text_without_dates_says_so(capsys):
    call_command("find_dates", text="We saw what we saw.")
    assert capsys.readouterr().out == "No dates found.\n"


def test_a_bad_publication_date_of_a_text_is_a_mistake():
    with pytest.raises(CommandError, match="2021-02-30"):
        call_command("find_dates", text="today", published="2021-02-30")


def test_it_starts_without_spacy():
    code = (
        "import sys, django; from django.core.management import call_command;"
        "django.setup(); call_command('find_dates', text='in 2016');"
        "sys.exit('spacy' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False,
        env={"DJANGO_SETTINGS_MODULE": "timeline.settings"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode() or "spaCy was imported"
