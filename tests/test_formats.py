"""Every format gives the article's own words and what its source states, told by content."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.importing import files_in, formats, import_files
from articles.importing.drafts import ArticleDraft, Refused, UnreadableFile
from articles.importing.formats import inner, kinds, pdf, records, table
from articles.importing.text import Stated, day_stated, draft_of
from articles.models import Article

FIRST = "Ministers of six countries met in Ostrava on Thursday to sign a treaty on rivers."
SECOND = "The treaty, which one country had blocked since 2019, limits what mines may let in."
BOTH = f"{FIRST}\n\n{SECOND}"
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Treaty signed | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><link rel="canonical" href="https://valley.example/n/1">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Treaty signed", "datePublished": "2021-04-15T22:10:00+02:00", "author": {{"name": "Jane Doe"}}}}</script>
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Treaty signed</h1>
<p>{FIRST}</p><p>{SECOND.replace("blocked", "<em>blocked</em>")}</p></article>
<section class="comments"><h2>Comments</h2><p>I do not believe a word of it, said a reader.</p></section>
<footer>Valley Post, all rights reserved</footer></body></html>"""
RECORD = {
    "title": "Treaty signed",
    "text": BOTH,
    "published": "2021-04-15",
    "outlet": "Valley Post",
    "byline": "Jane Doe",
    "url": "https://valley.example/n/1",
}


def read(content: bytes | str, name: str = "file", **columns: str) -> list[ArticleDraft | Refused]:
    raw = content.encode() if isinstance(content, str) else content
    return list(formats.reader_of(kinds.kind_of(raw, name))(raw, name, columns))


def only(content: bytes | str, name: str = "file", **columns: str) -> ArticleDraft:
    (found,) = read(content, name, **columns)
    assert isinstance(found, ArticleDraft), found
    return found


def refused(content: bytes | str, name: str = "file") -> str:
    with pytest.raises(UnreadableFile) as error:
        read(content, name)
    return str(error.value)


def assert_is_the_treaty(draft: ArticleDraft) -> None:
    assert draft.text == BOTH
    assert (draft.title, draft.outlet, draft.byline) == ("Treaty signed", "Valley Post", "Jane Doe")
    assert (draft.published_on, draft.published_basis) == (date(2021, 4, 15), "metadata")
    assert draft.url == "https://valley.example/n/1"


def zipped(**members: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return made.getvalue()


# Records


@pytest.mark.parametrize(
    "value",
    [
        RECORD,
        [RECORD],
        {"articles": [RECORD]},
        {"response": {"results": [RECORD]}},
        {
            "headline": "Treaty signed",
            "articleBody": BOTH,
            "datePublished": "2021-04-15T22:10:00+02:00",
            "publisher": {"@type": "Organization", "name": "Valley Post"},
            "author": [{"name": "Jane Doe"}],
            "url": "https://valley.example/n/1",
        },
        {
            "headline": "Treaty signed",
            "body_xhtml": f"<div><p>{FIRST}</p><p>{SECOND}</p></div>",
            "versioncreated": "2021-04-15T20:10:00Z",
            "infosource": [{"name": "Valley Post"}],
            "byline": "Jane Doe",
            "uri": "https://valley.example/n/1",
        },
    ],
    ids=["object", "list", "articles", "nested", "schema.org", "ninjs"],
)
def test_json_gives_an_article_a_record(value):
    assert_is_the_treaty(only(json.dumps(value)))


def test_json_lines_give_an_article_a_line_and_a_bad_one_stops_no_other():
    lines = [json.dumps(RECORD), "{broken", json.dumps({**RECORD, "text": "Another text."})]
    one, bad, other = read("\n".join(lines), "a.jsonl")
    assert isinstance(one, ArticleDraft) and isinstance(other, ArticleDraft)
    assert isinstance(bad, Refused) and bad.file_name == "a.jsonl, line 2"
    assert bad.reason.startswith("it is no valid JSON (")
    assert (one.file_name, other.text) == ("a.jsonl, line 1", "Another text.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[1, 2", "it is no valid JSON"),
        ('{"a": NaN}', "NaN is no JSON value"),
        ("7", "neither an article nor a list"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_json_is_refused(content, reason):
    assert reason in refused(content, "a.json")


def test_a_record_without_a_known_text_says_what_it_has():
    (found,) = read('{"id": 7, "Wording": "Ministers met."}')
    assert isinstance(found, Refused) and "(it has: id, Wording)" in found.reason
    assert only('{"id": 7, "Wording": "Ministers met."}', Wording="text").text == "Ministers met."


def test_an_english_text_that_begins_with_a_bracket_is_no_json():
    assert only("[1] Ministers met in Paris.").text == "[1] Ministers met in Paris."


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_gives_an_article_a_row(sign):
    body = BOTH.replace('"', '""')
    row = sign.join(
        ["Treaty signed", f'"{body}"', "2021-04-15", "Valley Post", "Jane Doe", RECORD["url"]]
    )
    assert_is_the_treaty(
        only(
            sign.join(["Headline", "Full text", "Date", "Source", "Author", "Link"]) + "\r\n" + row
        )
    )


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ('text,city\n"Ostrava, on Thursday",\n', [["text", "city"], ["Ostrava, on Thursday", ""]]),
        ('a,b\r\n"",""\r\n1,"{""k"": [2.0, ""x""]}"', [["a", "b"], ["1", '{"k": [2.0, "x"]}']]),
        ('a,b\n"Two \nlines and ""signs"" \nmore",7\n\n', [["a", "b"], ['Two \nlines and "signs" \nmore', "7"]]),
        ('"Text, in full, as is";"Day\n(printed)"\nMet.;2', [["Text, in full, as is", "Day\n(printed)"], ["Met.", "2"]]),
        ("id\ttext\n007\t Met,  twice ", [["id", "text"], ["007", " Met,  twice "]]),
    ],
    ids=["comma", "quotes", "lines", "names with signs", "blanks"],
)  # fmt: skip
def test_every_cell_of_a_table_is_read_as_written(written, rows):
    assert list(table.rows_of(written)) == rows


