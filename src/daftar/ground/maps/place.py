"""Place: one place of the world, as a map gives it; and Area, a division's outline.

Takes nothing. Gives the nouns that every map is read into.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Feature = Literal["town", "capital", "county", "division", "region", "country", "continent", "site", "listed", "own"]
"""`county` is a division below the first level, `site` a thing that stands somewhere (a camp, a bridge, a hill), `listed` is
from an imported list of the user's, `own` from the case's."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is, in any unit."""

PRECISION_OF_LEVEL = (6, 4, 3, 3, 3)
"""UCDP's precision of an administrative division by its level, 0 the country."""

LARGEST = 1 << 40
"""What is above is no number of a place, nor of people."""

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of each corner, the last again the first."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the world. `lat`, `lon` in degrees, WGS 84; of anything but a town they are a centre.

    `geonameid` is None for places that are not GeoNames' own. `country` is ISO 3166-1 alpha-2, `admin1` GeoNames' code.
    `precision` is UCDP's 1 to 7, before the words around the name lower it. `alias` is true where the name looked up is
    not the chief one, `people` where it is a people's or an adjective ("Syrian"). `within` is what contains it, names and
    codes, smallest first, where its map says so.
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


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative division: its name, its P-code, its level (0 the country to 4) and its outline."""

    name: str
    code: str
    level: int
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A place with its chief names, its other names, its people's names, and its outline where it is a division that has one."""

    place: Place
    chief: tuple[str, ...]
    others: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    outline: Area | None = None
