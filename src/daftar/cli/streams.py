"""Streams: JSON Lines in, JSON Lines out, without a case."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from daftar.cli.screen import print_table, progress
from daftar.model.errors import UsageError
from daftar.work.annotate import annotate
from daftar.work.stream import incident_rows


def annotate_file(source: Path, output: Path, layers: tuple[str, ...]) -> None:
    """Annotates each document of a JSON Lines file, in order. Raises UsageError with file and line where one is none."""
    with progress("annotating") as bar, output.open("w", encoding="utf-8") as target:
        for number, row in enumerate(annotate(documents_of(source), layers), 1):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
            bar.update(bar.task_ids[0], description=f"{number:,} documents annotated")


def print_stream(source: Path, *, separately: bool, as_table: bool) -> None:
    """One pass from documents to incidents."""
    with progress("reading"):
        rows = incident_rows(documents_of(source), separately=separately)
    if as_table:
        columns = ("date", "place", "type", "killed", "injured", "documents", "grade")
        print_table(columns, (tuple(_cell(row[column]) for column in columns) for row in rows))
        return
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def documents_of(source: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, or of standard input for "-"."""
    if str(source) == "-":
        yield from _objects(sys.stdin, "standard input")
        return
    try:
        with source.open(encoding="utf-8") as lines:
            yield from _objects(lines, str(source))
    except OSError as error:
        raise UsageError(f"{source} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{source} is not UTF-8. Convert it first.") from error


def _objects(lines: TextIO, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(
                f"{name}, line {number}: no JSON ({error.msg}). Each line must be one JSON object."
            ) from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("id") is None:
            raise UsageError(f'{name}, line {number}: each line must be an object with at least "id" and "text".')
        yield row


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['low']}–{value['high'] if value['high'] is not None else ''}"
    if isinstance(value, list):
        return str(len(value))
    return "unknown" if value is None else str(value)
