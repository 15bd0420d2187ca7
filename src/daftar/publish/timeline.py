"""Timeline: incidents, states and turning points in lanes over days, as geometry.

Takes a Record. Gives lanes of marks in per cent of the width, each mark in a row of its lane. Promises that only what voices assert is
drawn, that every mark is a claim or an incident, and that what finds no room is counted.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daftar.model import Claim, Event, Incident, Record, State
from daftar.publish.scale import Days, days_over
from daftar.publish.wording import (
    figure_words,
    incident_title,
    shorten,
    state_details,
    state_line,
    voice_words,
    when_words,
)

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
MOST_LANES, MOST_BANDS, DOT_ROWS, FLAG_ROWS = 12, 8, 3, 8
LABEL_LONGEST = 60
LETTER = 1.75
"""Per cent of the width that a letter takes where there is least of it: 11 px type on a track of 340 px."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: `left` and `width` in per cent; for a dot `size` in pixels. `target` is the id of a claim or an incident.

    `row` is its row in the lane. `back` is true where the label runs to the left, because the end of the picture is near.
    """

    left: float
    width: float
    size: int
    words: str
    label: str
    target: str
    row: int = 0
    back: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of marks: dots for incidents, flags for turning points, bands for states. `left_out` marks found no room."""

    name: str
    shape: str
    marks: tuple[Mark, ...]
    left_out: int = 0

    @property
    def rows(self) -> int:
        """How many rows the marks take."""
        return 1 + max((mark.row for mark in self.marks), default=0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days and the lanes over them; `left_out` lanes of places with fewer voices did not find room."""

    days: Days
    lanes: tuple[Lane, ...]
    left_out: int


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
    bands = _bands(states, days)
    lanes = [
        Lane("people hurt", "dot", _spread([_incident(incident, days) for incident in incidents])),
        _flagged(list(_turns(turns, days))),
        *bands[:MOST_LANES],
    ]
    return Timeline(days, tuple(lane for lane in lanes if lane.marks), len(bands[MOST_LANES:]))


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
    return Mark(days.middle(day), 0, min(34, 8 + round(3 * math.sqrt(best))), words, "", incident.id)


def _spread(dots: Sequence[Mark]) -> tuple[Mark, ...]:
    """Dots of one time one under another, as far as there are rows."""
    spread: list[Mark] = []
    for dot in sorted(dots, key=lambda dot: (dot.left, -dot.size)):
        near = spread and dot.left - spread[-1].left < 3
        spread.append(replace(dot, row=(spread[-1].row + 1) % DOT_ROWS if near else 0))
    return tuple(spread)


def _turns(turns: Iterable[tuple[str, Claim]], days: Days) -> Iterable[Mark]:
    """One flag a day and kind, whoever says so."""
    seen: set[tuple[date, str]] = set()
    for key, claim in turns:
        day = claim.when.start if claim.when is not None else None
        kind = TURNS[claim.body.type] if isinstance(claim.body, Event) else ""
        if day is None or (day, kind) in seen or not days.first <= day <= days.last:
            continue
        seen.add((day, kind))
        words = f"{kind}, {when_words(claim.when)}, says {voice_words(claim.voice)}"
        yield Mark(days.middle(day), 0, 0, words, kind, key)


def _flagged(flags: Sequence[Mark]) -> Lane:
    """Flags in the first row where their labels hide no other."""
    taken: list[float] = []
    placed: list[Mark] = []
    for flag in sorted(flags, key=lambda flag: flag.left):
        room = len(flag.label) * LETTER + 2
        back = flag.left > 60
        start, end = (flag.left - room, flag.left + 1) if back else (flag.left, flag.left + room)
        row = next((row for row, until in enumerate(taken) if until <= start), len(taken))
        if row < FLAG_ROWS:
            taken[row : row + 1] = [end]
            placed.append(replace(flag, row=row, back=back))
    return Lane("turning points", "flag", tuple(placed), len(flags) - len(placed))


def _bands(states: Sequence[State], days: Days) -> list[Lane]:
    """A lane for each place and kind, the places with most voices first."""
    held: dict[tuple[str, str], list[State]] = {}
    for state in states:
        when = state.when
        if when is not None and when.start is not None and when.start <= days.last:
            held.setdefault((state.subject, state.kind), []).append(state)
    ranked = sorted(held.items(), key=lambda item: (-sum(len(state.voices) for state in item[1]), item[0]))
    return [_band_lane(f"{shorten(subject)}: {kind}", rows, days) for (subject, kind), rows in ranked]


def _band_lane(name: str, states: Sequence[State], days: Days) -> Lane:
    most = sorted(states, key=lambda state: -len(state.voices))[:MOST_BANDS]
    marks = sorted((_band(state, days) for state in most), key=lambda mark: (mark.left, mark.width))
    rows = tuple(replace(mark, row=row) for row, mark in enumerate(marks))
    return Lane(name, "band", rows, len(states) - len(most))


def _band(state: State, days: Days) -> Mark:
    when = state.when
    left, width = days.span(when.start if when else None, when.end if when else None)
    what = f"{state.status} {state_details(state)}"
    said = "; ".join(dict.fromkeys(map(voice_words, state.voices)))
    words = f"{state_line(state)}, {when_words(when)}, says {shorten(said)}"
    # A label starts with its band, or ends with it: so it always has half of the picture's width.
    back = left > 50
    return Mark(left, width, 0, words, shorten(what, LABEL_LONGEST), state.claims[0], 0, back)
