"""The book on both databases: what goes in comes out, once, in order, as it was at any moment, and is never changed."""

import shutil
import sqlite3
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import STEPS, assignment, claim, clock, document, finding, records, report

from daftar.ledger import Ledger, check_ledger
from daftar.model import Capture, Document, Reading
from daftar.model.errors import CaseError, ConflictError, LedgerError, NotFoundError, UsageError
from daftar.model.identity import record_id

WRITER = Path(__file__).with_name("book_reports.py")


@pytest.fixture
def ledger(ledger_url):
    with Ledger.open(ledger_url, clock=clock()) as opened:
        yield opened


def held(ledger):
    return [(entry.kind, entry.id) for entry in ledger.entries()]


def test_what_goes_in_comes_out(ledger):
    source, capture, first, second, reading = report()
    assert ledger.append([source, capture, first, second, reading, finding()]) == 6
    assert list(ledger.documents()) == [source] and ledger.document(source.id) == source
    assert list(ledger.captures()) == list(ledger.captures(source.id)) == [capture]
    assert list(ledger.readings()) == [reading]
    assert list(ledger.claims()) == [(record_id(first), first), (record_id(second), second)]
    assert list(ledger.findings()) == [finding()]
    assert ledger.has_document(source.id) and not ledger.has_document("0" * 64)
    assert [entry.seq for entry in ledger.entries()] == [1, 2, 3, 4, 5, 6]


def test_an_empty_ledger_is_empty(ledger):
    assert ledger.recorded_at() is None and ledger.last() is None
    assert list(ledger.claims()) == list(ledger.entries()) == list(ledger.decisions()) == []
    assert ledger.append([]) == 0


def test_the_same_again_adds_nothing(ledger):
    assert ledger.append([*report(), finding()]) == 6
    assert ledger.append([*report(), finding()]) == 0
    assert ledger.append([finding(1), finding(1)]) == 1


def test_another_capture_of_the_same_bytes_is_a_new_entry(ledger):
    ledger.append(report())
    again = Capture(document().id, "reports/0.txt", "2031-04-01T00:00:00Z")
    assert ledger.append([again]) == 1
    assert list(ledger.captures(document().id))[-1] == again


def test_a_document_with_another_body_is_a_conflict_and_nothing_is_booked(ledger):
    ledger.append(report())
    other = Document(document().id, "other words", title="Report 0")
    with pytest.raises(ConflictError, match="another published, text"):
        ledger.append([finding(), other])
    assert list(ledger.findings()) == [] and ledger.document(other.id) == document()
    with pytest.raises(ConflictError):
        ledger.append([document(1), Document(document(1).id, "other words")])


def test_what_stands_on_nothing_is_refused_whole(ledger):
    source, capture, first, second, reading = report()
    for alone, wanted in [
        ([capture], "the capture .* stands on the document"),
        ([first], "the claim .* stands on the document"),
        ([source, first, reading], "the reading .* stands on the claim"),
        ([assignment((record_id(first),))], "the decision .* stands on the claim"),
        ([source, first, assignment((record_id(first),), "0" * 32)], "the decision .* stands on the decision"),
    ]:
        with pytest.raises(LedgerError, match=wanted):
            ledger.append(alone)
    assert held(ledger) == []
    assert ledger.append([reading, second, first, capture, source]) == 5


def test_an_append_that_fails_half_way_leaves_nothing(ledger):
    def failing():
        yield from report()
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        ledger.append(failing())
    assert held(ledger) == []
    assert ledger.append(report()) == 5


def test_many_records_are_one_append(ledger):
    many = [finding(number) for number in range(2500)]
    assert ledger.append(many) == 2500
    assert list(ledger.findings()) == many
    assert ledger.append(many) == 0 and ledger.recorded_at() == next(ledger.entries()).recorded_at


def test_claims_come_by_document_as_recorded_then_as_in_the_text(ledger):
    reports = [report(number, claims=3) for number in range(4)]
    ledger.append([one[0] for one in reports])
    for one in reversed(reports):
        ledger.append(one)
    assert [(found.document, found.number) for _, found in ledger.claims()] == [
        (one[0].id, number) for one in reports for number in range(3)
    ]
    assert [found.number for _, found in ledger.claims(reports[2][0].id)] == [0, 1, 2]
    assert list(ledger.claims("0" * 64)) == []


