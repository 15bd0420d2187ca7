"""The index: one map as one file on disk, for look-up by name, by skeleton and by point.

Takes places with their names, and outlines of divisions. Gives an SQLite file. Promises that it appears whole or not at
all, whatever was there before; that memory does not grow with the number of places; and that a file of another layout, a
broken one, or none is told from a good one.
"""

import sqlite3
from array import array
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

from daftar.ground.maps.place import Area, Named, Ring
from daftar.ground.spelling import fold, skeleton, without_article
from daftar.vocabulary import vocabulary

LAYOUT = 4
BATCH = 5_000
PEOPLE = 2
WITHOUT_SKELETON = ("site", "continent")

SCHEMA = """
CREATE TABLE about (layout INTEGER, kind TEXT, source TEXT, version TEXT, places INTEGER);
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,
                     population INTEGER, feature TEXT, precision INTEGER, within TEXT);
CREATE TABLE names (key TEXT, rank INTEGER, weight INTEGER, place INTEGER, PRIMARY KEY (key, rank, weight, place))
                   WITHOUT ROWID;
CREATE TABLE skeletons (country TEXT, skeleton TEXT, place INTEGER, key TEXT, PRIMARY KEY (country, skeleton, place))
                       WITHOUT ROWID;
CREATE TABLE parts (country TEXT, direction TEXT, lat REAL, lon REAL, PRIMARY KEY (country, direction)) WITHOUT ROWID;
"""
GATHERING = """
CREATE TEMP TABLE gathered_names (key TEXT, rank INTEGER, weight INTEGER, place INTEGER);
CREATE TEMP TABLE gathered_skeletons (country TEXT, skeleton TEXT, place INTEGER, key TEXT);
"""
SORTING = """
INSERT OR IGNORE INTO names SELECT key, rank, weight, place FROM gathered_names ORDER BY 1, 2, 3, 4;
DROP TABLE gathered_names;
INSERT OR IGNORE INTO skeletons SELECT country, skeleton, place, key FROM gathered_skeletons ORDER BY 1, 2, 3;
DROP TABLE gathered_skeletons;
"""
AREAS = """
CREATE TABLE areas (id INTEGER PRIMARY KEY, name TEXT, code TEXT, level INTEGER, rings BLOB);
CREATE VIRTUAL TABLE boxes USING rtree(id, west, east, south, north);
"""
PARTS = (("north", 1, 0), ("south", -1, 0), ("east", 0, 1), ("west", 0, -1),
         ("northeast", 1, 1), ("northwest", 1, -1), ("southeast", -1, 1), ("southwest", -1, -1))  # fmt: skip

NameRow = tuple[str, int, int, int]
BonesRow = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class About:
    """What an index was made from: `kind` of source, its name, and a `version` that tells it from another, mostly a hash."""

    kind: str
    source: str
    version: str
    places: int = 0


