"""Record: everything that is derived from the ledger at one moment, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from daftar.model.claim import Claim
from daftar.model.document import Capture, Document
from daftar.model.finding import Finding
from daftar.model.gap import Gap
from daftar.model.incident import Incident
from daftar.model.state import State


@dataclass(frozen=True, slots=True)
class Record:
    """The state of a case. `recorded_at` is the time of the last entry in its ledger (UTC, ISO 8601), None if empty.

    `claims` are the current ones (those of each document's latest Reading) by id, in document and text order;
    `captures` by document id. `incidents` hold both incidents and totals (`Incident.scope`); `gaps` hold the one against the other.
    """

    name: str
    recorded_at: str | None
    documents: Mapping[str, Document]
    captures: Mapping[str, tuple[Capture, ...]]
    claims: Mapping[str, Claim]
    incidents: tuple[Incident, ...]
    gaps: tuple[Gap, ...]
    states: tuple[State, ...]
    findings: tuple[Finding, ...]