def test_the_latest_reading_counts_and_one_can_return_to_an_earlier(ledger):
    source, _, first, second, reading = report()
    shorter = Reading(source.id, ("harm.rules.v2",), (record_id(second),))
    ledger.append(report())
    assert ledger.append([shorter]) == 1
    assert [found for _, found in ledger.claims()] == [second]
    assert ledger.append([reading]) == 1 and ledger.append([reading]) == 0
    assert [found for _, found in ledger.claims()] == [first, second]
    assert ledger.find(record_id(reading)) == ("reading", record_id(reading))
    assert check_ledger(ledger) == ()


def test_decisions_come_in_the_order_recorded(ledger):
    ledger.append(report())
    ids = tuple(id for id, _ in ledger.claims())
    found = assignment(ids[:1])
    ledger.append([found])
    ledger.append([assignment(ids[1:], record_id(found))])
    decided = list(ledger.decisions())
    assert [decision.verb for _, decision, _ in decided] == ["found", "assign"]
    assert decided[0][0] == record_id(found) and decided[0][2] < decided[1][2] == ledger.recorded_at()


def test_the_book_as_it_was(ledger):
    ledger.append(report())  # 08:00:01 is when it was opened
    ledger.append(report(1))
    earlier = ledger.as_of("2031-03-02T08:00:02Z")
    assert list(earlier.documents()) == [document()] and not earlier.has_document(document(1).id)
    assert earlier.recorded_at() == "2031-03-02T08:00:02.000000Z"
    assert len(list(earlier.claims())) == len(list(earlier.captures())) * 2 == 2
    assert list(earlier.readings()) == list(ledger.readings())[:1]
    with pytest.raises(NotFoundError):
        earlier.document(document(1).id)
    with pytest.raises(NotFoundError):
        earlier.find(document(1).id)
    assert held(ledger.as_of("2031-03-01")) == []
    assert held(ledger.as_of("20310302")) == held(ledger)
    assert held(ledger.as_of("2031-03-02")) == held(ledger.as_of("2031-03-02T10:00:03+02:00")) == held(ledger)
    assert held(earlier.as_of("2031-12-31")) == held(earlier)
    with pytest.raises(UsageError, match="can be read only"):
        earlier.append([finding()])
    for no_time in ("last week", "", "0001-01-01T00:00:00+03:00"):
        with pytest.raises(UsageError, match="2026-01-31"):
            ledger.as_of(no_time)


def test_an_earlier_reading_counts_as_of_then(ledger):
    source, _, first, second, _ = report()
    ledger.append(report())
    ledger.append([Reading(source.id, ("harm.rules.v2",), (record_id(second),))])
    assert [found for _, found in ledger.as_of("2031-03-02T08:00:02Z").claims()] == [first, second]


def test_time_never_goes_back(ledger_url):
    with Ledger.open(ledger_url, clock=clock("2031-03-02T08:00:00Z")) as ledger:
        ledger.append(report())
    with Ledger.open(ledger_url, clock=clock("2030-01-01T00:00:00Z")) as ledger:
        ledger.append(report(1))
        assert ledger.recorded_at() == "2031-03-02T08:00:02.000000Z"
        assert check_ledger(ledger) == ()


def test_a_reader_sees_one_moment(ledger):
    ledger.append(report())
    reading = ledger.entries()
    first = next(reading)
    ledger.append(report(1))
    assert len([first, *reading]) == 5


def test_the_book_as_it_stands_does_not_see_what_is_appended_later(ledger):
    ledger.append(report())
    now = ledger.as_of(None)
    ledger.append(report(1))
    assert [source.id for source in now.documents()] == [document().id]
    assert len(list(now.claims())) == 2 and len(list(ledger.claims())) == 4


def test_ids_are_found_by_their_beginning(ledger):
    ledger.append([*report(), *(finding(number) for number in range(200))])
    source, id = document(), record_id(claim(document()))
    assert ledger.find(id[:12]) == ("claim", id)
    assert ledger.find(source.id) == ("document", source.id)
    with pytest.raises(NotFoundError, match="no id begins with 'nothing'"):
        ledger.find("nothing")
    with pytest.raises(NotFoundError):
        ledger.find("")
    with pytest.raises(NotFoundError, match=r"several ids begin with 'a': (finding a\w+; ){4}finding a\w+ and more;"):
        ledger.find("a")


