"""Ranges: how far apart the voices of each incident are, as geometry.

Takes a Record. Gives rows of bars and dots in per cent of the width, so that the page draws them at any size. Promises that every dot
is a claim.
"""

from dataclasses import dataclass

from daftar.model import Claim, Figure, Harm, Incident, Record
from daftar.model.vocabulary import Outcome
from daftar.publish.scale import Scale, scale_to
from daftar.publish.wording import range_words

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Dot:
    """One claim's lowest (or only) number. `counted` is false for what the figure does not rest on: parts, earlier words."""

    at: float
    claim: str
    voice: str
    words: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One incident's figure. `start` and `end` in per cent; `open` where the top is open."""

    incident: Incident
    start: float
    end: float
    open: bool
    words: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """All bars on one scale. `left_out` is how many smaller ones did not find room."""

    outcome: Outcome
    scale: Scale
    bars: tuple[Bar, ...]
    left_out: int


def ranges(record: Record, outcome: Outcome, scope: str = "incident") -> Ranges | None:
    """The figures of one outcome over incidents (or totals), by date; the largest MOST_ROWS of them. None where there is none."""
    held = [(incident, incident.figure(outcome)) for incident in record.incidents if incident.scope == scope]
    known = [
        (one, figure)
        for one, figure in held
        if figure is not None and (figure.low is not None or figure.high is not None)
    ]
    if not known:
        return None
    largest = {incident.id for incident, _ in sorted(known, key=lambda pair: -_top(pair[1]))[:MOST_ROWS]}
    chosen = [(incident, figure) for incident, figure in known if incident.id in largest]
    numbers = [number for _, figure in chosen for number in _numbers(record, figure)]
    scale = scale_to(max([1, *numbers]))
    bars = tuple(_bar(record, incident, figure, scale) for incident, figure in chosen)
    return Ranges(outcome, scale, bars, len(known) - len(chosen))


def _bar(record: Record, incident: Incident, figure: Figure, scale: Scale) -> Bar:
    start = scale.at(figure.low or 0)
    end = 100.0 if figure.high is None else scale.at(figure.high)
    left = {left.claim: left.reason for left in figure.left}
    dots = [
        Dot(
            scale.at(number),
            key,
            claim.voice or "the document itself",
            left.get(key, str(claim.body.count)),
            key not in left,
        )
        for key in (*figure.claims, *left)
        if (claim := record.claims.get(key)) is not None
        and isinstance(claim.body, Harm)
        and (number := _number(claim)) is not None
    ]
    return Bar(incident, start, end, figure.high is None, range_words(figure), tuple(dots))


def _number(claim: Claim) -> int | None:
    count = claim.body.count if isinstance(claim.body, Harm) else None
    if count is None:
        return None
    return count.low if count.low is not None else count.high


def _numbers(record: Record, figure: Figure) -> list[int]:
    said = [
        _number(record.claims[key])
        for key in (*figure.claims, *(left.claim for left in figure.left))
        if key in record.claims
    ]
    return [number for number in (figure.low, figure.high, *said) if number is not None]


def _top(figure: Figure) -> int:
    return figure.high if figure.high is not None else figure.low or 0
