"""Journal: the whole ledger as sorted JSON Lines, and back.

Takes a ledger and a binary stream. Gives one entry a line, canonical JSON in UTF-8, in the order recorded. Promises that
what was dumped, loaded into an empty ledger and dumped again has the same bytes, and that a broken journal loads nothing.
"""

from collections.abc import Iterator
from typing import BinaryIO

from daftar.ledger.entry import Entry
from daftar.ledger.ledger import Ledger
from daftar.model.errors import LedgerError


def dump(ledger: Ledger, stream: BinaryIO) -> int:
    """Write the entries to a binary stream, one a line; how many."""
    count = 0
    for entry in ledger.entries():
        stream.write(entry.line.encode() + b"\n")
        count += 1
    return count


def load(stream: BinaryIO, ledger: Ledger) -> int:
    """Load the lines of a dump into an empty ledger, verifying each, in one transaction; how many.

    Times and chain are kept as they are. Raises LedgerError, which names the line, where one is broken or does not follow
    from the one before, or where the ledger is not empty; then nothing is loaded.
    """
    return ledger.restore(_entries(stream))


def _entries(stream: BinaryIO) -> Iterator[Entry]:
    for number, line in enumerate(stream, start=1):
        try:
            yield Entry.of_line(line.removesuffix(b"\n").decode())
        except (ValueError, RecursionError) as error:
            raise LedgerError(
                f"line {number} of the journal is broken ({error}); nothing was loaded: load an unchanged copy of it"
            ) from error
