"""Tables: the rows of CSV, TSV, JSON Lines and JSON, one at a time.

Takes a stream of bytes. Gives an Entry or a Trouble for each row, with the row's address. Promises memory for one row only,
however long the table; and that a broken row costs that row, except where nobody can say where the next one begins.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain, count
from typing import Any, BinaryIO, TextIO

from daftar.intake.extract import Entry, Trouble
from daftar.intake.limits import Limits, in_words
from daftar.intake.text import encoding_of, given, judged, tidied

STEP = "intake.row.v1"

_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "full_text", "fulltext", "article_text", "maintext", "raw_text", "content", "body", "article", "report", "story",
        "message", "notes", "description", "summary", "النص", "نص",
    ),
    "title": ("title", "headline", "heading", "subject", "العنوان", "عنوان"),
    "publisher": ("publisher", "outlet", "source_name", "source", "newspaper", "agency", "sitename", "site_name", "publication", "المصدر"),
    "date": (
        "published", "publication_date", "date_published", "published_at", "publish_date", "published_date", "pub_date", "pubdate",
        "date", "datetime", "timestamp", "created_at", "التاريخ", "تاريخ",
    ),
    "url": ("url", "link", "source_url", "article_url", "permalink", "web_url", "href", "الرابط"),
    "language": ("language", "lang", "اللغة"),
}  # fmt: skip
_BETWEEN = re.compile(r"[ \t\r\n,]*")
_END = "\x00 the end"  # a line that no table can hold, since zeros are taken out of its lines

Member = tuple[str, Entry | Trouble]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. None: recognised by one of the names that people commonly give it."""

    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None


class _TooLong(Exception):  # noqa: N818 - a signal between two functions of this module, never seen outside
    """A line over the limit was skipped."""


def csv_members(stream: BinaryIO, columns: Columns, limits: Limits) -> Iterator[Member]:
    """("row 3", Entry or Trouble) for each row; row 1 is the header, as a spreadsheet counts. Address "" is the table."""
    csv.field_size_limit(limits.max_bytes)
    with _opened(stream) as text:
        yield from _csv_members(_Lines(text, limits.max_bytes), columns, limits)


def json_members(stream: BinaryIO, columns: Columns, limits: Limits) -> Iterator[Member]:
    """("line 3", …) for each line of JSON Lines; ("item 3", …) for each object of an array or of objects in a row."""
    empty = True
    with _opened(stream) as text:
        for member, value in _values(text, limits):
            empty = False
            yield member, value if isinstance(value, Trouble) else _object_entry(value, columns, limits)
    if empty:
        yield "", Trouble("table.empty")


def delimiter_of(header: str, columns: Columns) -> str | None:
    """The delimiter under which a line names a column of text and another known one; None where under none."""
    if len(header) > 5_000:
        return None
    for delimiter in ",;\t|":
        cells = [cell.strip().strip('"') for cell in header.split(delimiter)]
        if len(cells) > 1 and all(len(cell) <= 60 for cell in cells):
            places, _ = _places(cells, columns)
            if "text" in places and len(places) > 1:
                return delimiter
    return None


@contextmanager
def _opened(stream: BinaryIO) -> Iterator[TextIO]:
    start = stream.read(1_000_000)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding_of(start), errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()  # the stream is the caller's to close


def _csv_members(lines: Iterator[str], columns: Columns, limits: Limits) -> Iterator[Member]:
    too_large = Trouble("row.too_large", f"it is over the limit of {in_words(limits.max_bytes)}")
    try:
        first = next((line for line in lines if line.strip()), "")
        delimiter = delimiter_of(first, columns) or max(",;\t|", key=first.count)
        reader = csv.reader(_WithEnd(chain((first,), lines)), delimiter=delimiter)
        header = next(reader)
    except _TooLong:
        yield "row 1", too_large
        return
    except csv.Error:
        yield "row 1", Trouble("table.unclosed_quote")
        return
    if header and header[-1].endswith(_END):
        yield "row 1", Trouble("table.unclosed_quote")
        return
    places, troubles = _places(header, columns)
    yield from (("", trouble) for trouble in troubles)
    if "text" not in places:
        return
    empty = True
    for number in count(2):
        member = f"row {number}"
        try:
            row = next(reader)
        except _TooLong:
            yield member, too_large
            reader = csv.reader(_WithEnd(lines), delimiter=delimiter)
            continue
        except csv.Error:
            yield member, Trouble("table.unclosed_quote")
            return
        if row == [_END]:
            break
        if row and row[-1].endswith(_END):
            yield member, Trouble("table.unclosed_quote")
            return
        if any(cell.strip() for cell in row):
            empty = False
            yield member, _row_entry(row, len(header), places, limits)
    if empty:
        yield "", Trouble("table.empty")


class _Lines:
    """The lines, without zeros and byte order marks. Past one over the limit it raises _TooLong, and then goes on."""

    def __init__(self, text: TextIO, limit: int) -> None:
        self.text, self.limit = text, limit

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self.limit:
            _skip_line(self.text, line)
            raise _TooLong
        return line.replace("\x00", "").removeprefix("\ufeff")


