"""Taking: export, report, the journal and its check."""

import sys
from contextlib import nullcontext
from pathlib import Path

from daftar.cli.screen import print_findings, print_json, print_line, print_table, progress
from daftar.cli.writing import bytes_to, text_to
from daftar.intake import Archive
from daftar.ledger import check_ledger, dump, load
from daftar.model import Record
from daftar.model.errors import UsageError
from daftar.model.identity import encoded
from daftar.publish.report import report_page
from daftar.publish.tables import DICTIONARY, write_table
from daftar.work.case import open_case
from daftar.work.run import check_archive, open_ledger


def export_table(record: Record, what: str, form: str, output: Path | None) -> None:
    """Writes one table of the record."""
    with text_to(output) as target:
        write_table(record, what, form, target)


def print_dictionary(what: str) -> None:
    """What each column of a table means and includes."""
    print_table(("column", "what it holds"), ((column.name, column.meaning) for column in DICTIONARY[what]))


def write_report(record: Record, output: Path) -> None:
    """Writes the report. Raises UsageError where the file cannot be written."""
    with progress("writing the report"):
        page = report_page(record)
    with text_to(output) as target:
        target.write(page)
    print_line(f"{output}: {len(page.encode('utf-8')) / 1000:,.0f} kB. Open it in any browser.")


def check_case(folder: Path, database: str | None, *, as_json: bool) -> bool:
    """Verifies ledger and archive; whether both are whole."""
    case = open_case(folder, database=database)
    with open_ledger(case) as ledger, progress("checking"):
        found = (*check_ledger(ledger), *check_archive(ledger, Archive(case.archive)))
    if as_json:
        print_json([encoded(finding) for finding in found])
    else:
        print_findings(found)
        print_line("The book is whole." if not found else f"{len(found)} findings")
    return not found


def dump_journal(folder: Path, database: str | None, output: Path | None) -> None:
    """Writes the journal."""
    with open_ledger(open_case(folder, database=database)) as ledger, bytes_to(output) as target:
        dump(ledger, target)


def load_journal(source: Path, folder: Path, database: str | None) -> None:
    """Loads a journal into an empty case."""
    try:
        lines = nullcontext(sys.stdin.buffer) if str(source) == "-" else source.open("rb")
    except OSError as error:
        raise UsageError(f"{source} cannot be opened: {error.strerror}.") from error
    with lines as stream:
        case = open_case(folder, database=database, create=True)
        with open_ledger(case, create=True) as ledger, progress("loading"):
            loaded = load(stream, ledger)
    print_line(f"{loaded:,} entries loaded into {folder}.")
