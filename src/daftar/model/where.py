"""Where: a point or an area, with a precision."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place on the map. Degrees, WGS 84.

    `name` is the gazetteer's name, `words` what the document says; both are kept, so that a reader sees the match.
    `precision` is UCDP's: 1 the exact location, 2 near it, 3 the district, 4 the province, 5 a line or a fuzzy area,
    6 the country, 7 international. The point of anything above 2 is a centre, never a site. `lat` and `lon` are None
    together where the place is named but not on any map that we have. `within` are the names and codes of what contains
    it, smallest first. `inferred` is true where a choice between places of the same name was made.
    """

    name: str
    words: str
    lat: float | None = None
    lon: float | None = None
    precision: int = 1
    geonameid: int | None = None
    country: str | None = None
    within: tuple[str, ...] = ()
    inferred: bool = False

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError(f"{self.name}: a latitude without a longitude")
        if self.lat is not None and self.lon is not None and not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"{self.name}: {self.lat}, {self.lon} is not on the earth")
        if not 1 <= self.precision <= 7:
            raise ValueError(f"{self.name}: the precision of a place is 1 to 7, not {self.precision}")