class _WithEnd:
    """The lines, then the line by which an unclosed quotation mark is seen."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines, self.ended = lines, False

    def __iter__(self) -> "_WithEnd":
        return self

    def __next__(self) -> str:
        try:
            return next(self.lines)
        except StopIteration:
            if self.ended:
                raise
            self.ended = True
            return _END


def _skip_line(text: TextIO, line: str) -> None:
    while line and not line.endswith("\n"):
        line = text.readline(1 << 20)


def _places(header: list[str], columns: Columns) -> tuple[dict[str, int], list[Trouble]]:
    """Which cell holds which field; a Trouble for a column that was asked for and is not there, and for no text."""
    names = {_plain(name): place for place, name in reversed(list(enumerate(header)))}
    places: dict[str, int] = {}
    troubles = []
    for field, known in _NAMES.items():
        asked = getattr(columns, field)
        if asked is not None and _plain(asked) not in names:
            troubles.append(Trouble("table.no_column", f"“{asked}”"))
        wanted = known if asked is None else (_plain(asked),)
        place = next((names[name] for name in wanted if name in names and names[name] not in places.values()), None)
        if place is not None:
            places[field] = place
    if "text" not in places:
        troubles.append(
            Trouble("table.no_text_column", ", ".join(f"“{name.strip()}”" for name in header[:20])[:500] or "none")
        )
    return places, troubles


@lru_cache(maxsize=1000)
def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def _row_entry(row: list[str], width: int, places: dict[str, int], limits: Limits) -> Entry | Trouble:
    if any(cell.strip() for cell in row[width:]):
        return Trouble("table.ragged_row", f"{len(row)} cells where the header has {width}")
    return _entry(lambda field: row[places[field]] if places.get(field, len(row)) < len(row) else None, limits)


def _object_entry(value: Any, columns: Columns, limits: Limits) -> Entry | Trouble:
    if not isinstance(value, dict):
        return Trouble("table.broken_row", "it is no object with named fields")
    names = list(value)
    places, troubles = _places(names, columns)
    if "text" not in places:
        return troubles[-1]
    return _entry(lambda field: _words(value[names[places[field]]]) if field in places else None, limits)


def _words(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _entry(value_of: Callable[[str], str | None], limits: Limits) -> Entry | Trouble:
    text, troubles = judged(tidied(value_of("text") or ""))
    if text is None:
        return troubles[0]
    if not text:
        return Trouble("row.no_text")
    if len(text) > limits.max_bytes:
        return Trouble("row.too_large", f"{in_words(len(text))}, over the limit of {in_words(limits.max_bytes)}")
    return Entry(text, **{field.name: given(value_of(field.name)) for field in fields(Entry) if field.name != "text"})


def _values(text: TextIO, limits: Limits) -> Iterator[tuple[str, Any]]:
    start = text.readline(limits.max_bytes + 1)
    while start and not start.strip():
        start = text.readline(limits.max_bytes + 1)
    by_lines = not start.lstrip("\ufeff \t").startswith("[") and _is_whole(start, limits)
    return (_line_values if by_lines else _item_values)(text, start, limits)


def _is_whole(line: str, limits: Limits) -> bool:
    """Whether this first line is a line of JSON Lines, good or broken, rather than the start of an object over many."""
    if len(line) > limits.max_bytes:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return len(line.strip()) > 2 and line.rstrip().endswith("}")
    return True


def _line_values(text: TextIO, start: str, limits: Limits) -> Iterator[tuple[str, Any]]:
    number, line = 1, start
    while line:
        member = f"line {number}"
        if len(line) > limits.max_bytes:
            _skip_line(text, line)
            yield member, Trouble("row.too_large", f"it is over the limit of {in_words(limits.max_bytes)}")
        elif line.strip():
            try:
                yield member, json.loads(line.strip().strip("\x00\ufeff"))
            except (ValueError, RecursionError) as error:
                yield member, Trouble("table.broken_row", _reason(error))
        number, line = number + 1, text.readline(limits.max_bytes + 1)


def _item_values(text: TextIO, start: str, limits: Limits) -> Iterator[tuple[str, Any]]:
    """Objects of an array, or one after another. The window grows by its own length until an object is whole: linear."""
    decoder = json.JSONDecoder()
    window, number = start.replace("\ufeff", "", 1), 0
    place = len(window) - len(window.lstrip().removeprefix("["))
    while True:
        place = _BETWEEN.match(window, place).end()  # type: ignore[union-attr]  # it matches the empty text too
        if place == len(window):
            window, place = text.read(1 << 16), 0
            if not window:
                return
            continue
        if window[place] == "]":
            return
        number += 1
        try:
            value, place = decoder.raw_decode(window, place)
        except (ValueError, RecursionError) as error:
            left = len(window) - place
            more = text.read(max(1 << 16, left)) if left <= limits.max_bytes else ""
            if not more:
                yield f"item {number}", Trouble("table.cut_off", _reason(error))
                return
            window, place, number = window[place:] + more, 0, number - 1
            continue
        yield f"item {number}", value


def _reason(error: Exception) -> str:
    return (
        f"{error.msg}, at character {error.pos + 1}"
        if isinstance(error, json.JSONDecodeError)
        else "it is too deep or a number too long"
    )
