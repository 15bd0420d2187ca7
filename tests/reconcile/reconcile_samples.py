"""Invented reports, as claims, for the tests of reconciliation: the towns of Narra and Kesh, which are on no map."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from daftar.model import Claim, Count, Decision, Document, Event, Harm, Incident, Passage, When, Where
from daftar.model.identity import record_id
from daftar.reconcile import derive_incidents, propose_decisions

MONDAY, TUESDAY, WEDNESDAY, NEXT_MONDAY = (date(2031, 3, day) for day in (3, 4, 5, 10))
NARRA = Where("Narra", "Narra", 35.0, 40.0, geonameid=1, within=("Narra district", "Orland"))
KESH = Where("Kesh", "Kesh", 36.5, 41.5, geonameid=2, within=("Kesh district", "Orland"))
OLD_QUARTER = Where("the old quarter", "the old quarter", within=("Narra", "Narra district", "Orland"))
ORLAND = Where("Orland", "Orland", 36.0, 41.0, precision=6, geonameid=3)

Log = list[tuple[str, Decision]]


def passage(words: str | None, start: int = 0) -> Passage | None:
    return None if words is None else Passage(start, start + len(words), words)


def harm(
    count: int | tuple[int | None, int | None] | None = 12,
    outcome: str = "killed",
    words: str | None = "twelve",
    victims: str | None = "people",
    *,
    where: Where | None = NARRA,
    day: date | tuple[date | None, date | None] | None = MONDAY,
    by: str | None = None,
    means: str = "shelling",
    voice: str | None = None,
    sentence: int = 0,
    evidence: str | None = None,
    modality: str = "asserted",
    **slots: object,
) -> Claim:
    """A harm claim without a document; a number alone is that number exactly."""
    low, high = count if isinstance(count, tuple) else (count, count)
    body = Harm(
        outcome=outcome,  # type: ignore[arg-type]
        count_words=passage(words),
        count=Count(low, high),
        victims=passage(victims),
        by=passage(by),
        means=means,  # type: ignore[arg-type]
        **slots,  # type: ignore[arg-type]
    )
    return _claim(body, where, day, voice, sentence, evidence, modality)


def act(
    type: str = "shelling",
    agent: str | None = None,
    *,
    where: Where | None = NARRA,
    day: date | tuple[date | None, date | None] | None = MONDAY,
    voice: str | None = None,
    sentence: int = 0,
    modality: str = "asserted",
) -> Claim:
    """An event claim without a document."""
    return _claim(Event(type, passage(agent)), where, day, voice, sentence, None, modality)  # type: ignore[arg-type]


def _claim(body, where, day, voice, sentence, evidence, modality) -> Claim:  # type: ignore[no-untyped-def]
    start, end = day if isinstance(day, tuple) else (day, day)
    said = passage(evidence or f"Sentence {sentence}.", sentence * 1000)
    assert said is not None
    when = When.between(start, end) if start or end else None
    return Claim("", 0, said, body, passage(voice), modality, where=where, when=when, voice=voice)


@dataclass
class Case:
    """Reports as they come in, and the Decisions recorded."""

    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    log: Log = field(default_factory=list)

    def report(self, publisher: str | None, published: date | None, *told: Claim, text: str | None = None) -> list[str]:
        """Add a report; gives the ids of its claims. A claim's number is its place in the report."""
        text = text or f"{publisher} {published} {len(self.documents)}"
        document = Document(sha256(text.encode()).hexdigest(), text, None, publisher, published)
        self.documents[document.id] = document
        names = []
        for number, claim in enumerate(told):
            own = replace(claim, document=document.id, number=number, voice=claim.voice or publisher)
            names.append(record_id(own))
            self.claims[names[-1]] = own
        return names

    def decide(self) -> tuple[Decision, ...]:
        """Record what the machine proposes."""
        proposed = propose_decisions(self.claims, self.documents, self.log)
        self.log += [(record_id(decision), decision) for decision in proposed]
        return proposed

    def person(self, verb: str, claims: list[str], incident: str | None = None) -> str:
        """Record a Decision of the reviewer; gives its id."""
        decision = Decision(verb, tuple(claims), "reviewer", "read both reports", incident)  # type: ignore[arg-type]
        self.log.append((record_id(decision), decision))
        return self.log[-1][0]

    def incidents(self) -> tuple[Incident, ...]:
        """What the record holds after the machine has decided."""
        self.decide()
        return derive_incidents(self.claims, self.documents, self.log)

    def incident(self) -> Incident:
        """The one incident that there is."""
        (only,) = [incident for incident in self.incidents() if incident.scope == "incident"]
        return only


def numbers(incident: Incident, outcome: str = "killed", status: str | None = None) -> tuple[int | None, ...]:
    """Low, high, best of a figure."""
    (figure,) = [one for one in incident.figures if (one.outcome, one.status) == (outcome, status)]
    return figure.low, figure.high, figure.best


def partition(incidents: tuple[Incident, ...]) -> set[frozenset[str]]:
    """Which claims stand together, whatever the incidents are called."""
    return {frozenset(incident.claims) for incident in incidents}


def reasons(incident: Incident) -> Mapping[str, str]:
    """Why claims are left by the first figure, by claim."""
    return {left.claim: left.reason for left in incident.figures[0].left}
