"""Phrases: where a claim's words say that it happened, from the names in them.

Takes the words, the names of the document, and what these were grounded to. Gives one Where, or None. Promises that the words
around a name lower its precision, as UCDP's codebook has it (2 near, 3 district, 4 province, 5 a line or a fuzzy area, 6 country),
that a part of a place is put where that part is and never at the place's own point, and that what is worked out so is `inferred`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import cos, pi, radians, sqrt

from daftar.ground.gazetteer import Gazetteer
from daftar.model import Passage, Where
from daftar.vocabulary import vocabulary

REACH = 600
"""Characters back to which "the city" may refer."""

NEAR_KM = 25.0
"""UCDP's precision 2 reaches so far from the place named."""

DEGREE_KM = 111.2
CROWDED = 6_000.0
"""People on a square kilometre of a city, roughly: from its people, how wide it is."""

COMPASS = r"(?P<direction>(?:north|south)(?:[ -]?(?:east|west))?|east|west)"

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINED = re.compile(
    r"\s*(?P<hyphen>[-–—])\s*|\s+(?P<and>and)\s+(?:the\s+)?|\s+(?P<to>to|towards?)\s+(?:the\s+)?"
    r"|(?:['’]s)?\s+(?:\w+\s+)?(?:border|frontier)\s+(?P<with>with)\s+(?:the\s+)?"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")

Found = tuple[Where, int, int]
"""What a name in the words was grounded to, and where in the words it stands."""


def ground_phrase(
    words: str,
    names: Sequence[Passage],
    grounded: Sequence[Where | None],
    *,
    start: int | None = None,
    gazetteer: Gazetteer | None = None,
) -> Where | None:
    """The place of a claim's words, from the document's names, in text order, and what they were grounded to.

    The most exact name in the words is the place ("the eastern districts of Nuwar" is Nuwar, a part of it); of two ends of a
    road or a border it is the middle. With `start`, where the words stand in the document, names are told apart by where they
    stand, and "the city" or "the village" is the one town named in the 600 characters before it, inferred. With `gazetteer`,
    parts of towns and countries are put where they are. None where that leaves nothing: a place without a name is not guessed.
    """
    found = _found(words, names, grounded, start)
    if not found:
        return _meant(words, names, grounded, start) if start is not None else None
    line = _line(words, found)
    if line is not None:
        return line
    where, begin, end = min(found, key=lambda one: one[0].precision)
    return _loosened(where, words, begin, end, gazetteer)


def ground_body(
    words: str, names: Sequence[Passage], grounded: Sequence[Where | None], *, start: int | None = None
) -> Where | None:
    """Where a body that speaks answers for: of "the Nuwar Health Directorate" or "police in Nuwar" it is Nuwar, as an area.

    Only of bodies that answer for one place (`[seated]` in `vocabulary/places.toml`) and that name one below a country: a
    ministry of a country speaks of any place in it. None for all others.
    """
    if not _seated().search(words):
        return None
    found = [where for where, _, _ in _found(words, names, grounded, start) if where.precision <= 4]
    if len({(where.name, where.country) for where in found}) != 1:
        return None
    return replace(found[0], words=words, precision=max(found[0].precision, 4), inferred=True)


def _found(
    words: str, names: Sequence[Passage], grounded: Sequence[Where | None], start: int | None
) -> tuple[Found, ...]:
    if start is None:
        return tuple(
            (where, at.start(), at.end())
            for name, where in zip(names, grounded, strict=True)
            if where is not None and name.quote in words and (at := _whole(name.quote).search(words))
        )
    first = bisect_left(names, start, key=lambda name: name.start)
    last = bisect_left(names, start + len(words), key=lambda name: name.start)
    return tuple(
        (where, name.start - start, min(name.end - start, len(words)))
        for name, where in zip(names[first:last], grounded[first:last], strict=True)
        if where is not None
    )


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _meant(words: str, names: Sequence[Passage], grounded: Sequence[Where | None], start: int) -> Where | None:
    """What "the city" refers to: the only town named shortly before, None where there are two or none."""
    spoken = [word.lower() for word in _WORD.findall(words)]
    if "the" not in spoken or _words("settlements").isdisjoint(spoken):
        return None
    first = bisect_left(names, start - REACH, key=lambda name: name.start)
    last = bisect_left(names, start, key=lambda name: name.start)
    towns = {
        (where.lat, where.lon): where for where in grounded[first:last] if where is not None and where.precision <= 2
    }
    if len(towns) != 1:
        return None
    (where,) = towns.values()
    precision = max(where.precision, 1 if len(spoken) == 2 else 2)
    return replace(where, words=words, precision=precision, inferred=True)


def _line(words: str, found: Sequence[Found]) -> Where | None:
    """The middle of a line with two ends: "the road from A to B", "between A and B", "the A-B border", "A's border with B"."""
    for (one, start, end), (other, begin, _) in pairwise(found):
        joined = _JOINED.fullmatch(words, end, begin)
        if joined is None or one.name == other.name:
            continue
        before = words[:start].lower()
        lines = not _words("lines").isdisjoint(_WORD.findall(words.lower()))
        kind = joined.lastgroup
        if (kind == "hyphen" and not lines) or (kind == "and" and not re.search(r"\bbetween\s+(?:the\s+)?$", before)):
            continue
        if kind == "to" and not lines and not re.search(r"\bfrom\s+(?:the\s+)?$", before):
            continue
        return _between(one, other, words)
    return None


def _between(one: Where, other: Where, words: str) -> Where | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lon = other.lon + 360 * round((one.lon - other.lon) / 360)  # the shorter way, over the antimeridian if need be
    middle = (one.lon + lon) / 2
    country = one.country if one.country == other.country else None
    shared = tuple(part for part in one.within if part in other.within)
    return Where(
        f"{one.name} – {other.name}", words, (one.lat + other.lat) / 2, (middle + 180) % 360 - 180, 5, None, country, shared, True
    )  # fmt: skip


def _loosened(where: Where, words: str, start: int, end: int, gazetteer: Gazetteer | None) -> Where:
    before = {word.lower() for word in _WORD.findall(words[:start])}
    after = {word.lower() for word in _WORD.findall(words[end:])}
    precision = where.precision
    if precision == 1 and (
        before & _words("near") or before & _words("directions") or (before | after) & _words("parts")
    ):
        precision = 2
    if precision <= 3 and after & _words("areas"):
        precision = 4 if after & _words("provinces") else 3
    elif precision <= 2 and "countryside" in before | after:
        precision = 3
    loosened = replace(where, words=words, precision=precision)
    if gazetteer is None or not before:
        return loosened
    away = _away().search(words[:start])
    if away is not None and where.precision <= 2:
        return _moved(loosened, away["direction"], _kilometres(away))
    part = _part().search(words[:start])
    return _in_part(loosened, part["direction"], gazetteer) if part is not None else loosened


def _kilometres(away: re.Match[str]) -> float:
    unit: float = vocabulary("places")["kilometres"][away["unit"].lower()]
    written = away["number"]
    number = written.replace(",", "") if _THOUSANDS.fullmatch(written) else written.replace(",", ".")
    return unit * float(number)


def _in_part(where: Where, direction: str, gazetteer: Gazetteer) -> Where:
    """A part of a country is a fuzzy area in its middle; that of a town is half way from its middle to its edge."""
    if where.precision == 6 and where.country is not None:
        part = "".join(_compass(direction))
        middle = gazetteer.part(where.country, part)
        if middle is None:
            return where
        lat, lon = (round(degrees, 2) for degrees in middle)
        name, within = f"{part} {where.name}", (where.name, *where.within)
        return Where(name, where.words, lat, lon, 5, None, where.country, within, inferred=True)
    if where.precision > 2 or where.geonameid is None:
        return where
    people = max(
        (place.population for place in gazetteer.places(where.name) if place.geonameid == where.geonameid), default=0
    )
    return _moved(where, direction, sqrt(people / CROWDED / pi) / 2)


def _moved(where: Where, direction: str, km: float) -> Where:
    """So many kilometres away; no nearer to a pole than a map goes."""
    if where.lat is None or where.lon is None or not km:
        return where
    way = _compass(direction)
    leg = km / DEGREE_KM / sqrt(len(way) or 1)
    lat = where.lat + leg * (("north" in way) - ("south" in way))
    lon = where.lon + leg * (("east" in way) - ("west" in way)) / max(0.01, cos(radians(where.lat)))
    if not way or abs(lat) > 90:
        return where
    precision = max(where.precision, 2 if km <= NEAR_KM else 3)
    return replace(
        where,
        lat=round(lat, 4),
        lon=round((lon + 180) % 360 - 180, 4),
        precision=precision,
        geonameid=None,
        inferred=True,
    )


def _compass(direction: str) -> tuple[str, ...]:
    """The points of the compass in a word: "north-western" has two, "central" none."""
    return tuple(point for point in ("north", "south", "east", "west") if point in direction.lower())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary("places")["cues"][name])


@cache
def _seated() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(vocabulary('places')['seated']['bodies'])})\b", re.IGNORECASE)


@cache
def _away() -> re.Pattern[str]:
    """ "12 km north-west of the town of", before a name."""
    number = rf"(?<![\d.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}(?:[.,]\d{{1,3}})?)\s*(?P<unit>{_any(vocabulary('places')['kilometres'])})"
    return re.compile(rf"{number}\s+(?:to the\s+)?{COMPASS}\s+(?:of|from)\s+(?:the\s+)?(?:\w+ of\s+)?$", re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    """ "north-western", "the southern suburbs of", "the east of", before a name; "east of" alone is outside it."""
    parts = _any([*_words("parts"), "countryside"])
    return re.compile(
        rf"(?<!\w)(?P<the>the\s+)?{COMPASS}(?:ern)?\s+(?:(?:{parts})\s+of\s+|(?(the)of\s+|(?!)))?(?:the\s+)?$",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
