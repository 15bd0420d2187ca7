"""The main job: read once, resumed after a kill, one failure leaves the rest alone."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from daftar.intake import Archive, Columns, Limits, arrivals
from daftar.ledger import check_ledger
from daftar.model import Document, Record
from daftar.model.errors import CaseError
from daftar.work import steps
from daftar.work.case import Case
from daftar.work.run import check_archive, open_ledger, read_into, record_of


def read(case: Case, *locations: Path) -> "object":
    return read_into(case, [str(location) for location in locations], columns=Columns(), limits=Limits())


def contents(case: Case) -> Counter[str]:
    with open_ledger(case) as ledger:
        return Counter(entry.kind for entry in ledger.entries())


def test_every_report_of_the_example_is_read_and_the_book_is_whole(case: Case, reports: Path) -> None:
    summary = read(case, reports)
    assert (summary.new, summary.failed, summary.findings) == (24, 0, ())
    record = record_of(case)
    assert len(record.documents) == 24
    assert sum(1 for claim in record.claims.values()) == summary.claims > 60
    with open_ledger(case) as ledger:
        assert check_ledger(ledger) == ()
        assert list(check_archive(ledger, Archive(case.archive))) == []


def test_reading_the_same_again_adds_nothing_unless_it_lies_elsewhere(
    case: Case, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(case, reports)
    before, record = contents(case), record_of(case)
    monkeypatch.setattr("daftar.work.run.arrivals", partial(arrivals, captured_at=lambda: "2031-05-04T12:00:00Z"))
    again = read(case, reports)
    assert (again.new, again.known, again.claims, again.decisions) == (0, 24, 0, 0)
    assert contents(case) == before
    assert record_of(case) == record
    copy = tmp_path / "copy.txt"
    copy.write_bytes((reports / "02-market-toll-rises.txt").read_bytes())
    read(case, copy)
    assert contents(case) == before + Counter(["capture"])


def test_the_order_of_reading_does_not_change_the_record(case: Case, reports: Path, tmp_path: Path) -> None:
    from daftar.work.case import open_case

    other = tmp_path / "other"
    other.mkdir()
    (other / "places.csv").write_bytes((case.folder / "places.csv").read_bytes())
    backwards = open_case(other, create=True)
    read(case, *sorted(reports.iterdir()))
    read(backwards, *sorted(reports.iterdir(), reverse=True))

    def substance(record: Record) -> set[tuple[object, ...]]:
        return {(one.scope, one.claims, one.figures, one.where, one.when, one.grade) for one in record.incidents}

    assert substance(record_of(case)) == substance(record_of(backwards))


def test_a_document_on_which_a_step_fails_is_kept_and_the_rest_go_on(
    case: Case, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = steps.read_document

    def failing(document: Document, mentions: object) -> object:
        if "bakery" in document.text:
            raise ZeroDivisionError("a bug")
        return real(document, mentions)  # type: ignore[arg-type]

    monkeypatch.setattr(steps, "read_document", failing)
    summary = read(case, reports)
    assert summary.new > 15 and summary.failed > 2
    assert {finding.name for finding in summary.findings} == {"reading.failed"}
    monkeypatch.undo()
    again = read(case, reports)
    assert (again.new, again.failed) == (summary.failed, 0)


def test_new_places_make_a_new_reading_and_the_old_one_stays(case: Case, reports: Path) -> None:
    report = reports / "02-market-toll-rises.txt"
    read(case, report)
    first = contents(case)
    with (case.folder / "places.csv").open("a") as places:
        places.write("Quarry Lane,-28.41,-22.15,1,Tal Serin;Halvan,\n")
    again = read(case, report)
    assert (again.new, again.known) == (1, 0)
    assert contents(case)["reading"] == 2
    assert contents(case)["claim"] == 2 * first["claim"]
    assert len(record_of(case).claims) == first["claim"]


def test_the_record_as_it_stood_earlier(case: Case, reports: Path) -> None:
    read(case, reports / "01-market-first-reports.txt")
    earlier = record_of(case)
    read(case, reports / "02-market-toll-rises.txt")
    assert earlier.recorded_at is not None
    assert record_of(case, as_of=earlier.recorded_at).incidents == earlier.incidents
    assert len(record_of(case).documents) == 2


def test_a_remark_about_a_document_that_was_read_is_no_failure(case: Case, tmp_path: Path) -> None:
    text = "Published: 3/4/2024\n\nShelling killed four civilians in Tal Serin, a medic said.\n"
    (tmp_path / "a.txt").write_text(text)
    summary = read_into(case, [str(tmp_path / "a.txt"), "none"], columns=Columns(), limits=Limits())
    assert [finding.name for finding in summary.findings] == ["date.unclear", "path.missing"]
    assert (summary.new, summary.failed) == (1, 1)


def test_an_index_of_places_that_cannot_be_written_says_what_to_do(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(CaseError, match="XDG_CACHE_HOME"):
        read(case, tmp_path)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_in_the_middle_it_reopens_whole_and_goes_on(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "many.jsonl"
    line = '{"text": "Shelling killed %d civilians in Tal Serin on 2 March 2021, a medic said.", "publisher": "Northgate"}\n'
    table.write_text("".join(line % number for number in range(2, 402)))
    command = [
        sys.executable,
        "-c",
        "from daftar.cli.app import main; main()",
        "read",
        str(table),
        "--case",
        str(case.folder),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ledger_file = case.folder / "ledger.sqlite-wal"
    while process.poll() is None and not (ledger_file.exists() and ledger_file.stat().st_size > 200_000):
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, "it was over before it could be killed: make the batch longer"
    with open_ledger(case) as ledger:
        assert check_ledger(ledger) == ()
        held = sum(1 for _ in ledger.readings())
    assert 0 < held < 400
    summary = read(case, table)
    assert (summary.new, summary.known) == (400 - held, held)
    assert len(record_of(case).documents) == 400


def test_on_postgresql_the_record_is_the_same(case: Case, reports: Path, postgresql_url: str, tmp_path: Path) -> None:
    from daftar.work.case import open_case

    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "places.csv").write_bytes((case.folder / "places.csv").read_bytes())
    shared = open_case(folder, database=postgresql_url, create=True)
    read(case, reports)
    read(shared, reports)
    assert not (folder / "ledger.sqlite").exists()
    own, other = record_of(case), record_of(shared)
    assert (own.incidents, own.states, own.claims) == (other.incidents, other.states, other.claims)
