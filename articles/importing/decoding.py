"""Bytes to text: the encoding told from the bytes, then a fixed list of recorded repairs.

The original bytes are kept beside the text, so a repair loses nothing; each one that
changed something is said in a sentence.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

import ftfy
from charset_normalizer import from_bytes

from articles.importing.drafts import UnreadableFile

_BOMS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tab and line feed stay; all other controls, bidi overrides and the byte order mark go.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_LONE = "surrogatepass"  # lone surrogates are let in here and replaced among the repairs
_SURROGATES = re.compile("[\ud800-\udfff]")
_SHIFTS = re.compile(rb"\+(?:[A-Za-z0-9/]{3,}(?=[^A-Za-z0-9/])-?|-)")
_LEAST_SHIFTS = 3
_ESCAPES = re.compile(rb"\x1b\$[@B]|\x1b\([BJI]")


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `content` and a sentence for each thing that was done to it.

    Raises UnreadableFile for what is empty or no text in any known encoding.
    """
    return repaired(*as_text(content))


def as_text(content: bytes) -> tuple[str, list[str]]:
    """The characters of `content` as they are, for a format with a syntax of its own, and what
    is to be said of their encoding.

    Raises UnreadableFile for what is empty or no text in any known encoding.
    """
    if not content.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf\xfe\xff"):
        raise UnreadableFile("it is empty")
    return _decoded(content)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding, _LONE), _said(encoding)
            except UnicodeDecodeError:
                break
    if encoding := _wide_encoding(content):
        return content.decode(encoding, _LONE), _said(encoding)
    if _ESCAPES.search(content) and _decodes(content, "iso2022_jp"):
        return content.decode("iso2022_jp"), ["Read as ISO-2022-JP."]
    if _is_utf7(content):
        return content.decode("utf-7").removeprefix("\ufeff"), ["Read as UTF-7."]
    try:
        return content.decode("utf-8", _LONE), []
    except UnicodeDecodeError:
        return _detected(content)


def _is_utf7(content: bytes) -> bool:
    """Whether every + begins what UTF-7 means by it, several times, and letters come of it."""
    shifts = len(_SHIFTS.findall(content))
    if not content.isascii() or shifts != content.count(b"+"):
        return False
    if shifts < _LEAST_SHIFTS and not content.startswith(b"+/v"):
        return False
    try:
        text = content.decode("utf-7")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(one) in {"Cn", "Co", "Cs"} for one in text)


def _said(encoding: str) -> list[str]:
    return [] if encoding == "utf-8" else [f"Read as {encoding.upper()}."]


def _wide_encoding(content: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: every other byte, or three of four, is zero."""
    sample = content[:4000]
    for size, encodings in ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be"))):
        if len(content) % size:
            continue
        for encoding, zeros in zip(encodings, (size - 1, 0), strict=True):
            columns = [sample[place::size].count(0) for place in range(size)]
            rest = sum(columns[place] for place in range(size) if place != size - 1 - zeros)
            if columns[zeros] > len(sample) / size * 0.6 and _decodes(content, encoding):
                return encoding if size == 2 or rest > len(sample) / size else ""
    return ""


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding, _LONE)
    except UnicodeDecodeError:
        return False
    return True


def _detected(content: bytes) -> tuple[str, list[str]]:
    if b"\x00" in content[:8000] or _share_of_controls(content) > 0.02:
        raise UnreadableFile("it is binary, not text")
    best = from_bytes(content).best()
    if best is None:
        raise UnreadableFile("its encoding could not be told: save it as UTF-8")
    name = best.encoding.replace("_", "-").upper()
    return str(best), [f"Not UTF-8: read as {name}, told from its bytes; check unusual letters."]


def _share_of_controls(content: bytes) -> float:
    sample = _ESCAPES.sub(b"", content[:8000])
    controls = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\x0b\x0c")
    return controls / max(1, len(sample))


def repaired(text: str, notes: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return the text after all repairs, and `notes` with a sentence for each that was needed.

    Raises UnreadableFile for what is empty or no text.
    """
    notes = list(notes)
    for repair, says in _REPAIRS:
        mended = repair(text)
        if mended != text:
            if says:
                notes.append(says)
            text = mended
    if not text.strip():
        raise UnreadableFile("it is empty")
    if _share_of_nonwords(text) > 0.5:
        raise UnreadableFile("it is binary, not text")
    return text, tuple(notes)


def _share_of_nonwords(text: str) -> float:
    sample = text[:8000]
    odd = sum(1 for character in sample if unicodedata.category(character) in {"Cn", "Co", "Cs"})
    return odd / max(1, len(sample))


def _line_ends(text: str) -> str:
    return re.sub("\r\n?|\u0085|\u2028|\u2029|\x0b|\x0c", "\n", text)


def _mojibake(text: str) -> str:
    """Mend text that was decoded wrongly before it reached us; keep all else as it is."""
    return "\n".join(_mended_line(line) for line in text.split("\n"))


def _mended_line(line: str) -> str:
    return line if line.isascii() else ftfy.fix_encoding(line)


_REPAIRS: tuple[tuple[Callable[[str], str], str], ...] = (
    (_line_ends, ""),
    (
        lambda text: _SURROGATES.sub("\ufffd", text),
        "Lone surrogates, which stand for no character, were replaced by �.",
    ),
    (_mojibake, "Letters that an earlier program had garbled (mojibake) were mended."),
    (
        lambda text: _CONTROLS.sub("", text),
        "Invisible control characters were taken out.",
    ),
    (lambda text: text.replace("\u00ad", ""), "Soft hyphens were taken out."),
    (
        lambda text: unicodedata.normalize("NFC", text),
        "Accents were joined with their letters (Unicode NFC).",
    ),
)