def test_a_table_or_json_that_is_not_utf_8_says_how_it_was_read():
    story = "Präsident Müller eröffnete am Montag die Brücke über die Weiße Elster, für große Züge."
    for content, name in (
        (f'title,text\nBrücke,"{story}"', "a.csv"),
        (json.dumps({"title": "Brücke", "text": story}, ensure_ascii=False), "a.json"),
    ):
        draft = only(content.encode("cp1252"), name)
        assert draft.text == story and "told from its bytes" in draft.repairs[0]


@pytest.mark.parametrize(
    "value",
    [
        {"$date": "2021-04-15T20:10:00Z"},
        {"$date": {"$numberLong": "1618517400000"}},
        1618517400,
        1618517400.25,
        "1618517400000",
    ],
)
def test_a_database_s_instant_is_a_day(value):
    draft = only(json.dumps({**RECORD, "published": value}))
    assert (draft.published_on, draft.published_basis) == (date(2021, 4, 15), "metadata")
    assert draft.published_from.startswith("2021-04-15T20:10:00Z")


def test_a_table_with_unknown_columns_says_which_it_has():
    table = "No,Wording,When\n1,Ministers met.,2021-04-15\n"
    assert "(it has: No, Wording, When)" in refused(table, "a.csv")
    assert only(table, "a.csv", Wording="text", When="published").published_on == date(2021, 4, 15)


def test_prose_with_commas_is_no_table():
    assert kinds.kind_of(b"Ostrava, Thursday, in the text of a date\nMinisters met.", "a") == "text"


def test_a_spreadsheet_is_read_sheet_by_sheet():
    book = openpyxl.Workbook()
    book.active.append(["title", "text", "published", "outlet", "byline", "url"])
    book.active.append(
        [RECORD[name] for name in ("title", "text", "published", "outlet", "byline", "url")]
    )
    book.active.append([None] * 6)
    book.create_sheet("Notes").append(["to do", "who"])
    book.create_sheet("Never used")
    made = io.BytesIO()
    book.save(made)
    article, note = read(made.getvalue(), "a.xlsx")
    assert isinstance(article, ArticleDraft) and isinstance(note, Refused)
    assert_is_the_treaty(article)
    assert note.file_name == "a.xlsx, Notes"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-04-15", date(2021, 4, 15)),
        ("2021-04-15T23:30:00-05:00", date(2021, 4, 15)),
        ("20210415T101500Z", date(2021, 4, 15)),
        ("Thu, 15 Apr 2021 23:30:00 GMT", date(2021, 4, 15)),
        ("April 15, 2021", date(2021, 4, 15)),
        ("15/04/2021", date(2021, 4, 15)),
        ("4/15/2021, 10:30", date(2021, 4, 15)),
        ("05.05.2021", date(2021, 5, 5)),
        ("04/05/2021", None),
        ("31/31/2021", None),
        ("15/04/20211", None),
        ("2021-02-31", None),
        ("soon", None),
    ],
)
def test_a_stated_date_is_believed_if_it_is_unmistakable(words, day):
    assert day_stated(words) == day


