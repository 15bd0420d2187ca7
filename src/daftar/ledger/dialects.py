"""Dialects: everything in which SQLite and PostgreSQL differ.

Takes a path or a URL. Gives a Database: how to connect to it, how to be its only writer, which statements make it refuse
to change what is written, and how its errors are told to a person. Promises that no message holds a password.
"""

import re
import sqlite3
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, BigInteger, Connection, Engine, Integer, String, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from daftar.model.errors import CaseError

SEQUENCE = BigInteger().with_variant(Integer(), "sqlite")
# Ids compare by bytes, whatever the language of the server, so that a prefix is a range of its index.
ADDRESS = String().with_variant(String(collation="C"), "postgresql")

_REFUSAL = "the ledger only grows: what is written is neither changed nor removed"
_LOCK = 0x646166746172  # "daftar", the key of the writers' lock
_POSTGRESQL = re.compile(r"^postgres(ql)?(\+psycopg)?://", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.]+)://", re.IGNORECASE)
_WAIT_SECONDS = 60
_CONNECT_SECONDS = 10


class Database(Protocol):
    """One place where a ledger is kept. `name` is how it is called in messages."""

    name: str
    guards: tuple[str, ...]

    def engine(self, *, create: bool) -> Engine:
        """The engine. Raises CaseError where there is nothing to connect to."""

    def become_writer(self, connection: Connection) -> None:
        """Begin a transaction as the only writer; wait for another to finish."""

    def settle(self, connection: Connection) -> None:
        """What is set once the tables are there, outside of a transaction."""

    def explained(self, error: DBAPIError) -> str:
        """What went wrong and what to do."""


