"""Boundaries: administrative divisions with their names, P-codes and outlines, as OCHA publishes them (COD-AB).

Takes a GeoJSON file or a zip of shapefiles with columns like ADM1_EN, ADM1_AR, ADM1_PCODE or adm1_name, adm1_pcode (a country's
levels 0 to 4; data.humdata.org). Gives each division as a place with an outline, and a Finding for each that has none of use.
Promises degrees, closed rings, and no edge over the antimeridian: such outlines are to be cut there, as RFC 7946 says.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import cos, inf, isfinite, radians
from pathlib import Path
from typing import Any

from daftar.ground.maps.place import PRECISION_OF_LEVEL, Area, Feature, Named, Place, Progress, Ring
from daftar.ground.maps.shapefile import read_shapefiles
from daftar.model import Finding
from daftar.model.errors import PlacesError

MOST_BYTES = 500_000_000
"""A GeoJSON file is held whole, in some four times its size: what is larger is to come as a shapefile."""

COLUMN = re.compile(r"adm(?:in)?(\d)_?(pcode|name\w*|alt\w*|ref\w*|[a-z]{2})", re.IGNORECASE)
FEATURES: tuple[Feature, ...] = ("country", "division", "county", "county", "county")
REMEDY = "Mend the division in a program for maps (QGIS: Fix geometries), or leave it out."

Town = tuple[float, float, str | None]
"""Latitude, longitude and GeoNames' code of the division."""

Country = Callable[[str], tuple[str | None, tuple[Town, ...]]]
"""From a country's name to its code and its towns, from south to north."""


def read_boundaries(path: Path, country: Country, progress: Progress) -> Iterator[Named | Finding]:
    """The divisions of the file. Raises PlacesError where it is broken as a whole."""
    rows = read_shapefiles(path, progress) if path.suffix.lower() == ".zip" else _geojson(path, progress)
    known = cache(country)
    for address, values, outline in rows:
        try:
            yield _named(values, _checked(outline), known)
        except ValueError as error:
            yield Finding("places.division", address, f"This division cannot be used: {error}.", REMEDY)


def _geojson(path: Path, progress: Progress) -> Iterator[tuple[str, dict[str, str], Any]]:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise PlacesError(f"{path}: {size:,} bytes of GeoJSON are too many to hold. Import the zip of the shapefile.")
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise PlacesError(f"{path}:line {error.lineno}: this is no JSON: {error.msg}. Get the file again.") from error
    except (ValueError, RecursionError) as error:  # not in UTF-8, a number of thousands of figures, too deep
        raise PlacesError(f"{path}: this is no JSON in UTF-8: {error}. Save it in UTF-8, or get it again.") from error
    features = given.get("features") if isinstance(given, dict) else None
    if not isinstance(features, list):
        raise PlacesError(
            f"{path}: this is no GeoJSON of divisions: it has no list of features. Export it again as one."
        )
    for number, feature in enumerate(features, 1):
        held = feature if isinstance(feature, dict) else {}
        values = held.get("properties")
        cells = values.items() if isinstance(values, dict) else ()
        told = {str(key): str(value) for key, value in cells if value and isinstance(value, str | int | float)}
        yield f"{path}:feature {number}", told, _geometry(held.get("geometry"))
        progress(number, len(features))


def _geometry(shape: Any) -> Any:
    """The rings of a polygon or of several; nothing where it is neither."""
    kind, parts = (shape.get("type"), shape.get("coordinates")) if isinstance(shape, dict) else (None, None)
    if kind == "MultiPolygon" and isinstance(parts, list):
        return [ring for part in parts if isinstance(part, list) for ring in part]
    return parts if kind == "Polygon" and isinstance(parts, list) else []


def _checked(rings: Iterable[Any]) -> tuple[Ring, ...]:
    """The rings as pairs of numbers. Raises ValueError, saying what is wrong with one."""
    found = tuple(tuple(map(_corner, ring)) if isinstance(ring, list | tuple) else () for ring in rings)
    if not found:
        raise ValueError("it has no outline")
    for ring in found:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise ValueError("a ring of its outline is not closed")
        if any(abs(lon - other) > 180 for (lon, _), (other, _) in pairwise(ring)):
            raise ValueError("its outline runs over the antimeridian, where it is to be cut in two")
    return found


