"""Places: the commands that show what is on the map and put more on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daftar.cli import options

if TYPE_CHECKING:
    from daftar.ground.gazetteer import Gazetteer
    from daftar.ground.maps.place import Place

Answer = tuple["Place", str]

places = typer.Typer(
    name="places",
    help="What is on the map: look names up, add maps of your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@places.command("import")
def import_file(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A GeoNames file (SY.txt, allCountries.txt), boundaries (GeoJSON, zipped shapefiles), or a list (CSV).",
        ),
    ],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What to call it; by default as the file.")] = None,
) -> None:
    """Add a map for all cases; one of the same name is replaced. Every case is read anew with it at its next read."""
    from daftar.cli.screen import bar, print_findings, print_line
    from daftar.ground.maps.imports import import_places

    with bar("importing") as progress:
        made, findings = import_places(source, name, progress=progress)
    print_findings(findings)
    number = made.about.places if made.about is not None else 0
    print_line(f"{made.name}: {number:,} places. The next daftar read of a case reads its documents anew with them.")


@places.command("list")
def list_maps(as_json: options.AsJson = False) -> None:
    """The maps that were imported, with the files that they were made from."""
    from daftar.cli.screen import print_json, print_line, print_table
    from daftar.ground.maps.imports import list_imports

    found = list_imports()
    if as_json:
        print_json([{"name": one.name} | _about(one.about) for one in found])
    elif not found:
        print_line("No map was imported. Everybody has the towns of GeoNames: daftar places import FILE adds to them.")
    else:
        columns = ("name", "kind", "from", "places", "version")
        rows = ((one.name, *(str(part) for part in _about(one.about).values())) for one in found)
        print_table(columns, rows, right=("places",))


@places.command("remove")
def remove_map(name: Annotated[str, typer.Argument(metavar="NAME", help="As daftar places list shows it.")]) -> None:
    """Remove an imported map."""
    from daftar.cli.screen import print_line
    from daftar.ground.maps.imports import remove_import

    remove_import(name)
    print_line(f"{name}: removed. The next daftar read of a case reads its documents anew without it.")


@places.command("find")
def find_name(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As a report writes it, in any script.")],
    country: Annotated[
        str | None, typer.Option(metavar="XX", help="Only there (ISO 3166-1); also by consonants, and misspellings.")
    ] = None,
    case: Annotated[
        Path | None, typer.Option("--case", metavar="DIR", help="With the places of this case before all others.")
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """What a name leads to, and why: the name itself, other romanisations of it, what it may be a misspelling of."""
    from daftar.cli.screen import bar, print_json, print_line, print_table

    with bar("preparing places") as progress:
        gazetteer = _gazetteer(case, progress)
    found = _answers(gazetteer, name, country.upper() if country is not None else None)
    if as_json:
        print_json([_row(gazetteer, place, why) for place, why in found])
    elif not found:
        more = (
            "" if country is not None else " With --country XX its other spellings in that country are looked up, too."
        )
        print_line(f"Nothing on the map is called {name}.{more}")
    else:
        rows = [_row(gazetteer, place, why) for place, why in found]
        shown = ("name", "feature", "country", "precision", "lat", "lon", "within", "why")
        print_table(shown, ([_cell(row[column]) for column in shown] for row in rows), right=("lat", "lon"))


def _about(about: Any) -> dict[str, object]:
    if about is None:
        return {"kind": "broken, or of another version: import it again", "from": None, "places": None, "version": None}
    return {"kind": about.kind, "from": about.source, "places": about.places, "version": about.version[:12]}


def _gazetteer(case: Path | None, progress: Any) -> "Gazetteer":
    from daftar.cli.screen import print_findings
    from daftar.ground.gazetteer import open_gazetteer
    from daftar.ground.maps.lists import read_places
    from daftar.work.case import open_case

    gazetteer = open_gazetteer(progress=progress)
    own = open_case(case).places if case is not None else None
    if own is None:
        return gazetteer
    rows, findings = read_places(own)
    print_findings(findings)
    return gazetteer.with_places(rows)


def _answers(gazetteer: "Gazetteer", name: str, country: str | None) -> list[Answer]:
    """The places in the order of how sure the match is, each with the reason for it."""
    found = [(place, _why(place)) for place in gazetteer.places(name) if country in (None, place.country)]
    if not found and country is not None:
        found = [(place, "the same consonants: taken as inferred") for place in gazetteer.sounding(name, country)]
    if not found and country is not None:
        found = [(place, "one consonant off: proposed, never taken") for place in gazetteer.proposals(name, country)]
    return found


def _why(place: "Place") -> str:
    if place.feature in ("own", "listed"):
        return "the case's own list" if place.feature == "own" else "an imported list"
    return "its people's name" if place.people else "another of its names" if place.alias else "its name"


def _row(gazetteer: "Gazetteer", place: "Place", why: str) -> dict[str, object]:
    divisions = [part for one in gazetteer.divisions(place.lat, place.lon) for part in (one.name, one.code)]
    return {
        "name": place.name,
        "feature": place.feature,
        "country": place.country,
        "division": place.admin1,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population or None,
        "geonameid": place.geonameid,
        "within": list(place.within) or divisions,
        "why": why,
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
