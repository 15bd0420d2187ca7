"""Dumps: the files of GeoNames, of one country or of all.

Takes a file as GeoNames publishes it (`SY.txt`, `allCountries.txt`, or the zip of one: 19 columns between tabs, UTF-8;
https://download.geonames.org/export/dump/readme.txt). Gives its places one by one, and a Finding for each line that is
none. Promises that no more than a line is held, and no more of that than a line can be.
"""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from daftar.ground.maps.place import LARGEST, Feature, Named, Place, Progress
from daftar.ground.maps.world import is_written_name
from daftar.model import Finding
from daftar.model.errors import PlacesError

COLUMNS = 19
LONGEST = 1 << 20
"""Bytes of a line; what is longer is read as several, which are none."""
STEP = 20_000
"""Lines between two words on how far it is."""

DIVISIONS: dict[str, tuple[Feature, int]] = {
    "ADM1": ("division", 4), "ADM2": ("county", 3), "ADM3": ("county", 3), "ADM4": ("county", 3), "ADM5": ("county", 3),
    "ADMD": ("county", 3), "PCLI": ("country", 6), "PCLD": ("country", 6), "PCLS": ("country", 6), "TERR": ("region", 4),
}  # fmt: skip
CLASSES: dict[str, tuple[Feature, int]] = {"A": ("region", 4), "P": ("town", 1), "L": ("region", 5), "H": ("site", 5)}
"""What the other codes of a class are; those of the classes that are not named (roads, buildings, hills, woods) are sites."""

REMEDY = "Get the file again from download.geonames.org/export/dump; lines are not to be edited."


def read_dump(path: Path, progress: Progress) -> Iterator[Named | Finding]:
    """The places of the file. `progress` counts bytes. Raises PlacesError where it cannot be opened or its first line is of another kind."""
    with ExitStack() as opened:
        lines, size, name = _opened(path, opened)
        done = 0
        for number, line in enumerate(iter(lambda: lines.readline(LONGEST), b""), 1):
            done += len(line)
            if number % STEP == 0:
                progress(done, size)
            try:
                yield _named(line.decode("utf-8").rstrip("\r\n").split("\t"))
            except ValueError as error:  # UnicodeDecodeError is one
                if number == 1 and line.count(b"\t") != COLUMNS - 1:
                    raise PlacesError(
                        f"{name}:line 1: this is no file of GeoNames: {line.count(bytes([9])) + 1} columns between tabs, not"
                        f" {COLUMNS}. Unpack a country's file, SY.txt or allCountries.txt, and name it."
                    ) from error
                yield Finding("places.line", f"{name}:line {number}", f"This line is no place: {error}.", REMEDY)
        progress(size, size)


def _opened(path: Path, opened: ExitStack) -> tuple[IO[bytes], int, str]:
    """The lines, their bytes in all, and what to call the file."""
    if path.suffix.lower() != ".zip":
        return opened.enter_context(path.open("rb")), path.stat().st_size, str(path)
    archive = opened.enter_context(zipfile.ZipFile(path))
    (member,) = [one for one in archive.infolist() if is_dump(one.filename)]
    return opened.enter_context(archive.open(member)), member.file_size, f"{path}:{member.filename}"


def is_dump(member: str) -> bool:
    """Whether a file of that name, in a zip of GeoNames, is the one with the places."""
    return member.endswith(".txt") and not member.lower().startswith("readme")


def _named(row: list[str]) -> Named:
    """Raises ValueError, saying what is wrong."""
    if len(row) != COLUMNS:
        raise ValueError(f"{len(row)} columns, not {COLUMNS}")
    name, lat, lon, code = row[1], float(row[4]), float(row[5]), row[7]
    if not name:
        raise ValueError("no name")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{name}: {lat}, {lon} is not on the earth")
    number, people = int(row[0]), int(row[14] or 0)
    if not (0 < number < LARGEST and 0 <= people < LARGEST):
        raise ValueError(f"{name}: number {number} with {people} people")
    feature, precision = DIVISIONS.get(code) or CLASSES.get(row[6]) or ("site", 1)
    if code == "PPLC":
        feature = "capital"
    place = Place(
        name, lat, lon, number, row[8] or None, row[10] if row[10] not in ("", "00") else None, people,
        feature, precision,
    )  # fmt: skip
    others = {row[2], *row[3].split(",")} - {name, ""}
    return Named(place, (name,), tuple(filter(is_written_name, sorted(others))))
