"""Limits: how large a document may be and how long reading it may take.

Takes nothing. Gives one frozen record of numbers. Promises nothing by itself: each reader keeps to it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    `max_bytes` is for one document, or one member of a container (a row, a page of a web archive, an attachment);
    `max_container_bytes` for a table or a web archive that comes from standard input or the web and must be put on disk;
    `max_unpacked_bytes` for what a DOCX unpacks to; `seconds` and `memory_bytes` for reading one document;
    `connect_seconds` for a server to answer or to go on; `download_seconds` for a whole download.
    """

    max_bytes: int = 50_000_000
    max_container_bytes: int = 20_000_000_000
    max_unpacked_bytes: int = 200_000_000
    seconds: float = 30.0
    memory_bytes: int = 2_000_000_000
    connect_seconds: float = 20.0
    download_seconds: float = 600.0
    max_redirects: int = 5


def in_words(size: int) -> str:
    """A size for people: "734 MB"."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"
