"""Timeline: incidents, states and turning points in lanes over days, as geometry.

Takes a Record. Gives lanes of marks in per cent of the width. Promises that only what voices assert is drawn, and that every mark is a
claim or an incident.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daftar.model import Claim, Event, Incident, Record, State
from daftar.publish.scale import Days, days_over
from daftar.publish.wording import figure_words, incident_title, state_line

TURNS = {
    "talks": "talks",
    "talks_collapse": "talks collapse",
    "agreement": "agreement",
    "violation": "violation",
    "aid_delivery": "aid arrives",
    "aid_denial": "aid refused",
    "evacuation": "evacuation",
    "withdrawal": "withdrawal",
    "capture": "capture",
}
MOST_LANES = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: `left` and `width` in per cent; for a dot `size` in pixels. `target` is the id to jump to."""

    left: float
    width: float
    size: int
    words: str
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of marks: dots for incidents, flags for turning points, bands for states."""

    name: str
    shape: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days and the lanes over them."""

    days: Days
    lanes: tuple[Lane, ...]


def timeline(record: Record) -> Timeline | None:
    """The lanes of a record; None where nothing has a day."""
    incidents = [one for one in record.incidents if one.scope == "incident" and _starts(one.when)]
    states = [
        one for one in record.states if one.kind != "relation" and one.modality == "asserted" and _starts(one.when)
    ]
    turns = [(key, claim) for key, claim in record.claims.items() if _is_turn(claim)]
    told = [
        *(document.published for document in record.documents.values() if document.published),
        *(incident.when.start for incident in incidents if incident.when),
    ]
    days_told = [day for day in told if day is not None]
    if not days_told or not (incidents or states or turns):
        return None
    days = days_over(min(days_told), max(days_told))
    lanes = [
        Lane("people hurt", "dot", tuple(_incident(incident, days) for incident in incidents)),
        Lane("turning points", "flag", tuple(_turns(turns, days))),
        *_bands(states, days),
    ]
    return Timeline(days, tuple(lane for lane in lanes if lane.marks))


def _starts(when: object) -> bool:
    return getattr(when, "start", None) is not None


def _is_turn(claim: Claim) -> bool:
    asserted = isinstance(claim.body, Event) and claim.modality == "asserted"
    return asserted and getattr(claim.body, "type", "") in TURNS and _starts(claim.when)


def _incident(incident: Incident, days: Days) -> Mark:
    figure = incident.figure("killed") or incident.figure("injured")
    best = (figure.best or figure.low or 1) if figure is not None else 1
    words = incident_title(incident) + (f": {figure_words(figure)}" if figure else "")
    day = incident.when.start if incident.when and incident.when.start else days.first
    return Mark(days.at(day), 0, min(34, 8 + round(3 * math.sqrt(best))), words, "", f"incident-{incident.id}")


def _turns(turns: Iterable[tuple[str, Claim]], days: Days) -> Iterable[Mark]:
    """One flag a day and kind, whoever says so."""
    seen: set[tuple[date, str]] = set()
    for key, claim in turns:
        day = claim.when.start if claim.when is not None else None
        kind = TURNS[claim.body.type] if isinstance(claim.body, Event) else ""
        if day is None or (day, kind) in seen or not days.first <= day <= days.last:
            continue
        seen.add((day, kind))
        yield Mark(days.at(day), 0, 0, f"{kind}, {day}: {claim.sentence.quote}", kind, f"claim-{key}")


def _bands(states: list[State], days: Days) -> list[Lane]:
    """A lane for each place and kind, the places with most voices first."""
    rows: dict[tuple[str, str], list[State]] = {}
    for state in states:
        if state.when is not None and state.when.start is not None and state.when.start <= days.last:
            rows.setdefault((state.subject, state.kind), []).append(state)
    ranked = sorted(rows.items(), key=lambda item: (-sum(len(state.voices) for state in item[1]), item[0]))
    return [
        Lane(f"{subject}: {kind}", "band", tuple(_band(s, days) for s in held))
        for (subject, kind), held in ranked[:MOST_LANES]
    ]


def _band(state: State, days: Days) -> Mark:
    when = state.when
    left, width = days.span(when.start if when else None, when.end if when else None)
    label = f"{state.status} {', '.join(state.parties)}".strip()
    return Mark(
        left,
        width,
        0,
        f"{state_line(state)} ({'; '.join(dict.fromkeys(state.voices))})",
        label,
        f"claim-{state.claims[0]}",
    )
