"""Trace: the tree from a figure to the quoted sentences.

Takes a Record and an id. Gives a tree of lines. Promises that under every claim stand its sentence, what its values were read from,
and the document with its publisher, date and offsets; and that what a figure leaves out is there, with the reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from daftar.model import Claim, Figure, Harm, Incident, Record
from daftar.publish.accounts import accounts
from daftar.publish.certainty import weakest_slot
from daftar.publish.wording import (
    GRADES,
    LONGEST,
    added_words,
    claim_line,
    count_words,
    day_words,
    figure_words,
    incident_title,
    number_words,
    share_words,
    shorten,
    voice_words,
    when_words,
)

SHORT = 12
_ID = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{20}\b")


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
        found = claim_trace(record, key)
        return Trace(found.text, key, (*found.rests_on, *_uses(record, key)))
    return _document(record, key) if key in record.documents else None


def claim_trace(record: Record, key: str, reason: str | None = None) -> Trace:
    """A claim with its evidence: the sentence, how its values follow from the words, and where it stands."""
    claim = record.claims[key]
    rests = (
        Trace(f"“{claim.sentence.quote}”"),
        *_values(claim),
        *_added(claim),
        _sureness(claim),
        Trace(source_line(record, claim), claim.document),
    )
    why = (Trace(f"left out: {_short_ids(reason)}"),) if reason is not None else ()
    return Trace(f"{claim_line(claim)}  [{key[:SHORT]}]", key, why + rests)


def source_line(record: Record, claim: Claim) -> str:
    """Where the sentence stands: publisher, date, title, document, offsets, place of the bytes."""
    document = record.documents.get(claim.document)
    captures = record.captures.get(claim.document, ())
    publisher = shorten(document.publisher) if document and document.publisher else "publisher unknown"
    day = day_words(document.published) if document is not None else "date unknown"
    title = f", “{shorten(document.title)}”" if document and document.title else ""
    where = f"document {claim.document[:SHORT]}, characters {claim.sentence.start}–{claim.sentence.end}"
    location = f", {captures[0].address}" if captures else ""
    return f"{publisher}, {day}{title}; {where}{location}"


def _incident(record: Record, incident: Incident) -> Trace:
    told: set[str] = set()
    parts = [_figure(record, figure, told) for figure in incident.figures]
    others = [key for key in incident.claims if key not in told and key in record.claims]
    if others:
        parts.append(Trace("also said of it", None, tuple(claim_trace(record, key) for key in others)))
    if incident.why:
        joins = tuple(Trace(_short_ids(reason)) for reason in incident.why)
        parts.append(Trace("why these claims stand together", None, joins))
    grade = f"grade {incident.grade} ({GRADES[incident.grade]}){', provisional' if incident.provisional else ''}"
    kind = "a sum over a period or an area" if incident.scope == "total" else "incident"
    size = f"{number_words(len(incident.claims), 'claim')} in {number_words(len(incident.documents), 'document')}"
    head = f"{incident_title(incident)}  [{kind} {incident.id[:SHORT]}]"
    facts = [Trace(f"{grade}; {size}; read by a machine, not reviewed")]
    if incident.perpetrators:
        facts.append(Trace(f"by {', '.join(map(shorten, incident.perpetrators))}, as voices say"))
    return Trace(head, incident.id, (*facts, *parts))


def _figure(record: Record, figure: Figure, told: set[str]) -> Trace:
    """`told` are the claims whose evidence the tree already holds: they are named again, not told again."""
    best = f", best {figure.best:,}" if figure.best is not None and figure.low != figure.high else ""
    as_of = f", as of {figure.as_of}" if figure.as_of else ""
    counted = _told_once(record, ((key, None) for key in figure.claims), told)
    left = _told_once(record, ((left.claim, left.reason) for left in figure.left), told)
    rests = [Trace(f"rests on {number_words(len(counted), 'claim')}", None, counted)]
    rests += [
        Trace(f"{voice_words(one.voice)} says {one.words} in one document: {one.count} together")
        for one in accounts(record, figure)
        if len(one.claims) > 1
    ]
    rests += [Trace(f"leaves out {number_words(len(left), 'claim')}", None, left)] if left else []
    return Trace(f"{figure_words(figure)}{best}, by {figure.rule}{as_of}", None, tuple(rests))


def _told_once(record: Record, claims: Iterable[tuple[str, str | None]], told: set[str]) -> tuple[Trace, ...]:
    lines = []
    for key, reason in claims:
        if key not in record.claims:
            continue
        whole = claim_trace(record, key, reason)
        again = Trace(f"{whole.text} (above)", key, whole.rests_on[:1] if reason is not None else ())
        lines.append(again if key in told else whole)
        told.add(key)
    return tuple(lines)


def _values(claim: Claim) -> tuple[Trace, ...]:
    """How resolved values follow from words, on one line."""
    values = []
    if isinstance(claim.body, Harm) and claim.body.count.known:
        words = claim.body.count_words
        values.append(f"{count_words(claim.body.count)} {f'from “{words.quote}”' if words else 'from the words alone'}")
    if claim.when is not None:
        inferred = ", inferred" if claim.when.inferred else ""
        words = claim.time
        values.append(f"{when_words(claim.when)}{inferred}, from {f'“{words.quote}”' if words else 'the document'}")
    if claim.where is not None:
        inferred = ", inferred" if claim.where.inferred else ""
        values.append(f"{claim.where.name} (precision {claim.where.precision}{inferred}), from “{claim.where.words}”")
    return (Trace("read as: " + "; ".join(map(shorten, values))),) if values else ()


def _added(claim: Claim) -> tuple[Trace, ...]:
    """What grounding says of parties and voice that the claim's words do not, a line each, with where it is from."""
    lines = [f"{added_words(claim, party)}" for party in claim.parties if party.how != "as_written"]
    speaker = claim.speaker
    if speaker is not None and speaker.leaning is not None:
        lines.append(f"the voice is called “{speaker.leaning.quote}”")
    if speaker is not None and speaker.unnamed is not None:
        lines.append(f"the voice is not named: “{speaker.unnamed.quote}”")
    return tuple(Trace(shorten(line, 2 * LONGEST)) for line in lines)


