"""An entry's text, its place in the chain, and what is wrong with one that was changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from ledger_samples import claim, document, records

from daftar.ledger.entry import BEFORE_THE_FIRST, Draft, Entry, Fault, verified
from daftar.model import Count, Finding
from daftar.model.errors import LedgerError
from daftar.model.identity import canonical, decoded, encoded, record_id, written

MOMENT = "2031-03-02T08:00:00.000000Z"


@given(records())
def test_a_record_is_written_as_its_canonical_json(drawn):
    for record in drawn:
        assert written(record) == canonical(encoded(record))
        assert decoded(type(record), encoded(record)) == record


@given(records())
def test_a_line_is_the_entry_and_back(drawn):
    for record in drawn:
        entry = Draft.of(record).entered(1, MOMENT, BEFORE_THE_FIRST)
        assert Entry.of_line(entry.line) == entry
        assert verified(entry, None) == record


def test_ids_are_content_addresses_and_a_documents_is_that_of_its_bytes():
    source = document()
    assert Draft.of(source).id == source.id
    assert Draft.of(claim(source)).id == record_id(claim(source))


def test_an_entry_tells_which_document_it_is_about():
    source = document()
    assert Draft.of(claim(source)).about == source.id
    assert Draft.of(Finding("reading.long", f"{source.id}:4-9", "", "")).about == source.id
    assert Draft.of(Finding("pdf.encrypted", "reports/1.pdf", "", "")).about is None


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"seq": 3}, "ledger.gap"),
        ({"body": "{}"}, "ledger.chain"),
        ({"recorded_at": "2031-03-02T09:00:00.000000Z"}, "ledger.chain"),
        ({"about": None}, "ledger.chain"),
        ({"chain": "0" * 64}, "ledger.chain"),
    ],
)
def test_what_was_changed_is_named(change, name):
    first = Draft.of(document()).entered(1, MOMENT, BEFORE_THE_FIRST)
    second = Draft.of(claim(document())).entered(2, MOMENT, first.chain)
    fault = verified(replace(second, **change), first)
    assert isinstance(fault, Fault) and fault.name == name


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (replace(Draft.of(claim(document())), id="0" * 32), "ledger.content"),
        (replace(Draft.of(claim(document())), about=None), "ledger.content"),
        (replace(Draft.of(claim(document())), body="[]"), "ledger.content"),
        (replace(Draft.of(claim(document())), kind="rumour"), "ledger.content"),
    ],
)
def test_a_change_that_mends_the_chain_is_seen_by_its_content(draft, name):
    fault = verified(draft.entered(1, MOMENT, BEFORE_THE_FIRST), None)
    assert isinstance(fault, Fault) and fault.name == name


@pytest.mark.parametrize("moment", ["2031-03-02T07:59:59.999999Z", "yesterday"])
def test_time_does_not_go_back(moment):
    first = Draft.of(document()).entered(1, MOMENT, BEFORE_THE_FIRST)
    fault = verified(Draft.of(claim(document())).entered(2, moment, first.chain), first)
    assert isinstance(fault, Fault) and fault.name == "ledger.clock"


def test_what_is_no_record_is_refused():
    with pytest.raises(LedgerError, match="Count is not kept in a ledger"):
        Draft.of(Count(1, 2))


def test_half_a_character_is_refused_with_a_remedy():
    with pytest.raises(LedgerError, match=r"U\+D83D.*decode its bytes anew"):
        Draft.of(Finding("text.odd", "reports/1.txt", "\ud83d", ""))


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"seq":1}', "null", '{"a":NaN}'])
def test_a_line_that_is_no_entry_is_refused(line):
    with pytest.raises(ValueError):
        Entry.of_line(line)


def test_a_line_written_otherwise_is_refused():
    line = Draft.of(document()).entered(1, MOMENT, BEFORE_THE_FIRST).line
    for other in (line + " ", line.replace('"seq":1', '"seq":1.0'), line.replace('"seq":1', '"seq":true')):
        with pytest.raises(ValueError, match="not written as a ledger writes it"):
            Entry.of_line(other)
