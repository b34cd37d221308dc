"""What texts, documents and mails say of themselves above and below the story."""

from __future__ import annotations

import io
from datetime import date

import docx
import openpyxl
import pytest

from articles.importing import formats
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.headers import read_header

MARKDOWN = """---
title: "Crane falls at Lisse"
author: Jane Doe
date: 2021-04-15
outlet: The Quay
url: https://quay.example/news/7
tags: [port]
---

# Crane falls at Lisse

The port of **Lisse** closed on Monday after a [crane fell](https://quay.example/a), the _mayor_ said.

## What next

- A hearing is due on 3 May.
- The union called a strike.
"""
FIELDS = """Title: Crane falls at Lisse
By: Jane Doe
Date: 15 April 2021
Source: The Quay
URL: https://quay.example/news/7

The port of Lisse closed on Monday.
"""


def only(content: bytes | str, name: str = "file") -> ArticleDraft:
    raw = content.encode() if isinstance(content, str) else content
    (found,) = formats.read(raw, name)
    assert isinstance(found, ArticleDraft), found
    return found


def assert_told(draft: ArticleDraft, basis: str) -> None:
    assert (draft.title, draft.byline, draft.outlet) == (
        "Crane falls at Lisse",
        "Jane Doe",
        "The Quay",
    )
    assert draft.url == "https://quay.example/news/7"
    assert (draft.published_on, draft.published_basis) == (date(2021, 4, 15), basis)


def test_markdown_gives_its_words_and_its_front_matter():
    draft = only(MARKDOWN, "a.txt")
    assert_told(draft, "metadata")
    assert draft.text.split("\n\n") == [
        "The port of Lisse closed on Monday after a crane fell, the mayor said.",
        "What next",
        "A hearing is due on 3 May.",
        "The union called a strike.",
    ]
    assert "Markdown" in draft.repairs[0]


def test_a_first_heading_is_the_title():
    draft = only("# Crane falls\n\nThe **port** closed.")
    assert (draft.title, draft.text) == ("Crane falls", "The port closed.")


@pytest.mark.parametrize(
    "text", ["He said *no*.", "1. One.\n\nThe 2-1 win.", "A #1 hit - and so on."]
)
def test_plain_text_is_no_markdown(text):
    assert only(text).text == text


def test_fields_above_a_story_are_facts_and_no_part_of_it():
    draft = only(FIELDS)
    assert_told(draft, "stated")
    assert draft.text == FIELDS and draft.published_from == "15 April 2021"
    (header,) = draft.furniture
    assert FIELDS[header.end :].strip() == "The port of Lisse closed on Monday."


def test_front_matter_of_plain_text_is_a_header_too():
    draft = only("---\ntitle: Crane falls\ndate: 2021-04-15\n---\nThe port closed.")
    assert (draft.title, draft.published_on) == ("Crane falls", date(2021, 4, 15))
    assert [piece.kind for piece in draft.furniture] == ["header"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: Crane falls\nThe port closed.",
        "By: Jane Doe\n\nThe port closed.",
        "Q: Who fell?\nA: Nobody.\n\nThe port closed.",
        "---\n\nThe port closed.",
        "",
    ],
)
def test_a_story_is_no_header(text):
    assert read_header(text).end == 0


def test_the_styles_of_a_document_say_what_its_first_paragraphs_are():
    document = docx.Document()
    for style in ("Author", "Date"):
        document.styles.add_style(style, 1)
    for words, style in (
        ("Crane falls", "Title"),
        ("Jane Doe", "Author"),
        ("15 April 2021", "Date"),
        ("Crane falls", "Heading 1"),
        ("The port closed.", "Normal"),
    ):
        document.add_paragraph(words, style=style)
    made = io.BytesIO()
    document.save(made)
    draft = only(made.getvalue())
    assert (draft.text, draft.title, draft.byline) == (
        "The port closed.",
        "Crane falls",
        "Jane Doe",
    )
    assert draft.published_on == date(2021, 4, 15)


MAIL = (
    "From: The Quay Letter <news@quay.example>\r\nTo: me@home.example\r\nSubject: Crane falls\r\n"
    "Date: Thu, 15 Apr 2021 21:40:00 +0200\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    '<html><body><div style=3D"display:none">Preheader</div><p>The caf=E9 at the port closed.</p>'
    "<p hidden>Never seen</p><p>Unsubscribe</p></body></html>\r\n"
)


def test_a_newsletter_gives_what_its_reader_sees():
    draft = only(MAIL)
    assert (draft.title, draft.outlet, draft.published_on) == (
        "Crane falls",
        "The Quay Letter",
        date(2021, 4, 15),
    )
    assert draft.text == "The café at the port closed.\n\nUnsubscribe"
    assert [draft.text[one.start : one.end] for one in draft.furniture] == ["Unsubscribe"]


def test_the_words_of_a_pages_date_are_its_own():
    page = (
        '<html><head><meta property="article:published_time" content="2021-04-15T21:40:00+00:00">'
        "<title>Crane falls</title></head><body><article><p>The port of Lisse closed on Monday after a"
        " crane fell on two dockers, the mayor said.</p></article></body></html>"
    )
    assert only(page).published_from == "2021-04-15T21:40:00+00:00"


# Tables and links


def reason(content: bytes | str) -> str:
    raw = content.encode() if isinstance(content, str) else content
    try:
        (found,) = formats.read(raw, "file.csv" if b"," in raw else "file")
    except UnreadableFile as error:
        return str(error)
    assert isinstance(found, Refused)
    return found.reason


def test_a_table_of_unknown_columns_names_them_and_the_option_that_helps():
    said = reason("Kopf,Inhalt,Datum\nCrane,The port of Lisse closed on Monday.,2021-04-15\n")
    assert "(it has: Kopf, Inhalt, Datum)" in said and '--columns "text=Inhalt"' in said


def test_links_without_a_text_are_told_with_the_way_out():
    assert "save the pages" in reason("https://quay.example/1\nhttps://quay.example/2\n")
    assert "save the pages" in reason("Headline,Link\nCrane falls,https://quay.example/1\n")
    book = openpyxl.Workbook()
    book.active.append(["Link"])
    book.active.append(["https://quay.example/1"])
    made = io.BytesIO()
    book.save(made)
    assert "save the pages" in reason(made.getvalue())
