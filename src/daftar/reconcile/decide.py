"""Decide: what the machine would record anew, and the fold that tells which claim is in which incident.

Takes claims, documents, and the Decisions in ledger order. Gives Decisions, `found` and `assign`. Promises that its own
output, once recorded, leaves nothing to propose; that an incident keeps its id as reports come; and that a person's Decision
outranks the machine: it settles what it names, what it joins and what it leaves behind, and the machine moves none of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from daftar.model import Claim, Decision, Document
from daftar.model.identity import record_id
from daftar.reconcile.cluster import Happening, find_happenings

MACHINE = "daftar:reconcile.v1"
"""By whom the machine's Decisions are; any name that does not begin with "daftar:" is a person's."""


@dataclass(slots=True)
class Fold:
    """The Decisions until a moment, folded. `incidents` are in the order of their founding."""

    incident_of: dict[str, str] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    incidents: dict[str, set[str]] = field(default_factory=dict)
    reasons: dict[str, list[tuple[str, Decision]]] = field(default_factory=dict)

    def add(self, name: str, decision: Decision) -> None:
        """Fold one Decision in. A machine's leaves alone what a person settled."""
        home = decision.incident if decision.verb == "assign" and decision.incident is not None else name
        person = not decision.by.startswith("daftar:")
        moved = [claim for claim in decision.claims if person or claim not in self.settled]
        touched = {home} | {self.incident_of[claim] for claim in moved if claim in self.incident_of}
        for claim in moved:
            self.incidents.get(self.incident_of.get(claim, ""), set()).discard(claim)
            self.incident_of[claim] = home
            self.incidents.setdefault(home, set()).add(claim)
        self.reasons.setdefault(home, []).append((name, decision))
        if person:
            for incident in touched:
                self.settled.update(dict.fromkeys(self.incidents.get(incident, ()), incident))


def fold(decisions: Sequence[tuple[str, Decision]]) -> Fold:
    """All Decisions, in ledger order, as pairs of id and Decision."""
    folded = Fold()
    for name, decision in decisions:
        folded.add(name, decision)
    return folded


def membership(decisions: Sequence[tuple[str, Decision]]) -> Mapping[str, str]:
    """Which claim is in which incident, by their ids, after all Decisions."""
    return fold(decisions).incident_of


def propose_decisions(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], decisions: Sequence[tuple[str, Decision]]
) -> tuple[Decision, ...]:
    """What the machine decides anew: founds first, then assigns, each sorted by their claims; none where all is as it is."""
    folded = fold(decisions)
    recorded = dict.fromkeys(name for name, _ in decisions)
    happenings = find_happenings(claims, documents, folded.settled)
    founds: list[Decision] = []
    assigns: list[Decision] = []
    for happening, home in zip(happenings, _homes(happenings, folded), strict=True):
        moved = tuple(
            name for name in happening.claims if name not in folded.settled and folded.incident_of.get(name) != home
        )
        if home is None:
            decision = Decision("found", happening.claims, MACHINE, "\n".join(happening.reasons))
            founds.append(_unrecorded(decision, recorded))
        elif moved:
            decision = Decision("assign", moved, MACHINE, "\n".join(happening.reasons), home)
            assigns.append(_unrecorded(decision, recorded))
    return (*founds, *assigns)


def _homes(happenings: Sequence[Happening], folded: Fold) -> list[str | None]:
    """The incident of each happening: a person's choice, else the one with which it shares most claims, then the older.

    None where a new one must be founded. No two happenings get one incident, unless a person put them there.
    """
    homes = [happening.settled for happening in happenings]
    age = {incident: position for position, incident in enumerate(folded.incidents)}
    taken = {home for home in homes if home is not None}
    claimed: list[tuple[int, int, int, str]] = []
    for position, happening in enumerate(happenings):
        if happening.settled is None:
            shared = Counter(folded.incident_of[name] for name in happening.claims if name in folded.incident_of)
            claimed += [(-held, age[incident], position, incident) for incident, held in shared.items()]
    for _, _, position, incident in sorted(claimed):
        if homes[position] is None and incident not in taken:
            homes[position] = incident
            taken.add(incident)
    return homes


def _unrecorded(decision: Decision, recorded: dict[str, None]) -> Decision:
    """The Decision itself, or, where the very same was made before and superseded since, one that says what it follows.

    The ledger is content-addressed: the same words twice would be one entry, and nothing would come of the second.
    """
    if record_id(decision) not in recorded:
        return decision
    return replace(decision, reason=f"{decision.reason}\nagain, after {next(reversed(recorded))}")
