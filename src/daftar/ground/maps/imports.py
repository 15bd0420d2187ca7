"""Imports: maps that a user adds to the one that everybody has, for all cases.

Takes a file: GeoNames', OCHA's boundaries, or a list in CSV. Gives an index of its own beside the others, under a name. Promises
that an import is there whole or as it was before, that it is refused where more than one in a hundred of its rows cannot be
used, and that those that cannot are told.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from itertools import groupby
from lzma import LZMAError
from pathlib import Path

from daftar.ground.gazetteer import IMPORTS, open_world, places_folder
from daftar.ground.maps.boundaries import Country, Town, read_boundaries
from daftar.ground.maps.dumps import is_dump, read_dump
from daftar.ground.maps.index import About, read_about, write_index
from daftar.ground.maps.lists import read_places
from daftar.ground.maps.place import Named, Progress
from daftar.model import Finding
from daftar.model.errors import PlacesError

MOST_BROKEN = 100
"""Of so many rows at most one may be unusable."""

MOST_TOLD = 20
"""Findings that are told one by one; the rest are counted."""

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError)
"""What `zipfile` raises on the way: a wrong checksum, a stream cut off, a method that it does not know, a password."""

NAME = re.compile(r"[\w][\w.-]*")
KINDS = "a GeoNames file (SY.txt, allCountries.txt, or its zip), boundaries (.geojson, or a zip of shapefiles), or a list (.csv)"


@dataclass(frozen=True, slots=True)
class Import:
    """An import by its name; `about` is None where it is broken or another version made it."""

    name: str
    about: About | None


def import_places(
    path: Path, name: str | None = None, folder: Path | None = None, progress: Progress | None = None
) -> tuple[Import, tuple[Finding, ...]]:
    """Imports the file, in place of what was imported under the same name (by default the file's own).

    Raises PlacesError where the file is of no such kind, is broken, or most of it is; OSError where it cannot be read or the
    folder (by default the user's) cannot be written. What was there stays.
    """
    folder, told = folder or places_folder(), progress or (lambda done, total: None)
    name = name or path.name.partition(".")[0]
    if not NAME.fullmatch(name):
        raise PlacesError(
            f"{name!r} is no name for an import: letters, figures, dots and hyphens make one. Give --name."
        )
    kind = _kind(path)
    with path.open("rb") as file:
        version = file_digest(file, "sha256").hexdigest()
    if kind == "geonames":
        rows = read_dump(path, told)
    elif kind == "boundaries":
        rows = read_boundaries(path, _countries(folder, told), told)
    else:
        rows = _listed(path)
    sieve = _Sieve(path)
    try:
        about = write_index(_index(folder, name), kind, path.name, version, sieve.places(rows))
    except BROKEN_ZIP as error:
        raise PlacesError(f"{path}: the zip is broken or locked: {error}. Get it again.") from error
    return Import(name, about), sieve.findings()


def list_imports(folder: Path | None = None) -> tuple[Import, ...]:
    """The imports by name."""
    paths = sorted(((folder or places_folder()) / IMPORTS).glob("*.sqlite"))
    return tuple(Import(path.stem, read_about(path)) for path in paths)


def remove_import(name: str, folder: Path | None = None) -> None:
    """Removes an import. Raises PlacesError where there is none of that name."""
    folder = folder or places_folder()
    if name not in {one.name for one in list_imports(folder)}:
        raise PlacesError(f"There is no import {name!r}. daftar places list shows what there is.")
    _index(folder, name).unlink()


def _index(folder: Path, name: str) -> Path:
    return folder / IMPORTS / f"{name}.sqlite"


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if not path.is_file():
        raise PlacesError(f"{path} is no file. Name {KINDS}.")
    if suffix == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.namelist()
        except (zipfile.BadZipFile, UnicodeDecodeError) as error:
            raise PlacesError(f"{path} is no zip, whatever it is called. Get it again.") from error
        if any(member.lower().endswith(".shp") for member in members):
            return "boundaries"
        if sum(map(is_dump, members)) == 1:
            return "geonames"
        raise PlacesError(f"{path}: in this zip are no places. Name {KINDS}.")
    kinds = {".txt": "geonames", ".tsv": "geonames", ".geojson": "boundaries", ".json": "boundaries", ".csv": "list"}
    if suffix not in kinds:
        raise PlacesError(f"{path}: a file of this kind holds no places that can be read. Name {KINDS}.")
    return kinds[suffix]


def _countries(folder: Path, progress: Progress) -> Country:
    """From a country's name to its code and its towns, by the map that everybody has."""
    world = open_world(folder, progress)

    def country(name: str) -> tuple[str | None, tuple[Town, ...]]:
        code = next((place.country for place in world.places(name) if place.feature == "country"), None)
        return code, tuple(sorted(world.towns(code), key=lambda town: town[:2])) if code is not None else ()

    return country


def _listed(path: Path) -> Iterator[Named | Finding]:
    rows, findings = read_places(path)
    yield from findings
    taken: set[int] = set()
    for place, names in groupby(rows, key=lambda row: replace(row[1], alias=False)):
        chief, *others = [name for name, _ in names]
        # Two places of one list are two, even if both name the village that they are in: the number is the first one's.
        number = place.geonameid if place.geonameid not in taken else None
        taken |= {number} if number is not None else set()
        yield Named(replace(place, feature="listed", geonameid=number), (chief,), tuple(others))


@dataclass(slots=True)
class _Sieve:
    """Lets the places of a file through and keeps what is wrong with it."""

    path: Path
    good: int = 0
    bad: int = 0
    told: list[Finding] = field(default_factory=list)

    def places(self, rows: Iterable[Named | Finding]) -> Iterator[Named]:
        """The places. Raises PlacesError at the end where they are none, or too many rows were none."""
        for row in rows:
            if isinstance(row, Finding):
                self.bad += 1
                if len(self.told) < MOST_TOLD:
                    self.told.append(row)
            else:
                self.good += 1
                yield row
        if self.bad * MOST_BROKEN > self.good + self.bad:
            first = self.told[0]
            raise PlacesError(
                f"{first.address}: {first.problem} {first.remedy} {self.bad:,} of {self.good + self.bad:,} rows cannot be used,"
                " so nothing was imported; what was there stays."
            )
        if not self.good:
            raise PlacesError(f"{self.path}: there is no place in this file. Name {KINDS}.")

    def findings(self) -> tuple[Finding, ...]:
        """What was wrong, the first of it one by one."""
        if self.bad <= MOST_TOLD:
            return tuple(self.told)
        more = f"{self.bad - MOST_TOLD:,} more rows could not be used."
        return (*self.told, Finding("places.more", str(self.path), more, self.told[-1].remedy))