def test_a_date_that_cannot_be_read_is_said():
    draft = only(json.dumps({**RECORD, "published": "04/05/2021"}))
    assert draft.published_basis == "unknown"
    assert "Its date '04/05/2021' could not be read as one day." in draft.repairs


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "no address"])
def test_an_address_that_is_none_of_the_web_is_left_out(url):
    assert only(json.dumps({**RECORD, "url": url})).url == ""


@pytest.mark.parametrize("words", ["text", "colour=Body", "text="])
def test_a_column_that_cannot_be_chosen_is_named(words):
    with pytest.raises(ValueError, match="names no column"):
        records.read_columns([words])


# Pages, feeds, mails


def test_a_saved_page_gives_its_article_and_nothing_else():
    assert_is_the_treaty(only(PAGE))


def test_a_page_of_another_encoding_is_read_as_it_declares():
    page = PAGE.replace("utf-8", "iso-8859-2").replace("Ostrava", "Třinec").encode("iso-8859-2")
    assert "met in Třinec on" in only(page).text


def test_a_page_without_an_article_says_so():
    assert (
        refused("<!doctype html><html><body></body></html>") == "no article was found in this page"
    )


def feed_of(items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Post</title>'
        f"{items}</channel></rss>"
    )


def test_a_feed_gives_an_article_an_entry():
    full = (
        "<item><title>Treaty signed</title><link>https://valley.example/n/1</link>"
        "<dc:creator>Jane Doe</dc:creator><pubDate>Thu, 15 Apr 2021 20:10:00 GMT</pubDate>"
        f"<description>Short.</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]>"
        "</content:encoded></item>"
    )
    teaser = "<item><title>Mine closes</title><description>A mine closes.</description></item>"
    article, short, empty = read(feed_of(full + teaser + "<item><title>Nothing</title></item>"))
    assert isinstance(article, ArticleDraft) and isinstance(short, ArticleDraft)
    assert_is_the_treaty(article)
    assert short.repairs == ("The feed gives a summary of it only.",)
    assert empty == Refused("file, item 3", "the entry has no text")


def test_a_feed_never_keeps_a_script():
    item = "<item><description>&lt;script&gt;run()&lt;/script&gt;&lt;p&gt;Ministers met.&lt;/p&gt;</description></item>"
    assert only(feed_of(item)).text == "Ministers met."


MAIL = "From: Valley Post <news@valley.example>\r\nTo: a@b.example\r\nSubject: Treaty signed\r\nDate: Thu, 15 Apr 2021 20:10:00 +0200\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_newsletter_gives_its_text(kind):
    body = BOTH.replace("\n", "\r\n") if kind == "plain" else f"<p>{FIRST}</p><p>{SECOND}</p>"
    draft = only(f"{MAIL}Content-Type: text/{kind}; charset=utf-8\r\n\r\n{body}")
    assert draft.text == BOTH
    assert (draft.title, draft.outlet) == ("Treaty signed", "Valley Post")
    assert draft.published_on == date(2021, 4, 15)


def test_a_page_saved_as_one_file_is_read_as_a_page():
    draft = only(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://valley.example/n/1\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Location: https://valley.example/n/1\r\n\r\n{PAGE}\r\n--b--\r\n"
    )
    assert_is_the_treaty(draft)


def test_a_text_with_header_lines_is_no_mail():
    assert kinds.kind_of(b"Title: Treaty signed\nDate: 2021-04-15\n\nMinisters met.", "a") == "text"


