"""Grounding of places: from the names in a report, taken together, to points and areas.

Takes a document's text, the passages that name places in it, and a gazetteer. Gives one Where for each, None where the map
has no such name. Promises that `inferred` is true wherever one of several bearers of a name was chosen, that a direction
or a word for an area lowers the precision, and that one name without an answer does not empty the others.

Each bearer of a name is weighed by what follows the name after a comma, by the divisions, countries and map squares that
the document's other names share with it, and last by its population.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from daftar.ground.gazetteer import Gazetteer
from daftar.ground.maps.place import Place
from daftar.model import Passage, Where
from daftar.vocabulary import vocabulary

TOWNS = ("town", "capital", "own")

SQUARE = 2.0
"""Side of a map square, degrees."""

REACH = 600
"""Characters back to which "the city" may refer."""

_COMMA = re.compile(r",\s|\s\(")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(?:\s+(of))?\s+(?:the\s+)?$")
_AFTER = re.compile(r"\s+([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of the document with its bearers and what stands around it. `inside` is the passage that contains it, as
    in "Paris, Texas": its number, where there is one."""

    passage: Passage
    bearers: tuple[Place, ...]
    direction: bool
    near: bool
    area: bool
    inside: int | None

    @property
    def key(self) -> str:
        return self.passage.quote.casefold()


def ground_places(text: str, passages: Sequence[Passage], gazetteer: Gazetteer) -> tuple[Where | None, ...]:
    """For each passage the place that it names, in the same order; None where nothing on the map bears the name.

    Passages are names (`reading.find_places`), in text order. Linear in their number.
    """
    names = [_name(text, passages, number, gazetteer) for number in range(len(passages))]
    chosen = _choose(names)
    return tuple(_where(name, place) for name, place in zip(names, chosen, strict=True))


def ground_phrase(
    words: str, names: Sequence[Passage], grounded: Sequence[Where | None], *, start: int | None = None
) -> Where | None:
    """The place of a claim's words, from the document's names, in text order, and what they were grounded to.

    The most exact name in the words is the place ("the eastern districts of Nuwar" is Nuwar, a part of it); the words
    around it lower the precision. With `start`, where the words stand in the document, names are told apart by where they
    stand, and "the city" or "the village" is the one town named in the 600 characters before it, inferred. None where
    that leaves nothing: a place without a name is not guessed.
    """
    if start is None:
        found = [
            (where, at.start(), at.end())
            for name, where in zip(names, grounded, strict=True)
            if where is not None and name.quote in words and (at := _whole(name.quote).search(words))
        ]
    else:
        first = bisect_left(names, start, key=lambda name: name.start)
        last = bisect_left(names, start + len(words), key=lambda name: name.start)
        found = [
            (where, name.start - start, min(name.end - start, len(words)))
            for name, where in zip(names[first:last], grounded[first:last], strict=True)
            if where is not None
        ]
    if found:
        where, begin, end = min(found, key=lambda one: one[0].precision)
        return _loosened(where, words, begin, end)
    return _meant(words, names, grounded, start) if start is not None else None


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _meant(words: str, names: Sequence[Passage], grounded: Sequence[Where | None], start: int) -> Where | None:
    """What "the city" refers to: the only town named shortly before, None where there are two or none."""
    spoken = [word.lower() for word in _WORD.findall(words)]
    if "the" not in spoken or _cues().settlements.isdisjoint(spoken):
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


def _loosened(where: Where, words: str, start: int, end: int) -> Where:
    before = {word.lower() for word in _WORD.findall(words[:start])}
    after = {word.lower() for word in _WORD.findall(words[end:])}
    cues = _cues()
    precision = where.precision
    if precision == 1 and (before & cues.near or before & cues.directions or (before | after) & cues.parts):
        precision = 2
    if precision <= 3 and after & cues.areas:
        precision = 4 if after & cues.provinces else 3
    return replace(where, words=words, precision=precision)


@dataclass(frozen=True, slots=True)
class _Cues:
    directions: frozenset[str]
    near: frozenset[str]
    areas: frozenset[str]
    provinces: frozenset[str]
    parts: frozenset[str]
    settlements: frozenset[str]


@cache
def _cues() -> _Cues:
    cues = vocabulary("places")["cues"]
    return _Cues(
        frozenset(cues["directions"]),
        frozenset(cues["near"]),
        frozenset(cues["areas"]),
        frozenset(cues["provinces"]),
        frozenset(cues["parts"]),
        frozenset(cues["settlements"]),
    )


def _name(text: str, passages: Sequence[Passage], number: int, gazetteer: Gazetteer) -> _Name:
    passage, cues = passages[number], _cues()
    before = _BEFORE.search(text, max(0, passage.start - 40), passage.start)
    lead = before.group(1).lower() if before else ""
    after = _AFTER.match(text, passage.end)
    follow = after.group(1).lower() if after else ""
    area = follow in cues.provinces or (lead in cues.provinces and before is not None and before.group(2) == "of")
    direction = lead in cues.directions
    bearers = gazetteer.places(passage.quote)
    if not bearers:
        bearers = _parts_of(passage.quote, gazetteer)
    inside = number + 1 if _contains(text, passages, number) else None
    return _Name(passage, bearers, direction, lead in cues.near, area, inside)


