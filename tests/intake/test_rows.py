"""Tables: rows as documents, one at a time."""

import io
import itertools
import json
from datetime import date

import pytest

from daftar.intake import Columns, Limits
from daftar.intake.extract import Entry, Trouble
from daftar.intake.tables import csv_members, json_members

HEADER = "title,text,source,published,url\r\n"


def test_a_table_with_quotes_line_breaks_and_a_mark_at_its_start(read):
    found = read(
        files={
            "t.csv": "\ufeff"
            + HEADER
            + '"Hit ""again""","Five killed,\nsays doctor.",Hill Post,2031-05-03,https://a.example/1\r\n'
        }
    )
    document = found.document
    assert (document.text, document.title) == ("Five killed,\nsays doctor.", 'Hit "again"')
    assert (document.publisher, document.published, document.url) == (
        "Hill Post",
        date(2031, 5, 3),
        "https://a.example/1",
    )
    assert found.arrivals[0].capture.member == "row 2"
    assert found.findings == []


@pytest.mark.parametrize(("name", "delimiter"), [("t.csv", ";"), ("t.tsv", "\t"), ("t.csv", "|"), ("no ending", ",")])
def test_delimiters_are_recognised(read, name, delimiter):
    assert read(files={name: f"Title{delimiter}Text\nT{delimiter}Five killed.\n"}).document.text == "Five killed."


def test_a_table_in_arabic_and_utf_16(read):
    assert read(files={"t.csv": "النص;العنوان\nقتل خمسة;قصف\n".encode("utf-16")}).document.text == "قتل خمسة"


def test_the_same_row_in_a_grown_table_is_the_same_document(read, archive):
    one = read(files={"a.csv": HEADER + "T,Five killed.,,,\n"})
    two = read(files={"b.csv": HEADER + "T2,Two killed.,,,\nT,Five killed.,,,\n"})
    assert one.document == two.arrivals[1].document
    assert one.arrivals[0].capture.container != two.arrivals[1].capture.container
    assert json.loads(archive.read(one.document.id)) == {"text": "Five killed.", "title": "T"}
    assert archive.holds(two.arrivals[1].capture.container)


def test_columns_can_be_named(read):
    found = read(
        files={"t.csv": "text,mine,who\nNo.,Five killed.,Hill Post\n"}, columns=Columns(text="Mine", publisher="who")
    )
    assert (found.document.text, found.document.publisher) == ("Five killed.", "Hill Post")


def test_a_column_that_is_not_there(read):
    assert read(files={"t.csv": "a,b\n1,2\n"}).names == ["table.no_text_column"]
    assert read(files={"t.csv": "text,b\nFive.,2\n"}, columns=Columns(date="day")).names == ["table.no_column"]


def test_rows_that_cannot_be_read_do_not_stop_the_others(read):
    found = read(files={"t.csv": "text,title\nFive killed.,T,,\n,T\na,b,c\nTwo killed.\n\nThree killed.,T\n"})
    assert found.texts == ["Five killed.", "Two killed.", "Three killed."]
    assert [(finding.name, finding.address) for finding in found.findings] == [
        ("row.no_text", "t.csv:row 3"),
        ("table.ragged_row", "t.csv:row 4"),
    ]


def test_a_quotation_mark_that_is_never_closed_is_named_where_it_opens(read):
    found = read(files={"t.csv": 'text,title\nFive killed.,T\n"Two killed.,T\nThree killed.,T\n'})
    assert found.texts == ["Five killed."]
    assert [(finding.name, finding.address) for finding in found.findings] == [("table.unclosed_quote", "t.csv:row 3")]


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ('text,"title\nFive killed.,T\n', "table.unclosed_quote"),
        ('text,"title\n' + "Five killed.,T\n" * 100, "table.unclosed_quote"),
        ('text,"title\n' + "five killed " * 100 + "\n", "row.too_large"),
    ],
)
def test_a_quotation_mark_that_is_never_closed_in_the_header(read, table, name):
    found = read(files={"t.csv": table}, limits=Limits(max_bytes=1_000))
    assert [(finding.name, finding.address) for finding in found.findings] == [(name, "t.csv:row 1")]


