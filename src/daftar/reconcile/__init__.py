"""Reconciliation: which claims are one happening, and what numbers the record stands behind.

Takes grounded Claims, their Documents and the Decisions recorded. Gives Decisions, Incidents, Figures, Gaps, States.
Promises pure functions of the content of what they take: neither order nor repetition changes a result.
"""

from daftar.reconcile.decide import membership, propose_decisions
from daftar.reconcile.incidents import derive_incidents
from daftar.reconcile.states import derive_states
from daftar.reconcile.totals import derive_gaps

__all__ = ["derive_gaps", "derive_incidents", "derive_states", "membership", "propose_decisions"]