def _sureness(claim: Claim) -> Trace:
    """How sure the reading is: as a claim, and in the slot in which doubt weighs most."""
    slot = weakest_slot(claim)
    weakest = f"; least sure of {slot[0].replace('_', ' ')}, {share_words(slot[1])}" if slot is not None else ""
    return Trace(f"{'unsure' if claim.unsure else 'sure'}: {share_words(claim.confidence)}{weakest}")


def _uses(record: Record, key: str) -> tuple[Trace, ...]:
    """The figures that rest on a claim or leave it out."""
    lines = []
    for incident in record.incidents:
        if key in incident.claims:
            lines.append(Trace(f"in {incident_title(incident)}  [{incident.id[:SHORT]}]", incident.id))
        for figure in incident.figures:
            reason = next((left.reason for left in figure.left if left.claim == key), None)
            if key in figure.claims:
                lines.append(Trace(f"counted in {figure_words(figure)}", incident.id))
            elif reason is not None:
                lines.append(Trace(f"left out of {figure_words(figure)}: {_short_ids(reason)}", incident.id))
    return tuple(lines)


def _document(record: Record, key: str) -> Trace:
    document = record.documents[key]
    rests = tuple(claim_trace(record, claim_id) for claim_id, claim in record.claims.items() if claim.document == key)
    captured = tuple(
        Trace(f"got {capture.captured_at} from {capture.address}") for capture in record.captures.get(key, ())
    )
    published = f"{shorten(document.publisher or 'publisher unknown')}, {day_words(document.published)}"
    title = f"“{shorten(document.title)}”" if document.title else "untitled"
    return Trace(f"{published}, {title}  [document {key[:SHORT]}]", key, captured + rests)


def _short_ids(text: str) -> str:
    return _ID.sub(r"\1", text)
