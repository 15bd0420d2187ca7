"""Ledger: the append-only book of documents, captures, readings, claims, decisions and findings.

Takes a path (SQLite) or a postgresql:// address. Gives the book open: records in, and the state at any moment out.
Promises that what is written is never changed, that an append is whole or did not happen, that a reader sees one moment,
and that reading takes pages of bounded size however long the book is.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Self, cast

from sqlalchemy import ColumnElement, Connection, Engine, and_, bindparam, func, or_, select, true
from sqlalchemy.exc import DBAPIError

from daftar.ledger.dialects import Database, database_at
from daftar.ledger.entry import Booked, Entry, EntryKind, record_of
from daftar.ledger.tables import ENTRIES, ONCE, migrate
from daftar.ledger.writing import LOOKUP, Address, last_entry, missing, write_entries, write_records
from daftar.model import Capture, Claim, Decision, Document, Finding, Reading
from daftar.model.errors import CaseError, LedgerError, NotFoundError, UsageError

PAGE = 1000
PAGE_CHARACTERS = 1_000_000
PAGE_CHUNK = 50
CANDIDATES = 5

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Ledger:
    """The book, open. Close it, or use it as a context manager. One Ledger may serve several threads.

    All reading methods stream, give what was recorded until now (or until the moment of `as_of`), and raise LedgerError
    where the database fails them.
    """

    __slots__ = ("_bound", "_clock", "_database", "_engine")

    def __init__(self, database: Database, engine: Engine, clock: Clock, bound: int | None = None) -> None:
        self._database, self._engine, self._clock, self._bound = database, engine, clock, bound

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True, clock: Clock = now) -> Self:
        """The ledger in the file or the database at `address`; a new one where there is none and `create` is true.

        `clock` gives the time that is recorded. Raises CaseError where the database cannot be reached, is no ledger or
        is a later daftar's, or a driver is not installed; its message never holds a password.
        """
        database = database_at(address)
        engine = database.engine(create=create)
        try:
            with engine.connect() as connection:
                migrate(connection, database, _stamp(clock()), create=create)
            with engine.connect() as connection:
                database.settle(connection)
        except DBAPIError as error:
            engine.dispose()
            raise CaseError(database.explained(error)) from None
        except CaseError:
            engine.dispose()
            raise
        return cls(database, engine, clock)

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The file or the address, without user and password."""
        return self._database.name

    def append(self, records: Iterable[Booked]) -> int:
        """Book those of the records that are not held, in one transaction; how many they were.

        A reading is booked again if it is not the latest of its document, so that one can return to it. Other writers
        wait until the records are exhausted: hand over what is ready. Raises ConflictError where a document's id is held
        with another body, LedgerError where a record stands on one that is neither held nor among these; then none of
        the records is booked.
        """
        with self._writing() as connection:
            return write_records(connection, records, _stamp(self._clock()))

    def restore(self, entries: Iterable[Entry]) -> int:
        """Book whole entries, with their times and chain, into an empty ledger in one transaction; how many they were.

        Raises LedgerError where the ledger is not empty or an entry does not follow from the one before; then none is.
        """
        with self._writing() as connection:
            return write_entries(connection, entries)

    def as_of(self, moment: str | None) -> "Ledger":
        """The ledger as it was at a moment, for reading: a fold over what was recorded until then, inclusive.

        `moment` is ISO 8601; a date alone is the whole day, a time without an offset is UTC; None is now: what others
        append from now on is not seen. Raises UsageError for else.
        """
        if moment is None:
            return Ledger(self._database, self._engine, self._clock, self._end())
        stamp = _limit(moment)
        places = range(1, self._end() + 1)
        with self._reading() as connection:
            # Times never go back, and places have no gaps: a few entries are looked up, however many there are.
            recorded_at = select(ENTRIES.c.recorded_at).where(ENTRIES.c.seq == bindparam("seq"))
            bound = bisect_right(
                places, stamp, key=lambda seq: connection.execute(recorded_at, {"seq": seq}).scalar() or ""
            )
        return Ledger(self._database, self._engine, self._clock, bound)

    def last(self) -> Entry | None:
        """The last entry, None of an empty ledger. Who knows its `chain` can tell whether the book before it is unchanged."""
        with self._reading() as connection:
            return last_entry(connection, self._bound)

    def recorded_at(self) -> str | None:
        """When the last entry was recorded (UTC, ISO 8601 to the microsecond), None of an empty ledger."""
        entry = self.last()
        return entry.recorded_at if entry else None

    def entries(self) -> Iterator[Entry]:
        """All entries in order."""
        return self._pages(true())

    def documents(self) -> Iterator[Document]:
        """All documents in the order recorded."""
        return (cast(Document, entry.record) for entry in self._of_kind("document"))

    def document(self, id: str) -> Document:
        """The document. Raises NotFoundError."""
        entry = self._first("document", id)
        if entry is None:
            raise NotFoundError(f"the ledger holds no document {id}; list them to see which it holds")
        return cast(Document, entry.record)

    def has_document(self, id: str) -> bool:
        """Whether the document is held."""
        with self._reading() as connection:
            rows = select(ENTRIES.c.seq).where(ENTRIES.c.id == id, ENTRIES.c.kind == "document", ONCE, self._within())
            return connection.execute(rows).first() is not None

    def captures(self, document: str | None = None) -> Iterator[Capture]:
        """The captures, of one document or of all, in the order recorded."""
        return (cast(Capture, entry.record) for entry in self._of_kind("capture", document))

    def readings(self) -> Iterator[Reading]:
        """The latest reading of each document, in the order in which the documents were recorded."""
        seq, end = 0, self._end()
        while True:
            rows = select(ENTRIES.c.seq, ENTRIES.c.id).where(
                ENTRIES.c.kind == "document", ENTRIES.c.seq > seq, ENTRIES.c.seq <= end
            )
            with self._reading() as connection:
                documents = connection.execute(rows.order_by(ENTRIES.c.seq).limit(PAGE)).all()
            if not documents:
                return
            yield from self._readings_of([id for _, id in documents], end)
            seq = documents[-1].seq

    def claims(self, document: str | None = None) -> Iterator[tuple[str, Claim]]:
        """The claims of the latest readings, each with its id: by document as recorded, then as they stand in the text."""
        ids = list[str]()
        readings = self.readings() if document is None else self._readings_of([document], self._end())
        for reading in readings:
            ids += reading.claims
            if len(ids) >= LOOKUP:
                yield from self._claims(ids)
                ids = []
        yield from self._claims(ids)

    def decisions(self) -> Iterator[tuple[str, Decision, str]]:
        """The decisions in the order recorded: id, decision, when it was recorded."""
        for entry in self._of_kind("decision"):
            yield entry.id, cast(Decision, entry.record), entry.recorded_at

    def findings(self, document: str | None = None) -> Iterator[Finding]:
        """The findings, all or those with an address in one document, in the order recorded."""
        return (cast(Finding, entry.record) for entry in self._of_kind("finding", document))

    def find(self, prefix: str) -> tuple[EntryKind, str]:
        """The one record whose id begins so, or is so: kind and id. Raises NotFoundError for none or several."""
        begins = and_(ENTRIES.c.id >= prefix, ENTRIES.c.id < prefix + "\U0010ffff", self._within())
        found = set[tuple[EntryKind, str]]()
        if prefix:
            with self._reading() as connection:
                for kinds in (ONCE, ENTRIES.c.kind == "reading"):
                    rows = select(ENTRIES.c.kind, ENTRIES.c.id).where(begins, kinds).distinct().order_by(ENTRIES.c.id)
                    found.update((kind, id) for kind, id in connection.execute(rows.limit(CANDIDATES + 1)))
        candidates = sorted(found, key=lambda address: address[1])
        exact = [address for address in candidates if address[1] == prefix]
        if len(exact or candidates) == 1:
            return (exact or candidates)[0]
        if not candidates:
            raise NotFoundError(f"no id begins with {prefix!r}; ids are printed beside what they name")
        named = "; ".join(f"{kind} {id}" for kind, id in candidates[:CANDIDATES])
        more = " and more" if len(candidates) > CANDIDATES else ""
        raise NotFoundError(f"several ids begin with {prefix!r}: {named}{more}; give more of it")

    def missing(self, addresses: Iterable[Address]) -> tuple[Address, ...]:
        """Those of the addresses (kind and id, no readings) that are not held."""
        with self._reading() as connection:
            return tuple(missing(connection, addresses))

    def history(self, id: str) -> Iterator[Entry]:
        """The entries of a record, about it, and the decisions on it, in order. Empty for an id that is not held."""
        decided = and_(ENTRIES.c.kind == "decision", ENTRIES.c.body.contains(f'"{id}"', autoescape=True))
        return self._pages(or_(and_(ENTRIES.c.id == id, ONCE), ENTRIES.c.about == id, decided))

    def _within(self) -> ColumnElement[bool]:
        return true() if self._bound is None else ENTRIES.c.seq <= self._bound

    def _first(self, kind: EntryKind, id: str) -> Entry | None:
        rows = select(ENTRIES).where(ENTRIES.c.id == id, ENTRIES.c.kind == kind, ONCE, self._within())
        with self._reading() as connection:
            row = connection.execute(rows).first()
        return Entry(*row) if row else None

    def _of_kind(self, kind: EntryKind, about: str | None = None) -> Iterator[Entry]:
        chosen = ENTRIES.c.kind == kind
        return self._pages(chosen if about is None else and_(chosen, ENTRIES.c.about == about))

    def _pages(self, chosen: ColumnElement[bool]) -> Iterator[Entry]:
        # A page is a query of its own: nothing stays open while the caller works, and memory holds a page.
        seq, end = 0, self._end()
        while seq < end:
            rows = select(ENTRIES).where(chosen, ENTRIES.c.seq > seq, ENTRIES.c.seq <= end).order_by(ENTRIES.c.seq)
            page, characters = list[Entry](), 0
            with self._reading() as connection:
                streaming = connection.execution_options(stream_results=True, max_row_buffer=PAGE_CHUNK)
                for row in streaming.execute(rows.limit(PAGE)):
                    page.append(Entry(*row))
                    characters += len(page[-1].body)
                    if characters > PAGE_CHARACTERS:
                        break
            yield from page
            seq = page[-1].seq if page else end

    def _end(self) -> int:
        # Fixed when reading begins, so that one pass sees one moment.
        if self._bound is not None:
            return self._bound
        with self._reading() as connection:
            return connection.execute(select(func.max(ENTRIES.c.seq))).scalar() or 0

    def _readings_of(self, documents: list[str], end: int) -> Iterator[Reading]:
        latest: dict[str, Entry] = {}
        rows = select(ENTRIES).where(ENTRIES.c.about.in_(documents), ENTRIES.c.kind == "reading", ENTRIES.c.seq <= end)
        with self._reading() as connection:
            for row in connection.execute(rows):
                entry, document = Entry(*row), str(row.about)
                if document not in latest or latest[document].seq < entry.seq:
                    latest[document] = entry
        return (cast(Reading, latest[document].record) for document in documents if document in latest)

    def _claims(self, ids: list[str]) -> Iterator[tuple[str, Claim]]:
        for start in range(0, len(ids), LOOKUP):
            chunk = ids[start : start + LOOKUP]
            rows = select(ENTRIES.c.id, ENTRIES.c.body).where(ENTRIES.c.id.in_(chunk), ENTRIES.c.kind == "claim", ONCE)
            with self._reading() as connection:
                bodies = {row.id: row.body for row in connection.execute(rows)}
            for id in chunk:
                if id not in bodies:
                    raise LedgerError(
                        f"{self.name}: a reading names the claim {id}, which is not held; check the ledger"
                    )
                yield id, cast(Claim, record_of("claim", bodies[id]))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise LedgerError(self._database.explained(error)) from None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._bound is not None:
            raise UsageError("a ledger as of an earlier moment can be read only; append to the ledger itself")
        with self._reading() as connection:
            self._database.become_writer(connection)
            yield connection
            connection.commit()


def _limit(moment: str) -> str:
    try:
        try:
            limit = datetime.combine(date.fromisoformat(moment), time.max)
        except ValueError:
            limit = datetime.fromisoformat(moment)
        return _stamp(limit if limit.tzinfo else limit.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise UsageError(f"{moment!r} is no time; write 2026-01-31 or 2026-01-31T18:00:00+03:00") from None


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
