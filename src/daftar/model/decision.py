"""Decision: one dated act on claims or incidents, with a reason."""

from dataclasses import dataclass
from typing import Literal

Verb = Literal["found", "assign"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One act, by a named person or a named machine step, superseded only by a later one.

    `found` makes a new incident of the claims, and the incident's id is this Decision's; `assign` puts the claims into
    the incident `incident` (from wherever they were: a merge assigns all claims of one incident to another, a split founds
    a new one with some). The date is the ledger's clock. State is a fold over the Decisions in the order recorded.
    """

    verb: Verb
    claims: tuple[str, ...]
    by: str
    reason: str
    incident: str | None = None
