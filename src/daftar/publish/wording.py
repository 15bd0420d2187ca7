"""Wording: records as the lines that a person reads.

Takes Claims, Figures, Incidents, States. Gives one line each. Promises the words of the house: a Count is said, a Figure is
published, unknown is said as such.
"""

from daftar.model import Access, Claim, Control, Count, Event, Figure, Harm, Incident, Relation, State

DOCUMENT_ITSELF = "the document itself"


def count_words(count: Count) -> str:
    """A count in words: "14", "300 or more", "up to 20", "number unknown"."""
    return str(count) if count.known else "number unknown"


def range_words(figure: Figure) -> str:
    """A figure's range: "14", "9 to 17", "9 or more", "unknown"."""
    return str(Count(figure.low, figure.high))


def figure_words(figure: Figure) -> str:
    """A figure with its outcome and status: "9 to 17 killed", "4 civilians injured"."""
    status = f" ({figure.status})" if figure.status else ""
    return f"{range_words(figure)} {figure.outcome}{status}"


def incident_title(incident: Incident) -> str:
    """What, where, when: "shelling, Nasim market, 2021-03-02"."""
    what = (incident.type or "harm").replace("_", " ")
    where = incident.where.name if incident.where else "place unknown"
    when = str(incident.when) if incident.when else "date unknown"
    return f"{what}, {where}, {when}"


def claim_line(claim: Claim) -> str:
    """Who says what: "surgical hospital: 14 killed, civilians"."""
    mood = "" if claim.modality == "asserted" else f"{claim.modality}: "
    return f"{claim.voice or DOCUMENT_ITSELF} — {mood}{_what(claim)}"


def state_line(state: State) -> str:
    """What holds: "eastern Tal Serin: besieged by the army"."""
    status = state.status.replace("_", " ")
    parties = ", ".join(state.parties)
    mood = "" if state.modality == "asserted" else f" ({state.modality})"
    if state.kind == "relation":
        return f"{state.subject} {status} {parties}{mood}"
    if state.kind == "access":
        goods = f" for {', '.join(state.goods)}" if state.goods else ""
        route = f" by {state.route}" if state.route else ""
        return f"access to {state.subject}{route}: {status}{goods}{', by ' + parties if parties else ''}{mood}"
    link = {"divided": "between", "contested": "by", "lost": "by"}.get(state.status, "by")
    return f"{state.subject}: {status}{f' {link} ' + parties if parties else ''}{mood}"


def _what(claim: Claim) -> str:
    body = claim.body
    if isinstance(body, Harm):
        victims = f", {body.victims.quote}" if body.victims else ""
        by = f", by {body.by.quote}" if body.by else ""
        total = ", a total" if body.scope == "total" else ""
        return f"{count_words(body.count)} {body.outcome}{victims}{by}{total}"
    if isinstance(body, Event):
        agent = f" by {body.agent.quote}" if body.agent else ""
        patient = f" on {body.patient.quote}" if body.patient else ""
        return f"{body.type.replace('_', ' ')}{agent}{patient}"
    place = claim.place.quote if claim.place else "place unknown"
    if isinstance(body, Control):
        holders = f" by {', '.join(holder.quote for holder in body.holders)}" if body.holders else ""
        return f"{place} {body.status}{holders}"
    if isinstance(body, Access):
        goods = f" for {', '.join(good.quote for good in body.goods)}" if body.goods else ""
        route = f" ({body.route.quote})" if body.route else ""
        return f"access to {place}{route} {body.status}{goods}"
    assert isinstance(body, Relation)  # noqa: S101 - the union has no other member
    return f"{body.a.quote} {body.type.replace('_', ' ')} {body.b.quote}"
