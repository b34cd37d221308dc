"""Mails: newsletters (EML), and web pages saved as one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator, Mapping
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from articles.importing.drafts import ArticleDraft, UnreadableFile
from articles.importing.formats.web import decoded, draft_of_page, text_of_fragment
from articles.importing.text import Stated, draft_of


def read(content: bytes, file_name: str, columns: Mapping[str, str]) -> Iterator[ArticleDraft]:
    """Raises UnreadableFile where it has no text."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    if page := _saved_page(mail):
        markup, notes = _markup(page)
        address = mail["Snapshot-Content-Location"] or page["Content-Location"] or ""
        yield draft_of_page(markup, file_name, url=str(address), notes=notes)
        return
    stated = Stated(
        title=_header(mail, "Subject"),
        outlet=parseaddr(_header(mail, "From"))[0],
        published=_header(mail, "Date"),
    )
    yield draft_of(_body(mail), file_name, stated)


def _saved_page(mail: EmailMessage) -> EmailMessage | None:
    """The page of an MHTML file: the first one of parts that belong together."""
    is_page = mail["Snapshot-Content-Location"] or (
        mail.get_content_type() == "multipart/related" and not mail["To"]
    )
    pages = (part for part in mail.walk() if part.get_content_type() == "text/html")
    return next(pages, None) if is_page else None


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail[name] or "")
    except (ValueError, IndexError, AttributeError):  # headers that the standard library trips over
        return ""


def _body(mail: EmailMessage) -> str:
    """The plain text that the mail gives beside its page, else the words of the page."""
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    if plain is not None and (words := _markup(plain)[0]).strip():
        return words
    if page is None:
        raise UnreadableFile("it is a mail without a text")
    return text_of_fragment(_markup(page)[0])


def _markup(part: MIMEPart) -> tuple[str, list[str]]:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset:
        try:
            return content.decode(charset), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)
