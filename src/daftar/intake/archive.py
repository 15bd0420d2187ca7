"""Archive: the bytes of documents, each under its own SHA-256.

Takes bytes or files. Gives their hashes, and the bytes back. Promises that the same bytes are stored once, that a file of
the archive is whole or not there (written aside, flushed, renamed), and that no read returns bytes that do not verify.
"""

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from daftar.intake.extract import Trouble
from daftar.intake.findings import finding
from daftar.model import Finding
from daftar.model.errors import CaseError, LedgerError, NotFoundError

_CHUNK = 1 << 20
_HEX = frozenset("0123456789abcdef")


class Archive:
    """A folder `ab/cdef…` of files named by their SHA-256 (64 hex digits). Several processes may write at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha: str) -> Path:
        """Where the bytes of that hash lie, or would. Raises NotFoundError for what is no SHA-256."""
        if not _is_sha(sha):
            raise NotFoundError(f"{sha!r} is not the SHA-256 of anything: it has 64 digits, 0-9 and a-f")
        return self.folder / sha[:2] / sha[2:]

    def holds(self, sha: str) -> bool:
        """Whether there are bytes under that hash; `read` tells whether they are still the same."""
        return self.path(sha).is_file()

    def keep(self, data: bytes, *, derived: bool = False) -> str:
        """Store the bytes and return their SHA-256. Raises CaseError where the folder cannot be written.

        `derived` bytes, such as a row of a stored table, can be had again: they are not flushed one by one.
        """
        sha = hashlib.sha256(data).hexdigest()
        if not self._sound(sha):
            self._store(io.BytesIO(data), flush=not derived)
        return sha

    def keep_file(self, path: Path) -> str:
        """Store the bytes of a file of any size, in one pass; memory stays small. Raises OSError where it cannot be read."""
        with path.open("rb") as stream:
            return self._store(stream, flush=True)

    def read(self, sha: str) -> bytes:
        """The bytes. Raises NotFoundError where the archive has none, LedgerError where they no longer verify."""
        path = self.path(sha)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise NotFoundError(
                f"the archive {self.folder} holds nothing under {sha}; read the original again"
            ) from None
        if hashlib.sha256(data).hexdigest() != sha:
            raise LedgerError(f"{path} is damaged: its bytes are not those that were stored; read the original again")
        return data

    def check(self) -> Iterator[Finding]:
        """A Finding for each stored file that does not verify, in the order of the hashes. Reads everything."""
        for folder in sorted(path for path in self.folder.glob("[0-9a-f][0-9a-f]") if path.is_dir()):
            for path in sorted(folder.iterdir()):
                sha = folder.name + path.name
                if _is_sha(sha) and not self._sound(sha):  # a file manager's own files are no originals
                    yield finding(Trouble("archive.damaged", sha), str(path))

    def _sound(self, sha: str) -> bool:
        try:
            with self.path(sha).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == sha
        except (OSError, NotFoundError):
            return False

    def _store(self, stream: BinaryIO, *, flush: bool) -> str:
        incoming = self.folder / "incoming" / secrets.token_hex(16)
        try:
            incoming.parent.mkdir(parents=True, exist_ok=True)
            try:
                sha = _copied(stream, incoming, flush=flush)
                if not self._sound(sha):
                    target = self.path(sha)
                    target.parent.mkdir(exist_ok=True)
                    incoming.replace(target)
                    if flush:
                        _flush_folder(target.parent)
            finally:
                incoming.unlink(missing_ok=True)
        except OSError as error:
            if error.filename is None or str(error.filename).startswith(str(self.folder)):
                raise CaseError(f"the archive {self.folder} cannot be written: {error.strerror or error}") from error
            raise
        return sha


def _is_sha(name: str) -> bool:
    return len(name) == 64 and _HEX.issuperset(name)


def _copied(stream: BinaryIO, target: Path, *, flush: bool) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
        if flush:
            out.flush()
            os.fsync(out.fileno())
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # only POSIX can flush a folder; elsewhere the rename itself is as durable as it gets
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