def test_newsml_gives_its_items():
    draft = only(
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>'
        '<provider literal="Valley Post"/></itemMeta><contentMeta><contentCreated>2021-04-15T10:00:00Z'
        "</contentCreated><headline>Treaty signed</headline><by>Jane Doe</by></contentMeta><contentSet>"
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>x</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html></inlineXML>"
        "</contentSet></newsItem>"
    )
    assert draft.text == BOTH
    assert (draft.title, draft.outlet, draft.byline) == ("Treaty signed", "Valley Post", "Jane Doe")
    assert draft.published_on == date(2021, 4, 15)


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">'], ids=["own", "file"]
)
def test_xml_that_declares_entities_is_refused(declared):
    assert "entities" in refused(f'<?xml version="1.0"?><!DOCTYPE r [{declared}]><r>&a;</r>')


def test_xml_of_an_unknown_kind_gives_its_words():
    draft = only('<?xml version="1.0"?><note><to>Ministers</to><body>They met.</body></note>')
    assert draft.text == "Ministers\n\nThey met." and "unknown kind (<note>)" in draft.repairs[0]


# Documents


def test_a_word_document_gives_its_paragraphs_and_tables():
    document = docx.Document()
    document.core_properties.author = "Jane Doe"
    document.add_paragraph("Treaty signed", style="Title")
    document.add_paragraph(FIRST)
    document.add_table(1, 1).cell(0, 0).text = SECOND
    made = io.BytesIO()
    document.save(made)
    draft = only(made.getvalue(), "a.docx")
    assert (draft.text, draft.title, draft.byline) == (BOTH, "Treaty signed", "Jane Doe")


def test_an_opendocument_gives_its_paragraphs():
    names = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office="o"'
    content = (
        f"<office:c {names}><text:h>Treaty</text:h><text:p>Ministers<text:s/>met <text:span>in</text:span> Ostrava."
        "<text:note>1<text:p>A note.</text:p></text:note></text:p></office:c>"
    )
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Treaty signed</dc:title></m>'
    draft = only(zipped(content_DOT_xml=content, meta_DOT_xml=meta))
    assert (draft.text, draft.title) == ("Treaty\n\nMinisters met in Ostrava.", "Treaty signed")


def pdf_of(*pages: list[str]) -> bytes:
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject(
            {NameObject(key): NameObject(value) for key, value in font.items()}
        )
        fonts = DictionaryObject({NameObject("/F1"): named})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 50 750 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Treaty signed", "/Author": "Jane Doe"})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_gives_its_text_with_broken_lines_and_words_joined():
    draft = only(
        pdf_of(
            ["Ministers of six countries met in Ostrava on Thurs-", "day to sign a treaty on rivers.",
             "The treaty, which one country had blocked since", "7"],
            ["2019, limits what mines may let in."],
        )
    )  # fmt: skip
    assert draft.text == BOTH
    assert (draft.title, draft.byline) == ("Treaty signed", "Jane Doe")
    assert len(draft.repairs) == 3


def test_a_printed_page_keeps_its_header_lines_apart_from_the_story():
    menu = ["Home", "World", "Weather"]
    header = ["Treaty signed at last", "By Jane Doe", "15 April 2021"]
    story = ["Ministers of six countries met in Ostrava to sign a treaty on rivers, which"] * 8
    text, numbers, _notes = pdf.text_of_pages(["\n".join([*menu, *header, *story, "one blocked."])])
    assert text.split("\n\n")[-3:] == [*header[1:], " ".join([*story, "one blocked."])]
    draft = draft_of(text, "a.pdf", Stated(), pages=numbers)
    assert (draft.published_on, draft.byline) == (date(2021, 4, 15), "Jane Doe")


def test_a_browser_s_own_hyphens_are_told_from_those_of_words():
    page = (
        "The min \u2010\nister closed the drinking-\nwater plant in Linz, an offi\u2010\ncer said."
    )
    text, _numbers, notes = pdf.text_of_pages([page])
    assert text == "The minister closed the drinking-water plant in Linz, an officer said."
    assert len(notes) == 2


def test_ligatures_of_a_font_are_letters_again():
    text, _numbers, notes = pdf.text_of_pages(["The o\ufb03ce was \ufb01ned for \ufb02ooding."])
    assert text == "The office was fined for flooding." and "Ligatures" in notes[0]


def test_each_paragraph_of_a_pdf_keeps_its_page():
    draft = only(
        pdf_of(
            ["The first paragraph ends on this page, and so it does."],
            ["The second one begins on the next page and goes on"],
            ["to the third, where it ends with a full stop at last.", "", "Third."],
        )
    )
    assert draft.pages[0] == 1 and draft.pages[1] == 2
    assert len(draft.pages) == len(draft.paragraphs)


