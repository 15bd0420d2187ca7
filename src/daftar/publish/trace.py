"""Trace: the tree from a figure to the quoted sentences.

Takes a Record and an id. Gives a tree of lines. Promises that every claim line ends in the document, the offset and the quote.
"""

from collections.abc import Callable
from dataclasses import dataclass

from daftar.model import Claim, Figure, Harm, Incident, Record
from daftar.publish.wording import claim_line, count_words, figure_words, incident_title


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the tree and what it rests on. `id` is the record that the line is about, where it is about one."""

    text: str
    id: str | None = None
    rests_on: tuple["Trace", ...] = ()


def trace(record: Record, key: str) -> Trace | None:
    """The tree of an incident, a claim or a document by its full id; None where the Record holds no such id."""
    incident = next((incident for incident in record.incidents if incident.id == key), None)
    if incident is not None:
        return _incident(record, incident)
    if key in record.claims:
        return claim_trace(record, key)
    return _document(record, key) if key in record.documents else None


def claim_trace(record: Record, key: str, note: str | None = None) -> Trace:
    """A claim with its evidence: the sentence, and where it stands."""
    claim = record.claims[key]
    line = claim_line(claim) if note is None else f"{claim_line(claim)} ({note})"
    return Trace(
        line,
        key,
        (Trace(f"“{claim.sentence.quote}”"), *_slots(claim), Trace(source_line(record, claim), claim.document)),
    )


def source_line(record: Record, claim: Claim) -> str:
    """Where the sentence stands: publisher, title, date, place of the bytes, offsets."""
    document = record.documents.get(claim.document)
    captures = record.captures.get(claim.document, ())
    told = [part for part in (document and document.publisher, document and document.title) if part]
    day = f", {document.published}" if document is not None and document.published else ""
    location = f"{captures[0].location}{':' + captures[0].member if captures[0].member else ''}" if captures else None
    where = f"document {claim.document[:12]}, characters {claim.sentence.start}–{claim.sentence.end}"
    return f"{': '.join(told) or 'untitled'}{day} — {where}" + (f" — {location}" if location else "")


def _incident(record: Record, incident: Incident) -> Trace:
    parts = [Trace(f"why these claims stand together: {reason}") for reason in incident.why]
    parts += [_figure(record, figure) for figure in incident.figures]
    shown = {key for figure in incident.figures for key in (*figure.claims, *(left.claim for left in figure.left))}
    others = [key for key in incident.claims if key not in shown and key in record.claims]
    if others:
        parts.append(Trace("further claims", None, tuple(claim_trace(record, key) for key in others)))
    kind = "total" if incident.scope == "total" else "incident"
    return Trace(
        f"{kind} {incident.id[:12]}: {incident_title(incident)} — grade {incident.grade}", incident.id, tuple(parts)
    )


def _figure(record: Record, figure: Figure) -> Trace:
    known: Callable[[str], bool] = record.claims.__contains__
    rests = [claim_trace(record, key) for key in figure.claims if known(key)]
    rests += [
        claim_trace(record, left.claim, f"not counted: {left.reason}") for left in figure.left if known(left.claim)
    ]
    as_of = f", as of {figure.as_of}" if figure.as_of else ""
    return Trace(f"{figure_words(figure)} — rule {figure.rule}{as_of}", None, tuple(rests))


def _slots(claim: Claim) -> tuple[Trace, ...]:
    """How resolved values follow from words, a line each."""
    lines = []
    if isinstance(claim.body, Harm) and claim.body.count.known:
        words = claim.body.count_words.quote if claim.body.count_words else "no number: a bare word"
        lines.append(f"{count_words(claim.body.count)}, from “{words}”")
    if claim.when is not None:
        inferred = ", inferred" if claim.when.inferred else ""
        lines.append(f"when: {claim.when}{inferred}, from “{claim.time.quote if claim.time else 'the document'}”")
    if claim.where is not None:
        inferred = ", inferred" if claim.where.inferred else ""
        lines.append(
            f"where: {claim.where.name} (precision {claim.where.precision}{inferred}), from “{claim.where.words}”"
        )
    return tuple(Trace(line) for line in lines)


def _document(record: Record, key: str) -> Trace:
    document = record.documents[key]
    rests = tuple(claim_trace(record, claim_id) for claim_id, claim in record.claims.items() if claim.document == key)
    captured = tuple(
        Trace(f"got {capture.captured_at} from {capture.location}{' ' + capture.member if capture.member else ''}")
        for capture in record.captures.get(key, ())
    )
    title = ": ".join(part for part in (document.publisher, document.title) if part) or "untitled"
    return Trace(f"document {key[:12]}: {title}", key, captured + rests)
