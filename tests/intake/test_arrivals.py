"""Arrivals: what a person names, as documents and findings; and nothing that a hostile file can do to the rest."""

import io
import os
import random
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_files import PROSE, RSS, message, page, pdf, web_archive, word

from daftar.intake import Arrival, Limits, arrivals
from daftar.intake.quarantine import Quarantine
from daftar.model import Finding

QUICK = Limits(max_bytes=1_000_000)


def test_a_file_is_its_bytes(read, archive):
    found = read(files={"a.txt": "Five were killed.\r\n"})
    (arrival,) = found.arrivals
    assert archive.read(arrival.document.id) == b"Five were killed.\r\n"
    assert (arrival.capture.document, arrival.capture.location) == (arrival.document.id, "a.txt")
    assert (arrival.capture.captured_at, arrival.capture.container) == ("2031-05-04T12:00:00Z", None)
    assert arrival.document.made_by == "intake.text.v1"


def test_the_same_bytes_twice_are_one_document_with_two_captures_stored_once(read, archive):
    found = read(files={"a.txt": "Five were killed.", "b.txt": "Five were killed."})
    assert found.arrivals[0].document == found.arrivals[1].document
    assert [arrival.capture.location for arrival in found.arrivals] == ["a.txt", "b.txt"]
    assert sum(path.is_file() for path in archive.folder.rglob("*")) == 1


def test_a_folder_is_read_in_order_without_the_computers_own_files(read):
    files = {"in/b.txt": "B.", "in/a/z.txt": "Z.", "in/.hidden/x.txt": "X.", "in/~$lock.docx": "x", "in/c.txt": "C."}
    assert read("in", files=files).texts == ["Z.", "B.", "C."]


def test_links_to_folders_are_named_and_not_followed(read):
    read(files={"in/a.txt": "A."})
    Path("in/loop").symlink_to(".", target_is_directory=True)
    Path("in/same.txt").symlink_to("a.txt")
    found = read("in")
    assert found.texts == ["A.", "A."]
    assert [(finding.name, finding.address) for finding in found.findings] == [("folder.link", str(Path("in", "loop")))]
    assert read("in/loop").texts == ["A.", "A."]  # named by the user


def test_the_archive_in_a_folder_is_not_read_again(read, tmp_path):
    read(files={"a.txt": "A."})
    assert read(str(tmp_path)).texts == ["A."]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text(read):
    name = os.fsdecode(b"caf\xe9.txt")
    found = read(name, os.fsdecode(b"gone\xe9"), files={name: "Five killed."})
    assert (found.arrivals[0].capture.location, found.findings[0].address) == ("caf?.txt", "gone?")


def test_patterns(read):
    files = {"in/a.txt": "A.", "in/b.md": "B.", "in/deep/er/c.txt": "C.", "in/[1].txt": "One."}
    assert read("in/*.txt", files=files).texts == ["One.", "A."]
    assert read("in/**/*.txt").texts == ["One.", "A.", "C."]
    assert read("in/**").texts == ["One.", "A.", "B.", "C."]
    assert read("in/[1].txt").texts == ["One."]
    assert read("in/*.pdf").names == ["glob.nothing"]


