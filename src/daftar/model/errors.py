"""Problems in the program or in how it was called; problems in the data are Findings."""


class DaftarError(Exception):
    """What went wrong, where, and what to do. The tree:

    DaftarError
    ├── CaseError       a case folder or database that cannot be opened, or is none
    ├── LedgerError     a record that may not be appended, or does not verify
    │   └── ConflictError   the same id with another body
    ├── NotFoundError   an id or a prefix that the ledger does not hold, or holds twice
    ├── PlacesError     a file of places that cannot be used, or an import that is not there or is broken
    ├── RegistryError   a list of parties that cannot be loaded; nothing of it is
    └── UsageError      options that do not go together, a file that is not what the command takes
    """


class CaseError(DaftarError):
    """A case folder or database that cannot be opened, or is none."""


class LedgerError(DaftarError):
    """A record that may not be appended, or does not verify."""


class ConflictError(LedgerError):
    """The same id with another body: nothing is ever overwritten."""


class NotFoundError(DaftarError):
    """An id or a prefix of one that the ledger does not hold, or holds more than once."""


class PlacesError(DaftarError):
    """A file of places that cannot be used, or an import that is not there or is broken; what was there stays."""


class RegistryError(DaftarError):
    """A list of parties that cannot be loaded; nothing of it is."""


class UsageError(DaftarError):
    """Options that do not go together, or a file that is not what the command takes."""
