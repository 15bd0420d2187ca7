"""Streams: JSON Lines in, JSON Lines out, without a case."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from daftar.cli.screen import print_findings, print_table, print_warning, progress
from daftar.cli.writing import text_to
from daftar.model import Count
from daftar.model.errors import UsageError
from daftar.work.annotate import annotate
from daftar.work.case import open_case
from daftar.work.steps import Reader
from daftar.work.stream import incident_rows


def annotate_file(source: Path, output: Path, layers: tuple[str, ...], folder: Path | None) -> None:
    """Annotates each document of a JSON Lines file, in order, with the places and the reader of the case in `folder`, if any.

    Raises UsageError with file and line where one is none.
    """
    case = open_case(folder, create=folder.is_dir()) if folder is not None else None
    print_warning(case.warning if case is not None else None)
    with progress("annotating") as bar, text_to(output) as target:
        reader = Reader.for_case(case) if case is not None else None
        for number, row in enumerate(annotate(documents_of(source), layers, reader=reader), 1):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
            bar.update(bar.task_ids[0], description=f"{number:,} documents annotated")


def print_stream(source: Path, *, separately: bool, as_table: bool) -> None:
    """One pass from documents to incidents."""
    with progress("reading"):
        rows, findings = incident_rows(documents_of(source), separately=separately)
    print_findings(findings)
    if as_table:
        columns = ("date", "place", "type", "killed", "injured", "documents", "grade")
        print_table(columns, (tuple(_cell(row[column]) for column in columns) for row in rows))
        return
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def documents_of(source: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, or of standard input for "-"."""
    named = "standard input" if str(source) == "-" else str(source)
    try:
        with nullcontext(sys.stdin.buffer) if str(source) == "-" else source.open("rb") as lines:
            yield from _objects(lines, named)
    except OSError as error:
        raise UsageError(f"{named} cannot be opened: {error.strerror}.") from error


def _objects(lines: BinaryIO, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise UsageError(f"{name}, line {number}: not UTF-8. Convert the file first.") from error
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep, or a number too long"
            raise UsageError(
                f"{name}, line {number}: no JSON ({reason}). Each line must be one JSON object."
            ) from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("id") is None:
            raise UsageError(f'{name}, line {number}: each line must be an object with at least "id" and "text".')
        yield row


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return str(Count(value["low"], value["high"]))
    if isinstance(value, list):
        return str(len(value))
    return "unknown" if value is None else str(value)
