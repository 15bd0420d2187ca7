"""Nearness: how two places and two times stand to one another.

Takes Where and When. Gives one word for the relation. Promises symmetry, and that what is not known to differ is
"unknown", never "apart".
"""

from math import asin, cos, radians, sin, sqrt
from typing import Literal

from daftar.model import When, Where
from daftar.reconcile.words import words_of

Nearness = Literal["same", "inside", "near", "unknown", "elsewhere", "apart"]
NEAR_KM = 25.0
"""Two points closer than this may be one place named twice: a town and a village or a road beside it."""
APART_KM = 60.0
EXACT_DAYS = 8
"""An interval longer than this many days tells when something was not, but not when it was."""


def place_nearness(a: Where | None, b: Where | None) -> Nearness:
    """Same name, one inside the other, near, apart; "elsewhere" where both are off the map and named differently."""
    if a is None or b is None:
        return "unknown"
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return "same"
    distance = kilometres(a, b)
    if a.name.casefold() == b.name.casefold():
        return "apart" if distance is not None and distance > APART_KM and max(a.precision, b.precision) < 4 else "same"
    if _holds(a, b) or _holds(b, a):
        return "inside" if max(a.precision, b.precision) < 6 else "unknown"
    if distance is not None:
        if max(a.precision, b.precision) >= 4:  # an area's centre says little about how far its edge is
            return "apart" if a.country != b.country and distance > 500 else "unknown"
        return "near" if distance <= NEAR_KM else "apart" if distance > APART_KM else "unknown"
    if a.lat is None and b.lat is None:
        return "inside" if _share_a_name(a, b) else "elsewhere"
    return "unknown"


def time_nearness(a: When | None, b: When | None) -> Nearness:
    """The same days, next to one another ("near": a day apart), apart, or unknown where an interval is long or open."""
    first, second = days_of(a), days_of(b)
    if first is None or second is None:
        return "unknown"
    gap = max(first[0], second[0]) - min(first[1], second[1])
    if gap > 1:
        return "apart"
    if max(first[1] - first[0], second[1] - second[0]) >= EXACT_DAYS:
        return "unknown"
    return "near" if gap == 1 else "same"


def days_of(when: When | None) -> tuple[int, int] | None:
    """First and last day as ordinals; None where both ends are unknown. An open end is far away."""
    if when is None or (when.start is None and when.end is None):
        return None
    return (when.start.toordinal() if when.start else 0, when.end.toordinal() if when.end else 4_000_000)


def kilometres(a: Where, b: Where) -> float | None:
    """Great-circle distance; None where either is not on the map."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, south = radians(a.lat), radians(b.lat)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(radians(a.lon - b.lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


def _holds(outer: Where, inner: Where) -> bool:
    if outer.name in inner.within:
        return True
    name = outer.name.casefold()
    return any(name == container.casefold() for container in inner.within)


def _share_a_name(a: Where, b: Where) -> bool:
    """Whether one name's words are all in the other's ("Halmar", "the Halmar market")."""
    first, second = ({word for word in words_of(place.name) if len(word) > 3} for place in (a, b))
    return bool(first and second) and (first <= second or second <= first)
