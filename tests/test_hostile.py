"""Files made to do harm, or broken: each is read or refused with its reason, and nothing else happens.

The child that reads them reports every connection, every process and every file opened to write.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import docx
import pytest

from articles.child import serve
from articles.importing import files_in, import_files
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.readers import Reader
from articles.models import Article

STORY = "Ministers of six countries met in Ostrava on Thursday to sign a treaty on rivers."
FORBIDDEN = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
)
CAUGHT = 99


def watched(requests: Connection, answers: Connection, others: Iterable[Connection]) -> None:
    """Read as always, but end at once at anything that a reader must never do."""

    def watch(event: str, told: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(told[1], str) and set(told[1]) & set("wax+")
        if event in FORBIDDEN or writes:
            os._exit(CAUGHT)

    sys.addaudithook(watch)
    serve(requests, answers, others)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=10, patience=60, serve=watched) as reader:
        yield reader


def read(reader: Reader, content: bytes, name: str = "file") -> list[ArticleDraft | Refused] | str:
    """What the file gives, or why it gives nothing: anything else fails the test."""
    try:
        return list(reader.read(content, name))
    except UnreadableFile as error:
        reason = str(error)
    assert "broke off" not in reason, "the reader did what it must never do, or died"
    return reason


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def docx_of(words: str) -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(words)
    document.save(made)
    return made.getvalue()


def entities(levels: int) -> bytes:
    lines = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{lines}]><a>&e{levels - 1};</a>'.encode()


PAGE = f"<html><head>{{}}</head><body><article><p>{STORY}</p><p>{STORY}</p>{{}}</article></body></html>"
# What it is, how it is made, and what the refusal says ("" where it is read).
FILES: list[tuple[str, Callable[[], bytes], str]] = [
    ("entities upon entities", lambda: entities(12), "no valid XML|declares entities"),
    (
        "an entity that is a file",
        lambda: b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        "declares entities",
    ),
    (
        "an outside DTD",
        lambda: b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a>Ministers met.</a>',
        "",
    ),
    (
        "a stylesheet to fetch",
        lambda: b'<?xml version="1.0"?><?xml-stylesheet href="http://192.0.2.1/a.xsl"?><a>Ministers met.</a>',
        "",
    ),
    ("XML without end", lambda: b"<?xml version='1.0'?>" + b"<a>" * 50_000, "no valid XML"),
    ("JSON without end", lambda: b"[" * 100_000, "nested too deep|no valid JSON"),
    ("a number of a million digits", lambda: b'{"text": ' + b"9" * 1_000_000 + b"}", "no valid JSON"),
    ("JSON with NaN", lambda: b'{"text": NaN}', "NaN is no JSON value"),
    ("JSON cut short", lambda: b'{"text": "Ministers', "no valid JSON"),
    ("a page without end", lambda: b"<html><body>" + b"<div>" * 40_000, "no article"),
    ("a page of 60,000 paragraphs", lambda: b"<html>" + b"<p>a</p>" * 60_000, "tags, as no article"),
    ("a tag of 20,000 attributes", lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">a</p>", "no article"),
    (
        "a page that asks for others",
        lambda: PAGE.format(
            '<link rel=stylesheet href="http://192.0.2.1/a.css"><base href="http://192.0.2.1/">',
            '<img src="http://192.0.2.1/a.png"><iframe src="http://192.0.2.1/"></iframe>',
        ).encode(),
        "",
    ),
    (
        "a document that blows up",
        lambda: zipped(("word/document.xml", b" " * 60_000_000)),
        "times as large as it is",
    ),
    ("an archive of blanks", lambda: zipped(("a.txt", b" " * 60_000_000)), "times as large as it is"),
    ("an archive of 20,001 files", lambda: zipped(*((f"{n}.txt", b"") for n in range(20_001))), "20,001 files"),
    ("a damaged archive", lambda: zipped(("a.txt", b"a" * 5_000))[:-30], "damaged ZIP"),
    ("a PDF cut short", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "damaged PDF"),
    ("a PDF that goes round", lambda: b"%PDF-1.4\ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF", "damaged PDF"),
    ("a mail of nothing", lambda: b"Subject: a\r\nMIME-Version: 1.0\r\n\r\n", "without a text|is empty"),
    ("a feed of nothing", lambda: b"<rss version='2.0'><channel></channel></rss>", "without an entry"),
    ("a table of 50,000 columns", lambda: b"a," * 50_000 + b"\n\"" + b"b," * 1_000, ""),
    ("half of UTF-16", lambda: "Ministers met.".encode("utf-16-le")[:-1], ""),
    ("a word of 2,000,000 letters", lambda: b"a" * 2_000_000, ""),
    ("a text of 3,000,001 characters", lambda: b"Met. " * 600_001, "3,000,000: split it"),
    ("NULs", lambda: b"\x00" * 1_000, "it is empty"),
    ("nothing", lambda: b"", "it is empty"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "said"), [one[1:] for one in FILES], ids=[one[0] for one in FILES]
)
def test_each_is_read_or_refused_with_its_reason(reader, made, said):
    found = read(reader, made())
    if not said:
        return
    reasons = (
        found if isinstance(found, str) else " ".join(getattr(one, "reason", "") for one in found)
    )
    assert any(one in reasons for one in said.split("|")), reasons
    assert "Error" not in reasons


@pytest.mark.untraced
@pytest.mark.parametrize("seed", range(3))
def test_a_file_cut_or_spoilt_anywhere_is_read_or_refused(reader, seed):
    whole = [
        json.dumps({"title": "Treaty", "text": STORY}).encode(),
        PAGE.format("", "").encode(),
        zipped(("a.txt", STORY.encode()), ("b.json", b'{"text": "Ministers met."}')),
        docx_of(STORY),
        f"From: A <a@a.example>\r\nSubject: b\r\nMIME-Version: 1.0\r\n\r\n{STORY}".encode(),
        f"<rss version='2.0'><channel><item><description>{STORY}</description></item></channel></rss>".encode(),
    ]
    for content in whole:
        cut = len(content) * (seed + 1) // 4
        spoilt = content[:cut] + bytes([255 - content[cut]]) + content[cut + 1 :]
        for one in (content[:cut], content[cut:], spoilt):
            found = read(reader, one)
            if isinstance(found, str):
                assert not found.startswith("it is damaged: "), found


def test_no_name_leads_out_of_the_data_folder(db, tmp_path, settings, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    names = [
        "../../escaped.txt",
        f"{tmp_path}/escaped.txt",
        "..\\escaped.txt",
        "a/../../escaped.txt",
        "C:escaped.txt",
    ]
    stories = (f"{STORY} ({number})".encode() for number in range(len(names)))
    (folder / "slip.zip").write_bytes(zipped(*zip(names, stories, strict=True)))
    monkeypatch.chdir(folder)
    before = outside(tmp_path, Path(settings.DATA_DIR))
    outcomes = list(import_files(files_in([folder])))
    assert [one.status for one in outcomes] == ["imported"] * len(names)
    assert outside(tmp_path, Path(settings.DATA_DIR)) == before
    assert Article.objects.count() == len(names)


def outside(folder: Path, data: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if data not in path.parents}


def test_the_others_of_a_folder_are_imported(db, tmp_path):
    for number, (_what, made, said) in enumerate(FILES):
        if said and number < 10:
            (tmp_path / f"{number:02}").write_bytes(made())
    (tmp_path / "good.txt").write_text(STORY)
    outcomes = list(import_files(files_in([tmp_path])))
    assert [one.name for one in outcomes if one.status == "imported"] == [
        str(tmp_path / "good.txt")
    ]
    assert all(one.reason for one in outcomes if one.status == "unreadable")


TRAPS = [
    "left\u202eright",
    "nul\x00nul",
    "\ufeffmark",
    "sur\ud800rogate",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}{% load x %}",
    "a\u0301\u0316\u0317" * 200,
    "\U000e0041\U000e0042 tags",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_kept_as_text_or_taken_out_with_a_note(reader, trap):
    record = {"title": trap, "text": f"{STORY} {trap}", "outlet": trap, "byline": trap, "url": trap}
    (draft,) = read(reader, json.dumps([record]).encode())
    assert isinstance(draft, ArticleDraft) and draft.text.startswith(STORY) and draft.url == ""
    kept = draft.text.removeprefix(f"{STORY} ")
    assert kept == trap or draft.repairs
    assert not set(draft.text + draft.title) & set("\x00\u202e\ufeff\ud800")
