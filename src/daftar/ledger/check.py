"""Check: whether a ledger is whole.

Takes a ledger. Gives Findings, none where all is well. Promises to look at every entry (its number, its content, its
hash, the chain), at every passage (it quotes its document exactly) and at everything that one record names of another,
with memory for a page of entries and a few documents.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import islice

from daftar.ledger.entry import Booked, Entry, Fault, find_references, verified
from daftar.ledger.ledger import PAGE, Ledger
from daftar.model import Claim, Finding, Passage
from daftar.model.errors import LedgerError, NotFoundError

MOST = 100
"""No more Findings than this: a ledger so broken is restored, not repaired entry by entry."""


def check_ledger(ledger: Ledger) -> tuple[Finding, ...]:
    """What is wrong with a ledger, in the order of its entries, up to `MOST` Findings; empty where it is whole.

    What no look at a ledger alone can show: that its last entries were cut off, or that it was written anew from some
    entry on. For that, compare `Ledger.last()` with the number and the chain that were published.
    """
    return tuple(islice(_find_all(ledger), MOST))


def _find_all(ledger: Ledger) -> Iterator[Finding]:
    text_of = lru_cache(maxsize=16)(lambda id: _text(ledger, id))
    entries, previous = ledger.entries(), None
    while page := tuple(islice(entries, PAGE)):
        whole: list[tuple[Entry, Booked]] = []
        for entry in page:
            record = verified(entry, previous)
            if isinstance(record, Fault):
                yield _broken(entry, record)
            else:
                whole.append((entry, record))
            previous = entry
        for _, record in whole:
            if isinstance(record, Claim):
                yield from _misquotes(record, text_of)
        yield from _find_missing(ledger, whole)


def _broken(entry: Entry, fault: Fault) -> Finding:
    before = f"entries 1 to {entry.seq - 1} stand before it; " if entry.seq > 1 else ""
    remedy = (
        f"{before}load the journal of an unchanged copy into a new ledger, and find out who could write to this one"
    )
    return Finding(fault.name, f"entry {entry.seq}", f"The {entry.kind} {entry.id}: {fault.problem}.", remedy)


def _misquotes(claim: Claim, text_of: Callable[[str], str | None]) -> Iterator[Finding]:
    text = text_of(claim.document)
    if text is None:
        return
    for passage in _passages(claim):
        if text[passage.start : passage.end] != passage.quote:
            yield Finding(
                "ledger.passage",
                f"{claim.document}:{passage.start}-{passage.end}",
                f"Claim {claim.number} quotes {passage.quote!r} where its document has other words.",
                "read the document again; the step that made the claim is at fault: " + ", ".join(claim.made_by),
            )


def _find_missing(ledger: Ledger, whole: list[tuple[Entry, Booked]]) -> Iterator[Finding]:
    wanted = {address: entry for entry, record in whole for address in find_references(record)}
    for address in ledger.missing(wanted):
        entry, (kind, id) = wanted[address], address
        yield Finding(
            "ledger.reference",
            f"entry {entry.seq}",
            f"The {entry.kind} {entry.id} stands on the {kind} {id}, which is not held.",
            "load the journal of an unchanged copy into a new ledger",
        )


def _passages(record: object) -> Iterator[Passage]:
    if isinstance(record, Passage):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from _passages(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _passages(getattr(record, field.name))


def _text(ledger: Ledger, id: str) -> str | None:
    # A document that is missing or broken is a Finding of its own.
    try:
        return ledger.document(id).text
    except (LedgerError, NotFoundError):
        return None
