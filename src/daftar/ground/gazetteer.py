"""The gazetteer: from a place's name to the places that bear it, and from a point to the divisions that it lies in.

Takes the index of the places that everybody has, the user's imports, and a case's own places. Gives candidates for a name,
most likely bearer first. Promises that the indexes are read without being loaded into memory, that a case's own places stand
before all others, and that nothing is called a bearer of a name that does not bear it: what only sounds or looks like it is
asked for by its own name.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from weakref import finalize

from daftar.ground.maps.index import open_index, read_about, write_index
from daftar.ground.maps.place import Place, Progress
from daftar.ground.maps.world import world, world_version
from daftar.ground.spelling import ARTICLES, fold, letters_apart, one_off, skeleton, without_article
from daftar.model.errors import PlacesError
from daftar.vocabulary import vocabulary

MOST_BEARERS = 40
MOST_PROPOSALS = 3
NOT_SMALL = 15_000
LONGEST = 100
"""Letters of a name beyond which nothing is proposed for it: some forty spellings a letter are looked up."""
IMPORTS = "imports"

ARTICLE = re.compile(r"[ae](?:[lrstndz]|sh|th)")
ARTICLE_WITHIN = re.compile(rf"\w {ARTICLE.pattern} \w|\w ال")

OPENS = "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1"
COLUMNS = "p.name, p.lat, p.lon, p.id, p.country, p.admin1, p.population, p.feature, p.precision, p.within"
LOOK_UP = f"""
SELECT {COLUMNS}, n.rank FROM names n JOIN places p ON p.id = n.place
WHERE n.key = ? ORDER BY n.rank, n.weight LIMIT {MOST_BEARERS}
"""  # noqa: S608
SOUNDS = f"""
SELECT {COLUMNS}, 1, s.key FROM skeletons s JOIN places p ON p.id = s.place
WHERE s.country = ? AND s.skeleton = ? ORDER BY p.population DESC LIMIT {MOST_BEARERS}
"""  # noqa: S608
TOWNS = "SELECT lat, lon, admin1 FROM places WHERE country = ? AND feature IN ('town', 'capital')"
PART = "SELECT lat, lon FROM parts WHERE country = ? AND direction = ?"
OUTLINES = "SELECT count(*) FROM sqlite_master WHERE name = 'boxes'"
AROUND = """
SELECT a.level, a.name, a.code, a.rings FROM boxes b JOIN areas a ON a.id = b.id
WHERE b.west <= ?1 AND b.east >= ?1 AND b.south <= ?2 AND b.north >= ?2 ORDER BY a.level DESC
"""


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division that a point lies in: level 0 is the country, `code` its P-code."""

    level: int
    name: str
    code: str


