"""WARC: the pages of a web archive, one at a time.

Takes a stream of bytes, packed or not. Gives a Page or a Trouble for each response and resource that is HTML, text or PDF.
Promises memory for one page, and one Trouble that counts what else the archive holds.
"""

import contextlib
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from daftar.intake.extract import Trouble
from daftar.intake.limits import Limits, in_words

_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_SECOND = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its bytes, its address on the web, and when it was captured (UTC, to the second) if the archive says so."""

    data: bytes
    url: str
    media_type: str
    captured_at: str | None


def warc_members(stream: BinaryIO, limits: Limits) -> Iterator[tuple[str, Page | Trouble]]:
    """("record 3 (https://…)", Page or Trouble); records count from 1, all kinds. Address "" is the archive."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    unpacked = _Unpacked(stream)
    records = ArchiveIterator(unpacked)
    others: Counter[str] = Counter()
    number = pages = 0
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # warcio prints what it warns of
                record = next(records, None)
                if record is None:
                    break
                number += 1
                member = _read_record(record, number, others, limits)
        except (ArchiveLoadFailed, *_BROKEN):
            unpacked.end = b""
            break
        if member is not None:
            pages += 1
            yield member
    broken = records.err_count or not unpacked.end.endswith(b"\r\n\r\n")
    if broken:
        yield "", Trouble("warc.broken", f"record {number}")
    elif not pages:
        yield "", Trouble("warc.empty")
    if others:
        counts = ", ".join(f"{count:,} {name}" for name, count in others.most_common(12))
        yield "", Trouble("warc.not_read", counts)


# What warcio raises on damaged archives besides its own errors.
_BROKEN = (ValueError, EOFError, OSError, zlib.error, AttributeError, TypeError, KeyError, IndexError)


class _Unpacked:
    """The archive's bytes without gzip, and the last of them: warcio takes a file that is cut off for one that ends."""

    def __init__(self, stream: BinaryIO) -> None:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        self.read_some: Callable[[int], bytes] = gzip.GzipFile(fileobj=stream).read1 if packed else stream.read
        self.end = b""

    def read(self, size: int = -1) -> bytes:
        try:
            data = self.read_some(size)
        except EOFError as error:
            raise OSError(str(error)) from error  # an EOFError would be taken for a good end
        self.end = (self.end + data)[-4:]
        return data


def _read_record(record: Any, number: int, others: Counter[str], limits: Limits) -> tuple[str, Page | Trouble] | None:
    if record.rec_type not in ("response", "resource"):
        return None  # what was asked, and notes on the capture itself
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    headers = record.http_headers
    if headers is not None and not str(headers.get_statuscode()).startswith("2"):
        others[f"answers with status {headers.get_statuscode()}"] += 1
        return None
    declared = (headers or record.rec_headers).get_header("Content-Type") or "unknown type"
    media_type = str(declared).partition(";")[0].strip().lower()
    if media_type not in _READ:
        others[f"of {media_type}"] += 1
        return None
    member = f"record {number} ({url})" if url else f"record {number}"
    try:
        data = _payload(record.content_stream(), limits.max_bytes)
    except (zlib.error, ValueError, EOFError) as error:
        return member, Trouble("warc.record_broken", str(error)[:200])
    if data is None:
        return member, Trouble("file.too_large", f"over the limit of {in_words(limits.max_bytes)}")
    when = _SECOND.match(record.rec_headers.get_header("WARC-Date") or "")
    return member, Page(data, url, media_type, f"{when[1]}Z" if when else None)


def _payload(stream: Any, limit: int) -> bytes | None:
    """All bytes, None where they are over the limit. The stream gives what it has at each call, and nothing at its end."""
    whole = bytearray()
    while chunk := stream.read(1 << 16):
        whole += chunk
        if len(whole) > limit:
            return None
    return bytes(whole)
