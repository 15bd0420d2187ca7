"""Writing: records to the end of the book.

Takes the connection of the only writer, and records or whole entries. Gives how many entries were added. Promises that what
is held is not added again, that nothing is booked that stands on a record which is not, and that the memory it takes
depends on a batch and not on how many records there are.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, case, select

from daftar.ledger.entry import BEFORE_THE_FIRST, Booked, Draft, Entry, EntryKind, Fault, find_references, verified
from daftar.ledger.tables import ENTRIES, ONCE
from daftar.model.errors import ConflictError, LedgerError

BATCH_RECORDS = 1000
BATCH_CHARACTERS = 4_000_000
LOOKUP = 500

Address = tuple[EntryKind, str]


def write_records(connection: Connection, records: Iterable[Booked], moment: str) -> int:
    """Append the records that are not held; how many they were.

    `moment` is the time recorded, or that of the last entry where the clock stands before it. Raises ConflictError where an
    id is held with another body, LedgerError where a record stands on one that is neither held nor among these.
    """
    last = last_entry(connection)
    seq, chain = (last.seq, last.chain) if last else (0, BEFORE_THE_FIRST)
    moment = max(moment, last.recorded_at) if last else moment
    first, wanted = seq, dict[Address, str]()
    for batch in _batches(records):
        entries = []
        for record, draft in _new(connection, batch):
            entry = draft.entered(seq + 1, moment, chain)
            entries.append(entry)
            seq, chain = entry.seq, entry.chain
            wanted.update((reference, f"{draft.kind} {draft.id}") for reference in find_references(record))
        _insert(connection, entries)
        for entry in entries:
            wanted.pop((entry.kind, entry.id), None)
    for address in missing(connection, wanted):
        raise LedgerError(
            f"the {wanted[address]} stands on the {address[0]} {address[1]}, which the ledger does not hold; "
            "append that first, or together with it"
        )
    return seq - first


def write_entries(connection: Connection, entries: Iterable[Entry]) -> int:
    """Write whole entries into an empty ledger; how many. Raises LedgerError where it is not empty or one does not follow."""
    previous = last_entry(connection)
    if previous is not None:
        raise LedgerError(f"the ledger holds {previous.seq:,} entries already; a journal is loaded into an empty one")
    stream, count = iter(entries), 0
    while batch := list(islice(stream, BATCH_RECORDS)):
        for place, entry in enumerate(batch, start=count + 1):
            if isinstance(fault := verified(entry, previous), Fault):
                raise LedgerError(f"entry {entry.seq} (line {place}): {fault.problem}; load an unchanged copy")
            previous = entry
        _insert(connection, batch)
        count += len(batch)
    return count


def last_entry(connection: Connection, bound: int | None = None) -> Entry | None:
    """The last entry, up to the number `bound` if given; None of an empty ledger."""
    rows = select(ENTRIES).order_by(ENTRIES.c.seq.desc()).limit(1)
    row = connection.execute(rows if bound is None else rows.where(ENTRIES.c.seq <= bound)).first()
    return Entry(*row) if row else None


def missing(connection: Connection, addresses: Iterable[Address]) -> Iterator[Address]:
    """Those of the addresses that the ledger does not hold."""
    stream = iter(addresses)
    while chunk := list(islice(stream, LOOKUP)):
        held = _held(connection, [id for _, id in chunk])
        yield from (address for address in chunk if address not in held)


def _batches(records: Iterable[Booked]) -> Iterator[list[tuple[Booked, Draft]]]:
    batch, characters = list[tuple[Booked, Draft]](), 0
    for record in records:
        draft = Draft.of(record)
        batch.append((record, draft))
        characters += len(draft.body)
        if len(batch) == BATCH_RECORDS or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _new(connection: Connection, batch: Sequence[tuple[Booked, Draft]]) -> Iterator[tuple[Booked, Draft]]:
    held: dict[Address, str | None] = {}
    for start in range(0, len(batch), LOOKUP):
        chunk = batch[start : start + LOOKUP]
        held |= _held(connection, [draft.id for _, draft in chunk if draft.kind != "reading"])
    latest = _latest_readings(
        connection, [draft.about for _, draft in batch if draft.kind == "reading" and draft.about]
    )
    for record, draft in batch:
        if draft.kind == "reading":
            if draft.about and latest.get(draft.about) != draft.id:
                latest[draft.about] = draft.id
                yield record, draft
        elif (draft.kind, draft.id) not in held:
            held[draft.kind, draft.id] = draft.body
            yield record, draft
        elif draft.kind == "document" and held[draft.kind, draft.id] != draft.body:
            raise _conflict(draft, held[draft.kind, draft.id])


def _held(connection: Connection, ids: Sequence[str]) -> dict[Address, str | None]:
    # The body of a document alone is not told by its id, which is that of its bytes.
    body = case((ENTRIES.c.kind == "document", ENTRIES.c.body))
    rows = select(ENTRIES.c.kind, ENTRIES.c.id, body).where(ENTRIES.c.id.in_(ids), ONCE)
    return {(kind, id): text for kind, id, text in connection.execute(rows)} if ids else {}


def _latest_readings(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    latest: dict[str, tuple[int, str]] = {}
    for start in range(0, len(documents), LOOKUP):
        rows = select(ENTRIES.c.about, ENTRIES.c.seq, ENTRIES.c.id).where(
            ENTRIES.c.about.in_(documents[start : start + LOOKUP]), ENTRIES.c.kind == "reading"
        )
        for about, seq, id in connection.execute(rows):
            latest[about] = max(latest.get(about, (0, "")), (seq, id))
    return {document: id for document, (_, id) in latest.items()}


def _insert(connection: Connection, entries: Sequence[Entry]) -> None:
    if entries:
        columns = ENTRIES.columns.keys()
        connection.execute(ENTRIES.insert(), [{name: getattr(entry, name) for name in columns} for entry in entries])


def _conflict(draft: Draft, held: str | None) -> ConflictError:
    ours, theirs = json.loads(draft.body), json.loads(held or "{}")
    differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    return ConflictError(
        f"the ledger holds the document {draft.id} with another {', '.join(differing)}; nothing is overwritten: "
        "use the document as it is held, or book the difference in a new case"
    )
