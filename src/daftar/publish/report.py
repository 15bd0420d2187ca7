"""Report: the Record as one self-contained page.

Takes a Record. Gives HTML that works from a file, offline, in light and dark, on paper and on a phone, with no script in it. Promises that
behind every number stand its sentences, that whatever a document holds is escaped, and that no character of it can hide or turn round
what the page says.
"""

from functools import cache
from itertools import groupby
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from daftar.model import Figure, Incident, Record, State
from daftar.model.vocabulary import OUTCOMES
from daftar.publish import summary, wording
from daftar.publish.accounts import accounts
from daftar.publish.evidence import reason_parts, sources
from daftar.publish.map import incident_map
from daftar.publish.network import party_network
from daftar.publish.ranges import ranges
from daftar.publish.timeline import timeline
from daftar.version import __version__


def report_page(record: Record) -> str:
    """The page. Sizes: about 1 kB for each claim, 40 kB for the rest."""
    days = [document.published for document in record.documents.values() if document.published]
    incidents = [one for one in record.incidents if one.scope == "incident"]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            record=record,
            version=__version__,
            latest=max(days, default=None),
            sentences=summary.front(record),
            pictures=[found for outcome in OUTCOMES if (found := ranges(record, outcome))],
            total_pictures=[found for outcome in OUTCOMES if (found := ranges(record, outcome, "total"))],
            timeline=timeline(record),
            map=incident_map(record),
            network=party_network(record),
            incidents=incidents,
            grades=_by_grade(incidents),
            totals=[one for one in record.incidents if one.scope == "total"],
            places=_places(record),
            relations=[s for s in record.states if s.kind == "relation" and s.modality in ("asserted", "denied")],
            expected=[(key, claim) for key, claim in record.claims.items() if claim.modality in summary.EXPECTED],
            denied=[(key, claim) for key, claim in record.claims.items() if claim.modality == "denied"],
            unsure=sum(claim.unsure for claim in record.claims.values()),
            voices=summary.voices(record),
            rules=sorted({figure.rule for incident in record.incidents for figure in incident.figures}),
            steps=sorted({step for claim in record.claims.values() for step in claim.made_by}),
            sources=sources(record),
        )
    )


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web: a document cannot smuggle in a script's."""
    if url is None:
        return None
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _by_grade(incidents: list[Incident]) -> list[tuple[str, list[Incident]]]:
    order = list(wording.GRADES)
    ranked = sorted(incidents, key=lambda one: order.index(one.grade))
    return [(grade, list(held)) for grade, held in groupby(ranked, key=lambda one: one.grade)]


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
        finalize=lambda value: wording.visible(value) if type(value) is str else value,
    )
    made.filters |= {
        "title_of": wording.incident_title,
        "figure": wording.figure_words,
        "range": wording.range_words,
        "says": wording.said_words,
        "state": wording.state_line,
        "details": wording.state_details,
        "voice": wording.voice_words,
        "when": wording.when_words,
        "day": wording.day_words,
        "share": wording.share_words,
        "several": wording.number_words,
        "short": wording.shorten,
        "plain": wording.without_ids,
        "anchor": summary.anchor,
        "safe_url": safe_url,
        "unique": lambda names: list(dict.fromkeys(names)),
        "sums_of": lambda figure, record: [one for one in accounts(record, figure) if len(one.claims) > 1],
        "claims_of": _claims_of,
        "others_of": _others_of,
        "reason": lambda reason, record: reason_parts(record, reason),
    }
    return made


def _claims_of(figure: Figure) -> list[tuple[str, str | None]]:
    """(claim id, why it is not counted) of a figure, counted ones first."""
    return [(key, None) for key in figure.claims] + [(left.claim, left.reason) for left in figure.left]


def _others_of(incident: Incident) -> list[str]:
    """The claims of an incident that are in no figure: what was done, denials, who is blamed."""
    shown = {key for figure in incident.figures for key, _ in _claims_of(figure)}
    return [key for key in incident.claims if key not in shown]
