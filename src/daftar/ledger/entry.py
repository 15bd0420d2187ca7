"""Entry: one line of the book, and what makes it whole.

Takes records of the model. Gives Drafts (what an entry says before it has its place) and Entries (with place, time and
chain), and the canonical line of each. Promises that an entry depends on nothing but its record, its place, its time and
the entry before it, so that every copy of a ledger has the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Literal, cast

from daftar.model import Capture, Claim, Decision, Document, Finding, Reading
from daftar.model.errors import LedgerError
from daftar.model.identity import canonical, decoded, written

EntryKind = Literal["document", "capture", "reading", "claim", "decision", "finding"]
Booked = Document | Capture | Reading | Claim | Decision | Finding
"""What a ledger holds."""

BOOKED: dict[EntryKind, type[Booked]] = {
    "document": Document,
    "capture": Capture,
    "reading": Reading,
    "claim": Claim,
    "decision": Decision,
    "finding": Finding,
}
KINDS: dict[type, EntryKind] = {type_: kind for kind, type_ in BOOKED.items()}
BEFORE_THE_FIRST = "0" * 64

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_DOCUMENT_ADDRESS = re.compile(r"[0-9a-f]{64}(?=:|$)")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry says before it has its place. `body` is the record's canonical text."""

    kind: EntryKind
    id: str
    about: str | None
    body: str

    @classmethod
    def of(cls, record: Booked) -> "Draft":
        """The draft of a record. Raises LedgerError for what is no record, or has text that no database can hold."""
        kind = KINDS.get(type(record))
        if kind is None:
            raise LedgerError(f"{type(record).__name__} is not kept in a ledger, only {', '.join(BOOKED)}")
        body = written(record)
        try:
            content = hashlib.sha256(body.encode()).hexdigest()[:32]
        except UnicodeEncodeError as error:
            raise LedgerError(
                f"a {kind} holds half a character (U+{ord(body[error.start]):04X}) and cannot be stored; "
                "decode its bytes anew, replacing what is not text"
            ) from error
        return cls(kind, record.id if isinstance(record, Document) else content, _subject(record), body)

    def entered(self, seq: int, recorded_at: str, previous: str) -> "Entry":
        """The entry at place `seq`, chained to the entry before it."""
        text = _line(seq, self.kind, self.id, self.about, recorded_at, self.body)
        return Entry(seq, self.kind, self.id, self.about, recorded_at, self.body, _chained(previous, text))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book.

    `seq` counts from 1 without gaps. `id` is the record's content address (a document's: the hash of its bytes). `about` is
    the document or the incident that it is about. `recorded_at` is UTC, ISO 8601 to the microsecond, never earlier than
    the entry before. `chain` is the SHA-256 of the chain before it followed by this entry's line without its chain.
    """

    seq: int
    kind: EntryKind
    id: str
    about: str | None
    recorded_at: str
    body: str
    chain: str

    @property
    def record(self) -> Booked:
        """The record that was booked. Raises LedgerError where the body was changed into none."""
        return record_of(self.kind, self.body)

    @property
    def line(self) -> str:
        """The entry as one line of canonical JSON, `chain` among its keys."""
        return _line(self.seq, self.kind, self.id, self.about, self.recorded_at, self.body, self.chain)

    @classmethod
    def of_line(cls, line: str) -> "Entry":
        """The entry of a line. Raises ValueError where the line is not the canonical JSON of an entry."""
        try:
            values = json.loads(line)
            entry = cls(body=canonical(values.pop("body")), about=values.pop("about", None), **values)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("it is JSON, but no entry of a ledger") from error
        if entry.line != line or not isinstance(entry.seq, int):
            raise ValueError("it is not written as a ledger writes it")
        return entry


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry: the name of a Finding, and a sentence."""

    name: str
    problem: str


def record_of(kind: str, body: str) -> Booked:
    """The record of a body. Raises LedgerError where the body is not of that kind."""
    try:
        return decoded(BOOKED[cast(EntryKind, kind)], json.loads(body))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LedgerError(f"the body of a {kind} is not one ({error}); check the ledger and restore it") from error


def verified(entry: Entry, previous: Entry | None) -> Booked | Fault:
    """The record of an entry that follows from the one before it, or what is wrong with the entry."""
    place = previous.seq + 1 if previous else 1
    if entry.seq != place:
        return Fault("ledger.gap", f"it has the number {entry.seq} where {place} should follow")
    text = _line(entry.seq, entry.kind, entry.id, entry.about, entry.recorded_at, entry.body)
    if entry.chain != _chained(previous.chain if previous else BEFORE_THE_FIRST, text):
        return Fault(
            "ledger.chain", "its hash does not follow from its content and the entry before it: one was changed"
        )
    if not _MOMENT.fullmatch(entry.recorded_at) or (previous and entry.recorded_at < previous.recorded_at):
        return Fault(
            "ledger.clock", f"{entry.recorded_at!r} is no time, or is before that of the entry that it follows"
        )
    try:
        record = entry.record
        draft = Draft.of(record)
    except LedgerError as error:
        return Fault("ledger.content", str(error))
    if draft != Draft(entry.kind, entry.id, entry.about, entry.body):
        return Fault("ledger.content", "its id or its subject is not that of its content")
    return record


def find_references(record: Booked) -> Iterator[tuple[EntryKind, str]]:
    """The records that a record stands on, each as kind and id: no claim without its document."""
    match record:
        case Capture() | Claim():
            yield "document", record.document
        case Reading():
            yield "document", record.document
            yield from (("claim", claim) for claim in record.claims)
        case Decision():
            yield from (("claim", claim) for claim in record.claims)
            if record.incident is not None:
                yield "decision", record.incident
        case Document() | Finding():
            pass


def _subject(record: Booked) -> str | None:
    match record:
        case Capture() | Claim() | Reading():
            return record.document
        case Decision():
            return record.incident
        case Finding():
            found = _DOCUMENT_ADDRESS.match(record.address)
            return found.group() if found else None
        case Document():
            return None


def _line(
    seq: int, kind: str, id: str, about: str | None, recorded_at: str, body: str, chain: str | None = None
) -> str:
    # The body is canonical already: it is set in, not parsed and written again.
    parts = [] if about is None else [f'"about":{encode_basestring(about)}']
    parts.append(f'"body":{body}')
    if chain is not None:
        parts.append(f'"chain":"{chain}"')
    parts.append(f'"id":{encode_basestring(id)},"kind":"{kind}","recorded_at":"{recorded_at}","seq":{seq}')
    return "{" + ",".join(parts) + "}"


def _chained(previous: str, text: str) -> str:
    return hashlib.sha256((previous + text).encode()).hexdigest()
