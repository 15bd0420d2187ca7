"""The check finds every change that was made behind the ledger's back, and what the steps did wrong."""

from dataclasses import replace

import pytest
import sqlalchemy
from ledger_samples import claim, document, finding, report

from daftar.ledger import Ledger, check_ledger
from daftar.ledger.check import MOST
from daftar.model import Passage, Reading
from daftar.model.identity import record_id


@pytest.fixture
def tampered(ledger_url):
    """Runs SQL on a ledger of eleven entries, after its guards were taken away, and gives what the check finds."""

    def run(statement):
        with Ledger.open(ledger_url) as ledger:
            ledger.append([*report(), finding(), *report(1)])
            assert check_ledger(ledger) == ()
            address = ledger_url.replace("postgresql:", "postgresql+psycopg:")
            engine = sqlalchemy.create_engine(
                address if "://" in address else f"sqlite:///{address}", poolclass=sqlalchemy.NullPool
            )
            with engine.begin() as connection:
                if engine.dialect.name == "sqlite":
                    for guard in ("entries_follow", "entries_no_UPDATE", "entries_no_DELETE"):
                        connection.exec_driver_sql(f"DROP TRIGGER {guard}")
                else:
                    connection.exec_driver_sql("ALTER TABLE entries DISABLE TRIGGER ALL")
                connection.execute(sqlalchemy.text(statement))
            return [(found.name, found.address) for found in check_ledger(ledger)]

    return run


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE entries SET body = replace(body, '\"low\"\\:2', '\"low\"\\:9') WHERE seq = 3", [("ledger.chain", "entry 3")]),
        ("UPDATE entries SET body = '' WHERE seq = 1", [("ledger.chain", "entry 1")]),
        ("UPDATE entries SET recorded_at = '2001-01-01T00:00:00.000000Z' WHERE seq = 4", [("ledger.chain", "entry 4")]),
        ("UPDATE entries SET id = 'x' WHERE seq = 6", [("ledger.chain", "entry 6")]),
        ("UPDATE entries SET kind = 'claim' WHERE seq = 6", [("ledger.chain", "entry 6")]),
        ("DELETE FROM entries WHERE seq = 6", [("ledger.gap", "entry 7")]),
        ("DELETE FROM entries WHERE seq = 3", [("ledger.gap", "entry 4"), ("ledger.reference", "entry 5")]),
        ("DELETE FROM entries WHERE seq = 1", [("ledger.gap", "entry 2"), *[("ledger.reference", f"entry {n}") for n in (5,)]]),
        (
            "INSERT INTO entries SELECT 12, kind, 'x', about, recorded_at, body, chain FROM entries WHERE seq = 6",
            [("ledger.chain", "entry 12")],
        ),
    ],
)  # fmt: skip
def test_a_change_is_found_at_its_entry(tampered, statement, found):
    assert tampered(statement)[: len(found)] == found


def test_a_finding_says_what_to_do(tampered, ledger_url):
    tampered("UPDATE entries SET body = '{}' WHERE seq = 3")
    with Ledger.open(ledger_url) as ledger:
        found = check_ledger(ledger)[0]
    assert f"The claim {record_id(claim(document()))}" in found.problem
    assert found.remedy.startswith("entries 1 to 2 stand before it; load the journal of an unchanged copy")


def test_a_ledger_that_is_all_wrong_gives_no_endless_list(tampered, ledger_url):
    with Ledger.open(ledger_url) as ledger:
        ledger.append([finding(number) for number in range(1, MOST * 2)])
    assert len(tampered("UPDATE entries SET kind = 'rumour' WHERE seq < 1000")) == MOST


@pytest.mark.parametrize("slot", ["sentence", "place", "body.victims"])
def test_a_passage_that_misquotes_its_document_is_found(ledger_url, slot):
    source, right = document(), claim(document())
    wrong = Passage(4, 10, "clinic")
    if slot == "body.victims":
        misquoting = replace(right, body=replace(right.body, victims=wrong))
    else:
        misquoting = replace(right, **{slot: wrong})
    with Ledger.open(ledger_url) as ledger:
        ledger.append([source, misquoting, Reading(source.id, ("harm.rules.v1",), (record_id(misquoting),))])
        (found,) = check_ledger(ledger)
    assert (found.name, found.address) == ("ledger.passage", f"{source.id}:4-10")
    assert "'clinic'" in found.problem and "harm.rules.v1" in found.remedy