def _parts_of(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Bearers of a name that the map has only in part: "Karrada District" by Karrada, "Greene County" by its kind."""
    first, _, last = name.rpartition(" ")
    if first and last.lower().rstrip(".") in _cues().areas | {"parish", "co", "city", "town", "village"}:
        return gazetteer.places(f"{first} County" if last.lower() == "co." else first)
    return ()


def _contains(text: str, passages: Sequence[Passage], number: int) -> bool:
    """Whether the next passage stands straight after this one, behind a comma: "Paris, Texas", "Rafah, southern Gaza"."""
    if number + 1 >= len(passages):
        return False
    between = text[passages[number].end : passages[number + 1].start]
    if len(between) > 24 or not _COMMA.match(between):
        return False
    rest = between[2:].split()
    return all(word.lower() in _cues().directions or word in ("in", "the") for word in rest)


def _choose(names: Sequence[_Name]) -> list[Place | None]:
    """One bearer for each name, by the votes of the others; a name inside another is settled by it.

    One sense in one document: what is once said in full ("Paris, Texas") holds for the bare name.
    """
    times = Counter(name.key for name in names)
    ballots = {name.key: _ballot(name.bearers, times[name.key]) for name in names}
    votes = _Votes()
    for ballot in ballots.values():
        _count(ballot.divisions, votes.divisions)
        _count(ballot.countries, votes.countries)
        _count(ballot.squares, votes.squares)
    chosen: list[Place | None] = [None] * len(names)
    settled: dict[str, Place] = {}
    for number in range(len(names) - 1, -1, -1):
        name = names[number]
        container = chosen[name.inside] if name.inside is not None else None
        place = chosen[number] = _best(name, votes, ballots[name.key], container)
        if container is not None and place is not None and _is_within(place, container):
            settled[name.key] = place
    for number, name in enumerate(names):
        if name.inside is None and name.key in settled:
            chosen[number] = settled[name.key]
    return chosen


Key = TypeVar("Key")
Division = tuple[str, str]
Square = tuple[int, int]


@dataclass(slots=True)
class _Votes:
    """How strongly names speak for each division, country and square."""

    divisions: dict[Division, float] = field(default_factory=dict)
    countries: dict[str, float] = field(default_factory=dict)
    squares: dict[Square, float] = field(default_factory=dict)


def _count(ballot: Mapping[Key, float], into: dict[Key, float]) -> None:
    for key, part in ballot.items():
        into[key] = into.get(key, 0.0) + part


def _ballot(bearers: Sequence[Place], times: int) -> _Votes:
    """What one name, said so many times, speaks for: its weight divided among its bearers by their likelihood."""
    ballot = _Votes()
    weight = 1.0 + math.log2(times) / 2
    shares = [math.exp(2.0 * _prior(place)) for place in bearers]
    total = sum(shares)
    for place, share in zip(bearers, shares, strict=True):
        likely = weight * share / total
        # Even an unlikely bearer is a witness for its neighbours: small towns are named beside small towns.
        possible = 0.15 * weight + 0.85 * likely
        if place.country is not None:
            ballot.countries[place.country] = max(ballot.countries.get(place.country, 0.0), likely)
            if place.admin1 is not None:
                division = (place.country, place.admin1)
                ballot.divisions[division] = max(ballot.divisions.get(division, 0.0), possible)
        if place.feature in TOWNS:
            square = _square(place)
            ballot.squares[square] = max(ballot.squares.get(square, 0.0), possible)
    return ballot


def _square(place: Place) -> tuple[int, int]:
    return int(place.lat // SQUARE), int(place.lon // SQUARE)


def _prior(place: Place) -> float:
    """How likely a bearer is before anything is read: the logarithm of its people, chief names and own places before others."""
    if place.feature == "own":
        return 12.0
    prior = math.log10(place.population + 100)
    if place.alias:
        prior -= 1.0
    if place.feature == "country":
        prior += 2.0
    elif place.feature == "capital":
        prior += 0.5
    elif place.feature in ("continent", "region"):
        prior += 1.0
    return prior


def _best(name: _Name, votes: _Votes, own: _Votes, container: Place | None) -> Place | None:
    """The bearer with most to speak for it; a name is no witness for itself."""
    best: Place | None = None
    most = -math.inf
    for place in name.bearers:
        score = _prior(place)
        if place.country is not None:
            score += 0.6 * min(4.0, _others(votes.countries, own.countries, place.country))
            score += 1.6 * min(3.0, _others(votes.divisions, own.divisions, (place.country, place.admin1 or "")))
        if place.feature in TOWNS:
            row, column = _square(place)
            around = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            score += 0.5 * min(3.0, sum(_others(votes.squares, own.squares, square) for square in around))
        if container is not None and _is_within(place, container):
            score += 8.0
        if name.area and place.feature in ("division", "county", "region"):
            score += 3.0
        elif not name.area and place.feature == "division" and _has_town_of_its_name(name, place):
            score -= 3.0
        if score > most:
            best, most = place, score
    return best


def _others(all_votes: Mapping[Key, float], own: Mapping[Key, float], key: Key) -> float:
    return all_votes.get(key, 0.0) - own.get(key, 0.0)


def _has_town_of_its_name(name: _Name, division: Place) -> bool:
    return any(
        place.country == division.country and place.population >= 50_000 and place.feature in TOWNS
        for place in name.bearers
    )


def _is_within(place: Place, container: Place) -> bool:
    if container is place or place.feature in ("country", "continent"):
        return False
    if container.feature == "country":
        return place.country == container.country
    if container.feature in ("division", "county"):
        return (place.country, place.admin1) == (container.country, container.admin1)
    return abs(place.lat - container.lat) + abs(place.lon - container.lon) < 2.0


def _where(name: _Name, place: Place | None) -> Where | None:
    if place is None:
        return None
    precision = place.precision
    if precision == 1 and (name.direction or name.near):
        precision = 2
    if precision <= 3 and name.area:
        precision = 4
    within = place.within or tuple(part for part in (place.admin1, place.country) if part is not None)
    others = any((other.country, other.admin1) != (place.country, place.admin1) for other in name.bearers)
    return Where(
        place.name, name.passage.quote, place.lat, place.lon, precision, place.geonameid, place.country, within, others
    )