def test_what_is_not_there_or_no_file(read):
    os.mkfifo("pipe")
    Path("gone").symlink_to("nowhere")
    Path("empty").mkdir()
    server = socket.socket(socket.AF_UNIX)
    server.bind("socket")
    server.close()
    found = read("missing.txt", "pipe", "socket", "gone", "empty", "a\x00b", "ftp://a.example/b", "x" * 5000)
    names = [
        "path.missing",
        "path.not_a_file",
        "path.not_a_file",
        "path.missing",
        "folder.empty",
        "path.missing",
        "url.scheme",
    ]
    assert found.names[:-1] == names
    assert found.names[-1] in (
        "path.unreadable",
        "path.missing",
    )  # Python 3.13 and 3.11 differ on names too long to be any
    assert all(finding.remedy and finding.problem for finding in found.findings)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(read):
    read(files={"in/a.txt": "A.", "in/b.txt": "B."})
    Path("in/a.txt").chmod(0)
    found = read("in")
    assert (found.texts, found.names) == (["B."], ["path.unreadable"])


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(read, monkeypatch):
    read(files={"a.txt": "A.", "b.txt": "B."})
    opened = Path.open

    def refusing(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    found = read("a.txt", "b.txt")
    assert (found.texts, found.names) == (["B."], ["path.unreadable"])


def test_empty_and_huge_files_are_named_and_not_read(read):
    Path("huge.txt").touch()
    os.truncate("huge.txt", 500_000_000)
    found = read("empty.txt", "blank.txt", "huge.txt", files={"empty.txt": b"", "blank.txt": " \n\n"})
    assert found.names == ["file.empty", "file.empty", "file.too_large"]
    assert found.findings[2].problem == "The file is too large to be one document: 500 MB, over the limit of 50 MB."


@pytest.mark.parametrize(
    ("start", "name"),
    [(b"\x89PNG\r\n", "format.picture"), (b"{\\rtf1", "format.unknown"), (b"Rar!\x1a", "packed.files"), (b"\x1f\x8b\x08", "packed.files"),
     (b"RIFF....WEBP", "format.picture"), (b'<?xml version="1.0"?><gpx></gpx>', "format.unknown")],
)  # fmt: skip
def test_formats_that_are_not_read_are_named(read, start, name):
    assert read(files={"a.txt": start}).names == [name]


def test_standard_input(read, monkeypatch):
    for data, texts in (
        (b"Five were killed.", ["Five were killed."]),
        (b'{"text": "Five."}\n{"text": "Six."}\n', ["Five.", "Six."]),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = read("-")
        assert found.texts == texts
        assert found.arrivals[0].capture.location == "standard input"


def test_standard_input_without_end_is_stopped(read, monkeypatch):
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            buffer[:] = b"y" * len(buffer)
            return len(buffer)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    assert read("-", limits=QUICK).names == ["file.too_large"]


def test_a_document_that_takes_too_long_is_stopped_and_the_next_one_is_read(read, monkeypatch):
    monkeypatch.setattr("daftar.intake.quarantine._START_SECONDS", 0.0)
    found = read("a.html", files={"a.html": page()}, limits=Limits(seconds=0.01))
    assert found.names == ["document.too_slow"]
    assert read("a.html").texts


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is sure to limit memory")
def test_a_document_that_takes_too_much_memory_is_stopped_and_the_next_one_is_read(read):
    large = b"Message-ID: a\nFrom: b\nDate: c\nSubject: d\n\n" + b"five were killed\n" * 2_700_000
    found = read("a.eml", "b.html", files={"a.eml": large, "b.html": page()}, limits=Limits(memory_bytes=400_000_000))
    assert (found.names, len(found.arrivals)) == (["document.too_complex"], 1)


def test_a_deep_page_ends(read):
    found = read(files={"a.html": "<html><body>" + "<div>" * 100_000 + PROSE + "</div>" * 100_000, "b.html": page()})
    assert len(found.arrivals) + len(found.findings) >= 2
    assert found.texts[-1].startswith(PROSE)


def test_a_crash_of_a_reader_costs_one_document():
    with Quarantine(Limits()) as quarantine:
        assert quarantine.read("html", page().encode()).text
        quarantine._child.kill()
        assert [trouble.name for trouble in quarantine.read("html", page().encode()).troubles] == [
            "document.too_complex"
        ]
        assert quarantine.read("html", page().encode()).text


def test_stopping_early_leaves_no_child_behind(read, monkeypatch):
    read(files={"a.html": page()})
    monkeypatch.setattr("daftar.intake.desk.Quarantine", Quarantine)
    found = arrivals(["a.html"], None)
    next(found)
    child = found.gi_frame.f_locals["quarantine"]._child
    found.close()
    assert child.poll() is not None


WHOLE = {
    "page.html": page().encode(),
    "report.pdf": pdf([PROSE], [PROSE]),
    "mail.eml": message().as_bytes(),
    "feed.xml": RSS.encode(),
    "pages.warc": web_archive(),
    "pages.warc.gz": web_archive(packed=True),
    "rows.csv": b'text,title\n"Five killed.",T\n' * 40,
    "rows.jsonl": b'{"text": "Five killed."}\n' * 40,
    "rows.json": b'[{"text": "Five killed."}, {"text": "Six killed."}]' * 10,
    "word.docx": word(PROSE),
}


@pytest.mark.parametrize("name", WHOLE)
def test_files_cut_off_or_garbled_anywhere_give_documents_or_findings(read, name):
    whole, chance = WHOLE[name], random.Random(7)  # noqa: S311
    step = max(50, len(whole) // 40)
    files = {}
    for end in range(step, len(whole), step):
        garbled = bytearray(whole)
        for _ in range(20):
            garbled[chance.randrange(len(whole))] = chance.randrange(256)
        files[f"{end}-cut-{name}"] = whole[:end]
        files[f"{end}-garbled-{name}"] = bytes(garbled)
    found = read(files=files, limits=QUICK)
    spoken = {one.capture.location for one in found.arrivals} | {
        finding.address.partition(":")[0] for finding in found.findings
    }
    assert spoken == set(files)
    assert all(arrival.document.text for arrival in found.arrivals)


ENDINGS = (".txt", ".html", ".pdf", ".docx", ".eml", ".xml", ".warc", ".csv", ".tsv", ".json", ".jsonl", "")
STARTS = (
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html>",
    b"<rss>",
    b"WARC/1.0\r\n",
    b"[{",
    b'{"text": "',
    b"Message-ID: a\nFrom: b\nTo: c\n\n",
    b"text,title\n",
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(ENDINGS), st.sampled_from(STARTS), st.binary(max_size=400)), min_size=1, max_size=20
    )
)
def test_any_bytes_under_any_name_give_documents_or_findings(read, tmp_path, files):
    paths = []
    for number, (ending, start, rest) in enumerate(files):
        path = tmp_path / f"{number}{ending}"
        path.write_bytes(start + rest)
        paths.append(str(path))
    found = list(arrivals(paths, None, limits=QUICK))
    spoken = {one.capture.location for one in found if isinstance(one, Arrival)}
    spoken |= {one.address.partition(":")[0] for one in found if isinstance(one, Finding)}
    assert spoken == set(paths)
