"""A ledger dumped and loaded is the same ledger, byte for byte; a broken journal loads nothing."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from ledger_samples import assignment, clock, finding, records, report

from daftar.ledger import Ledger, check_ledger, dump, load
from daftar.model.errors import LedgerError

# A document and its claim as they were written before claims told how sure each slot is.
EARLIER = (
    b'{"body":{"id":"1721acb610f681d1f9aef7d3e0508b9f0d344ef3adbfc1d90b9d1fa3c5a6a5db","made_by":"given","media_type'
    b'":"text/plain","published":"2031-03-01","text":"A: 3 died.","title":"Report 0"},"chain":"94c322527107fe3d42c08'
    b'f485715203cc5021ea77ab07bfaf44d555c23cf027f","id":"1721acb610f681d1f9aef7d3e0508b9f0d344ef3adbfc1d90b9d1fa3c5a'
    b'6a5db","kind":"document","recorded_at":"2031-03-02T08:00:02.000000Z","seq":1}'
    b"\n"
    b'{"about":"1721acb610f681d1f9aef7d3e0508b9f0d344ef3adbfc1d90b9d1fa3c5a6a5db","body":{"body":{"count":{"high":3,'
    b'"low":3},"kind":"harm","means":"unknown","outcome":"killed","scope":"incident","status":"unknown"},"document":'
    b'"1721acb610f681d1f9aef7d3e0508b9f0d344ef3adbfc1d90b9d1fa3c5a6a5db","made_by":["harm.rules.v1"],"modality":"ass'
    b'erted","number":0,"sentence":{"end":10,"quote":"A: 3 died.","start":0}},"chain":"a5b84ceb3d25f6c66a88c4d864775'
    b'e27d5822cefa3c4793ceb1a4ce6f4e76c90","id":"74f6964e547d20364ad943e55bc1b1e7","kind":"claim","recorded_at":"203'
    b'1-03-02T08:00:02.000000Z","seq":2}'
    b"\n"
)


def dumped(ledger):
    stream = io.BytesIO()
    dump(ledger, stream)
    return stream.getvalue()


@pytest.fixture
def journal(tmp_path):
    """The journal of a small ledger."""
    with Ledger.open(tmp_path / "origin.sqlite", clock=clock()) as ledger:
        ledger.append(report())
        ledger.append([finding(), *report(1)])
        found = assignment(tuple(id for id, _ in ledger.claims())[:3])
        ledger.append([found])
        return dumped(ledger)


def test_dumped_loaded_and_dumped_again_it_has_the_same_bytes(journal, ledger_url):
    with Ledger.open(ledger_url) as ledger:
        assert load(io.BytesIO(journal), ledger) == 12
        assert dumped(ledger) == journal
        assert check_ledger(ledger) == ()
        assert len(list(ledger.claims())) == 4 and len(list(ledger.decisions())) == 1
        ledger.append(report(2))
        assert dumped(ledger).startswith(journal) and check_ledger(ledger) == ()


def test_a_journal_from_before_slots_had_a_certainty_is_whole_and_keeps_its_bytes(ledger_url):
    with Ledger.open(ledger_url) as ledger:
        assert load(io.BytesIO(EARLIER), ledger) == 2
        assert check_ledger(ledger) == () and dumped(ledger) == EARLIER


def test_a_line_is_sorted_json(journal):
    lines = journal.decode().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, 13))
    assert all(list(json.loads(line)) == sorted(json.loads(line)) for line in lines)
    assert json.loads(lines[2])["body"]["body"]["kind"] == "harm"


@given(drawn=records())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_records_survive_the_journal(drawn, tmp_path):
    for name in ("first.sqlite", "second.sqlite"):
        (tmp_path / name).unlink(missing_ok=True)
    with Ledger.open(tmp_path / "first.sqlite") as first, Ledger.open(tmp_path / "second.sqlite") as second:
        first.append(drawn)
        journal = dumped(first)
        load(io.BytesIO(journal), second)
        assert dumped(second) == journal and len(set(drawn)) == journal.count(b"\n")
        assert list(second.documents()) == list(first.documents())


def swapped(lines):
    return [lines[0], lines[2], lines[1], *lines[3:]]


def changed(lines):
    return [line.replace(b"civilians", b"civiliams") for line in lines]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda lines: [*lines[:4], b"{]\n", *lines[5:]], "line 5 of the journal is broken .*load an unchanged copy"),
        (lambda lines: [*lines[:4], b"\xff\n", *lines[5:]], "line 5 of the journal is broken"),
        (lambda lines: [*lines[:4], b"[" * 100_000 + b"\n", *lines[5:]], "line 5 of the journal is broken"),
        (lambda lines: [*lines[:4], b"\n", *lines[5:]], "line 5 of the journal is broken"),
        (lambda lines: [*lines[:4], lines[4].replace(b":", b": "), *lines[5:]], "line 5 .* not written as"),
        (lambda lines: [*lines, lines[-1][:-20]], "line 13 of the journal is broken"),
        (lambda lines: [*lines[:4], *lines[5:]], r"entry 6 \(line 5\).* 5 should follow"),
        (lambda lines: [*lines, lines[-1]], r"entry 12 \(line 13\).* 13 should follow"),
        (swapped, r"entry 3 \(line 2\)"),
        (changed, r"entry 1 \(line 1\): its hash does not follow"),
    ],
)
def test_a_broken_journal_loads_nothing_and_names_the_line(journal, ledger_url, broken, words):
    with Ledger.open(ledger_url) as ledger:
        with pytest.raises(LedgerError, match=words):
            load(io.BytesIO(b"".join(broken(journal.splitlines(keepends=True)))), ledger)
        assert ledger.last() is None
        assert load(io.BytesIO(journal), ledger) == 12


def test_a_journal_is_loaded_into_an_empty_ledger_only(journal, ledger_url):
    with Ledger.open(ledger_url) as ledger:
        load(io.BytesIO(journal), ledger)
        with pytest.raises(LedgerError, match="holds 12 entries already"):
            load(io.BytesIO(journal), ledger)
        assert dumped(ledger) == journal
