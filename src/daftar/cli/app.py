"""The commands: read reports, ask the record, take it elsewhere."""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daftar.cli import options
from daftar.cli.places import places
from daftar.model.errors import DaftarError, UsageError

if TYPE_CHECKING:
    from daftar.model import Record

EPILOG = "Every number leads to a sentence and a voice: daftar why ID."
CASE = Path("case")
NOTHING_READ = 4

app = typer.Typer(
    name="daftar",
    help="The book of who says what happened to whom.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


app.add_typer(places)


def main() -> None:
    """The entry point. A DaftarError is one line that says what to do, as is what the system refuses (a full disk): exit code 1.

    A closed pipe ends it quietly.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is piped is UTF-8 on every system; what a terminal cannot show, it shows as an escape.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        app()
    except (DaftarError, OSError) as error:
        from daftar.publish.wording import visible

        typer.echo(f"daftar: {visible(str(error))}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("daftar: stopped. What was read so far is kept; run the same read again to go on.", err=True)
        sys.exit(130)


def _version(asked: bool) -> None:
    if asked:
        from daftar.version import __version__

        typer.echo(f"daftar {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads reports of armed conflict and keeps the book of who says what happened to whom."""


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, URLs, or - for standard input.")
    ],
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="Which column of a table holds text, title, publisher, date or url."),
    ] = None,
    max_mb: Annotated[int, typer.Option(min=1, max=2000, help="Documents larger than this are not read.")] = 50,
    strict: Annotated[bool, typer.Option(help="Exit with code 4 if anything at all could not be read.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Read reports into a case: the main job. What was read before is not read again. Exit code 4: nothing could be read."""
    from daftar.cli.reading import read_reports

    summary = read_reports(paths, case, database, column or [], max_mb, as_json)
    if (summary.failed and not summary.new and not summary.known) or (strict and summary.findings):
        raise typer.Exit(NOTHING_READ)


@app.command()
def incidents(
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    party: options.Party = None,
    voice: options.Voice = None,
    outcome: options.Outcome = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="DOCS.jsonl", help="One pass over these documents, without a case (- for standard input)."
        ),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="With --from: one JSON object an incident, a line each.")
    ] = False,
    separately: Annotated[
        bool, typer.Option("--separately", help="With --from: each document is a case of its own.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Happenings: what, where, when, killed and injured, by whose word."""
    if source is not None:
        if any((place, since, until, party, voice, outcome, as_of, limit, database)):
            raise UsageError("--from takes documents without a case, and no filters.")
        from daftar.cli.streams import print_stream

        print_stream(source, separately=separately, as_table=not (jsonl or as_json))
        return
    if jsonl or separately:
        raise UsageError("--jsonl and --separately go with --from DOCS.jsonl. For a case use --json.")
    from daftar.cli.asking import print_incidents, query

    asked = query(place=place, since=since, until=until, party=party, voice=voice, outcome=outcome)
    print_incidents(_record(case, database, as_of), asked, limit=limit, as_json=as_json)


@app.command()
def figures(
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    party: options.Party = None,
    voice: options.Voice = None,
    outcome: options.Outcome = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
) -> None:
    """Figures: low to high, with the rule that made them and the voices that they rest on; totals beside incidents."""
    from daftar.cli.asking import print_figures, query

    asked = query(place=place, since=since, until=until, party=party, voice=voice, outcome=outcome)
    print_figures(_record(case, database, as_of), asked, limit=limit, as_json=as_json)


@app.command()
def claims(
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    party: options.Party = None,
    voice: options.Voice = None,
    outcome: options.Outcome = None,
    kind: options.Kind = None,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="Least certain first: what a person should look at before the rest.")
    ] = False,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
) -> None:
    """Claims: who says what, with the sentence, and how sure the reading is."""
    from daftar.cli.asking import print_claims, query

    asked = query(place=place, since=since, until=until, party=party, voice=voice, outcome=outcome, kind=kind)
    print_claims(_record(case, database, as_of), asked, unsure=unsure, limit=limit, as_json=as_json)


