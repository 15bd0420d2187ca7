"""Lists: places that a person has written down, in a CSV file.

Takes a file with the columns name, lat, lon; optional aliases (between semicolons), precision (1 to 7), within (between
semicolons), country (ISO alpha-2), geonameid. Gives each name with its place, an alias a row of its own. Promises that a row
that cannot be used is left out with a Finding that names its line.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from daftar.ground.maps.place import LARGEST, Place
from daftar.ground.spelling import fold
from daftar.model import Finding

COLUMNS = ("name", "lat", "lon")
REMEDY = (
    "Give name, lat (-90 to 90) and lon (-180 to 180), as numbers with a point; precision 1 to 7; geonameid a number."
)


def read_places(path: Path) -> tuple[tuple[tuple[str, Place], ...], tuple[Finding, ...]]:
    """The names and places of the file, and what is wrong with it: a file that is no such list gives one Finding and no place."""
    rows: list[tuple[str, Place]] = []
    findings: list[Finding] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Save the file as CSV in UTF-8, where it can be read."
        return (), (Finding("places.unreadable", str(path), f"The list of places cannot be read: {error}.", remedy),)
    reader = csv.DictReader(text.splitlines())
    try:
        lacking = [name for name in COLUMNS if name not in {_plain(column) for column in reader.fieldnames or ()}]
        if lacking:
            problem = f"The list of places has no column {', '.join(lacking)}."
            return (), (Finding("places.columns", f"{path}:line 1", problem, REMEDY),)
        for row in reader:
            try:
                rows.extend(_rows(row))
            except ValueError as error:
                findings.append(Finding("places.row", f"{path}:line {reader.line_num}", f"{error}.", REMEDY))
    except csv.Error as error:
        remedy = "Save the list as CSV from the program that made it."
        findings.append(Finding("places.row", f"{path}:line {reader.line_num}", f"This is no CSV: {error}.", remedy))
    return tuple(rows), tuple(findings)


def _plain(column: object) -> str:
    return str(column).strip().lower()


def _rows(row: dict[str, str | None]) -> Iterator[tuple[str, Place]]:
    given = {_plain(key): value.strip() for key, value in row.items() if isinstance(value, str)}
    name = given.get("name", "")
    if not fold(name):
        raise ValueError("a place without a name")
    try:
        lat, lon = float(given.get("lat", "")), float(given.get("lon", ""))
        precision, geonameid = int(given.get("precision") or 1), int(given.get("geonameid") or 0)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{name}: {lat}, {lon} is not on the earth")
    if not 1 <= precision <= 7:
        raise ValueError(f"{name}: the precision of a place is 1 to 7, not {precision}")
    if not 0 <= geonameid < LARGEST:
        raise ValueError(f"{name}: {geonameid} is no number of GeoNames")
    within = tuple(part.strip() for part in given.get("within", "").split(";") if part.strip())
    country = given.get("country", "").upper() or None
    place = Place(name, lat, lon, geonameid or None, country, None, 0, "own", precision, within=within)
    yield name, place
    for alias in given.get("aliases", "").split(";"):
        if fold(alias):
            yield alias.strip(), replace(place, alias=True)
