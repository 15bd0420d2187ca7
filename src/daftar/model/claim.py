"""Claim: one thing that one voice says happened, is so, is feared or is planned.

Takes verbatim Passages. Gives a frozen record whose id is the hash of its content. Promises that each resolved value
(`count`, `where`, `when`) stands beside the words that it was resolved from.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from daftar.model.count import UNKNOWN, Count
from daftar.model.document import Passage
from daftar.model.party import Grounded, Speaker
from daftar.model.vocabulary import (
    AccessStatus,
    ControlStatus,
    EventType,
    Kind,
    Means,
    Modality,
    Outcome,
    RelationType,
    Scope,
    Status,
)  # fmt: skip
from daftar.model.when import When
from daftar.model.where import Where

LIKELY = 0.5
"""Confidence from which a claim is rather one that careful readers have too than a misreading."""


@dataclass(frozen=True, slots=True)
class Harm:
    """People hurt. `part_of` is the number of the claim, in the same document's list, of which this is a stated part."""

    kind: ClassVar[Kind] = "harm"
    outcome: Outcome
    count_words: Passage | None = None
    count: Count = UNKNOWN
    victims: Passage | None = None
    status: Status = "unknown"
    by: Passage | None = None
    means: Means = "unknown"
    scope: Scope = "incident"
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom."""

    kind: ClassVar[Kind] = "event"
    type: EventType
    agent: Passage | None = None
    patient: Passage | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds the claim's place. Two holders for `divided`; for `besieged` the besieger; for `lost` the loser."""

    kind: ClassVar[Kind] = "control"
    status: ControlStatus
    holders: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """What can get in or out of the claim's place: by which route, which goods, cut or opened by whom."""

    kind: ClassVar[Kind] = "access"
    status: AccessStatus
    by: Passage | None = None
    route: Passage | None = None
    goods: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Who stands with or against whom."""

    kind: ClassVar[Kind] = "relation"
    type: RelationType
    a: Passage
    b: Passage


Body = Harm | Event | Control | Access | Relation


@dataclass(frozen=True, slots=True)
class Claim:
    """What one voice says. `number` is its place, from 0, in its document's list.

    `sentence` is the evidence. `said_by` is the voice that the text names, None where the document itself asserts.
    `place` and `time` are the words; `where` and `when` what they were resolved to, None where they were not.
    `voice` is the name under which the words of one voice are put together across documents: the text's own words
    where nothing better is known, the publisher's name where the document itself speaks, None where that too is unknown;
    `speaker` what else is known of it. `parties` are those meant by the phrases that name one, in the slots' order.
    `confidence` is how likely the claim is one that careful readers find, `sure` how likely each of its slots is filled as they fill it:
    shares of such claims on documents held out of training; None and nothing where no such share is known.
    `made_by` names the versioned steps that made the claim.
    """

    document: str
    number: int
    sentence: Passage
    body: Body
    said_by: Passage | None = None
    modality: Modality = "asserted"
    place: Passage | None = None
    time: Passage | None = None
    where: Where | None = None
    when: When | None = None
    voice: str | None = None
    speaker: Speaker | None = None
    parties: tuple[Grounded, ...] = field(default=(), metadata={"written": "unless empty"})
    confidence: float | None = None
    sure: tuple[tuple[str, float], ...] = field(default=(), metadata={"written": "unless empty"})
    made_by: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Harm, event, control, access or relation."""
        return self.body.kind

    def party(self, slot: str, number: int = 0) -> Grounded | None:
        """The one party that a phrase means; None where it is known to mean none, or several."""
        meant = [party for party in self.parties if party.slot == slot and party.number == number]
        return meant[0] if len(meant) == 1 else None

    @property
    def unsure(self) -> bool:
        """Whether it is rather a misreading than not. False where no confidence is known: unknown is no doubt."""
        return self.confidence is not None and self.confidence < LIKELY
