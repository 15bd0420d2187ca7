"""Asking: incidents, figures, claims, states and the reasons behind them, on the screen."""

from datetime import datetime
from itertools import islice
from typing import Any

from daftar.cli.options import day
from daftar.cli.screen import out, print_findings, print_json, print_line, print_table, print_tree
from daftar.model import Claim, Figure, Incident, NotFoundError, Record, State
from daftar.model.errors import UsageError
from daftar.model.identity import encoded
from daftar.publish.certainty import certainty, least_certain, weakest_slot
from daftar.publish.exchange import codebook_slots
from daftar.publish.query import Query
from daftar.publish.trace import trace
from daftar.publish.wording import claim_line, figure_words, number_words, range_words, share_words, state_line

SHORT = 10
NOTHING = (
    "Nothing matches. Leave out a filter, or see what the case holds: daftar claims. "
    "If a read was stopped before its end, run it again: it goes on where it stopped."
)


def query(
    *,
    place: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    party: str | None = None,
    voice: str | None = None,
    outcome: str | None = None,
    kind: str | None = None,
) -> Query:
    """The Query that a command's options make. Raises UsageError where the time ends before it begins."""
    if since is not None and until is not None and since > until:
        raise UsageError(f"--since {day(since)} is after --until {day(until)}: nothing can match.")
    return Query(place, day(since), day(until), party, voice, outcome, kind)


def print_incidents(record: Record, asked: Query, *, limit: int | None, as_json: bool) -> None:
    """Incidents, then totals, a row each."""
    found = tuple(islice(asked.incidents(record), limit))
    if as_json:
        print_json([encoded(incident) for incident in found])
        return
    for scope, note in (("incident", ""), ("total", " (in no incident, never added to them)")):
        chosen = [incident for incident in found if incident.scope == scope]
        if chosen:
            print_line(number_words(len(chosen), scope) + note)
            print_table(
                ("id", "when", "where", "what", "killed", "injured", "other", "by", "voices", "grade"),
                (_incident_row(record, incident) for incident in chosen),
                right=("killed", "injured", "voices"),
            )
    if not found:
        print_line(NOTHING)


def print_figures(record: Record, asked: Query, *, limit: int | None, as_json: bool) -> None:
    """A row per figure; after them each total against the incidents."""
    found = [
        (incident, figure)
        for incident in asked.incidents(record)
        for figure in incident.figures
        if asked.outcome is None or figure.outcome == asked.outcome
    ][:limit]
    asked_for = {incident.id for incident, _ in found}
    gaps = [gap for gap in record.gaps if gap.total in asked_for]
    if as_json:
        print_json(
            {
                "figures": [
                    {"incident": incident.id, "scope": incident.scope} | encoded(figure) for incident, figure in found
                ],
                "gaps": [encoded(gap) for gap in gaps],
            }
        )
        return
    if not found:
        print_line(NOTHING)
        return
    print_table(
        ("incident", "scope", "when", "where", "outcome", "status", "figure", "best", "voices", "rule", "as of"),
        (_figure_row(incident, figure) for incident, figure in found),
        right=("figure", "best", "voices"),
    )
    for gap in gaps:
        print_line(f"• {gap.sentence}.")


def print_claims(record: Record, asked: Query, *, unsure: bool, limit: int | None, as_json: bool) -> None:
    """A row per claim; with `unsure` the least certain first."""
    matching = list(asked.claims(record))
    found = least_certain(matching, limit) if unsure else matching[:limit]
    if as_json:
        print_json(
            [
                {"id": key, "voice": claim.voice}
                | _source(record, claim)
                | codebook_slots(claim)
                | {"parties": encoded(claim.parties), "speaker": encoded(claim.speaker)}
                | _sureness(claim)
                for key, claim in found
            ]
        )
    elif not found:
        print_line(NOTHING)
    elif unsure:
        _print_doubts(found)
        unknown = sum(claim.confidence is None for _, claim in matching)
        if unknown:
            print_line(f"How sure the reading is, is unknown of {number_words(unknown, 'claim')}, last in this order.")
    else:
        print_table(
            ("id", "kind", "sure", "who says what", "where", "when", "sentence"),
            (
                (
                    key[:SHORT],
                    claim.kind,
                    share_words(claim.confidence),
                    claim_line(claim),
                    _words(claim.place),
                    _words(claim.time),
                    claim.sentence.quote,
                )
                for key, claim in found
            ),
            right=("sure",),
        )


