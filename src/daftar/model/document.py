"""Document, Passage, Capture, Reading: the texts, and what was done with them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact span of a document's text: `quote == document.text[start:end]`, always. Offsets are code points."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"a passage from {self.start} to {self.end} cannot quote {len(self.quote)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Passage":
        """The passage `text[start:end]`."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Document:
    """One text as retrieved once, never edited.

    `id` is the SHA-256 (64 hex digits) of its bytes as archived. `text` is what was extracted from the bytes by the
    step `made_by`; every Passage of every Claim is a span of it. Absent data about it are None: an outlet is never
    guessed from a file's name.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    made_by: str = "given"


@dataclass(frozen=True, slots=True)
class Capture:
    """Where and when the bytes of a document were got. One document may have many.

    `container` is the SHA-256 of the file that it was a member of (a table, a feed, a web archive), `member` its
    address therein ("row 12"). `captured_at` is UTC, ISO 8601, to the second.
    """

    document: str
    location: str
    captured_at: str
    container: str | None = None
    member: str | None = None

    @property
    def address(self) -> str:
        """Where the document was, as Findings say it: the location, and the member if it was one."""
        return f"{self.location}:{self.member}" if self.member else self.location


@dataclass(frozen=True, slots=True)
class Reading:
    """One complete reading of one document: its claims, in text order, and the steps that made them.

    The latest Reading of a document is the one that counts; claims of earlier ones stay in the book.
    """

    document: str
    made_by: tuple[str, ...]
    claims: tuple[str, ...]
