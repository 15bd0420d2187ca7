"""Files of maps, made up: a line of GeoNames, divisions as GeoJSON, the same as a shapefile."""

import json
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Points = Sequence[tuple[float, float]]


def line(
    number: int,
    name: str,
    lat: object,
    lon: object,
    *,
    others: str = "",
    kind: str = "P",
    code: str = "PPL",
    people: int = 0,
) -> str:
    """A line of a GeoNames file."""
    given = (
        number,
        name,
        name,
        others,
        lat,
        lon,
        kind,
        code,
        "SY",
        "",
        "09",
        "",
        "",
        "",
        people,
        "",
        "",
        "",
        "2020-01-01",
    )
    return "\t".join(map(str, given)) + "\n"


def square(west: float, south: float, side: float = 1.0) -> list[tuple[float, float]]:
    """A closed ring."""
    east, north = west + side, south + side
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def division(level: int, name: str, code: str, *rings: Points, **more: Any) -> dict[str, Any]:
    """A feature of a COD file; the rings are one polygon with its holes."""
    values = {f"ADM{level}_EN": name, f"ADM{level}_PCODE": code, "ADM0_EN": "Syria", "ADM0_PCODE": "SY"} | more
    return {
        "type": "Feature", "properties": values, "geometry": {"type": "Polygon", "coordinates": [list(ring) for ring in rings]},
    }  # fmt: skip


def geojson(path: Path, *features: Any) -> Path:
    """The features as a file."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def layer(features: Sequence[dict[str, Any]], encoding: str = "utf-8", kind: int = 5) -> dict[str, bytes]:
    """The features as the files of a shapefile, by their endings."""
    columns = sorted({column for feature in features for column in feature["properties"]})
    shapes, rows = b"", b""
    for number, feature in enumerate(features, 1):
        rings = feature["geometry"]["coordinates"]
        corners = [corner for ring in rings for corner in ring]
        starts = [sum(map(len, rings[:at])) for at in range(len(rings))]
        body = struct.pack("<i4dii", kind, 0, 0, 0, 0, len(rings), len(corners))
        body += struct.pack(f"<{len(starts)}i", *starts) + b"".join(struct.pack("<2d", *corner) for corner in corners)
        shapes += struct.pack(">ii", number, len(body) // 2) + body
        values = (str(feature["properties"].get(column, "")).encode(encoding)[:40] for column in columns)
        rows += b" " + b"".join(value.ljust(40) for value in values)
    head = struct.pack(">i", 9994) + b"\0" * 28 + struct.pack("<i", kind) + b"\0" * 64
    fields = b"".join(name.encode().ljust(11, b"\0") + b"C\0\0\0\0" + bytes([40]) + b"\0" * 15 for name in columns)
    table = struct.pack("<4sIHH", b"\x03\0\0\0", len(features), 33 + len(fields), 1 + 40 * len(columns)) + b"\0" * 20
    return {"shp": head + shapes, "dbf": table + fields + b"\r" + rows}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """The files in a zip."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
