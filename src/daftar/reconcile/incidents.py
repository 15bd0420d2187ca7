"""Incidents: what the record holds of each happening, derived from its claims.

Takes the current claims, their documents, and the Decisions in ledger order. Gives Incidents, totals among them. Promises
to derive and to decide nothing: which claims stand together is in the Decisions; claims that are no longer current are
passed over, and an incident without claims is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from daftar.model import Claim, Decision, Document, Event, Harm, Incident, When, Where
from daftar.reconcile.accounts import ACTS
from daftar.reconcile.cluster import is_of_a_total
from daftar.reconcile.decide import Fold, fold
from daftar.reconcile.figures import derive_figures
from daftar.reconcile.grades import WITNESSES, grade, perpetrator
from daftar.reconcile.independence import Sources, find_witnesses, published
from daftar.reconcile.nearness import days_of
from daftar.reconcile.parties import find_parties


def derive_incidents(
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    decisions: Sequence[tuple[str, Decision]],
    *,
    witnesses: int = WITNESSES,
) -> tuple[Incident, ...]:
    """The incidents and totals of the record, by date, then id; undated ones last.

    `witnesses` is the number of independent ones until which an incident is provisional.
    """
    folded = fold(decisions)
    held: dict[str, list[str]] = {}
    for name in claims:
        if name in folded.incident_of:
            held.setdefault(folded.incident_of[name], []).append(name)
    sources = Sources.of(claims, documents)
    incidents = [_incident(name, held[name], claims, sources, folded, witnesses) for name in held]
    return tuple(sorted(incidents, key=_by_date))


def _by_date(incident: Incident) -> tuple[int, int, str]:
    first, last = days_of(incident.when) or (5_000_000, 0)
    return (first or last, last, incident.id)  # what nobody dates stands under the day of its first report


def _incident(
    name: str, held: Iterable[str], claims: Mapping[str, Claim], sources: Sources, folded: Fold, enough: int
) -> Incident:
    told = {one: claims[one] for one in sorted(held, key=lambda one: (claims[one].document, claims[one].number, one))}
    total = all(is_of_a_total(claim) for claim in told.values())
    witnesses = find_witnesses(told, sources)
    graded, provisional = grade(told, witnesses, enough)
    # What a total says of its own place and time is not the incident's.
    own = [claim for claim in told.values() if total or not is_of_a_total(claim)]
    return Incident(
        id=name,
        scope="total" if total else "incident",
        claims=tuple(told),
        documents=tuple(sorted({claim.document for claim in told.values()})),
        type=_type(own),
        when=_when(own) or (None if total else _published(own, sources.documents)),
        where=_where(own),
        perpetrators=_perpetrators(own),
        figures=derive_figures(told, sources.documents, witnesses),
        grade=graded,
        provisional=provisional,
        why=_why(folded, name),
    )


def _type(told: Sequence[Claim]) -> str | None:
    """The event said by most documents; else what most say people were hurt with."""
    acts = {(c.document, c.body.type) for c in told if isinstance(c.body, Event) and c.body.type in ACTS}
    # An attack fits any of the others, and a capture is what came of one: the type only where nobody says more.
    said: Counter[str] = Counter(act for _, act in acts if act not in ("attack", "capture"))
    if not said:
        said.update(act for _, act in acts)
    if not said:
        harms = {(c.document, c.body.means) for c in told if isinstance(c.body, Harm)}
        said.update(means for _, means in harms if means != "unknown")
    return min(said, key=lambda word: (-said[word], word), default=None)


def _when(told: Sequence[Claim]) -> When | None:
    """Of the most precise times said, the one that most documents say, stated rather than inferred, earliest.

    An arrest comes after what it is for: its time counts only where nothing else has one.
    """
    timed = [claim for claim in told if claim.when is not None and days_of(claim.when) is not None]
    deeds = [claim for claim in timed if not _is_taking(claim)]
    said = {(claim.document, claim.when) for claim in deeds or timed if claim.when is not None}
    best = min((when.precision for _, when in said), default=None)
    votes = Counter(days_of(when) for _, when in said if when.precision == best)
    return min(
        (when for _, when in said if when.precision == best),
        key=lambda when: (-votes[days_of(when)], days_of(when), when.inferred),
        default=None,
    )


def _is_taking(claim: Claim) -> bool:
    body = claim.body
    return (isinstance(body, Harm) and body.outcome == "captured") or (
        isinstance(body, Event) and body.type == "abduction"
    )


def _published(told: Sequence[Claim], documents: Mapping[str, Document]) -> When | None:
    """Where nobody says when: by the day of the first report, if any has one."""
    days = [day for claim in told if (day := published(claim.document, documents)) != date.min]
    return When(None, min(days), 5, inferred=True) if days else None


def _where(told: Sequence[Claim]) -> Where | None:
    """Of the most precise places on the map, the one that most documents say; one off the map where there is no other."""
    said = {(claim.document, claim.where) for claim in told if claim.where is not None}
    votes = Counter(place.name for _, place in said)
    return min(
        (place for _, place in said),
        key=lambda place: (
            place.lat is None,
            place.precision,
            -votes[place.name],
            place.name,
            place.words,
            repr(place),
        ),
        default=None,
    )


def _perpetrators(told: Sequence[Claim]) -> tuple[str, ...]:
    """The names said, verbatim, those that most documents say first; one for each party."""
    said = {(claim.document, doer) for claim in told if claim.modality == "asserted" and (doer := perpetrator(claim))}
    named = [doer for _, doer in said]
    shown = find_parties(named)
    votes = Counter(shown[doer].words for doer in named)
    return tuple(sorted(votes, key=lambda words: (-votes[words], words)))


def _why(folded: Fold, name: str) -> tuple[str, ...]:
    """The reasons of the Decisions that put claims here, a person's with the name, each line once, in ledger order."""
    lines: dict[str, None] = {}
    for _, decision in folded.reasons.get(name, ()):
        person = not decision.by.startswith("daftar:")
        for line in decision.reason.splitlines():
            lines[f"{decision.by}: {line}" if person else line] = None
    return tuple(lines)
