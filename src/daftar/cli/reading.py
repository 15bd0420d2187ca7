"""Reading: the command that takes reports into a case."""

from pathlib import Path

from daftar.cli.screen import err, print_findings, print_json, print_line, print_warning, progress
from daftar.intake import Columns, Limits
from daftar.model.errors import UsageError
from daftar.model.identity import encoded
from daftar.publish.wording import visible
from daftar.work.case import open_case
from daftar.work.run import Outcome, Summary, read_into


def read_reports(
    paths: list[str], folder: Path, database: str | None, column: list[str], max_mb: int, as_json: bool
) -> Summary:
    """Reads the paths into the case and says what was read, what was found and what could not be read."""
    case = open_case(folder, database=database, create=True)
    print_warning(case.warning)
    with progress("reading") as bar:

        def show(outcome: Outcome) -> None:
            bar.advance(bar.task_ids[0])
            done = int(bar.tasks[0].completed)
            bar.update(bar.task_ids[0], description=f"{done:,} read, now {_short(outcome.address)}")

        def prepare(done: int, total: int) -> None:
            bar.update(bar.task_ids[0], description=f"preparing places, this once: {done:,} of {total:,}")

        summary = read_into(
            case,
            paths,
            columns=_columns(column),
            limits=Limits(max_bytes=max_mb * 1_000_000),
            report=show,
            preparing=prepare,
        )
    if as_json:
        print_json(encoded(summary))
        return summary
    print_findings(summary.findings)
    known = f", {summary.known:,} known already" if summary.known else ""
    failed = f", {summary.failed:,} could not be read" if summary.failed else ""
    print_line(f"{summary.new:,} documents read{known}{failed}; {summary.claims:,} claims found.")
    if summary.new and err.is_terminal:
        print_line(f"Next: daftar incidents --case {folder}, daftar report --case {folder} -o report.html")
    return summary


def _columns(given: list[str]) -> Columns:
    pairs = {}
    for item in given:
        field, _, name = item.partition("=")
        if field not in ("text", "title", "publisher", "date", "url") or not name:
            raise UsageError(
                f"--column {item!r} is not FIELD=NAME with FIELD one of text, title, publisher, date, url."
            )
        pairs[field] = name
    return Columns(**pairs)


def _short(address: str) -> str:
    shown = visible(address)
    return shown if len(shown) <= 60 else f"…{shown[-59:]}"
