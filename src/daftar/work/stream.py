"""Stream: one pass from documents to incidents, without a case on disk.

Takes objects as `annotate` does. Gives an object an incident. Promises the same reading, grounding and reconciling as a case.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from daftar.model import Claim, Document, Figure, Finding, Incident, When
from daftar.model.identity import record_id
from daftar.reconcile import derive_incidents, propose_decisions
from daftar.work.annotate import given_document
from daftar.work.steps import Reader


def incident_rows(
    documents: Iterable[Mapping[str, Any]], *, separately: bool = False, reader: Reader | None = None
) -> tuple[list[dict[str, Any]], tuple[Finding, ...]]:
    """The incidents of the documents taken together or, `separately`, of each alone, and what went wrong; totals are none.

    A row is `{"documents", "claims", "killed", "injured", "date", "date_precision", "place", "lat", "lon", "type", "perpetrators", "grade"}`; killed
    and injured are `{"low", "high", "best"}`, each None where no voice gave a number. A document may tell of several incidents:
    those in which people were killed or injured come
    first, of them those that most documents tell of, of them those told first: the first row with a document is its main one.
    """
    reader = reader or Reader.plain()
    given = [given_document(row) for row in documents]
    groups = [[document] for document in given] if separately else [given]
    findings: list[Finding] = list(reader.findings)
    rows = [row for group in groups for row in _rows(group, reader, findings)]
    return rows, tuple(findings)


def _rows(documents: list[Document], reader: Reader, findings: list[Finding]) -> list[dict[str, Any]]:
    claims: dict[str, Claim] = {}
    for document in documents:
        read, found = reader.read(document)
        findings += found
        claims |= {record_id(claim): claim for claim in read or ()}
    held = {document.id: document for document in documents}
    decisions = [(record_id(decision), decision) for decision in propose_decisions(claims, held, [])]
    incidents = [one for one in derive_incidents(claims, held, decisions) if one.scope == "incident"]

    def weight(incident: Incident) -> tuple[bool, int, int, int, str]:
        # Arrests, talks and burials follow on what a report is about: where people were killed or injured, that is it.
        hurt = incident.figure("killed") is not None or incident.figure("injured") is not None
        first = min(claims[name].number for name in incident.claims)
        return not hurt, -len(incident.documents), first, -len(incident.claims), incident.id

    return [_row(one) for one in sorted(incidents, key=weight)]


def _row(incident: Incident) -> dict[str, Any]:
    when, where = incident.when, incident.where
    return {
        "documents": list(incident.documents),
        "claims": len(incident.claims),
        "killed": _bounds(incident.figure("killed")),
        "injured": _bounds(incident.figure("injured")),
        "date": day.isoformat() if when is not None and (day := _day(when)) is not None else None,
        "date_precision": when.precision if when is not None else None,
        "place": where.name if where is not None else None,
        "lat": where.lat if where is not None else None,
        "lon": where.lon if where is not None else None,
        "type": incident.type,
        "perpetrators": list(incident.perpetrators),
        "grade": incident.grade,
    }


def _day(when: When) -> date | None:
    """The one day that stands for the interval: its first; of two days the later, since most of a night's deeds are done after midnight."""
    if when.start is None or when.end is None:
        return when.start or when.end
    return when.end if (when.end - when.start).days == 1 else when.start


def _bounds(figure: Figure | None) -> dict[str, int | None]:
    if figure is None:
        return {"low": None, "high": None, "best": None}
    return {"low": figure.low, "high": figure.high, "best": figure.best}
