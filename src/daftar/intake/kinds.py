"""Kinds: what format some bytes are in.

Takes the first bytes and a name. Gives one Kind, or the Trouble of a format that is not read. Promises that the content
decides, never the name, except between text and a table, which look alike.
"""

import re
import zlib
from pathlib import PurePosixPath
from typing import Literal

from daftar.intake.extract import Trouble
from daftar.intake.tables import Columns, delimiter_of
from daftar.intake.text import encoding_of

Kind = Literal["text", "html", "pdf", "docx", "mail", "feed", "warc", "csv", "json"]

HEAD = 65_536
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "format.picture", "PNG"),
    (b"\xff\xd8\xff", "format.picture", "JPEG"),
    (b"GIF8", "format.picture", "GIF"),
    (b"II*\x00", "format.picture", "TIFF"),
    (b"MM\x00*", "format.picture", "TIFF"),
    (b"BM", "format.picture", "BMP"),
    (b"{\\rtf", "format.unknown", "an RTF file"),
    (b"SQLite format 3", "format.unknown", "a database (SQLite)"),
    (b"PAR1", "format.unknown", "a Parquet file"),
    (b"OggS", "format.unknown", "a sound recording"),
    (b"ID3", "format.unknown", "a sound recording"),
    (b"\x1aE\xdf\xa3", "format.unknown", "a film"),
    (b"\x7fELF", "format.unknown", "a program"),
    (b"MZ\x90", "format.unknown", "a program"),
    (b"7z\xbc\xaf", "packed.files", "7z"),
    (b"Rar!", "packed.files", "RAR"),
    (b"BZh", "packed.files", "bzip2"),
    (b"\xfd7zXZ", "packed.files", "xz"),
    (b"(\xb5/\xfd", "packed.files", "Zstandard"),
)
_LEGACY_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PREAMBLE = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?! html)[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|link|script|style|div|p|article|section|main|header|nav|h[1-6]|table|ul|ol|span"
    r"|br|center|font|img|a)[\s>/]",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</(?:p|div|html|body|h[1-6]|li|td|article|span|table)>", re.IGNORECASE)
_JSON = re.compile(r"\{\s*(?:\"|\}\s*$)|\[\s*(?:\{|\]\s*$)")
_MAIL_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t].*)?$|[ \t]+\S.*$|From .*$")
_MAIL_CERTAIN = frozenset({"received", "message-id", "return-path", "mime-version", "x-mailer", "delivered-to"})


def kind_of(head: bytes, name: str, media_type: str | None, columns: Columns) -> Kind | Trouble:
    """The kind of what begins with `head` (up to HEAD bytes). `name` is a file's or a URL's, `media_type` as declared."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"  # or another packed format: the reader looks inside
    if head.startswith(_LEGACY_OFFICE):
        return _ole(head)
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _inflated(head).startswith(b"WARC/") else Trouble("packed.files", "gzip")
    if head.startswith(b"WARC/"):
        return "warc"
    for magic, trouble, detail in _MAGIC:
        if head.startswith(magic) and (magic != b"BM" or head[6:10] == bytes(4)):
            return Trouble(trouble, detail)
    if head[4:8] == b"ftyp":
        return Trouble("format.unknown", "a film or a picture (MP4, HEIC)")
    if head[257:262] == b"ustar":
        return Trouble("packed.files", "tar")
    if head.startswith(b"RIFF"):
        return (
            Trouble("format.picture", "WebP")
            if head[8:12] == b"WEBP"
            else Trouble("format.unknown", "a sound or a film")
        )
    return _kind_of_text(head.decode(encoding_of(head), "replace").lstrip("\ufeff"), name, media_type, columns)


def _kind_of_text(text: str, name: str, media_type: str | None, columns: Columns) -> Kind | Trouble:
    start = text[_end_of_preamble(text) :]
    if start.startswith("<"):
        if _FEED.match(start):
            return "feed"
        if _HTML.match(start):
            return "html"
        if text.lstrip().startswith("<?xml"):
            return Trouble("format.unknown", "an XML file of an unknown kind")
    if _JSON.match(start):
        return "json"
    if _is_mail(text):
        return "mail"
    ending = PurePosixPath(name.lower()).suffix
    declared = (media_type or "").partition(";")[0].strip().lower()
    if ending in (".csv", ".tsv", ".tab") or declared in ("text/csv", "text/tab-separated-values"):
        return "csv"
    if ending in (".json", ".jsonl", ".ndjson") or declared in (
        "application/json",
        "application/x-ndjson",
        "application/jsonl",
    ):
        return "json"
    if delimiter_of(text.lstrip().partition("\n")[0], columns) is not None:
        return "csv"
    return "html" if len(_CLOSING.findall(text)) >= 3 else "text"


def _end_of_preamble(text: str) -> int:
    match = _PREAMBLE.match(text[:20_000])
    return match.end() if match else 0


def _is_mail(text: str) -> bool:
    """A block of header lines at the top with one that only mail has, or with From, Date and Subject."""
    seen = set()
    for line in text.splitlines()[:200]:
        if not line.strip():
            break
        match = _MAIL_LINE.match(line)
        if match is None:
            return False
        if match[1]:
            seen.add(match[1].lower())
    return (not seen.isdisjoint(_MAIL_CERTAIN) and len(seen) >= 3) or {"from", "date", "subject"} <= seen


def _ole(head: bytes) -> Trouble:
    locked = "EncryptedPackage".encode("utf-16-le")
    return Trouble("docx.encrypted" if locked in head else "office.legacy")


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""