@app.command()
def states(
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    party: options.Party = None,
    voice: options.Voice = None,
    kind: options.StateKind = None,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
) -> None:
    """States: who holds a place, what is cut off, who stands with whom."""
    from daftar.cli.asking import print_states, query

    asked = query(place=place, since=since, until=until, party=party, voice=voice, kind=kind)
    print_states(_record(case, database, as_of), asked, limit=limit, as_json=as_json)


@app.command()
def why(
    key: Annotated[str, typer.Argument(metavar="ID", help="An incident, a claim or a document; a prefix is enough.")],
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    as_of: options.AsOf = None,
    as_json: options.AsJson = False,
) -> None:
    """The tree from a figure to the quoted sentences, with document and offset."""
    from daftar.cli.asking import print_why

    print_why(_record(case, database, as_of), key, as_json=as_json)


@app.command()
def findings(
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    as_of: options.AsOf = None,
    as_json: options.AsJson = False,
) -> None:
    """What could not be read or does not fit, where, and what to do about it."""
    from daftar.cli.asking import print_case_findings

    print_case_findings(_record(case, database, as_of), as_json=as_json)


def _format(value: str) -> str:
    return options.one_of(("csv", "jsonl", "geojson"), value) or value


def _table(value: str) -> str:
    return options.one_of(("incidents", "figures", "claims"), value) or value


@app.command()
def export(
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    form: Annotated[str, typer.Option("--as", callback=_format, help="csv, jsonl or geojson.")] = "csv",
    what: Annotated[str, typer.Option(callback=_table, help="incidents, figures or claims.")] = "incidents",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")] = None,
    dictionary: Annotated[bool, typer.Option(help="Print what each column means and includes, and stop.")] = False,
    as_of: options.AsOf = None,
) -> None:
    """Take incidents, figures or claims elsewhere: one row definition, a dictionary of the columns."""
    from daftar.cli.taking import export_table, print_dictionary

    if dictionary:
        print_dictionary(what)
    else:
        export_table(_record(case, database, as_of), what, form, output)


@app.command()
def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the page goes.")] = Path("report.html"),
    case: options.CaseFolder = CASE,
    database: options.Database = None,
    as_of: options.AsOf = None,
) -> None:
    """One self-contained page: figures, pictures, and behind every number its sentences."""
    from daftar.cli.taking import write_report

    write_report(_record(case, database, as_of), output)


@app.command()
def annotate(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help="One object a line: id, text, title, publisher, published.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Where the annotations go, in the same order.")
    ],
    layers: Annotated[
        str, typer.Option(help="Which, comma-separated: claims,voices,places,times.")
    ] = "claims,voices,places,times",
    case: Annotated[
        Path | None, typer.Option("--case", metavar="DIR", help="Read with the places and the reader of this case.")
    ] = None,
) -> None:
    """Documents in, annotations out: a stable contract for measuring."""
    from daftar.cli.streams import annotate_file

    annotate_file(source, output, tuple(layer.strip() for layer in layers.split(",")), case)


@app.command()
def check(case: options.CaseFolder = CASE, database: options.Database = None, as_json: options.AsJson = False) -> None:
    """Verify the book: content hashes, the chain of the journal, passages against documents, archived bytes."""
    from daftar.cli.taking import check_case

    if not check_case(case, database, as_json=as_json):
        raise typer.Exit(1)


@app.command()
def dump(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")] = None,
    case: options.CaseFolder = CASE,
    database: options.Database = None,
) -> None:
    """The journal as sorted JSON Lines: the whole book, to keep, compare or load elsewhere."""
    from daftar.cli.taking import dump_journal

    dump_journal(case, database, output)


@app.command()
def load(
    source: Annotated[Path, typer.Argument(metavar="JOURNAL.jsonl", help="A dumped journal (- for standard input).")],
    case: options.CaseFolder = CASE,
    database: options.Database = None,
) -> None:
    """Load a dumped journal into an empty case; every hash is verified."""
    from daftar.cli.taking import load_journal

    load_journal(source, case, database)


def _record(case: Path, database: str | None, as_of: str | None) -> "Record":
    from daftar.work.case import open_case
    from daftar.work.run import record_of

    return record_of(open_case(case, database=database), as_of=as_of)
