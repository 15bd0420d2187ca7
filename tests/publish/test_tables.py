"""One row definition for every format; every column is explained."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from daftar.model import Claim, Count, Document, Figure, Harm, Incident, Passage, Record, When, Where
from daftar.model.identity import record_id
from daftar.publish.query import Query
from daftar.publish.tables import DICTIONARY, rows, write_table
from daftar.publish.trace import trace

TEXT = "=SUM(A1) officials said 14 people were killed in Tal Serin on Tuesday."
DOCUMENT = Document("d" * 64, TEXT, title="=Title", publisher="Northgate", published=date(2021, 3, 3))
CLAIM = Claim(
    DOCUMENT.id,
    0,
    Passage.of(TEXT, 0, len(TEXT)),
    Harm("killed", Passage.of(TEXT, 24, 26), Count(14, 14), Passage.of(TEXT, 27, 33)),
    said_by=Passage.of(TEXT, 9, 18),
    place=Passage.of(TEXT, 49, 58),
    where=Where("Tal Serin", "Tal Serin", -28.4, -22.1, within=("Halvan",)),
    when=When.between(date(2021, 3, 2), date(2021, 3, 2)),
    voice="officials",
    made_by=("harm.rules.v1",),
)
KEY = record_id(CLAIM)
FIGURE = Figure("killed", None, 14, None, 14, "figure.range.v2", "2021-03-03", (KEY,), ("officials",))
INCIDENT = Incident(
    "i" * 32,
    "incident",
    (KEY,),
    (DOCUMENT.id,),
    "shelling",
    CLAIM.when,
    CLAIM.where,
    ("the army",),
    (FIGURE,),
    "weak",
    True,
)
RECORD = Record("case", None, {DOCUMENT.id: DOCUMENT}, {}, {KEY: CLAIM}, (INCIDENT,), (), (), ())


@pytest.mark.parametrize("what", DICTIONARY)
def test_csv_and_jsonl_hold_the_same_columns_and_values(what: str) -> None:
    as_csv, as_jsonl = io.StringIO(), io.StringIO()
    write_table(RECORD, what, "csv", as_csv)
    write_table(RECORD, what, "jsonl", as_jsonl)
    (row,) = csv.DictReader(io.StringIO(as_csv.getvalue()))
    other = json.loads(as_jsonl.getvalue())
    assert list(row) == list(other) == [column.name for column in DICTIONARY[what]]
    told = {name: "" if value is None else str(value) for name, value in other.items()}
    assert {name: cell.removeprefix("'") for name, cell in row.items()} == told


@pytest.mark.parametrize("what", DICTIONARY)
def test_every_column_is_explained(what: str) -> None:
    assert all(len(column.meaning) > 5 for column in DICTIONARY[what])


def test_a_formula_in_a_report_is_no_formula_in_a_spreadsheet() -> None:
    target = io.StringIO()
    write_table(RECORD, "claims", "csv", target)
    (row,) = csv.DictReader(io.StringIO(target.getvalue()))
    assert row["title"] == "'=Title"
    assert row["lat"] == "-28.4"


def test_a_claim_tells_how_sure_it_is_and_an_empty_cell_is_unknown() -> None:
    doubted = replace(CLAIM, confidence=0.4, sure=(("means", 0.5), ("said_by", 0.3)))
    columns = ("confidence", "weakest_slot", "weakest_slot_confidence")
    (known,) = rows(replace(RECORD, claims={KEY: doubted}), "claims")
    (unknown,) = rows(RECORD, "claims")
    assert [known[name] for name in columns] == [0.4, "said_by", 0.3]
    assert [unknown[name] for name in columns] == [None, None, None]


def test_geojson_has_points_and_drops_nothing_without_one() -> None:
    unplaced = Incident("j" * 32, "incident", (), (), None, None, None, (), (), "weak", True)
    target = io.StringIO()
    write_table(Record("case", None, {}, {}, {}, (INCIDENT, unplaced), (), (), ()), "incidents", "geojson", target)
    first, second = json.loads(target.getvalue())["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-22.1, -28.4]}
    assert second["geometry"] is None


def test_an_open_top_is_empty_and_unknown_is_not_zero() -> None:
    (row,) = rows(RECORD, "incidents")
    assert (row["killed_low"], row["killed_high"], row["injured_low"]) == (14, None, None)


def test_what_was_inferred_is_marked_and_numbers_are_numbers() -> None:
    for what in DICTIONARY:
        (row,) = rows(RECORD, what)
        assert (row["date_inferred"], row["place_inferred"], row["place_precision"]) == (0, 0, 1)
        assert row["date_start"] == "2021-03-02" and row.get("date_precision", 1) == 1
    assert CLAIM.when is not None and CLAIM.where is not None
    inferred = replace(INCIDENT, when=replace(CLAIM.when, inferred=True), where=replace(CLAIM.where, inferred=True))
    (row,) = rows(replace(RECORD, incidents=(inferred,)), "incidents")
    assert (row["date_inferred"], row["place_inferred"]) == (1, 1)


def test_a_query_finds_by_every_filter_and_leaves_out_by_every_filter() -> None:
    hits = (
        Query(),
        Query(place="tal"),
        Query(place="halvan"),
        Query(voice="OFFICIALS"),
        Query(outcome="killed"),
        Query(kind="harm"),
        Query(since=date(2021, 3, 2), until=date(2021, 3, 2)),
    )
    misses = (
        Query(place="nowhere"),
        Query(voice="army"),
        Query(outcome="injured"),
        Query(kind="event"),
        Query(since=date(2021, 3, 3)),
        Query(until=date(2021, 3, 1)),
        Query(party="army"),
    )
    assert [len(list(query.claims(RECORD))) for query in hits] == [1] * len(hits)
    assert [len(list(query.claims(RECORD))) for query in misses] == [0] * len(misses)
    assert Query(place="tal").incidents(RECORD) == (INCIDENT,)
    assert Query(place="nowhere").incidents(RECORD) == ()


def test_a_trace_leads_to_the_sentence_the_document_and_the_offset() -> None:
    found = trace(RECORD, INCIDENT.id)
    assert found is not None
    lines = []

    def walk(node: object) -> None:
        lines.append(node.text)  # type: ignore[attr-defined]
        for part in node.rests_on:  # type: ignore[attr-defined]
            walk(part)

    walk(found)
    assert any(f"“{TEXT}”" in line for line in lines)
    assert any("characters 0–70" in line and "Northgate" in line for line in lines)
    assert any("14 or more killed" in line and "figure.range.v2" in line for line in lines)
    assert trace(RECORD, "absent") is None
