"""Tables: what a ledger's database holds, and the migrations that made it so.

Takes a connection to an empty database or to a ledger. Gives it the tables of this version. Promises that each migration
is recorded with its time, that all of them happen or none, and that a database of another program is left as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, func, inspect, select, text

from daftar.ledger.dialects import ADDRESS, SEQUENCE, Database, no_ledger
from daftar.model.errors import CaseError

METADATA = MetaData()
ONCE = text("kind <> 'reading'")
"""What is booked once and for all. A reading may be booked again: a later one has to be able to return to its result."""

ENTRIES = Table(
    "entries",
    METADATA,
    Column("seq", SEQUENCE, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("id", ADDRESS, nullable=False),
    Column("about", ADDRESS),
    Column("recorded_at", ADDRESS, nullable=False),
    Column("body", String, nullable=False),
    Column("chain", String, nullable=False),
    Index("entries_once", "id", "kind", unique=True, sqlite_where=ONCE, postgresql_where=ONCE),
    Index("entries_about", "about", "kind"),
    Index("entries_kind", "kind", "seq"),
)
MIGRATIONS = Table(
    "migrations",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("applied_at", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version of the tables to the next."""

    name: str
    apply: Callable[[Connection, Database], None]


def migrate(connection: Connection, database: Database, moment: str, *, create: bool) -> None:
    """Bring the database to this version.

    Raises CaseError where it is another program's or a later daftar's, or is empty and `create` is false.
    """
    version = _version(connection, database)
    if version == len(STEPS):
        return
    if version == 0 and not create:
        raise no_ledger(database.name)
    connection.rollback()
    database.become_writer(connection)
    # Another process may have come first: the version counts that is seen under the lock.
    for version in range(_version(connection, database) + 1, len(STEPS) + 1):
        step = STEPS[version - 1]
        step.apply(connection, database)
        connection.execute(MIGRATIONS.insert().values(version=version, name=step.name, applied_at=moment))
    connection.commit()


def _version(connection: Connection, database: Database) -> int:
    there = inspect(connection)
    tables = set(there.get_table_names())
    if not tables:
        return 0
    for table in (ENTRIES, MIGRATIONS):
        if table.name not in tables or not set(table.columns.keys()) <= {
            column["name"] for column in there.get_columns(table.name)
        }:
            raise CaseError(f"{database.name} is a database, but no daftar ledger; give a ledger, or an empty database")
    version: int = connection.execute(select(func.max(MIGRATIONS.c.version))).scalar() or 0
    if version > len(STEPS):
        raise CaseError(
            f"{database.name} was written by a later daftar (tables of version {version}; this one knows {len(STEPS)}); "
            "install the later version to open it"
        )
    return version


def _found(connection: Connection, database: Database) -> None:
    METADATA.create_all(connection)
    for statement in database.guards:
        connection.exec_driver_sql(statement)


STEPS = (Migration("entries.v1", _found),)