class Gazetteer:
    """Names to places, read from indexes on disk. Safe to pickle: only their paths and the own places travel."""

    def __init__(self, index: Path, own: tuple[tuple[str, Place], ...] = (), imports: tuple[Path, ...] = ()) -> None:
        self._paths, self._rows = (index, imports), own
        self._own: dict[str, tuple[Place, ...]] = {}
        for name, place in own:
            self._own[fold(name)] = (*self._own.get(fold(name), ()), place)
        self._own_first = {key.partition(" ")[0] for key in self._own}
        self._books = tuple(open_index(path) for path in (index, *imports))
        self._outlined = tuple(book for book in self._books if book.execute(OUTLINES).fetchone()[0])
        self._closed = finalize(self, _close, self._books)  # also where nobody calls close()
        self._found = lru_cache(maxsize=20_000)(self._find)
        self._known = lru_cache(maxsize=100_000)(self._is_known)
        self._opens = lru_cache(maxsize=50_000)(self._opens_names)
        self._sounding = lru_cache(maxsize=5_000)(self._sounds)
        self._proposed = lru_cache(maxsize=5_000)(self._proposals)
        self._around = lru_cache(maxsize=20_000)(self._divisions)

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Any, ...]]:
        index, imports = self._paths
        return Gazetteer, (index, self._rows, imports)

    def places(self, name: str) -> tuple[Place, ...]:
        """All that bear the name, at most 40 of each map: a case's own first, then by chief name, then by population."""
        return self._found(fold(name))

    def known(self, name: str) -> bool:
        """Whether a place bears the name as its chief one, or a place that is not small as another; sites do not count.

        A name with an Arabic article in the middle ("Maarat al-Nuaman") counts where a place has its consonants and as many words.
        """
        return self._known(name)

    def sounding(self, name: str, country: str) -> tuple[Place, ...]:
        """The country's places of which some name has the same consonants and half its letters: guesses, each an alias.

        To be asked only where `places` gives nothing; none in countries whose names nobody romanises. `country` is ISO 3166-1 alpha-2.
        """
        return self._sounding(fold(name), country)

    def proposals(self, name: str, country: str) -> tuple[Place, ...]:
        """At most three places of the country whose name is the same but for one consonant and any vowels: to ask a person."""
        return self._proposed(fold(name), country)

    def divisions(self, lat: float, lon: float) -> tuple[Division, ...]:
        """The imported divisions in which the point lies, smallest first; a point on a line between two lies in one of them."""
        return self._around(lat, lon) if self._outlined else ()

    def part(self, country: str, direction: str) -> tuple[float, float] | None:
        """The middle of the towns of that part of a country; `direction` is "north", "southwest", …"""
        row: tuple[float, float] | None = self._books[0].execute(PART, (country, direction)).fetchone()
        return row

    def towns(self, country: str) -> tuple[tuple[float, float, str | None], ...]:
        """Latitude, longitude and first-level division of every town of a country. Reads the whole index."""
        return tuple(self._books[0].execute(TOWNS, (country,)))

    @property
    def own_names(self) -> tuple[str, ...]:
        """A case's own names, as its list writes them."""
        return tuple(name for name, _ in self._rows)

    @property
    def versions(self) -> tuple[str, ...]:
        """Each import's name and the hash of what it was made from: what the gazetteer answers depends on them."""
        found = ((path.stem, read_about(path)) for path in self._paths[1])
        return tuple(f"places.{name}.{about.version[:12]}" for name, about in found if about is not None)

    def with_places(self, rows: Iterable[tuple[str, Place]]) -> "Gazetteer":
        """The same gazetteer, with a case's own names (see `read_places`) before its others."""
        index, imports = self._paths
        return Gazetteer(index, (*self._rows, *rows), imports)

    def close(self) -> None:
        """Lets go of the indexes."""
        self._closed()

    def _is_known(self, name: str) -> bool:
        key = fold(name)
        first, _, rest = key.partition(" ")
        opens = not rest or first in ARTICLES or first.startswith("ال") or self._opens(first)
        found = self._found(key) if opens else ()
        if not found and ARTICLE_WITHIN.search(key):
            return self._sounds_anywhere(key)
        return any(place.feature != "site" and (not place.alias or place.population >= NOT_SMALL) for place in found)

    def _sounds_anywhere(self, key: str) -> bool:
        """Whether a name with an article in the middle is a place's in another spelling, word for word: persons have articles, too."""
        words = _words(key)
        return any(
            _words(name) == words
            for country in _transliterated()
            for _, name in self._alike(key, skeleton(key), country)
        )

    def _opens_names(self, first: str) -> bool:
        """Whether names of several words begin with this one: most words of a text in capitals begin none, and one look says so."""
        if first in self._own_first:
            return True
        between = (f"{first} ", f"{first}!")  # "!" follows the blank
        return any(book.execute(OPENS, between).fetchone() is not None for book in self._books)

    def _find(self, key: str) -> tuple[Place, ...]:
        found = self._own.get(key, ()) + self._read(key)
        if not found and (bare := without_article(key)) != key:
            found = self._own.get(bare, ()) + self._read(bare)
        return found

    def _sounds(self, key: str, country: str) -> tuple[Place, ...]:
        if country not in _transliterated():
            return ()
        return _distinct(place for place, _ in self._alike(key, skeleton(key), country))

    def _alike(self, key: str, bones: str | None, country: str) -> Iterator[tuple[Place, str]]:
        """The country's places with a name of that skeleton and half the letters, each with that name's key: consonants alone
        would make one name of "Kamal" and "Akmila"."""
        if bones is not None:
            for book in self._books:
                for *row, name in book.execute(SOUNDS, (country, bones)):
                    if 2 * _letters_off(key, name) <= max(len(key), len(name)):
                        yield _place(row), name

    def _proposals(self, key: str, country: str) -> tuple[Place, ...]:
        bones = skeleton(key) if len(key) <= LONGEST else None
        if bones is None:
            return ()
        nearest: dict[Place, int] = {}
        for one in (bones, *one_off(bones)):
            for place, name in self._alike(key, one, country):
                off = _letters_off(key, name)
                if 3 * off <= len(key):
                    nearest[place] = min(off, nearest.get(place, off))
        ranked = sorted(nearest, key=lambda place: (nearest[place], -place.population, place.name))
        return _distinct(ranked)[:MOST_PROPOSALS]

    def _read(self, key: str) -> tuple[Place, ...]:
        return _distinct(_place(row) for book in self._books for row in book.execute(LOOK_UP, (key,)))

    def _divisions(self, lat: float, lon: float) -> tuple[Division, ...]:
        found: dict[int, Division] = {}
        for book in self._outlined:
            for level, name, code, rings in book.execute(AROUND, (lon, lat)):
                if level not in found and _inside(rings, lat, lon):
                    found[level] = Division(level, name, code)
        return tuple(found[level] for level in sorted(found, reverse=True))


