"""Totals: what voices sum up over a period and a place, held against the incidents that the record has.

Takes Incidents, totals among them. Gives Gaps. Promises that nothing is added to anything: a Gap says how far a voice's sum
and the record's incidents are apart. A total without a place or a period is compared with nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from daftar.model import Claim, Count, Gap, Incident
from daftar.model.vocabulary import Outcome, Status
from daftar.reconcile.nearness import days_of


def derive_gaps(incidents: Sequence[Incident], claims: Mapping[str, Claim]) -> tuple[Gap, ...]:
    """A Gap for each figure of each total that has a place and a period, in the order of `incidents`."""
    shelves = _Shelves([incident for incident in incidents if incident.scope == "incident"])
    return tuple(
        gap for total in incidents if total.scope == "total" for gap in _gaps(total, shelves.within(total), claims)
    )


class _Shelves:
    """Incidents under the names of the places that hold them, by date, so that each total finds its own at once."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        by_place: dict[str, list[tuple[int, int, Incident]]] = {}
        for incident in incidents:
            days = days_of(incident.when)
            if days is None or incident.where is None:
                continue
            names = {name.casefold() for name in (incident.where.name, *incident.where.within)}
            for name in names:
                by_place.setdefault(name, []).append((*days, incident))
        self._by_place = {
            name: sorted(held, key=lambda one: (one[0], one[1], one[2].id)) for name, held in by_place.items()
        }

    def within(self, total: Incident) -> list[Incident] | None:
        """The incidents wholly within the total's place and period; None where either is unknown."""
        period = days_of(total.when)
        if period is None or total.where is None:
            return None
        held = self._by_place.get(total.where.name.casefold(), [])
        first = bisect_left(held, period[0], key=lambda one: one[0])
        last = bisect_right(held, period[1], key=lambda one: one[0])
        return [incident for _, end, incident in held[first:last] if end <= period[1]]


def _gaps(total: Incident, within: Sequence[Incident] | None, claims: Mapping[str, Claim]) -> list[Gap]:
    if within is None:
        return []
    gaps = []
    for figure in total.figures:
        if figure.status is not None or (figure.low is None and figure.high is None):
            continue
        status = _status(figure.claims, claims)
        said, held = Count(figure.low, figure.high), _held(within, figure.outcome, status)
        counted = tuple(incident.id for incident in within if incident.figure(figure.outcome) is not None)
        missing = None if said.low is None or held.high is None else max(0, said.low - held.high)
        sentence = _sentence(figure.voices, figure.outcome, status, total, said, held, len(counted), missing)
        gaps.append(Gap(total.id, figure.outcome, status, said, held, counted, missing, sentence))
    return gaps


def _status(names: Sequence[str], claims: Mapping[str, Claim]) -> Status | None:
    """Civilian or combatant where the total counts only these."""
    said = {getattr(claims[name].body, "status", None) for name in names}
    status = said.pop() if len(said) == 1 else None
    return status if status in ("civilian", "combatant") else None


def _held(within: Sequence[Incident], outcome: Outcome, status: Status | None) -> Count:
    """The incidents' figures summed. Of one status: at least those told of it, at most all whose status may be it."""
    low, high = 0, 0
    top = True
    for incident in within:
        whole = incident.figure(outcome)
        if whole is None:
            continue
        part = next((f for f in incident.figures if f.outcome == outcome and f.status == status), None)
        low += (part.low or 0) if part is not None else 0
        top = top and whole.high is not None
        high += whole.high or 0
    return Count(low, max(low, high) if top else None)


def _sentence(
    voices: Sequence[str], outcome: Outcome, status: Status | None, total: Incident, said: Count, held: Count,
    incidents: int, missing: int | None,
) -> str:  # fmt: skip
    who = f"{status}s {outcome}" if status else outcome
    place = f" in {total.where.name}" if total.where is not None else ""
    text = f"{voices[0]} says {said} {who}{place}, {total.when}; "
    if not incidents:
        return text + "the record holds no incident with a figure there and then"
    text += f"the record holds {incidents} incident{'s' if incidents > 1 else ''} with {held}"
    if missing:
        return text + f": at least {missing:,} are in no incident here"
    if said.high is not None and held.low is not None and held.low > said.high:
        return text + f": at least {held.low - said.high:,} more than that voice says"
    return text