def _print_doubts(found: list[tuple[str, Claim]]) -> None:
    print_table(
        ("id", "kind", "sure", "weakest slot", "in all", "who says what", "sentence"),
        (
            (
                key[:SHORT],
                claim.kind,
                share_words(claim.confidence),
                _weakest(claim),
                share_words(certainty(claim)),
                claim_line(claim),
                claim.sentence.quote,
            )
            for key, claim in found
        ),
        right=("sure", "in all"),
    )


def print_states(record: Record, asked: Query, *, limit: int | None, as_json: bool) -> None:
    """A row per state."""
    found = tuple(islice(asked.states(record), limit))
    if as_json:
        print_json([encoded(state) for state in found])
        return
    if not found:
        print_line(NOTHING)
        return
    print_table(("kind", "what holds", "when", "by whose word", "claim"), (_state_row(state) for state in found))


def print_why(record: Record, prefix: str, *, as_json: bool) -> None:
    """The tree behind an id. Raises NotFoundError where no record or several begin so."""
    found = trace(record, full_id(record, prefix))
    assert found is not None  # noqa: S101 - full_id gives ids of this record only
    print_json(encoded(found)) if as_json else print_tree(found)


def print_case_findings(record: Record, *, as_json: bool) -> None:
    """Every Finding of the case."""
    if as_json:
        print_json([encoded(finding) for finding in record.findings])
    else:
        print_findings(record.findings, on=out)
        print_line(number_words(len(record.findings), "finding"))


def full_id(record: Record, prefix: str) -> str:
    """The one id of an incident, claim or document that begins so."""
    ids = {incident.id for incident in record.incidents} | set(record.claims) | set(record.documents)
    found = sorted(key for key in ids if key.startswith(prefix))
    if len(found) == 1 or prefix in ids:
        return prefix if prefix in ids else found[0]
    if not found or not prefix:
        raise NotFoundError(
            f"no incident, claim or document begins with {prefix!r}. Ids are in: daftar incidents, daftar claims"
        )
    raise NotFoundError(f"{len(found)} records begin with {prefix!r}: {', '.join(found[:5])}. Give more of the id.")


def _source(record: Record, claim: Claim) -> dict[str, Any]:
    """Where a claim stands: its document, who published it and when, and the sentence's offsets."""
    document = record.documents.get(claim.document)
    return {
        "document": claim.document,
        "publisher": document.publisher if document is not None else None,
        "published": str(document.published) if document is not None and document.published is not None else None,
        "title": document.title if document is not None else None,
        "start": claim.sentence.start,
        "end": claim.sentence.end,
    }


def _sureness(claim: Claim) -> dict[str, Any]:
    """How sure the reading is: as a claim, in each slot, and in all; None and empty where unknown."""
    slot = weakest_slot(claim)
    return {
        "confidence": claim.confidence,
        "sure": dict(claim.sure),
        "weakest_slot": slot[0] if slot is not None else None,
        "certainty": certainty(claim),
    }


def _weakest(claim: Claim) -> str:
    slot = weakest_slot(claim)
    return f"{slot[0].replace('_', ' ')} {share_words(slot[1])}" if slot is not None else "unknown"


def _incident_row(record: Record, incident: Incident) -> tuple[str, ...]:
    voices = {record.claims[key].voice for key in incident.claims if key in record.claims}
    return (
        incident.id[:SHORT],
        str(incident.when) if incident.when else "unknown",
        incident.where.name if incident.where else "unknown",
        (incident.type or "unknown").replace("_", " "),
        _range(incident.figure("killed")),
        _range(incident.figure("injured")),
        ", ".join(figure_words(figure) for figure in incident.figures if _is_other(figure)) or "–",
        ", ".join(incident.perpetrators) or "unknown",
        str(len(voices)),
        f"{incident.grade}{', provisional' if incident.provisional else ''}",
    )


def _figure_row(incident: Incident, figure: Figure) -> tuple[str, ...]:
    return (
        incident.id[:SHORT],
        incident.scope,
        str(incident.when) if incident.when else "unknown",
        incident.where.name if incident.where else "unknown",
        figure.outcome,
        figure.status or "all",
        range_words(figure),
        "–" if figure.best is None else f"{figure.best:,}",
        str(len(set(figure.voices))),
        figure.rule,
        figure.as_of or "unknown",
    )


def _state_row(state: State) -> tuple[str, ...]:
    when = str(state.when) if state.when else "unknown"
    return (state.kind, state_line(state), when, "; ".join(dict.fromkeys(state.voices)), state.claims[0][:SHORT])


def _is_other(figure: Figure) -> bool:
    return figure.status is None and figure.outcome not in ("killed", "injured")


def _range(figure: Figure | None) -> str:
    return range_words(figure) if figure is not None else "–"


def _words(passage: Any) -> str:
    return passage.quote if passage is not None else "–"