def test_a_records_history(ledger):
    source, capture, first, second, reading = report()
    found = assignment((record_id(first),))
    ledger.append([source, capture, first, second, reading])
    ledger.append([found, assignment((record_id(second),), record_id(found))])
    kinds = lambda id: [entry.kind for entry in ledger.history(id)]  # noqa: E731
    assert kinds(record_id(first)) == ["claim", "decision"]
    assert kinds(record_id(found)) == ["decision", "decision"]
    assert kinds(source.id) == ["document", "capture", "claim", "claim", "reading"]
    assert kinds("0" * 32) == []


def test_it_opens_again_as_it_was(ledger_url):
    with Ledger.open(ledger_url) as ledger:
        ledger.append(report())
        before = list(ledger.entries())
    with Ledger.open(ledger_url, create=False) as ledger:
        assert list(ledger.entries()) == before
        assert ledger.append(report(1)) == 5
        assert check_ledger(ledger) == ()


@given(drawn=records(), order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_does_not_matter_and_twice_is_once(drawn, order, tmp_path):
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    for path in (first, second):
        path.unlink(missing_ok=True)
    shuffled = order.sample(drawn, len(drawn))
    with Ledger.open(first) as one, Ledger.open(second) as other:
        assert one.append(drawn) == other.append(shuffled) == len({(type(record), record) for record in drawn})
        assert sorted(held(one)) == sorted(held(other))
        assert one.append(shuffled) == one.append(drawn) == 0


def test_reports_in_any_order_give_the_same_records(ledger_url, tmp_path):
    kept = []
    for number, order in enumerate(permutations([report(0), report(1), [finding()]])):
        path = tmp_path / f"{number}.sqlite"
        with Ledger.open(path) as ledger:
            for records_ in order:
                ledger.append(records_)
            kept.append(sorted(held(ledger)))
    assert kept == [kept[0]] * 6


REWRITES = [
    "UPDATE entries SET body = '{}' WHERE seq = 2",
    "UPDATE entries SET seq = 99 WHERE seq = 5",
    "DELETE FROM entries WHERE seq = 5",
    "DELETE FROM entries",
    "UPDATE migrations SET version = 9",
    "DELETE FROM migrations",
]
SAME = "SELECT {seq}, kind, id, about, recorded_at, '{{}}', chain FROM entries WHERE seq = 2"
ATTACKS = {
    "sqlite": [
        *REWRITES,
        "UPDATE OR REPLACE entries SET body = '{}' WHERE seq = 2",
        "INSERT OR REPLACE INTO entries " + SAME.format(seq=2),
        "INSERT OR REPLACE INTO entries " + SAME.format(seq=6),
        "REPLACE INTO entries SELECT 5, 'finding', 'x', about, recorded_at, '{}', chain FROM entries WHERE seq = 2",
        "REPLACE INTO entries SELECT 9, 'finding', 'x', about, recorded_at, '{}', chain FROM entries WHERE seq = 2",
        "INSERT INTO entries (kind, id, recorded_at, body, chain) VALUES ('finding', 'x', '', '', '')",
        "INSERT INTO entries " + SAME.format(seq=6) + " ON CONFLICT (id, kind) WHERE kind <> 'reading' "
        "DO UPDATE SET body = excluded.body",
        "INSERT OR REPLACE INTO migrations VALUES (1, 'other', '')",
    ],
    "postgresql": [
        *REWRITES,
        "TRUNCATE entries",
        "TRUNCATE migrations",
        "INSERT INTO entries " + SAME.format(seq=2),
        "INSERT INTO entries " + SAME.format(seq=6),
        "INSERT INTO entries " + SAME.format(seq=2) + " ON CONFLICT (seq) DO UPDATE SET body = excluded.body",
        "SET session_replication_role = replica; DELETE FROM entries",
        "MERGE INTO entries USING (SELECT 2 AS seq) AS one ON entries.seq = one.seq WHEN MATCHED THEN DELETE",
    ],
}


def raw(url):
    return sqlalchemy.create_engine(
        url.replace("postgresql:", "postgresql+psycopg:") if "://" in url else f"sqlite:///{url}",
        poolclass=sqlalchemy.NullPool,
    )


def test_nothing_that_is_written_can_be_changed(ledger_url):
    with Ledger.open(ledger_url) as ledger:
        ledger.append(report())
        before = list(ledger.entries())
        engine = raw(ledger_url)
        for attack in ATTACKS[engine.dialect.name]:
            with (
                pytest.raises(sqlalchemy.exc.DBAPIError, match=r"(?i)only grows|unique|malformed|not null"),
                engine.begin() as connection,
            ):
                for statement in attack.split("; "):
                    connection.exec_driver_sql(statement)
            assert list(ledger.entries()) == before, attack
        assert ledger.append([finding()]) == 1


def test_writers_in_two_processes_take_turns(ledger_url):
    """Both make the ledger, too, if they can."""
    writers = [
        subprocess.Popen([sys.executable, WRITER, ledger_url, str(start), str(start + 40)], stdout=subprocess.DEVNULL)
        for start in (0, 30)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Ledger.open(ledger_url, create=False) as ledger:
        assert sorted(one.id for one in ledger.documents()) == sorted(document(number).id for number in range(70))
        assert [entry.seq for entry in ledger.entries()] == list(range(1, 70 * 5 + 1))
        assert check_ledger(ledger) == ()


def test_a_path_that_is_no_ledger_says_what_to_do(tmp_path):
    text, foreign = tmp_path / "notes.txt", tmp_path / "foreign.sqlite"
    text.write_text("These are notes, not a database. " * 100)
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    content = foreign.read_bytes()
    for address, words in [
        (text, "this file is no database"),
        (foreign, "is a database, but no daftar ledger"),
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "ledger.sqlite", "there is no folder"),
        ("mysql://user:secret@host/db", "not mysql://"),
        ("MySQL://user:secret@host/db", "not MySQL://"),
        ("PostgreSQL://user:secret@host:port/db", "cannot be understood"),
        ("postgresql://user:se@cret@host/db", "%40"),
        ("postgresql://user:secret@host:port/db", "cannot be understood"),
    ]:
        with pytest.raises(CaseError, match=words) as caught:
            Ledger.open(address)
        assert "cret" not in str(caught.value)
    assert text.read_text().startswith("These are notes") and foreign.read_bytes() == content


def test_a_ledger_is_made_only_if_asked(ledger_url, tmp_path):
    for _ in range(2):
        with pytest.raises(CaseError, match="there is no ledger here"):
            Ledger.open(ledger_url, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_path_may_hold_any_characters(tmp_path):
    folder = tmp_path / "case 50% #1?x=é"
    folder.mkdir()
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.append(report())
    assert [path.name for path in folder.iterdir()] == ["ledger.sqlite"]


def test_a_later_daftars_ledger_is_not_opened(ledger_url):
    Ledger.open(ledger_url).close()
    engine = raw(ledger_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO migrations VALUES (2, 'entries.v2', '')")
    with pytest.raises(CaseError, match=r"written by a later daftar .*install the later version"):
        Ledger.open(ledger_url)


def test_a_foreign_database_on_a_server_is_left_alone(postgresql_url):
    engine = raw(postgresql_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (url text)")
    with pytest.raises(CaseError, match="no daftar ledger"):
        Ledger.open(postgresql_url)
    assert sqlalchemy.inspect(engine).get_table_names() == ["bookmarks"]


def test_a_database_that_is_not_there_is_named_without_its_password(postgresql_url):
    missing = postgresql_url.replace("postgres@/test", "postgres:se%40cret@/none")
    with pytest.raises(CaseError, match="no such database") as caught:
        Ledger.open(missing)
    assert "cret" not in str(caught.value)


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    for address in ("postgresql://user:secret@127.0.0.1:1/db", f"postgresql://user:secret@/db?host={tmp_path}"):
        with pytest.raises(CaseError, match="server cannot be reached; start it") as caught:
            Ledger.open(address)
        assert "secret" not in str(caught.value) and "user" not in str(caught.value).split(" (")[0]


def test_a_missing_driver_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CaseError, match=r'pip install "psycopg\[binary\]"'):
        Ledger.open("postgresql://user:secret@host/db")


def test_a_damaged_file_is_a_ledger_error(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.append([finding(number) for number in range(500)])
    with path.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\xff" * 4096 * 20)
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="the file is damaged; restore it"):
        list(ledger.entries())


def test_a_copy_is_a_ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.append(report(steps=STEPS))
    shutil.copy(tmp_path / "ledger.sqlite", tmp_path / "copy.sqlite")
    with Ledger.open(tmp_path / "copy.sqlite", create=False) as copy:
        assert len(list(copy.claims())) == 2