def test_running_heads_and_feet_are_taken_out_and_said():
    stories = [
        f"The {name} of the port was told to go." for name in ("head", "clerk", "cook", "guard")
    ]
    pages = [f"Valley Post, page {at}\n{one}\n{at} of 4" for at, one in enumerate(stories, 1)]
    text, numbers, notes = pdf.text_of_pages(pages)
    assert text.split("\n\n") == stories
    assert numbers == [1, 2, 3, 4] and len(notes) == 2


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("a long line about the min-\nister of works", "a long line about the minister of works"),
        ("a long line about a well-\nknown minister", "a long line about a well-known minister"),
        (
            "the cease-fire held, and then the cease-\nfire broke down",
            "the cease-fire held, and then the cease-fire broke down",
        ),
        ("a line that ends in a dash -\nand goes on", "a line that ends in a dash - and goes on"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_it_is_not_the_words_own(lines, text):
    assert pdf.text_of_pages([lines])[0] == text


def test_a_pdf_of_pictures_says_what_to_do():
    assert "searchable PDF" in refused(pdf_of([]))


def test_a_damaged_pdf_says_so():
    assert "damaged PDF" in refused(b"%PDF-1.7\nnothing of it")


def test_paragraphs_of_a_page_stay_apart():
    text, _, _ = pdf.text_of_pages(
        [f"{FIRST}\nShort end.\n{SECOND}\n\nAnother paragraph stands here."]
    )
    assert text.split("\n\n")[-1] == "Another paragraph stands here."


# Archives


def test_a_zip_gives_all_that_it_holds():
    archive = zipped(
        a__page_DOT_html=PAGE, b_DOT_txt="Ministers met.", c_DOT_png=b"\x89PNG", README_DOT_md="No."
    )
    found = read(archive, "z.zip")
    assert [one.file_name for one in found] == ["z.zip/a/page.html", "z.zip/b.txt", "z.zip/c.png"]
    assert [type(one) for one in found] == [ArticleDraft, ArticleDraft, Refused]
    assert isinstance(found[0], ArticleDraft) and found[0].original == PAGE.encode()


def test_a_name_that_leaves_the_archive_is_never_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../escaped.txt", "Ministers met.")
    assert only(made.getvalue(), "z.zip").text == "Ministers met."
    assert list(tmp_path.rglob("*")) == [] and not (tmp_path.parent / "escaped.txt").exists()


def test_an_archive_that_blows_up_is_refused(monkeypatch):
    from articles.importing.formats import archives as reader

    monkeypatch.setattr(reader, "LARGEST_FILE", 1000)
    assert "times as large as it is" in refused(zipped(a_DOT_txt=b"a" * 1_000_000))


def test_an_archive_in_an_archive_in_an_archive_is_not_opened():
    third = zipped(a_DOT_txt="Ministers met.")
    found = read(zipped(z_DOT_zip=zipped(z_DOT_zip=zipped(z_DOT_zip=third))))
    assert [type(one) for one in found] == [Refused] and inner._depth == 0


def test_gzip_is_unpacked():
    assert only(gzip.compress(PAGE.encode())).title == "Treaty signed"
    assert "damaged (gzip)" in refused(b"\x1f\x8b\x08" + bytes(7) + b"\xff" * 10)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of the writer
@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages(packed):
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    for kind, body in (("text/html; charset=utf-8", PAGE), ("text/css", "p {}")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                "https://valley.example/n/1",
                "response",
                payload=io.BytesIO(body.encode()),
                http_headers=headers,
            )
        )
    assert_is_the_treaty(only(made.getvalue()))


# Importing


def test_a_folder_of_many_formats_is_imported(db, tmp_path: Path):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.jsonl").write_text(
        json.dumps({**RECORD, "text": "Others met.", "title": "Another", "url": ""})
        + '\n{"id": 1}\n'
    )
    (tmp_path / "c.json").write_text(json.dumps(RECORD))
    outcomes = list(import_files(files_in([tmp_path])))
    assert [(one.status, one.part) for one in outcomes] == [
        ("imported", ""),
        ("imported", ", line 1"),
        ("unreadable", ", line 2"),
        ("unchanged", ""),
    ]
    assert {article.title for article in Article.objects.all()} == {"Treaty signed", "Another"}
    assert {article.published_basis for article in Article.objects.all()} == {"metadata"}
