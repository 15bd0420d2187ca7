"""Screen: tables, trees and progress for a terminal.

Takes records. Prints to standard output; progress and Findings go to standard error, so that output can be piped.
Promises that no character of a document commands the terminal.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from daftar.model import Finding
from daftar.publish.trace import Trace
from daftar.publish.wording import visible

PIPED_WIDTH = 160
NARROW = 100
out = Console(
    highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
)
err = Console(stderr=True, highlight=False)


def print_json(value: Any) -> None:
    """JSON, indented, in the order given; no markup, no wrapping."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_line(text: str) -> None:
    """One line of plain text."""
    out.print(Text(visible(text)))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()) -> None:
    """A table that fits the terminal: long cells fold. `right` names the columns of numbers.

    On a narrow terminal a row of many columns becomes lines, a column each, as folded cells could not be read or copied.
    """
    if len(columns) > 4 and out.width < NARROW:
        for row in rows:
            first, *rest = zip(columns, row, strict=True)
            out.print(Text(visible(first[1]), style="bold"))
            for column, cell in rest:
                out.print(Text(f"  {column}: {visible(cell)}"))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        numbers = column in right
        table.add_column(column, justify="right" if numbers else "left", overflow="fold", min_width=len(column))
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    out.print(table)


def print_tree(trace: Trace) -> None:
    """The tree of a trace."""
    tree = Tree(Text(visible(trace.text), style="bold"))
    _grow(tree, trace)
    out.print(tree)


def print_findings(findings: Sequence[Finding], *, on: Console = err) -> None:
    """Each Finding: its name, where, what, and what to do. Beside other output they go to standard error."""
    for finding in findings:
        on.print(
            Text.assemble(
                (finding.name, "bold yellow"), visible(f"  {finding.address}\n  {finding.problem} {finding.remedy}")
            )
        )


def print_warning(warning: str | None) -> None:
    """A warning on standard error, where there is one."""
    if warning is not None:
        err.print(Text.assemble(("Warning: ", "bold red"), visible(warning)))


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A spinner with a line of text on standard error, where that is a terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        bar.add_task(what, total=None)
        yield bar


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where that is a terminal; to be told how much is done of how much."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _grow(tree: Tree, trace: Trace) -> None:
    for part in trace.rests_on:
        _grow(tree.add(Text(visible(part.text))), part)
