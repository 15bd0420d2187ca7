"""Grounding of places: from the names in a report, taken together, to points and areas.

Takes a document's text, the passages that name places in it, and a gazetteer. Gives one Where for each, None where the map
has no such name; and, for such, what a person may have meant by it. Promises that `inferred` is true wherever one of several
bearers of a name was chosen or a name was recognised by its consonants alone, that a direction or a word for an area lowers
the precision, that one name without an answer does not empty the others, and that no name is mended in silence.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from daftar.ground.choice import Name, ballots_of, choose, counted
from daftar.ground.gazetteer import Gazetteer
from daftar.ground.maps.place import Place
from daftar.ground.spelling import fold
from daftar.model import Finding, Passage, Where
from daftar.vocabulary import vocabulary

DEEPEST = {1: 4, 2: 4, 3: 2, 4: 1}
"""The smallest division, by its level, that a place of each precision is said to lie in."""

_COMMA = re.compile(r",\s|\s\(")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(?:\s+(of))?\s+(?:the\s+)?$")
_AFTER = re.compile(r"(?:['’]s)?\s+([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Cues:
    directions: frozenset[str]
    near: frozenset[str]
    areas: frozenset[str]
    provinces: frozenset[str]
    things: frozenset[str]


@cache
def _cues() -> _Cues:
    cues = vocabulary("places")["cues"]
    return _Cues(
        frozenset(cues["directions"]),
        frozenset(cues["near"]),
        frozenset(cues["areas"]),
        frozenset(cues["provinces"]),
        frozenset([*cues["streets"], *cues["features"]]),
    )


def ground_places(
    text: str, passages: Sequence[Passage], gazetteer: Gazetteer, countries: Collection[str] = ()
) -> tuple[Where | None, ...]:
    """For each passage the place that it names, in the same order; None where nothing on the map bears the name.

    Passages are names (`reading.find_places`), in text order. `countries` (ISO alpha-2) are those that the case says it is
    about: they are asked only where the document's other names say nothing. Linear in the number of names.
    """
    names = [_name(text, passages, number, gazetteer) for number in range(len(passages))]
    ballots = ballots_of(names)
    votes = counted(ballots)
    names = [
        name if name.bearers else _guessed(name, names, votes.spoken_for() or tuple(countries), gazetteer)
        for name in names
    ]
    chosen = choose(names, ballots, votes, countries)
    return tuple(_where(name, place, gazetteer) for name, place in zip(names, chosen, strict=True))


def propose_places(
    document: str,
    phrases: Sequence[Passage],
    names: Sequence[Passage],
    grounded: Sequence[Where | None],
    gazetteer: Gazetteer,
) -> tuple[Finding, ...]:
    """For each name that is on no map, once, the places of the document's countries that it may be a misspelling of: nothing is taken.

    Only of names in the phrases: those of claims that have no place for want of them; and not of streets, parks or bridges.
    """
    countries = Counter(where.country for where in grounded if where is not None and where.country is not None)
    most = [code for code, times in countries.most_common(2) if 2 * times >= max(countries.values())]
    asked = {at for phrase in phrases for at in range(phrase.start, phrase.end)}
    findings: dict[str, Finding] = {}
    for name, where in zip(names, grounded, strict=True):
        if where is not None or name.start not in asked or name.quote.rpartition(" ")[2] in _cues().things:
            continue
        if fold(name.quote) not in findings:
            near = [place for code in most for place in gazetteer.proposals(name.quote, code)]
            if near:
                findings[fold(name.quote)] = _proposal(document, name, near)
    return tuple(findings.values())


def _proposal(document: str, name: Passage, near: Sequence[Place]) -> Finding:
    shown = "; ".join(f"{place.name} ({place.country}, {place.lat:.3f}, {place.lon:.3f})" for place in near)
    return Finding(
        "places.unknown",
        f"{document}:{name.start}-{name.end}",
        f"“{name.quote}” is on no map; nearly so called are {shown}. None was taken for it.",
        "If one is meant, write it into the case's places.csv with this spelling among its aliases, and read again.",
    )


def _name(text: str, passages: Sequence[Passage], number: int, gazetteer: Gazetteer) -> Name:
    passage, cues = passages[number], _cues()
    before = _BEFORE.search(text, max(0, passage.start - 40), passage.start)
    lead = before.group(1).lower() if before else ""
    after = _AFTER.match(text, passage.end)
    follow = after.group(1).lower() if after else ""
    area = follow in cues.provinces or (lead in cues.provinces and before is not None and before.group(2) == "of")
    direction = lead in cues.directions
    bearers = gazetteer.places(passage.quote) or _parts_of(passage.quote, gazetteer)
    inside = number + 1 if _contains(text, passages, number) else None
    return Name(passage, bearers, direction, lead in cues.near, area, inside)


def _parts_of(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Bearers of a name that the map has only in part: "Karrada District" by Karrada, "Greene County" by its kind."""
    first, _, last = name.rpartition(" ")
    if first and last.lower().rstrip(".") in _cues().areas | {"parish", "co", "city", "town", "village"}:
        return gazetteer.places(f"{first} County" if last.lower() == "co." else first)
    return ()


def _guessed(name: Name, names: Sequence[Name], countries: tuple[str, ...], gazetteer: Gazetteer) -> Name:
    """The name with the places that it may be another romanisation of: in the country that it is said to be in, else in these."""
    if name.inside is not None and names[name.inside].bearers:
        countries = tuple(dict.fromkeys(place.country for place in names[name.inside].bearers if place.country))
    found = tuple(place for country in countries for place in gazetteer.sounding(name.passage.quote, country))
    return replace(name, bearers=found, guessed=bool(found))


def _contains(text: str, passages: Sequence[Passage], number: int) -> bool:
    """Whether the next passage stands straight after this one, behind a comma: "Paris, Texas", "Rafah, southern Gaza"."""
    if number + 1 >= len(passages):
        return False
    between = text[passages[number].end : passages[number + 1].start]
    if len(between) > 24 or not _COMMA.match(between):
        return False
    rest = between[2:].split()
    return all(word.lower() in _cues().directions or word in ("in", "the") for word in rest)


def _where(name: Name, place: Place | None, gazetteer: Gazetteer) -> Where | None:
    if place is None:
        return None
    precision = place.precision
    if precision == 1 and (name.direction or name.near):
        precision = 2
    if precision <= 3 and name.area:
        precision = 4
    others = any((other.country, other.admin1) != (place.country, place.admin1) for other in name.bearers)
    return Where(
        place.name, name.passage.quote, place.lat, place.lon, precision, place.geonameid, place.country,
        place.within or _within(place, precision, gazetteer), others or name.guessed,
    )  # fmt: skip


def _within(place: Place, precision: int, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Names and P-codes of the divisions in which it lies, where they were imported; GeoNames' division; the country."""
    divisions = gazetteer.divisions(place.lat, place.lon) if precision in DEEPEST else ()
    held = (part for one in divisions if one.level <= DEEPEST[precision] for part in (one.name, one.code))
    return (*held, *(part for part in (place.admin1, place.country) if part is not None))
