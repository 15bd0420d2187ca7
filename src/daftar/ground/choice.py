"""Choice: which of its bearers each name of a document means.

Takes the names with their bearers. Gives one bearer for each name that has any. Promises that a name is no witness for
itself, that names which the map only guesses at are witnesses for nothing, that a case's own places win over all others, and
that the document is asked before the case.

Each bearer of a name is weighed by what follows the name after a comma, by the divisions, countries and map squares that
the document's other names share with it, where these say nothing by what the case has told of before, and last by its
population.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from daftar.ground.maps.place import Place
from daftar.model import Passage

TOWNS = ("town", "capital", "own", "listed", "site")
DIVISIONS = ("division", "county")

SQUARE = 2.0
"""Side of a map square, degrees."""

SILENT = 0.5
"""Votes below which the document's other names say nothing about a country."""

Key = TypeVar("Key")
Division = tuple[str, str | None]
Square = tuple[int, int]
OF_THE_CASE = 2.0
"""What it is worth that a case says that it is about a place's country."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the document with its bearers and what stands around it. `inside` is the passage that contains it, as
    in "Paris, Texas": its number, where there is one. `guessed` is true where the bearers only sound like the name."""

    passage: Passage
    bearers: tuple[Place, ...]
    direction: bool
    near: bool
    area: bool
    inside: int | None
    guessed: bool = False

    @property
    def key(self) -> str:
        """What is one name within the document."""
        return self.passage.quote.casefold()


@dataclass(slots=True)
class Votes:
    """How strongly names speak for each division, country and square."""

    divisions: dict[Division, float] = field(default_factory=dict)
    countries: dict[str, float] = field(default_factory=dict)
    squares: dict[Square, float] = field(default_factory=dict)

    def spoken_for(self) -> tuple[str, ...]:
        """The countries that the document is about: the first, and those that have at least half its votes; three at most."""
        ranked = sorted(self.countries.items(), key=lambda one: (-one[1], one[0]))[:3]
        return tuple(code for code, votes in ranked if votes >= max(SILENT, ranked[0][1] / 2))


def ballots_of(names: Sequence[Name]) -> dict[str, Votes]:
    """What each name says, by its key."""
    times = Counter(name.key for name in names)
    return {name.key: _ballot(name, times[name.key]) for name in names}


def counted(ballots: Mapping[str, Votes]) -> Votes:
    """All ballots together."""
    votes = Votes()
    for ballot in ballots.values():
        _count(ballot.divisions, votes.divisions)
        _count(ballot.countries, votes.countries)
        _count(ballot.squares, votes.squares)
    return votes


def choose(
    names: Sequence[Name], ballots: Mapping[str, Votes], votes: Votes, countries: Collection[str]
) -> tuple[Place | None, ...]:
    """One bearer for each name, by the votes of the others; a name inside another is settled by it.

    One sense in one document: what is once said in full ("Paris, Texas") holds for the bare name.
    """
    chosen: list[Place | None] = [None] * len(names)
    settled: dict[str, Place] = {}
    for number in range(len(names) - 1, -1, -1):
        name = names[number]
        container = chosen[name.inside] if name.inside is not None else None
        place = chosen[number] = _best(name, votes, ballots[name.key], container, countries)
        if container is not None and place is not None and _is_within(place, container):
            settled[name.key] = place
    for number, name in enumerate(names):
        if name.inside is None and name.key in settled:
            chosen[number] = settled[name.key]
    return tuple(chosen)


def _count(ballot: Mapping[Key, float], into: dict[Key, float]) -> None:
    for key, part in ballot.items():
        into[key] = into.get(key, 0.0) + part


def _ballot(name: Name, times: int) -> Votes:
    """What one name, said so many times, speaks for: its weight divided among its bearers by their likelihood."""
    ballot = Votes()
    bearers = name.bearers if not name.guessed else ()
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


def _square(place: Place) -> Square:
    return int(place.lat // SQUARE), int(place.lon // SQUARE)


def _prior(place: Place) -> float:
    """How likely a bearer is before anything is read: the logarithm of its people, chief names and own places before others."""
    if place.feature == "own":
        return 12.0
    if place.feature == "listed":
        return 10.0
    prior = math.log10(place.population + 100)
    if place.alias:
        prior -= 1.0
    if place.feature == "country":
        prior += 2.0
    elif place.feature == "capital":
        prior += 0.5
    elif place.feature in ("continent", "region"):
        prior += 1.0
    elif place.feature in ("site", "county"):
        prior -= 1.0  # a town and the district around it bear one name: the town is meant, where nothing says otherwise
    return prior


def _best(name: Name, votes: Votes, own: Votes, container: Place | None, countries: Collection[str]) -> Place | None:
    """The bearer with most to speak for it; a name is no witness for itself."""
    best: Place | None = None
    most = -math.inf
    of_the_case = countries if len(name.bearers) > 1 and _is_silent(name, votes, own) else ()
    for place in _foremost(name.bearers):
        score = _prior(place)
        if place.country is not None:
            score += 0.6 * min(4.0, _others(votes.countries, own.countries, place.country))
            score += 1.6 * min(3.0, _others(votes.divisions, own.divisions, (place.country, place.admin1)))
            score += OF_THE_CASE if place.country in of_the_case else 0.0
        if place.feature in TOWNS:
            row, column = _square(place)
            around = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            score += 0.5 * min(3.0, sum(_others(votes.squares, own.squares, square) for square in around))
        if container is not None and _is_within(place, container):
            score += 8.0
        if name.area and place.feature in ("division", "county", "region"):
            score += 3.0
        elif not name.area and place.feature in DIVISIONS and _has_town_of_its_name(name, place):
            score -= 3.0
        if score > most:
            best, most = place, score
    return best


def _foremost(bearers: tuple[Place, ...]) -> tuple[Place, ...]:
    """A case's own bearers, else those of an imported list, else all: what a person put on the map is meant, whatever else speaks."""
    for feature in ("own", "listed"):
        mine = tuple(place for place in bearers if place.feature == feature)
        if mine:
            return mine
    return bearers


def _is_silent(name: Name, votes: Votes, own: Votes) -> bool:
    """Whether the document's other names speak for none of the countries in which the bearers are."""
    countries = {place.country for place in name.bearers if place.country is not None}
    return sum(_others(votes.countries, own.countries, country) for country in countries) < SILENT


def _others(all_votes: Mapping[Key, float], own: Mapping[Key, float], key: Key) -> float:
    return all_votes.get(key, 0.0) - own.get(key, 0.0)


def _has_town_of_its_name(name: Name, division: Place) -> bool:
    return any(
        place.country == division.country and place.population >= 50_000 and place.feature in TOWNS
        for place in name.bearers
    )


def _is_within(place: Place, container: Place) -> bool:
    if container is place or place.feature in ("country", "continent"):
        return False
    if container.feature == "country":
        return place.country == container.country
    if container.feature in DIVISIONS:
        return (place.country, place.admin1) == (container.country, container.admin1)
    return abs(place.lat - container.lat) + abs(place.lon - container.lon) < 2.0
