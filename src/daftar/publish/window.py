"""Window: which part of the earth a map shows, and where in it a place stands.

Takes points in degrees with weights. Gives a frame with grid lines and a scale bar. Promises that a few far places do not press the
rest into a corner: they lie outside, and the caller says so. The projection is equirectangular, true at the middle latitude.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LOWEST, MARGIN = 760.0, 520.0, 260.0, 46.0
KM_PER_DEGREE = 111.195
CORE = 0.8
REACH = 3.0
NEAREST_KM = 10.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place and how many incidents it stands for."""

    lat: float
    lon: float
    weight: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its degrees."""

    at: float
    words: str


class Frame:
    """The window over some points: degrees to units, x from 0 to WIDTH, y from 0 to `height`."""

    def __init__(self, points: Sequence[Point]) -> None:
        lats, lons = [point.lat for point in points], [point.lon for point in points]
        self.middle = (min(lats) + max(lats)) / 2
        self.stretch = max(0.05, math.cos(math.radians(self.middle)))
        wide, high = (max(lons) - min(lons)) * self.stretch, max(lats) - min(lats)
        room = max(wide, high * (WIDTH - 2 * MARGIN) / (HEIGHT - 2 * MARGIN), 0.02)
        self.unit = (WIDTH - 2 * MARGIN) / room
        self.height = round(min(HEIGHT, max(LOWEST, high * self.unit + 2 * MARGIN)), 1)
        self.west = (min(lons) + max(lons)) / 2 - WIDTH / 2 / self.unit / self.stretch
        self.north = self.middle + self.height / 2 / self.unit

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place stands."""
        return round((lon - self.west) * self.stretch * self.unit, 1), round((self.north - lat) * self.unit, 1)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies within, clear of the edge."""
        x, y = self.xy(lat, lon)
        edge = MARGIN / 2
        return edge <= x <= WIDTH - edge and edge <= y <= self.height - edge

    def meridians(self) -> tuple[Line, ...]:
        """Round longitudes, by x."""
        east = self.west + WIDTH / self.unit / self.stretch
        return tuple(
            Line(self.xy(self.middle, lon)[0], _degrees((lon + 180) % 360 - 180, "E", "W"))
            for lon in _round_between(self.west, east - 52 / self.unit / self.stretch)
        )

    def parallels(self) -> tuple[Line, ...]:
        """Round latitudes, by y."""
        south = self.north - self.height / self.unit
        lats = (lat for lat in _round_between(south, self.north - 16 / self.unit) if -90 <= lat <= 90)
        return tuple(Line(self.xy(lat, self.west)[1], _degrees(lat, "N", "S")) for lat in lats)

    def bar(self) -> tuple[float, str]:
        """The scale bar's length in units, and its words: a round number of kilometres, at most a quarter of the width."""
        most = WIDTH / 4 / self.unit * KM_PER_DEGREE
        km = max(factor * 10.0**power for power in range(-2, 5) for factor in (1, 2, 5) if factor * 10.0**power <= most)
        return round(km / KM_PER_DEGREE * self.unit, 1), f"{km:,g} km"


def window(points: Sequence[Point]) -> Frame:
    """The frame over the nearest four in five, by weight, to the middle, and over whatever is not far beyond these.

    Raises ValueError without points.
    """
    lat, lon = _median([(point.lat, point.weight) for point in points]), _median([(p.lon, p.weight) for p in points])
    ranked = sorted(((_km(lat, lon, point), point) for point in points), key=lambda pair: pair[0])
    enough = CORE * sum(point.weight for point in points)
    shown: list[Point] = []
    held, radius = 0, NEAREST_KM
    for distance, point in ranked:
        if held >= enough and distance > REACH * radius:
            break
        shown.append(point)
        held += point.weight
        radius = max(radius, distance)
    return Frame(shown)


def _median(weighted: Sequence[tuple[float, int]]) -> float:
    half = sum(weight for _, weight in weighted) / 2
    passed = 0
    for value, weight in sorted(weighted):
        passed += weight
        if passed >= half:
            return value
    raise ValueError("a window needs a point")


def _km(lat: float, lon: float, point: Point) -> float:
    east = (point.lon - lon) * math.cos(math.radians((point.lat + lat) / 2))
    return KM_PER_DEGREE * math.hypot(point.lat - lat, east)


def _round_between(low: float, high: float) -> list[float]:
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return [round(n * step, 6) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"
