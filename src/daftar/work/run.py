"""Run: the main job, from reports to a record.

Takes locations and a case. Gives what became of each document, and the Record. Promises that one document that fails leaves the
others alone, that what was read once is not read again, and that a run killed at any moment goes on where it stopped.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from daftar.ground.maps.place import Progress
from daftar.intake import Archive, Arrival, Columns, Limits, arrivals
from daftar.ledger import Ledger
from daftar.model import Capture, Document, Finding, Reading, Record
from daftar.model.identity import record_id
from daftar.reconcile import derive_gaps, derive_incidents, derive_states, propose_decisions
from daftar.work.case import Case
from daftar.work.steps import Reader

Report = Callable[["Outcome"], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document, or of one thing that is no document. `claims` is None where it had been read before."""

    address: str
    document: Document | None
    claims: int | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `new` documents were read now, `known` ones had been; `failed` things could not be read.

    A Finding about a document that was read all the same is among the findings and is no failure.
    """

    new: int
    known: int
    failed: int
    claims: int
    decisions: int
    findings: tuple[Finding, ...]


@contextmanager
def open_ledger(case: Case, *, create: bool = False) -> Iterator[Ledger]:
    """The case's ledger, closed at the end."""
    with Ledger.open(case.ledger_url, create=create) as ledger:
        yield ledger


def read_into(
    case: Case,
    locations: Iterable[str],
    *,
    columns: Columns,
    limits: Limits,
    report: Report | None = None,
    preparing: Progress | None = None,
) -> Summary:
    """Reads what stands at the locations into the case, one transaction a document, then decides which claims are one happening.

    `report` is told what became of each; `preparing(done, all)` how far the index of places is, on the first run of all.
    """
    new = known = failed = claims = 0
    findings: list[Finding] = []
    previous: str | None = None
    with open_ledger(case, create=True) as ledger:
        reader = Reader.for_case(case, preparing)
        findings += reader.findings
        done = {reading.document: reading.made_by for reading in ledger.readings()}
        for item in arrivals(locations, Archive(case.archive), columns=columns, limits=limits):
            outcome = _booked(ledger, reader, item, done)
            new += outcome.claims is not None
            known += outcome.document is not None and outcome.claims is None
            failed += outcome.document is None and outcome.address != previous
            previous = outcome.address
            claims += outcome.claims or 0
            findings += outcome.findings
            if report is not None:
                report(outcome)
        decisions = reconcile(ledger)
    return Summary(new, known, failed, claims, decisions, tuple(findings))


def reconcile(ledger: Ledger) -> int:
    """Books what the machine decides anew about which claims are one happening; how many Decisions it took."""
    now = ledger.as_of(None)  # another process may be reading into the same case
    decisions = [(key, decision) for key, decision, _ in now.decisions()]
    claims = {key: claim for key, claim in now.claims() if claim.kind in ("harm", "event")}  # states found no incident
    return ledger.append(propose_decisions(claims, _documents(now), decisions))


def record_of(case: Case, *, as_of: str | None = None) -> Record:
    """The Record of a case, now or as it stood at a moment (UTC, ISO 8601)."""
    with open_ledger(case) as opened:
        ledger = opened.as_of(as_of)
        captures: dict[str, list[Capture]] = {}
        for capture in ledger.captures():
            captures.setdefault(capture.document, []).append(capture)
        documents, claims = _documents(ledger), dict(ledger.claims())
        decisions = [(key, decision) for key, decision, _ in ledger.decisions()]
        incidents = derive_incidents(claims, documents, decisions, witnesses=case.settings.independent_voices)
        return Record(
            case.name,
            ledger.recorded_at(),
            documents,
            {document: tuple(got) for document, got in captures.items()},
            claims,
            incidents,
            derive_gaps(incidents, claims),
            derive_states(claims, documents),
            tuple(ledger.findings()),
        )


def _documents(ledger: Ledger) -> dict[str, Document]:
    return {document.id: document for document in ledger.documents()}


def _booked(ledger: Ledger, reader: Reader, item: Arrival | Finding, done: dict[str, tuple[str, ...]]) -> Outcome:
    if isinstance(item, Finding):
        ledger.append([item])
        return Outcome(item.address, None, None, (item,))
    document, address = item.document, item.capture.address
    got = () if _is_known(ledger, item.capture) else (item.capture,)
    if done.get(document.id) == reader.steps:
        ledger.append(got)
        return Outcome(address, document, None, ())
    if ledger.has_document(document.id):
        document = ledger.document(document.id)  # the text as first extracted: passages stand in it
    claims, findings = reader.read(document)
    if claims is None:
        ledger.append([document, *got, *findings])
        return Outcome(address, None, None, findings)
    reading = Reading(document.id, reader.steps, tuple(record_id(claim) for claim in claims))
    ledger.append([document, *got, *claims, reading, *findings])
    done[document.id] = reader.steps
    return Outcome(address, document, len(claims), findings)


def _is_known(ledger: Ledger, capture: Capture) -> bool:
    """Whether the same bytes were got from the same place before: reading them again adds nothing to the book."""
    return any(replace(held, captured_at=capture.captured_at) == capture for held in ledger.captures(capture.document))


def check_archive(ledger: Ledger, archive: Archive) -> Iterator[Finding]:
    """Every document's archived bytes that are missing or damaged."""
    yield from archive.check()
    for document in ledger.documents():
        if not archive.holds(document.id):
            yield Finding(
                "archive.missing",
                document.id,
                "The bytes of this document are not in the archive.",
                "Restore the archive from a copy, or read the document again from where it was got: daftar why shows where.",
            )