def test_a_field_of_ten_megabytes_is_read_and_one_over_the_limit_is_named():
    table = f"text,title\n{'five killed ' * 900_000},T\nTwo killed.,T\n".encode()
    members = list(csv_members(io.BytesIO(table), Columns(), Limits()))
    assert [member for member, _ in members] == ["row 2", "row 3"]
    assert isinstance(members[0][1], Entry)
    small = list(csv_members(io.BytesIO(table), Columns(), Limits(max_bytes=1_000_000)))
    assert isinstance(small[0][1], Trouble)
    assert small[0][1].name == "row.too_large"
    assert isinstance(small[1][1], Entry)


def test_a_broken_line_in_the_middle_costs_that_line(read):
    deep = "[" * 100_000
    found = read(
        files={
            "t.jsonl": f'{{"text": "Five killed."}}\n{{"text": \n{deep}\n[1]\n{{"text": 7, "n": {"9" * 5000}}}\n\n{{"text": "Two killed."}}\n'
        }
    )
    assert found.texts == ["Five killed.", "Two killed."]
    assert [(finding.name, finding.address) for finding in found.findings] == [
        ("table.broken_row", f"t.jsonl:line {number}") for number in (2, 3, 4, 5)
    ]


def test_an_array_and_an_object_over_many_lines(read):
    rows = [{"headline": f"T{n}", "body": f"{n} killed.", "date": "2031-05-03", "source": None} for n in range(3)]
    assert read(files={"a.json": json.dumps(rows, indent=2)}).texts == ["0 killed.", "1 killed.", "2 killed."]
    assert read(files={"b.json": json.dumps(rows)}).texts == ["0 killed.", "1 killed.", "2 killed."]
    assert read(files={"c.json": json.dumps(rows[0], indent=2)}).texts == ["0 killed."]


def test_an_array_that_breaks_gives_what_came_before(read):
    found = read(files={"a.json": '[{"text": "Five killed."}, {"text": "Two'})
    assert found.texts == ["Five killed."]
    assert found.names == ["table.cut_off"]


@pytest.mark.parametrize("content", ["text,title\n", "[]", "[ \n ]"])
def test_a_table_without_rows(read, content):
    assert read(files={"t.json" if content[0] == "[" else "t.csv": content}).names == ["table.empty"]


class Endless(io.RawIOBase):
    """A stream of rows without end: what reads it whole never returns."""

    def __init__(self, start: bytes, row: bytes) -> None:
        self.start, self.row, self.place = start, row * (1 + (1 << 20) // len(row)), 0

    def readable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0) -> int:
        self.place = place
        return place

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= 1 << 20
        start = self.start[self.place :]
        offset = max(0, self.place - len(self.start)) % len(self.row)
        data = (start + self.row[offset:] + self.row)[:size]
        self.place += len(data)
        return data

    read1 = read


@pytest.mark.parametrize(
    ("members", "start", "row"),
    [
        (csv_members, b"text,title\n", b"Five killed.,T\n"),
        (json_members, b"", b'{"text": "Five killed."}\n'),
        (json_members, b"[", b'{"text": "Five killed."},\n'),
        (json_members, b"[", b'{"text": "Five killed."},'),
    ],
)
def test_tables_are_streamed(members, start, row):
    rows = list(itertools.islice(members(Endless(start, row), Columns(), Limits(max_bytes=1_000_000)), 5000))
    assert all(isinstance(entry, Entry) for _, entry in rows)


def test_wrong_bytes_in_one_row_cost_that_row(read):
    found = read(
        files={
            "t.csv": "text,title\nCinq tués à l’école.,T\n".encode() * 2
            + b"\xff\xfe\xfd\xfc killed,T\n"
            + b"Two killed.,T\n"
        }
    )
    assert found.texts[-1] == "Two killed."
    assert found.names == ["text.unreadable"]
