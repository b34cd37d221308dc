"""Which reader a file needs, told by its content.

The name decides nothing; but a name that promises JSON or CSV over a content that is none is
a mistake to be told, not an article of braces and commas.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from articles.importing.drafts import UnreadableFile
from articles.importing.formats import records

# What a file begins with and which reader it needs; where there is none, what to call it.
_SIGNATURES = (
    (b"%PDF-", "pdf", ""),
    (b"WARC/", "warc", ""),
    (b"\x1f\x8b", "gzipped", ""),
    (b"{\\rtf", "", "a Rich Text document: save it as DOCX or plain text"),
    (b"\xd0\xcf\x11\xe0", "", "an old Office document: save it as DOCX or XLSX"),
    (b"\x89PNG", "", "a picture: only text is read"),
    (b"\xff\xd8\xff", "", "a picture: only text is read"),
    (b"GIF8", "", "a picture: only text is read"),
    (b"SQLite format 3\x00", "", "a database: export its articles as CSV or JSON"),
)
_IN_ZIP = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("content.xml", "odt"),
)
_HEAD = 65_536  # bytes that are looked at
_XML = re.compile(
    r"<\?xml\b|<!doctype\s+(?!html\b)|<(?:\w+:)?(?:rss|feed|rdf|newsitem|newsmessage)\b",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")
_PAGE = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|section|div|p|h1)\b(?:[^<]*[>/]|[^<]*\Z)",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]+\]\((?:https?://|/|#)[^()\s]*\)"),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^(?:\* |- |\d+\. )\S[^\n]*\n(?:\* |- |\d+\. )\S", re.MULTILINE),
    re.compile(r"^---[ \t]*\n(?:[\w-]+[ \t]*:[^\n]*\n)+---", re.MULTILINE),
)
_FEEDS = {"rss", "feed", "rdf"}
_NEWS = {"newsitem", "newsmessage", "packageitem"}
_MAIL = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.IGNORECASE)
_MAIL_FIELDS = re.compile(
    r"^(?:mime-version|message-id|received|return-path|content-type|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)


def kind_of(content: bytes, file_name: str) -> str:
    """Return the name of the module that reads it. Raises UnreadableFile if none does."""
    for signature, kind, what in _SIGNATURES:
        if content.startswith(signature):
            if not kind:
                raise UnreadableFile(f"it is {what}")
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _kind_in_zip(content)
    head = _beginning(content)
    kind = _markup_kind(head, content) or _data_kind(head, content, file_name)
    return kind or ("markdown" if _is_markdown(head) else "text")


def _is_markdown(head: str) -> bool:
    """Whether it has signs of two kinds that plain text has none of, front matter among them."""
    return sum(bool(sign.search(head)) for sign in _MARKDOWN) >= 2


def _kind_in_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFile(f"it is a damaged ZIP or Office document: {error}") from error
    return next((kind for name, kind in _IN_ZIP if name in names), "zipped")


def _beginning(content: bytes) -> str:
    head = content[:_HEAD]
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").lstrip()
    if b"\x00" in head[:4]:
        wide = "utf-16-be" if head[:1] == b"\x00" else "utf-16-le"
        return head.decode(wide, "replace").lstrip()
    return head.decode("utf-8", "replace").lstrip()


def _markup_kind(head: str, content: bytes) -> str:
    if _XML.match(head):
        root = _ROOT.search(re.sub(r"<!--.*?-->", "", head, flags=re.DOTALL))
        name = root[1].casefold() if root else ""
        if name in _FEEDS:
            return "feed"
        if name in _NEWS:
            return "newsml"
        return "web" if name == "html" else "xml"
    if _PAGE.match(head):
        return "web"
    if _MAIL.match(head) and _MAIL_FIELDS.search(head[:4000]):
        return "mail"
    whole = re.match(r"<[?!a-z]", head, re.IGNORECASE) and content.rstrip().endswith(b">")
    return "xml" if whole else ""


def _data_kind(head: str, content: bytes, file_name: str) -> str:
    ending = file_name.casefold().rpartition(".")[2]
    if ending in {"json", "jsonl", "ndjson"} or re.match(r'[\[{]\s*["{\[\]}]', head):
        return "data"
    if ending in {"csv", "tsv"} or records.has_header(head):
        return "table"
    return ""