class SQLite:
    """A file. Readers do not wait (write-ahead log); a commit is on the disk when it returns (synchronous=FULL)."""

    guards = (
        # INSERT OR REPLACE fires no trigger on UPDATE or DELETE, hence the guard on INSERT.
        f"""CREATE TRIGGER entries_follow BEFORE INSERT ON entries
        WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries) OR (NEW.kind <> 'reading' AND EXISTS
            (SELECT 1 FROM entries WHERE id = NEW.id AND kind = NEW.kind AND kind <> 'reading'))
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",  # noqa: S608
        f"""CREATE TRIGGER migrations_follow BEFORE INSERT ON migrations
        WHEN EXISTS (SELECT 1 FROM migrations WHERE version = NEW.version)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",  # noqa: S608
        *(
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for table in ("entries", "migrations")
            for act in ("UPDATE", "DELETE")
        ),
    )

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def engine(self, *, create: bool) -> Engine:
        """The engine of the file, made if `create` and missing."""
        if self.path.is_dir():
            raise CaseError(f"{self.name} is a folder: give the ledger's file in it")
        if not self.path.parent.is_dir():
            raise CaseError(f"{self.name}: there is no folder {self.path.parent}; make it first, or correct the path")
        if not create and not self.path.exists():
            raise CaseError(
                f"{self.name}: there is no ledger here; correct the path, or read documents into a new case"
            )
        engine = create_engine(
            URL.create("sqlite+pysqlite", database=self.name), connect_args={"timeout": _WAIT_SECONDS}
        )

        @event.listens_for(engine, "connect")
        def _on_connect(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
            connection.isolation_level = None  # The driver would begin transactions of its own, too late to lock.
            connection.execute("PRAGMA synchronous=FULL")

        return engine

    def become_writer(self, connection: Connection) -> None:
        """Begin as the only writer of the file."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def settle(self, connection: Connection) -> None:
        """Turn on the write-ahead log, which the file remembers."""
        if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
            try:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            except DBAPIError as error:
                # Another process has the file open and will do it, or the medium cannot be written and needs it not.
                if "locked" not in str(error.orig) and "readonly" not in str(error.orig):
                    raise

    def explained(self, error: DBAPIError) -> str:
        """What went wrong with the file."""
        problem = str(error.orig)
        for sign, remedy in _SQLITE_REMEDIES:
            if sign in problem:
                return f"{self.name}: {remedy} ({problem})"
        return f"{self.name}: {problem}"


class PostgreSQL:
    """A database on a server, by URL. Writers take turns by an advisory lock; readers do not wait."""

    guards = (
        f"""CREATE FUNCTION daftar_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$""",
        *(
            statement
            for table in ("entries", "migrations")
            for statement in (
                f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION daftar_refuse()",
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stay",
            )
        ),
    )

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(_POSTGRESQL.sub("postgresql+psycopg://", url))
        except (ArgumentError, ValueError):
            parsed = None
        # A password with an @ in it would show as part of the host.
        if parsed is None or "@" in (parsed.host or ""):
            raise CaseError(
                "the address of the PostgreSQL database cannot be understood; it is written "
                "postgresql://USER:PASSWORD@HOST:5432/DATABASE, and in the password @ as %40, : as %3A, / as %2F"
            )
        self._url = parsed
        host = parsed.host or parsed.query.get("host") or "this machine"
        self.name = f"postgresql://{host}{f':{parsed.port}' if parsed.port else ''}/{parsed.database or ''}"

    def engine(self, *, create: bool) -> Engine:
        """The engine of the database, which a person has made before."""
        options = {} if "connect_timeout" in self._url.query else {"connect_timeout": _CONNECT_SECONDS}
        try:
            return create_engine(self._url, connect_args=options, isolation_level="READ COMMITTED", pool_pre_ping=True)
        except ImportError as error:
            raise CaseError(
                f"{self.name}: the driver for PostgreSQL is not installed; "
                'install it with: python -m pip install "psycopg[binary]"'
            ) from error

    def become_writer(self, connection: Connection) -> None:
        """Begin as the only writer of the database, until the end of the transaction."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    def settle(self, connection: Connection) -> None:
        """Nothing: the server has its settings."""

    def explained(self, error: DBAPIError) -> str:
        """What went wrong with the server or the database."""
        problem = " ".join(str(error.orig).split())
        for secret in (self._url.password, self._url.query.get("password")):
            if isinstance(secret, str) and secret:
                problem = problem.replace(secret, "***")
        for sign, remedy in _POSTGRESQL_REMEDIES:
            if sign in problem:
                return f"{self.name}: {remedy} ({problem})"
        return f"{self.name}: {problem}"


def no_ledger(name: str) -> CaseError:
    """The error where a ledger was to be opened, not made."""
    return CaseError(f"{name}: there is no ledger here; correct the address, or read documents into a new case")


def database_at(address: str | Path) -> Database:
    """The database of a path (SQLite) or of a URL `postgresql://…`. Raises CaseError for any other URL."""
    text = str(address)
    if _POSTGRESQL.match(text):
        return PostgreSQL(text)
    if isinstance(address, str) and (scheme := _SCHEME.match(text)):
        raise CaseError(f"a ledger is a file or a postgresql:// address, not {scheme.group(1)}://")
    return SQLite(Path(address))


_SQLITE_REMEDIES = (
    ("not a database", "this file is no database; give the path of a ledger, or of a new file"),
    ("locked", "another program has been writing to it for a minute; wait for it, or end it, and try again"),
    ("malformed", "the file is damaged; restore it from a copy, or load a dump of its journal into a new ledger"),
    ("disk is full", "there is no room left on the disk; make some and try again, nothing was half written"),
    ("readonly", "the file or its folder cannot be written; change its permissions, or copy it elsewhere"),
    ("unable to open", "the file cannot be opened; look at the permissions of the file and its folder"),
)
_POSTGRESQL_REMEDIES = (
    ("password authentication failed", "the user or the password is not right; correct it in the address"),
    ("does not exist", "the server has no such database or user; make it with createdb, or correct the address"),
    ("permission denied", "the user may not do this; ask for the right to create and use tables in the database"),
    ("connection", "the server cannot be reached; start it, or correct the host and the port in the address"),
)
