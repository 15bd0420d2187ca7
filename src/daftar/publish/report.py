"""Report: the Record as one self-contained page.

Takes a Record. Gives HTML that works from a file, offline, in light and dark, on paper and on a phone, with no script in it. Promises that
behind every number stand its sentences, and that whatever a document holds is escaped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from daftar import __version__
from daftar.model import Claim, Document, Figure, Incident, Passage, Record, State
from daftar.publish import summary
from daftar.publish.map import incident_map
from daftar.publish.network import party_network
from daftar.publish.ranges import ranges
from daftar.publish.timeline import timeline
from daftar.publish.wording import claim_line, figure_words, incident_title, range_words, state_line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `role` is count, victims, voice, place, time or party where it was read as such."""

    text: str
    role: str | None


def report_page(record: Record) -> str:
    """The page. Sizes: about 2 kB for each claim, 40 kB for the rest."""
    shown = _evidence(record)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            record=record,
            version=__version__,
            sentences=summary.front(record),
            killed=ranges(record, "killed"),
            injured=ranges(record, "injured"),
            totals=ranges(record, "killed", "total"),
            timeline=timeline(record),
            map=incident_map(record),
            network=party_network(record),
            incidents=[one for one in record.incidents if one.scope == "incident"],
            sums=[one for one in record.incidents if one.scope == "total"],
            places=_places(record),
            relations=[s for s in record.states if s.kind == "relation" and s.modality in ("asserted", "denied")],
            expected=[(key, claim) for key, claim in record.claims.items() if claim.modality in summary.EXPECTED],
            voices=summary.voices(record),
            rules=sorted({figure.rule for incident in record.incidents for figure in incident.figures}),
            steps=sorted({step for claim in record.claims.values() for step in claim.made_by}),
            shown=shown,
        )
    )


def pieces(claim: Claim) -> tuple[Piece, ...]:
    """The claim's sentence, cut where its slots stand, so that a reader sees what was read as what."""
    start, text = claim.sentence.start, claim.sentence.quote
    slots = sorted(
        (
            (passage, role)
            for role, passage in _slots(claim)
            if start <= passage.start and passage.end <= claim.sentence.end
        ),
        key=lambda slot: (slot[0].start, -slot[0].end),
    )
    found: list[Piece] = []
    at = 0
    for passage, role in slots:
        left, right = passage.start - start, passage.end - start
        if left < at:
            continue
        if left > at:
            found.append(Piece(text[at:left], None))
        found.append(Piece(text[left:right], role))
        at = right
    if at < len(text):
        found.append(Piece(text[at:], None))
    return tuple(found)


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web: a document cannot smuggle in a script's."""
    if url is None:
        return None
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _slots(claim: Claim) -> Iterable[tuple[str, Passage]]:
    body = claim.body
    named = (
        ("count", getattr(body, "count_words", None)),
        ("victims", getattr(body, "victims", None)),
        ("party", getattr(body, "by", None)),
        ("party", getattr(body, "agent", None)),
        ("party", getattr(body, "a", None)),
        ("party", getattr(body, "b", None)),
        ("voice", claim.said_by),
        ("place", claim.place),
        ("time", claim.time),
        *(("party", holder) for holder in getattr(body, "holders", ())),
    )
    return ((role, passage) for role, passage in named if passage is not None)


def _evidence(record: Record) -> list[tuple[str, Claim, Document | None]]:
    """Every claim that the page points to, in the record's order: those of incidents, of states and what is expected."""
    wanted = {key for incident in record.incidents for key in incident.claims}
    wanted |= {key for state in record.states for key in state.claims}
    wanted |= {
        key for key, claim in record.claims.items() if claim.modality in summary.EXPECTED or claim.kind == "event"
    }
    return [(key, claim, record.documents.get(claim.document)) for key, claim in record.claims.items() if key in wanted]


def _places(record: Record) -> list[tuple[str, list[State]]]:
    """What is said to hold of each place, the places with most voices first, each by time."""
    held: dict[str, list[State]] = {}
    for state in record.states:
        if state.kind != "relation" and state.modality in ("asserted", "denied"):
            held.setdefault(state.subject, []).append(state)
    ranked = sorted(held.items(), key=lambda item: (-sum(len(state.voices) for state in item[1]), item[0]))
    return [(place, sorted(states, key=_by_time)) for place, states in ranked]


def _by_time(state: State) -> tuple[str, str]:
    start = state.when.start if state.when is not None else None
    return (start.isoformat() if start else "9999", state.status)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("daftar.publish"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {
        "title_of": incident_title,
        "figure": figure_words,
        "range": range_words,
        "claim": claim_line,
        "state": state_line,
        "pieces": pieces,
        "safe_url": safe_url,
        "unique": lambda names: list(dict.fromkeys(names)),
        "claims_of": _claims_of,
    }
    return made


def _claims_of(incident: Incident, figure: Figure) -> list[tuple[str, str | None]]:
    """(claim id, why it is not counted) of a figure, counted ones first."""
    return [(key, None) for key in figure.claims] + [(left.claim, left.reason) for left in figure.left]
