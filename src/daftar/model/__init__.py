"""The nouns of daftar. Standard library only; every other room may import them."""

from daftar.model.claim import Access, Claim, Control, Event, Harm, Relation
from daftar.model.count import Count
from daftar.model.decision import Decision
from daftar.model.document import Capture, Document, Passage, Reading
from daftar.model.errors import DaftarError, NotFoundError
from daftar.model.finding import Finding
from daftar.model.gap import Gap
from daftar.model.incident import Figure, Incident, Left
from daftar.model.party import Grounded, Speaker
from daftar.model.record import Record
from daftar.model.state import State
from daftar.model.when import When
from daftar.model.where import Where

__all__ = [
    "Access",
    "Capture",
    "Claim",
    "Control",
    "Count",
    "DaftarError",
    "Decision",
    "Document",
    "Event",
    "Figure",
    "Finding",
    "Gap",
    "Grounded",
    "Harm",
    "Incident",
    "Left",
    "NotFoundError",
    "Passage",
    "Reading",
    "Record",
    "Relation",
    "Speaker",
    "State",
    "When",
    "Where",
]
