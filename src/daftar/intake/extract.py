"""Extract: what a reader of one format gets out of bytes.

Takes nothing. Gives the records that pass between the readers and the desk. Promises that they survive a trip through
JSON (`model.identity`), since the readers of risky formats run in another process.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Trouble:
    """A Finding before it has an address: its name in `findings.TABLE`, and the detail that its sentence names."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a message; its bytes in base 64."""

    name: str
    media_type: str
    base64: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table or an entry of a feed: its recognised fields, as they stand there.

    The canonical JSON of an Entry is the bytes of its Document: the same row in a grown table is the same document.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one document and what it says of itself; None where it does not. `text` None: it could not be read."""

    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def nothing(name: str, detail: str = "") -> Extract:
    """The Extract of a document that could not be read, and why."""
    return Extract(troubles=(Trouble(name, detail),))
