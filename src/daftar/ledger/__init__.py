"""The ledger: the append-only, content-addressed, hash-chained book of a case, in SQLite or PostgreSQL."""

from daftar.ledger.check import check_ledger
from daftar.ledger.entry import Booked, Entry, EntryKind
from daftar.ledger.journal import dump, load
from daftar.ledger.ledger import Ledger

__all__ = ["Booked", "Entry", "EntryKind", "Ledger", "check_ledger", "dump", "load"]