@cache
def _transliterated() -> frozenset[str]:
    """The countries whose places' names are romanised in many ways."""
    return frozenset(vocabulary("places")["transliterated"]["countries"].split())


def _letters_off(one: str, other: str) -> int:
    """How many letters two keys are apart, their articles left out; none where they are of two scripts."""
    one, other = without_article(one), without_article(other)
    return letters_apart(one, other) if one.isascii() == other.isascii() else 0


def _words(key: str) -> int:
    """How many words a key has, articles left out."""
    return sum(not ARTICLE.fullmatch(word) for word in key.split())


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, as the first map gives it that has it."""
    held: dict[object, Place] = {}
    for place in places:
        held.setdefault(place.geonameid or (place.name, place.lat, place.lon), place)
    return tuple(held.values())


def _close(books: Iterable[sqlite3.Connection]) -> None:
    for book in books:
        book.close()


def _place(row: Sequence[Any]) -> Place:
    name, lat, lon, number, country, admin1, population, feature, precision, within, rank = row
    held = tuple(within.split(";")) if within else ()
    known = number if number > 0 else None
    return Place(
        name, lat, lon, known, country, admin1, population, feature, precision, rank == 1, rank == 2, held
    )  # fmt: skip


def _inside(rings: bytes, lat: float, lon: float) -> bool:
    """Whether a line from the point to the east crosses the outlines an odd number of times: out of a hole it does twice."""
    import numpy as np

    corners = np.frombuffer(rings).reshape(-1, 2)
    (x, y), (to_x, to_y) = corners[:-1].T, corners[1:].T
    with np.errstate(invalid="ignore", divide="ignore"):
        # Between two rings stands a pair that is no number: what is compared with it is false.
        crossing = ((y > lat) != (to_y > lat)) & (lon < (to_x - x) * (lat - y) / (to_y - y) + x)
    return bool(np.count_nonzero(crossing) % 2)


def open_gazetteer(folder: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer of `folder` (by default the user's cache) with its imports; see `open_world`.

    Raises PlacesError where an import is broken or of another version: what a user put on the map is not left out in silence.
    """
    folder = folder or places_folder()
    return Gazetteer(_world(folder, progress), imports=tuple(_sound_imports(folder)))


def open_world(folder: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """The places that everybody has, without imports; their index is built first if it is not there or is of another version.

    `progress(done, all)` is called while building, a few seconds' work. Raises OSError where the folder cannot be written.
    """
    return Gazetteer(_world(folder or places_folder(), progress))


def _world(folder: Path, progress: Progress | None) -> Path:
    index = folder / "gazetteer.sqlite"
    about, wanted = read_about(index), world_version()
    if about is None or about.version != wanted:
        write_index(index, "world", "GeoNames, CC BY 4.0", wanted, world(progress or (lambda done, total: None)))
    return index


def places_folder() -> Path:
    """The user's folder of indexes and imports: `daftar` in the cache."""
    given = os.environ.get("XDG_CACHE_HOME")
    return (Path(given) if given else Path.home() / ".cache") / "daftar"


def _sound_imports(folder: Path) -> Iterator[Path]:
    for path in sorted((folder / IMPORTS).glob("*.sqlite")):
        if read_about(path) is None:
            raise PlacesError(
                f"{path}: this import is broken, or another version of daftar made it. Import its file again with"
                f" daftar places import FILE --name {path.stem}, or remove it with daftar places remove {path.stem}."
            )
        yield path