def _corner(given: Any) -> tuple[float, float]:
    try:
        lon, lat = float(given[0]), float(given[1])
    except (TypeError, IndexError, KeyError, OverflowError) as error:
        raise ValueError("a corner of its outline is no pair of numbers") from error
    if not (isfinite(lon) and isfinite(lat) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"a corner of its outline, {lat}, {lon}, is not on the earth")
    return lon, lat


def _named(values: dict[str, str], rings: tuple[Ring, ...], country: Country) -> Named:
    codes: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    for column, value in sorted(values.items(), key=lambda one: not one[0].lower().endswith(("_en", "_name"))):
        at = COLUMN.fullmatch(column)
        if at is not None and value.strip():
            level, what = int(at.group(1)), at.group(2).lower()
            value.encode()  # half a letter, as JSON can write it, cannot be kept
            if what == "pcode":
                codes[level] = value.strip()
            else:
                names.setdefault(level, []).append(value.strip())
    level = max(codes, default=-1)
    if not 0 <= level <= 4:
        raise ValueError("it has no P-code: a column like ADM1_PCODE or adm1_pcode, of level 0 to 4")
    if level not in names:
        raise ValueError(f"{codes[level]} has no name: a column like ADM{level}_EN or adm{level}_name")
    iso, towns = country(names[0][0]) if 0 in names else (None, ())
    lat, lon = _centre(rings)
    above = [part for n in range(level - 1, -1, -1) if n in codes for part in (*names.get(n, [])[:1], codes[n])]
    place = Place(
        names[level][0], lat, lon, None, iso or codes.get(0, "")[:2].upper() or None, _admin1(lat, lon, towns) if level else None,
        0, FEATURES[level], PRECISION_OF_LEVEL[level], within=(codes[level], *above),
    )  # fmt: skip
    chief, *others = names[level] if level else [""]  # a country is on the map already
    outline = Area(names[level][0], codes[level], level, rings)
    return Named(place, (chief,) if chief else (), tuple(others), outline=outline)


def _admin1(lat: float, lon: float, towns: Sequence[Town]) -> str | None:
    """GeoNames' code of a division: that of the town nearest to its centre. Looks no further north and south than it lies."""
    at, narrow = bisect_left(towns, lat, key=lambda town: town[0]), cos(radians(lat))
    least, code = inf, None
    for way in (range(at, len(towns)), range(at - 1, -1, -1)):
        for number in way:
            north, east, admin1 = towns[number]
            if (north - lat) ** 2 >= least:
                break
            away = (north - lat) ** 2 + ((east - lon) * narrow) ** 2
            if away < least:
                least, code = away, admin1
    return code


def _centre(rings: tuple[Ring, ...]) -> tuple[float, float]:
    """Latitude and longitude of the middle of the largest ring; its first corner where an outline that crosses itself has none."""
    _, ring = max((abs(_doubled_area(ring)), ring) for ring in rings)
    area = _doubled_area(ring)
    if area == 0:
        return ring[0][1], ring[0][0]
    x = y = 0.0
    left, bottom = ring[0]
    for (a, b), (c, d) in pairwise(ring):
        part = (a - left) * (d - bottom) - (c - left) * (b - bottom)
        x += (a + c - 2 * left) * part
        y += (b + d - 2 * bottom) * part
    lon, lat = x / (3 * area) + left, y / (3 * area) + bottom
    lons, lats = zip(*ring, strict=True)
    inside = min(lons) <= lon <= max(lons) and min(lats) <= lat <= max(lats)
    return (lat, lon) if inside else (bottom, left)


def _doubled_area(ring: Ring) -> float:
    """Twice the signed area, in square degrees; corners are taken from the first one, or the digits run out."""
    left, bottom = ring[0]
    return sum((a - left) * (d - bottom) - (c - left) * (b - bottom) for (a, b), (c, d) in pairwise(ring))
