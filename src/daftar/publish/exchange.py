"""Exchange: claims in the slots of the codebook.

Takes Claims. Gives JSON objects with the slots of `docs/codebook.md`, the form in which gold documents are annotated
and readings are scored. Promises that every string is verbatim.
"""

from datetime import date
from typing import Any

from daftar.model import Access, Claim, Control, Event, Harm, Passage


def codebook_slots(claim: Claim) -> dict[str, Any]:
    """The claim's slots by the codebook's names; absent slots are None, lists `holders` and `goods` may be empty or None.

    `confidence`, which the codebook does not know, is there where it is known.
    """
    when = claim.when
    common = {
        "kind": claim.kind,
        "sentence": claim.sentence.quote,
        "said_by": _words(claim.said_by),
        "modality": claim.modality,
        "place": _words(claim.place),
        "when": _words(claim.time),
        "when_start": _iso(when.start if when else None),
        "when_end": _iso(when.end if when else None),
    }
    return common | _own_slots(claim) | ({"confidence": claim.confidence} if claim.confidence is not None else {})


def _own_slots(claim: Claim) -> dict[str, Any]:
    body = claim.body
    if isinstance(body, Harm):
        return {
            "outcome": body.outcome,
            "count_text": _words(body.count_words),
            "low": body.count.low,
            "high": body.count.high,
            "victims": _words(body.victims),
            "status": body.status,
            "by": _words(body.by),
            "means": body.means,
            "scope": body.scope,
            "part_of": body.part_of,
        }
    if isinstance(body, Event):
        return {"type": body.type, "agent": _words(body.agent), "patient": _words(body.patient)}
    if isinstance(body, Control):
        return {"status": body.status, "holders": [holder.quote for holder in body.holders]}
    if isinstance(body, Access):
        goods = [good.quote for good in body.goods] or None
        return {"status": body.status, "by": _words(body.by), "route": _words(body.route), "goods": goods}
    return {"a": body.a.quote, "b": body.b.quote, "type": body.type}


def _words(passage: Passage | None) -> str | None:
    return passage.quote if passage is not None else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
