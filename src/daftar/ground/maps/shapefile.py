"""Shapefile: divisions with their outlines, as ESRI's three files in a zip.

Takes a zip with .shp and .dbf side by side (.cpg and .prj where there are any), one layer or several. Gives for each polygon
its address, the values of its row and its rings. Promises that no more than one polygon is held, that layers of lines and
points are passed over, and that a layer in metres instead of degrees is refused. Source: ESRI Shapefile Technical
Description, July 1998; dBASE III.
"""

import codecs
import struct
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO

from daftar.ground.maps.place import Progress, Ring
from daftar.model.errors import PlacesError

MAGIC = 9994
POLYGONS = (5, 15, 25)
HEADER, FIELD = 100, 32
LONGEST = 512 * 1024 * 1024
"""Bytes of one polygon beyond which it is none."""
NOTE = 16 * 1024
"""Bytes of a .prj or .cpg that are looked at."""

Row = tuple[str, dict[str, str], tuple[Ring, ...]]


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    start: int
    end: int


def read_shapefiles(path: Path, progress: Progress) -> Iterator[Row]:
    """Each polygon of each layer: address, values by column, rings. `progress` counts bytes. Raises PlacesError."""
    with zipfile.ZipFile(path) as archive:
        members = {member.filename.lower(): member.filename for member in archive.infolist()}
        shapes = [name for name in members if name.endswith(".shp")]
        size, done = sum(archive.getinfo(members[name]).file_size for name in shapes), 0
        for name in shapes:
            where = f"{path}:{members[name]}"
            table = str(PurePosixPath(name).with_suffix(".dbf"))
            if table not in members:
                raise PlacesError(
                    f"{where}: its table is not in the zip. Zip {table} with it and import the zip again."
                )
            _check_degrees(archive, members, name, where)
            encoding = _encoding(archive, members, name, where)
            with archive.open(members[name]) as shape, archive.open(members[table]) as rows:
                for row in _layer(shape, rows, encoding, where):
                    yield row
                    progress(done + shape.tell(), size)
            done += archive.getinfo(members[name]).file_size
            progress(done, size)


def _check_degrees(archive: zipfile.ZipFile, members: dict[str, str], name: str, where: str) -> None:
    projection = str(PurePosixPath(name).with_suffix(".prj"))
    if projection in members and _note(archive, members[projection]).lstrip().upper().startswith(
        (b"PROJCS", b"PROJCRS")
    ):
        raise PlacesError(
            f"{where}: its outlines are in a projection, not in degrees. Export it in WGS 84 (EPSG:4326)."
        )


def _encoding(archive: zipfile.ZipFile, members: dict[str, str], name: str, where: str) -> str:
    page = str(PurePosixPath(name).with_suffix(".cpg"))
    if page not in members:
        return "utf-8"
    named = _note(archive, members[page]).decode("ascii", errors="replace").strip()
    try:
        name = codecs.lookup(f"cp{named}" if named.isdigit() else named).name
        b" ".decode(name)  # not every codec is one of texts
    except (LookupError, ValueError) as error:
        raise PlacesError(
            f"{where}: nobody knows the encoding {named[:40]!r} of its .cpg. Write UTF-8 there if it is."
        ) from error
    return name


def _note(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as file:
        return file.read(NOTE)


def _layer(shape: IO[bytes], table: IO[bytes], encoding: str, where: str) -> Iterator[Row]:
    head = _read(shape, HEADER, where)
    if struct.unpack_from(">i", head)[0] != MAGIC:
        raise PlacesError(f"{where}: this is no shapefile. Export the layer again.")
    if struct.unpack_from("<i", head, 32)[0] not in POLYGONS:
        return
    fields, length = _fields(table, where)
    number = 0
    while start := shape.read(8):
        number += 1
        address = f"{where}:feature {number}"
        if len(start) < 8:
            raise PlacesError(f"{address}: the file ends here, in the middle. Get it again.")
        body = _read(shape, 2 * struct.unpack(">ii", start)[1], address)
        row = _read(table, length, address)
        if row[:1] == b"*":  # deleted
            continue
        try:
            values = {field.name: row[field.start : field.end].decode(encoding).strip(" \0") for field in fields}
        except UnicodeError as error:
            remedy = "Put a .cpg file with the name of the right encoding into the zip."
            raise PlacesError(f"{address}: its table is not in {encoding}. {remedy}") from error
        yield address, values, _rings(body, address)


def _fields(table: IO[bytes], where: str) -> tuple[tuple[_Field, ...], int]:
    """The columns of the table, and the length of its rows; the table then stands at its first row."""
    _, _, length, row = struct.unpack_from("<4sIHH", _read(table, 32, where))
    head = _read(table, max(0, length - 32), where)
    fields, at = [], 1
    for start in range(0, len(head) - FIELD + 1, FIELD):
        one = head[start : start + FIELD]
        if one[:1] == b"\r":
            break
        name, width = one[:11].partition(b"\0")[0].decode("ascii", errors="replace"), one[16]
        fields.append(_Field(name, at, at + width))
        at += width
    if not fields or at > row:
        raise PlacesError(f"{where}: its table has no columns. Export the layer again.")
    return tuple(fields), row


def _rings(body: bytes, address: str) -> tuple[Ring, ...]:
    """The rings of a polygon; none where the row has no shape."""
    if len(body) < 44:
        return ()
    parts, corners = struct.unpack_from("<ii", body, 36)
    first = 44 + 4 * parts
    if parts < 1 or corners < 1 or len(body) < first + 16 * corners:
        raise PlacesError(f"{address}: the polygon has another length than it says. Export the layer again.")
    flat = array("d", struct.unpack_from(f"<{2 * corners}d", body, first))
    points = list(zip(flat[::2], flat[1::2], strict=True))
    starts = [*struct.unpack_from(f"<{parts}i", body, 44), corners]
    return tuple(tuple(points[start:end]) for start, end in pairwise(starts))


def _read(file: IO[bytes], length: int, where: str) -> bytes:
    got = file.read(length) if 0 <= length <= LONGEST else b""
    if len(got) < length or length < 0:
        raise PlacesError(f"{where}: the file ends here, in the middle. Get it again.")
    return got
