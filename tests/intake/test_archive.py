"""The archive: stored once, whole or not at all, verified on every read."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.intake import Archive
from daftar.model.errors import CaseError, LedgerError, NotFoundError


def stored(archive: Archive) -> list[Path]:
    return [path for path in archive.folder.rglob("*") if path.is_file()]


def test_the_same_bytes_are_stored_once(archive):
    sha = archive.keep(b"five were killed")
    assert sha == hashlib.sha256(b"five were killed").hexdigest() == archive.keep(b"five were killed")
    assert [path.relative_to(archive.folder) for path in stored(archive)] == [Path(sha[:2], sha[2:])]
    assert archive.read(sha) == b"five were killed"
    assert archive.holds(sha)


def test_a_file_is_stored_as_its_bytes_are(archive, tmp_path):
    path = tmp_path / "large"
    path.write_bytes(b"0123456789" * 300_000)
    assert archive.keep_file(path) == archive.keep(path.read_bytes())
    assert len(stored(archive)) == 1


def test_damage_is_seen_on_read_and_in_a_check_and_mended_by_reading_the_original_again(archive):
    sha = archive.keep(b"five were killed")
    whole = archive.keep(b"another")
    archive.path(sha).write_bytes(b"nine were killed")
    with pytest.raises(LedgerError, match="damaged"):
        archive.read(sha)
    assert [(finding.name, finding.address) for finding in archive.check()] == [
        ("archive.damaged", str(archive.path(sha)))
    ]
    archive.keep(b"five were killed")
    assert archive.read(sha) == b"five were killed"
    assert archive.read(whole) == b"another"
    assert list(archive.check()) == []


def test_what_is_not_there(archive):
    with pytest.raises(NotFoundError):
        archive.read("0" * 64)
    with pytest.raises(NotFoundError):
        archive.holds("../../etc/passwd")
    assert not archive.holds("0" * 64)


def test_a_file_that_is_no_original_is_not_called_a_damaged_one(archive):
    archive.path(archive.keep(b"five were killed")).with_name(".DS_Store").write_bytes(b"x")
    assert list(archive.check()) == []


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "archive").write_text("a file stands in the way")
    with pytest.raises(CaseError, match="cannot be written"):
        Archive(tmp_path / "archive").keep(b"x")


def test_an_interrupted_store_leaves_nothing_under_a_hash(archive, monkeypatch):
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("daftar.intake.archive.os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        archive.keep(b"five were killed")
    assert stored(archive) == []


@given(data=st.binary(max_size=200))
def test_what_is_kept_is_what_is_read(tmp_path_factory, data):
    archive = Archive(tmp_path_factory.getbasetemp() / "kept")
    assert archive.read(archive.keep(data)) == data
