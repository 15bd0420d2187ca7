"""Map: incidents on a plain local map, as geometry.

Takes a Record. Gives marks, grid lines and a scale bar on a canvas of WIDTH by at most HEIGHT units. Promises that a district's centre
never looks like a point on a street: the shape tells the precision. The projection is equirectangular, true at the middle latitude.
"""

import math
from dataclasses import dataclass

from daftar.model import Incident, Record, Where
from daftar.publish.wording import figure_words, incident_title

WIDTH, HEIGHT, MARGIN = 760.0, 520.0, 46.0
KM_PER_DEGREE = 111.195
COLOURS = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """All incidents at one place. `shape` is point, district or area; `colour` an index, None if nobody is named."""

    x: float
    y: float
    radius: float
    shape: str
    colour: int | None
    name: str
    words: str
    target: str
    label_y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its degrees."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """The picture. `meridians` are x, `parallels` y; `bar` is the scale bar's length in units and words."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    bar: tuple[float, str]
    parties: tuple[str, ...]
    unplaced: int


def incident_map(record: Record) -> Map | None:
    """The map of all incidents with a point; None where there is none."""
    incidents = [incident for incident in record.incidents if incident.scope == "incident"]
    placed: dict[tuple[float, float, str], list[Incident]] = {}
    for incident in incidents:
        where = incident.where
        if where is not None and where.lat is not None and where.lon is not None:
            placed.setdefault((where.lat, where.lon, where.name), []).append(incident)
    if not placed:
        return None
    frame = _Frame([key[:2] for key in placed])
    parties = _parties(incidents)
    spots = [_spot(held, frame, parties) for held in placed.values()]
    unplaced = len(incidents) - sum(map(len, placed.values()))
    return Map(
        WIDTH, frame.height, _labelled(spots), frame.meridians(), frame.parallels(), frame.bar(), parties, unplaced
    )


class _Frame:
    """The window of the map: degrees to units."""

    def __init__(self, points: list[tuple[float, float]]) -> None:
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        self.middle = (min(lats) + max(lats)) / 2
        self.stretch = max(0.05, math.cos(math.radians(self.middle)))
        wide, high = (max(lons) - min(lons)) * self.stretch, max(lats) - min(lats)
        room = max(wide, high * (WIDTH - 2 * MARGIN) / (HEIGHT - 2 * MARGIN), 0.02)
        self.unit = (WIDTH - 2 * MARGIN) / room
        self.height = min(HEIGHT, max(260.0, high * self.unit + 2 * MARGIN + 40))
        self.west = (min(lons) + max(lons)) / 2 - WIDTH / 2 / self.unit / self.stretch
        self.north = self.middle + self.height / 2 / self.unit

    def xy(self, where: Where) -> tuple[float, float]:
        lat, lon = where.lat or 0.0, where.lon or 0.0
        return round((lon - self.west) * self.stretch * self.unit, 1), round((self.north - lat) * self.unit, 1)

    def meridians(self) -> tuple[Line, ...]:
        span = WIDTH / self.unit / self.stretch
        return tuple(
            Line(round((lon - self.west) * self.stretch * self.unit, 1), _degrees(lon, "E", "W"))
            for lon in _round_between(self.west, self.west + span)
        )

    def parallels(self) -> tuple[Line, ...]:
        south = self.north - self.height / self.unit
        return tuple(
            Line(round((self.north - lat) * self.unit, 1), _degrees(lat, "N", "S"))
            for lat in _round_between(south, self.north)
        )

    def bar(self) -> tuple[float, str]:
        km = WIDTH / 4 / self.unit * KM_PER_DEGREE
        length = max(
            step for step in (0.1, 0.2, 0.5, *(f * 10**p for p in range(5) for f in (1, 2, 5))) if step <= max(km, 0.1)
        )
        return round(length / KM_PER_DEGREE * self.unit, 1), f"{length:g} km"


def _spot(held: list[Incident], frame: _Frame, parties: tuple[str, ...]) -> Spot:
    where = held[0].where
    assert where is not None  # noqa: S101 - only placed incidents come here
    x, y = frame.xy(where)
    figures = [figure for incident in held if (figure := incident.figure("killed")) is not None]
    best = sum(figure.best or figure.low or 0 for figure in figures)
    shape = "point" if where.precision <= 2 else "district" if where.precision <= 4 else "area"
    blamed = {party for incident in held for party in incident.perpetrators[:1]}
    colour = parties.index(only) if len(blamed) == 1 and (only := next(iter(blamed))) in parties else None
    words = "; ".join(
        incident_title(incident) + (f": {figure_words(figure)}" if (figure := incident.figure("killed")) else "")
        for incident in held
    )
    radius = round(min(30.0, 6 + 2.2 * math.sqrt(best)), 1)
    return Spot(x, y, radius, shape, colour, where.name, words, f"incident-{held[0].id}", y - radius - 5)


def _labelled(spots: list[Spot]) -> tuple[Spot, ...]:
    """The spots with labels moved apart where they would stand on one another; largest first."""
    taken: list[tuple[float, float, float]] = []
    moved = []
    for spot in sorted(spots, key=lambda spot: -spot.radius):
        half = 3.4 * len(spot.name)
        choices = (spot.label_y, spot.y + spot.radius + 14, spot.label_y - 14, spot.y + spot.radius + 28)
        free = (y for y in choices if not any(abs(y - b) < 13 and abs(spot.x - a) < half + c for a, b, c in taken))
        y = next(free, choices[0])
        taken.append((spot.x, y, half))
        moved.append(
            Spot(spot.x, spot.y, spot.radius, spot.shape, spot.colour, spot.name, spot.words, spot.target, round(y, 1))
        )
    return tuple(moved)


def _parties(incidents: list[Incident]) -> tuple[str, ...]:
    """The parties most often blamed, as many as there are colours."""
    votes: dict[str, int] = {}
    for incident in incidents:
        for party in incident.perpetrators[:1]:
            votes[party] = votes.get(party, 0) + 1
    return tuple(sorted(votes, key=lambda party: (-votes[party], party))[:COLOURS])


def _round_between(low: float, high: float) -> list[float]:
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first = math.ceil(low / step)
    return [round(n * step, 6) for n in range(first, math.floor(high / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"
