"""The desk: everything that was named arrives here, as Documents with their bytes archived.

Takes locations (files, folders, patterns, "-", URLs). Gives an Arrival for each document and a Finding for each thing that
could not be read, as they come. Promises that one broken item costs that item only; that memory does not grow with the
number of documents or the length of a container; and that the same bytes give the same Document, wherever they lay.
"""

import base64
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

from daftar.intake import docx, feed, html, mail, pdf, tables, text
from daftar.intake.archive import Archive
from daftar.intake.extract import Attachment, Entry, Extract, Trouble
from daftar.intake.findings import finding, shown
from daftar.intake.kinds import HEAD, Kind, kind_of
from daftar.intake.limits import Limits, in_words
from daftar.intake.locations import files
from daftar.intake.quarantine import RISKY, Quarantine
from daftar.intake.tables import Columns, csv_members, json_members
from daftar.intake.text import language_code, published_on, read_text, unwrapped
from daftar.intake.warc import warc_members
from daftar.intake.web import download
from daftar.model import Capture, Document, Finding
from daftar.model.identity import canonical, encoded

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
_STREAMED = frozenset(("csv", "json", "warc"))
_DEEPEST = 5  # messages in messages, web archives in web archives …
_STEPS = {"text": text.STEP, "html": html.STEP, "pdf": pdf.STEP, "docx": docx.STEP, "mail": mail.STEP}
_MEDIA_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mail": "message/rfc822",
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A Document, and where and when its bytes were got."""

    document: Document
    capture: Capture


@dataclass(frozen=True, slots=True)
class _Piece:
    """Bytes that are a document or hold some, on disk or in memory, and where they come from."""

    content: bytes | Path
    location: str
    captured_at: str
    name: str
    media_type: str | None = None
    container: str | None = None
    member: str | None = None
    depth: int = 0

    @property
    def address(self) -> str:
        return f"{self.location}:{self.member}" if self.member else self.location

    @property
    def size(self) -> int:
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    def opened(self) -> BinaryIO:
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    def within(self, member: str, container: str, content: bytes, name: str, media_type: str) -> "_Piece":
        whole = f"{self.member}, {member}" if self.member else member
        return replace(
            self,
            content=content,
            member=whole,
            container=container,
            name=name,
            media_type=media_type,
            depth=self.depth + 1,
        )


Arrivals = Iterator[Arrival | Finding]


def now() -> str:
    """The time of now: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def arrivals(
    locations: Iterable[str],
    archive: Archive | None,
    *,
    columns: Columns = Columns(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
    captured_at: Callable[[], str] = now,
) -> Arrivals:
    """Documents and Findings, location by location, in the order of names within each; a document before what is said of it.

    `archive` None keeps no bytes. `captured_at` gives the time of now as `now` does. Only a location that
    begins with http:// or https:// touches the network. Raises CaseError where the archive cannot be written.
    """
    with Quarantine(limits) as quarantine:
        desk = _Desk(archive, columns, limits, captured_at, quarantine)
        for location in locations:
            if location == "-":
                yield from desk.standard_input()
            elif _URL.match(location):
                yield from desk.page(location)
            else:
                for found in files(location, apart=archive.folder if archive is not None else None):
                    yield from (found,) if isinstance(found, Finding) else desk.file(found)


class _Desk:
    """What every document needs on its way in."""

    def __init__(
        self,
        archive: Archive | None,
        columns: Columns,
        limits: Limits,
        captured_at: Callable[[], str],
        quarantine: Quarantine,
    ) -> None:
        self.archive, self.columns, self.limits = archive, columns, limits
        self.captured_at, self.quarantine = captured_at, quarantine

    def file(self, path: Path) -> Arrivals:
        """The documents of one file."""
        piece = _Piece(path, shown(str(path)), self.captured_at(), path.name)
        try:
            yield from self._documents(piece)
        except OSError as error:
            yield _found(piece, "path.unreadable", error.strerror or str(error))

    def standard_input(self) -> Arrivals:
        """The documents of standard input, put on disk first: it can be read only once."""
        stream = sys.stdin.buffer
        yield from self._spooled(iter(lambda: stream.read(1 << 16), b""), "standard input", "", None)

    def page(self, url: str) -> Arrivals:
        """The documents at one web address."""
        url = _LOGIN.sub("", url)  # it would stand in the book for ever, and no request uses it
        answer = download(url, self.limits)
        if isinstance(answer, Trouble):
            yield finding(answer, url)
        else:
            yield from self._spooled(answer.chunks, url, answer.name, answer.media_type)

    def _spooled(self, chunks: Iterator[bytes | Trouble], location: str, name: str, media_type: str | None) -> Arrivals:
        with _temporary_file() as path:
            trouble = self._spool(chunks, path, name, media_type)
            if trouble is not None:
                yield finding(trouble, location)
            else:
                yield from self._documents(_Piece(path, location, self.captured_at(), name, media_type))

    def _spool(
        self, chunks: Iterator[bytes | Trouble], path: Path, name: str, media_type: str | None
    ) -> Trouble | None:
        """Write the chunks to the file; stop where they are more than a thing of their kind may be."""
        size, limit = 0, None
        with path.open("wb") as out:
            for chunk in chunks:
                if isinstance(chunk, Trouble):
                    return chunk
                size += len(chunk)
                out.write(chunk)
                if limit is None and size > min(HEAD, self.limits.max_bytes):
                    out.flush()
                    limit = self._limit(path, name, media_type)
                if limit is not None and size > limit:
                    return Trouble("file.too_large", f"over the limit of {in_words(limit)}")
        return None

    def _limit(self, path: Path, name: str, media_type: str | None) -> int:
        with path.open("rb") as stream:
            kind = kind_of(stream.read(HEAD), name, media_type, self.columns)
        return self.limits.max_container_bytes if kind in _STREAMED else self.limits.max_bytes

    def _documents(self, piece: _Piece) -> Arrivals:
        if piece.depth > _DEEPEST:
            yield _found(piece, "file.too_deep", str(_DEEPEST))
            return
        size = piece.size
        if not size:
            yield _found(piece, "file.empty")
            return
        with piece.opened() as stream:
            kind = kind_of(stream.read(HEAD), piece.name, piece.media_type, self.columns)
        if isinstance(kind, Trouble):
            yield finding(kind, piece.address)
        elif kind in _STREAMED:
            yield from self._members(piece, kind)
        elif size > self.limits.max_bytes:
            yield _found(
                piece, "file.too_large", f"{in_words(size)}, over the limit of {in_words(self.limits.max_bytes)}"
            )
        else:
            with piece.opened() as stream:
                data = stream.read(self.limits.max_bytes + 1)
            yield from self._document(piece, kind, data)

    def _document(self, piece: _Piece, kind: Kind, data: bytes) -> Arrivals:
        extract = self.quarantine.read(kind, data) if kind in RISKY else read_text(data)
        if extract.text is not None or extract.entries or extract.attachments:
            sha = self._kept(data)
            if extract.text is not None:
                yield Arrival(_document(sha, kind, extract), _capture(piece, sha))
            for number, entry in enumerate(extract.entries, 1):
                yield from self._entry(piece, f"entry {number}", sha, entry, feed.STEP)
        yield from (finding(trouble, piece.address) for trouble in extract.troubles)
        for number, attachment in enumerate(extract.attachments, 1):
            yield from self._attachment(piece, number, sha, attachment)

    def _attachment(self, piece: _Piece, number: int, container: str, attachment: Attachment) -> Arrivals:
        member = f"attachment {number} ({attachment.name})"
        data = base64.b64decode(attachment.base64)
        yield from self._documents(piece.within(member, container, data, attachment.name, attachment.media_type))

    def _members(self, piece: _Piece, kind: Kind) -> Arrivals:
        container = self._kept_container(piece)
        # What is read is what was archived, also where somebody writes to the file meanwhile.
        archived = self.archive.path(container) if self.archive is not None else piece.content
        with replace(piece, content=archived).opened() as stream:
            if kind == "warc":
                yield from self._pages(piece, container, stream)
                return
            members = csv_members if kind == "csv" else json_members
            for member, entry in members(stream, self.columns, self.limits):
                if isinstance(entry, Trouble):
                    yield finding(entry, f"{piece.address}:{member}" if member else piece.address)
                else:
                    yield from self._entry(piece, member, container, entry, tables.STEP)

    def _pages(self, piece: _Piece, container: str, stream: BinaryIO) -> Arrivals:
        for member, page in warc_members(stream, self.limits):
            if isinstance(page, Trouble):
                yield finding(page, f"{piece.address}:{member}" if member else piece.address)
            else:
                inner = piece.within(member, container, page.data, page.url, page.media_type)
                yield from self._documents(replace(inner, captured_at=page.captured_at or piece.captured_at))

    def _entry(self, piece: _Piece, member: str, container: str, entry: Entry, step: str) -> Arrivals:
        data = canonical(encoded(entry)).encode()
        inner = piece.within(member, container, data, "", "application/json")
        published, troubles = published_on(entry.date)
        document = Document(
            id=self._kept(data, derived=True),
            text=unwrapped(entry.text),
            title=entry.title,
            publisher=entry.publisher,
            published=published,
            url=entry.url,
            language=language_code(entry.language),
            media_type="application/json",
            made_by=step,
        )
        yield Arrival(document, _capture(inner, document.id))
        yield from (finding(trouble, inner.address) for trouble in troubles)

    def _kept(self, data: bytes, *, derived: bool = False) -> str:
        return self.archive.keep(data, derived=derived) if self.archive is not None else sha256(data).hexdigest()

    def _kept_container(self, piece: _Piece) -> str:
        if isinstance(piece.content, bytes):
            return self._kept(piece.content)
        if self.archive is not None:
            return self.archive.keep_file(piece.content)
        with piece.content.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()


def _document(sha: str, kind: Kind, extract: Extract) -> Document:
    return Document(
        id=sha,
        text=extract.text or "",
        title=extract.title,
        publisher=extract.publisher,
        published=extract.published,
        url=extract.url,
        language=extract.language,
        media_type=_MEDIA_TYPES[kind],
        made_by=_STEPS[kind],
    )


def _capture(piece: _Piece, sha: str) -> Capture:
    return Capture(sha, piece.location, piece.captured_at, piece.container, piece.member)


def _found(piece: _Piece, name: str, detail: str = "") -> Finding:
    return finding(Trouble(name, detail), piece.address)


@contextmanager
def _temporary_file() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="daftar-") as folder:
        yield Path(folder) / "incoming"
