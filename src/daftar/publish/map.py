"""Map: incidents on a plain local map, as geometry, and the same as a list of places.

Takes a Record. Gives spots on a canvas of WIDTH by at most HEIGHT units. Promises that a district's centre never looks like a point on a
street (the shape tells the precision), and that a place outside the window is in the list.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from daftar.model import Incident, Record, Where
from daftar.publish.window import WIDTH, Frame, Line, Point, window
from daftar.publish.wording import figure_words, incident_title, shorten

COLOURS = 4
MOST_LABELS = 40
LETTER = 7.4
PRECISIONS = (
    "the exact place", "near it", "the district", "the province", "a line or a fuzzy area", "the country", "international",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """All incidents at one place. `shape` is point, district or area; `colour` an index, None if nobody or several are named."""

    x: float
    y: float
    radius: float
    shape: str
    colour: int | None
    place: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Label:
    """A place's name, centred on x."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the list: a place, how closely it is known, its incidents; `outside` the window or not."""

    name: str
    precision: str
    incidents: tuple[Incident, ...]
    outside: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The picture. `meridians` are x, `parallels` y; `bar` is the scale bar's length in units and words."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    bar: tuple[float, str]
    parties: tuple[str, ...]
    places: tuple[Place, ...]
    outside: int
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
    frame = _frame(placed)
    parties = _parties(incidents)
    inside = {key: held for key, held in placed.items() if frame.holds(key[0], key[1])}
    spots = sorted(
        (_spot(held, frame, parties) for held in inside.values()), key=lambda spot: (-spot.radius, spot.place)
    )
    ranked = sorted(placed.items(), key=lambda item: (item[0] not in inside, -len(item[1]), item[0]))
    return Map(
        width=WIDTH,
        height=frame.height,
        spots=tuple(spots),
        labels=_labels(spots, frame),
        meridians=frame.meridians(),
        parallels=frame.parallels(),
        bar=frame.bar(),
        parties=parties,
        places=tuple(Place(key[2], _precision(held), tuple(held), key not in inside) for key, held in ranked),
        outside=sum(len(held) for key, held in placed.items() if key not in inside),
        unplaced=len(incidents) - sum(map(len, placed.values())),
    )


def _frame(placed: dict[tuple[float, float, str], list[Incident]]) -> Frame:
    """The window over what is known closer than by country, if anything is: a country's centre is nowhere."""
    points = [(Point(lat, lon, len(held)), held[0].where) for (lat, lon, _), held in placed.items()]
    close = [point for point, where in points if where is not None and where.precision < 6]
    return window(close or [point for point, _ in points])


def _spot(held: Sequence[Incident], frame: Frame, parties: tuple[str, ...]) -> Spot:
    where = _where(held)
    x, y = frame.xy(where.lat or 0.0, where.lon or 0.0)
    figures = [figure for incident in held if (figure := incident.figure("killed")) is not None]
    best = sum(figure.best or figure.low or 0 for figure in figures)
    shape = "point" if where.precision <= 2 else "district" if where.precision <= 4 else "area"
    blamed = {party for incident in held for party in incident.perpetrators[:1]}
    colour = parties.index(only) if len(blamed) == 1 and (only := next(iter(blamed))) in parties else None
    first = held[0].figure("killed")
    words = (
        f"{shorten(where.name)}: {len(held)} incidents"
        if len(held) > 1
        else incident_title(held[0]) + (f": {figure_words(first)}" if first else "")
    )
    radius = round(min(30.0, 6 + 2.2 * math.sqrt(best)), 1)
    return Spot(x, y, radius, shape, colour, where.name, words, held[0].id)


def _labels(spots: Sequence[Spot], frame: Frame) -> tuple[Label, ...]:
    """The names of the largest spots, each where it hides no other name; a name that finds no room is in the list only."""
    taken = [(WIDTH - frame.bar()[0] / 2 - 20, frame.height - 30, frame.bar()[0] / 2 + 10)]
    labels: list[Label] = []
    for spot in spots:
        words = shorten(spot.place, 28)
        half = LETTER * len(words) / 2
        x = min(max(spot.x, half + 6), WIDTH - half - 6)
        above, below = spot.y - spot.radius - 5, spot.y + spot.radius + 14
        heights = (y for y in (above, below, above - 14, below + 14) if 14 <= y <= frame.height - 22)
        free = (y for y in heights if not any(abs(y - b) < 14 and abs(x - a) < half + c for a, b, c in taken))
        if (y := next(free, None)) is not None and len(labels) < MOST_LABELS:
            taken.append((x, y, half))
            labels.append(Label(round(x, 1), round(y, 1), words))
    return tuple(labels)


def _parties(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """The parties most often blamed, as many as there are colours."""
    votes: dict[str, int] = {}
    for incident in incidents:
        for party in incident.perpetrators[:1]:
            votes[party] = votes.get(party, 0) + 1
    return tuple(sorted(votes, key=lambda party: (-votes[party], party))[:COLOURS])


def _where(held: Sequence[Incident]) -> Where:
    where = held[0].where
    assert where is not None  # noqa: S101 - only placed incidents come here
    return where


def _precision(held: Sequence[Incident]) -> str:
    return PRECISIONS[_where(held).precision - 1]
