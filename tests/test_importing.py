"""From bytes to a saved article: verbatim, once, and with what it says of itself."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from articles.importing import LARGEST_FILE, files_in, import_files
from articles.importing.decoding import decode
from articles.importing.drafts import UnreadableFile, paragraphs_of
from articles.importing.facts import RULES, read_facts
from articles.importing.originals import original_path
from articles.models import Article

CRLF = b"Ministers met.\r\n\r\nThey talked.\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    return path


def statuses(*paths: Path) -> list[tuple[str, str]]:
    return [(outcome.status, outcome.reason) for outcome in import_files(files_in(paths))]


# Files


def test_a_file_becomes_an_article_with_its_original_beside_it(db, folder):
    (folder / "a.txt").write_bytes(CRLF)
    assert statuses(folder) == [("imported", "")]
    article = Article.objects.get()
    assert article.text == "Ministers met.\n\nThey talked.\n"
    assert article.text_hash == hashlib.sha256(article.text.encode()).hexdigest()
    assert original_path(article.original_hash).read_bytes() == CRLF


def test_twice_is_the_same_as_once(db, folder):
    (folder / "a.txt").write_text("Ministers met.")
    statuses(folder)
    assert statuses(folder) == [("unchanged", "")]
    assert Article.objects.count() == 1


def test_the_same_text_under_another_name_is_the_same_article(db, folder):
    (folder / "a.txt").write_text("Ministers met.")
    (folder / "b.txt").write_text("Ministers met.")
    assert [status for status, _ in statuses(folder)] == ["imported", "unchanged"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (bytes(range(256)) * 8, "it is binary, not text"),
        (b"GIF89a...", "it is a picture: only text is read"),
        (b"{\\rtf1 ...", "it is a Rich Text document: save it as DOCX or plain text"),
        (b"[]", "it has no article in it"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_imported(db, folder, content, reason):
    (folder / "a.txt").write_bytes(content)
    (folder / "b.txt").write_text("Ministers met.")
    assert statuses(folder) == [("unreadable", reason), ("imported", "")]


def test_a_path_that_does_not_exist_is_named(db, folder):
    assert statuses(folder / "none.txt") == [("unreadable", "there is no such file")]


def test_a_file_beyond_the_limit_is_named(db, folder):
    with (folder / "a.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    ((status, reason),) = statuses(folder)
    assert status == "unreadable" and "52,428,801 bytes" in reason


def test_hidden_files_and_a_readme_are_no_articles(db, folder):
    for name in (".hidden.txt", "README.md", "readme.txt"):
        (folder / name).write_text("Not an article.")
    assert statuses(folder) == []


def test_other_encodings_are_told_and_said(db, folder):
    (folder / "a.txt").write_bytes(
        "Der Außenminister sprach über Löhne und Gehälter.".encode("cp1252") * 3
    )
    ((status, reason),) = statuses(folder)
    assert status == "imported" and reason.startswith("Not UTF-8: read as")
    assert "Außenminister sprach über" in Article.objects.get().text


# Text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_width_is_read(encoding):
    text, _ = decode("Ministers met in Kyiv — “at last”.".encode(encoding))
    assert text == "Ministers met in Kyiv — “at last”."


@pytest.mark.parametrize(
    ("written", "kept", "said"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree", ""),
        ("cafe\u0301", "café", "NFC"),
        ("donâ€™t panic", "don’t panic", "mojibake"),
        ("co\u00adoperate", "cooperate", "Soft hyphens"),
        ("left\u202eright\u0000", "leftright", "control"),
        ("“Curly” ‘quotes’ … – stay", "“Curly” ‘quotes’ … – stay", ""),
        ("ﬁne ½ ① stay", "ﬁne ½ ① stay", ""),
    ],
)
def test_a_repair_is_made_and_said_and_nothing_else_is_touched(written, kept, said):
    text, notes = decode(written.encode())
    assert text == kept
    assert said in " ".join(notes) and bool(said) == bool(notes)


def test_utf_7_is_read_and_said():
    text = "“We won’t leave,” said Renée — the mayor of Besançon."
    assert decode(text.encode("utf-7")) == (text, ("Read as UTF-7.",))


@pytest.mark.parametrize("text", ["1+1-2 is 0. a+b-c", "A+ and +abc- rated", "+44-20 7946 0000"])
def test_a_plus_is_no_utf_7(text):
    assert decode(text.encode()) == (text, ())


def test_lone_surrogates_are_replaced():
    text, notes = decode("one \ud800 two".encode("utf-16-le", "surrogatepass"))
    assert "\ud800" not in text and notes


def test_repairs_are_stable():
    once, _ = decode("donâ€™t cafe\u0301 co\u00adop\r\n".encode())
    assert decode(once.encode()) == (once, ())


# Paragraphs


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs_of(text)]


def test_blank_lines_part_paragraphs():
    assert pieces("One.\n\n  Two.  \n\n\nThree.\n") == ["One.", "Two.", "Three."]


def test_lines_that_are_whole_are_paragraphs():
    assert pieces("The first line.\nThe second line.\nHeading") == [
        "The first line.",
        "The second line.",
        "Heading",
    ]


def test_lines_wrapped_at_a_width_are_joined():
    text = (
        "The minister said on Thursday that the talks with the unions had\n"
        "gone on through the night and that no result was to be expected\n"
        "before the weekend.\n\nThe unions said much the same thing about the talks and\n"
        "blamed the minister.\n"
    )
    assert len(pieces(text)) == 2


@pytest.mark.parametrize("text", ["", "\n\n", " "])
def test_no_words_no_paragraphs(text):
    assert pieces(text) == []


# What a text says of itself


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule):
    facts = read_facts(rule.example, paragraphs_of(rule.example))
    assert [item.kind for item in facts.furniture] == [rule.kind]


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (" date 2021-04-16 Ministers met.", date(2021, 4, 16)),
        ("Updated April 15, 2021 at 5:40 PM ET\n\nMinisters met.", date(2021, 4, 15)),
        ("Published: 3 Sept. 2020\n\nMinisters met.", date(2020, 9, 3)),
        ("Posted on Thursday, Apr. 1, 2021\n\nMinisters met.", date(2021, 4, 1)),
        ("date 2021-02-30 Ministers met.", None),
        ("Date of the meeting: 2021-02-03, they said, was wrong.", None),
        ("The date 2021-02-03 was wrong.", None),
        ("Ministers met on April 15, 2021.", None),
    ],
)
def test_the_publication_date_is_read_where_the_text_states_it(header, day):
    assert read_facts(header, paragraphs_of(header)).published_on == day


def test_a_header_on_the_line_of_the_story_leaves_the_story():
    article = Article(text=" date 2021-04-16 Ministers met.")
    paragraphs = paragraphs_of(article.text)
    article.paragraphs = [list(piece) for piece in paragraphs]
    article.furniture = [
        [f.start, f.end, f.kind] for f in read_facts(article.text, paragraphs).furniture
    ]
    assert [article.text[start:end].strip() for start, end in article.story()] == ["Ministers met."]


@pytest.mark.parametrize(
    ("line", "outlet", "byline"),
    [
        ("Copyright 2021 NPR. To see more, visit the site.", "NPR", ""),
        ("© 2020 The Daily Example", "The Daily Example", ""),
        ("NPR's Lucian Kim contributed to this report.", "NPR", "Lucian Kim"),
        ("By Jane van Dyke and John Doe", "", "Jane van Dyke and John Doe"),
    ],
)
def test_outlet_and_byline_are_read_where_stated(line, outlet, byline):
    text = f"Ministers met.\n\n{line}"
    facts = read_facts(text, paragraphs_of(text))
    assert (facts.outlet, facts.byline) == (outlet, byline)


@pytest.mark.parametrize(
    "story",
    [
        "By the river, two men were found.",
        "Support for the minister fell in April.",
        "Advertisement revenue fell by a third.",
        "Copyright law was changed in 2019.",
        "Video shows police firing: two men fell in the square as crowds ran and the mayor, who had called for calm, "
        "left the hall through a side door with his deputies and drove to the capital at once.",
    ],
)
def test_story_is_no_furniture(story):
    text = f"{story}\n\nMinisters met.\n\nThey met again."
    assert read_facts(text, paragraphs_of(text)).furniture == ()


def test_nothing_to_decode_is_an_error():
    with pytest.raises(UnreadableFile, match="it is empty"):
        decode(b"\x00\x00")