def write_index(path: Path, kind: str, source: str, version: str, places: Iterable[Named]) -> About:
    """Writes the index and says what it is. Where `places` raises, the file stays what it was.

    Raises OSError where the folder or the temporary space is full or may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".unfinished", delete=False) as file:
        unfinished = Path(file.name)
    try:
        with closing(sqlite3.connect(unfinished)) as book:
            book.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;" + SCHEMA + GATHERING
            )
            number = _fill(book, places)
            book.executescript(SORTING)
            if kind == "world":
                _cut_into_parts(book)
            about = About(kind, source, version, number)
            book.execute("INSERT INTO about VALUES (?, ?, ?, ?, ?)", (LAYOUT, kind, source, version, number))
            book.commit()
        unfinished.replace(path)
    except sqlite3.OperationalError as error:
        raise OSError(f"{path} cannot be written: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return about


def read_about(path: Path) -> About | None:
    """What an index was made from; None where it is not there, is broken, or is of another layout."""
    if not path.is_file():
        return None
    try:
        with closing(open_index(path)) as book:
            layout, *rest = book.execute("SELECT layout, kind, source, version, places FROM about").fetchone()
    except (sqlite3.DatabaseError, TypeError):  # no such table, no row, not a database
        return None
    return About(*rest) if layout == LAYOUT else None


def open_index(path: Path) -> sqlite3.Connection:
    """The index, mapped into memory and read where it is asked: nothing is loaded."""
    book = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    book.execute("PRAGMA mmap_size = 2147418112")
    return book


def _fill(book: sqlite3.Connection, places: Iterable[Named]) -> int:
    # A key that many have in common makes rows of one name; they are sorted on disk, as 12 million places do not fit in memory.
    articled = frozenset(vocabulary("places")["articled"]["countries"].split())
    made_up = number = drawn = 0
    rows: list[tuple[object, ...]] = []
    names: list[NameRow] = []
    bones: list[BonesRow] = []
    for named in places:
        place = named.place
        key = place.geonameid
        if key is None:
            key = made_up = made_up - 1
        rows.append(
            (key, place.name, place.lat, place.lon, place.country, place.admin1, place.population, place.feature,
             place.precision, ";".join(place.within) or None)
        )  # fmt: skip
        ranked = _ranked(named, place.country in articled)
        names += [(name, rank, -place.population, key) for name, rank in ranked.items() if len(name) > 1]
        if place.country is not None and place.feature not in WITHOUT_SKELETON:
            # Backwards, so that of the names with one skeleton the first, most likely the chief one, stays.
            found = {skeleton(name): name for name, rank in reversed(ranked.items()) if rank < PEOPLE}
            bones += [(place.country, one, key, name) for one, name in found.items() if one is not None]
        number += 1
        if named.outline is not None:
            drawn += 1
            _draw(book, named.outline, drawn)
        if len(rows) == BATCH:
            _put(book, rows, names, bones)
    _put(book, rows, names, bones)
    return number


def _put(book: sqlite3.Connection, rows: list[tuple[object, ...]], names: list[NameRow], bones: list[BonesRow]) -> None:
    book.executemany("INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    book.executemany("INSERT INTO gathered_names VALUES (?, ?, ?, ?)", names)
    book.executemany("INSERT INTO gathered_skeletons VALUES (?, ?, ?, ?)", bones)
    rows.clear()
    names.clear()
    bones.clear()


def _ranked(named: Named, articled: bool) -> dict[str, int]:
    """The keys of the place, each under its best rank: 0 a chief name, 1 another, 2 a people's."""
    ranked: dict[str, int] = {}
    for rank, names in ((0, named.chief), (1, named.others), (PEOPLE, named.people)):
        for name in names:
            key = fold(name)
            ranked.setdefault(key, rank)
            if articled and rank < PEOPLE:
                ranked.setdefault(without_article(key), rank)
    return ranked


def _draw(book: sqlite3.Connection, area: Area, number: int) -> None:
    if number == 1:
        book.executescript(AREAS)
    corners = list(chain.from_iterable(area.rings))
    west, east = min(lon for lon, _ in corners), max(lon for lon, _ in corners)
    south, north = min(lat for _, lat in corners), max(lat for _, lat in corners)
    outline = (number, area.name, area.code, area.level, _packed(area.rings))
    book.execute("INSERT INTO areas VALUES (?, ?, ?, ?, ?)", outline)
    book.execute("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)", (number, west, east, south, north))


def _packed(rings: Iterable[Ring]) -> bytes:
    """All corners as 64-bit floats, longitude before latitude; a pair that is no number stands between two rings."""
    gap = (float("nan"), float("nan"))
    return array("d", chain.from_iterable(chain.from_iterable((*ring, gap) for ring in rings))).tobytes()


def _cut_into_parts(book: sqlite3.Connection) -> None:
    """The middle of each country's towns to the north, the southwest, …: where "northwest Syria" is, as people live there."""
    book.execute("CREATE TEMP TABLE middles AS SELECT country, avg(lat) AS lat, avg(lon) AS lon FROM places"
                 " WHERE feature IN ('town', 'capital') GROUP BY country")  # fmt: skip
    for direction, up, right in PARTS:
        book.execute(
            "INSERT INTO parts SELECT p.country, ?, avg(p.lat), avg(p.lon) FROM places p JOIN middles m USING (country)"
            " WHERE p.feature IN ('town', 'capital') AND (p.lat - m.lat) * ? >= 0 AND (p.lon - m.lon) * ? >= 0"
            " GROUP BY p.country",
            (direction, up, right),
        )
