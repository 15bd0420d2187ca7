"""Summary: the record in a few sentences, and its voices.

Takes a Record. Gives sentences, whose numbers each lead to their ground, and rows. Promises that every number is counted from the
record, and that totals which voices give are told beside the incidents, never added to them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from daftar.model import Count, Figure, Incident, Record
from daftar.model.count import add_up
from daftar.model.vocabulary import OUTCOMES, Outcome
from daftar.publish.wording import (
    GRADES,
    figure_words,
    incident_title,
    number_words,
    period_words,
    shorten,
    without_ids,
)

EXPECTED = ("feared", "planned", "hypothetical")
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; `target` is the id on the page where its ground stands."""

    text: str
    target: str | None = None


Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """What one voice says: its claims, in how many documents. `only` is the document of a voice that has no name beyond it."""

    name: str
    claims: int
    harm: int
    documents: int
    quoted: bool
    only: str | None


def anchor(claim: str) -> str:
    """The id on the page of a claim."""
    return f"c-{claim[:12]}"


def front(record: Record) -> tuple[Sentence, ...]:
    """The front of the report: what was read, what is held, what stands against it."""
    if not record.documents:
        return ((Part("Nothing has been read yet: the record is empty."),),)
    incidents = [one for one in record.incidents if one.scope == "incident"]
    totals = [one for one in record.incidents if one.scope == "total"]
    sentences = [
        _read(record),
        *(_added(record, incidents, outcome) for outcome in OUTCOMES),
        _graded(incidents),
        *(_totals(record, totals, outcome) for outcome in OUTCOMES),
        _besieged(record),
        _moods(record),
        _unsure(record),
        _unread(record),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def voices(record: Record) -> tuple[VoiceRow, ...]:
    """Every voice, those with most claims first."""
    claims: Counter[str] = Counter()
    harm: Counter[str] = Counter()
    quoted: set[str] = set()
    documents: dict[str, set[str]] = {}
    for claim in record.claims.values():
        name = claim.voice or "unknown"
        claims[name] += 1
        harm[name] += claim.kind == "harm"
        documents.setdefault(name, set()).add(claim.document)
        if claim.said_by is not None:
            quoted.add(name)
    return tuple(
        VoiceRow(
            name,
            number,
            harm[name],
            len(documents[name]),
            name in quoted,
            next(iter(documents[name])) if without_ids(name) != name else None,
        )
        for name, number in claims.most_common()
    )


def known_figures(incidents: Sequence[Incident], outcome: Outcome) -> list[tuple[Incident, Figure]]:
    """The incidents that have a number of that outcome, with it."""
    held = ((one, one.figure(outcome)) for one in incidents)
    return [(one, f) for one, f in held if f is not None and (f.low is not None or f.high is not None)]


def _read(record: Record) -> Sentence:
    publishers = {document.publisher for document in record.documents.values() if document.publisher}
    days = sorted(document.published for document in record.documents.values() if document.published)
    by = [Part(" by "), Part(number_words(len(publishers), "publisher"), "documents")] if publishers else []
    period = [Part(f", published {period_words(days[0], days[-1])},")] if days else []
    voiced = len({claim.voice or "unknown" for claim in record.claims.values()})
    several = len(record.documents) > 1
    return (
        Part(number_words(len(record.documents), "document"), "documents"),
        *by,
        *period,
        Part(" make " if several else " makes "),
        Part(number_words(len(record.claims), "claim"), "evidence"),
        *([Part(" of "), Part(number_words(voiced, "voice"), "voices")] if voiced else []),
        Part("."),
    )


def _added(record: Record, incidents: Sequence[Incident], outcome: Outcome) -> Sentence:
    """One outcome over all incidents, and the largest of them."""
    known = known_figures(incidents, outcome)
    if not known:
        return ()
    together = f"{add_up([Count(figure.low, figure.high) for _, figure in known])} {_people(outcome)}"
    if len(known) == 1:
        one = known[0][0]
        return (
            Part(together, f"incident-{one.id}"),
            Part(f" in one incident{_largest(record, known)[2]} ({incident_title(one)})."),
        )
    most, figure, doubted = _largest(record, known)
    return (
        Part(together, outcome),
        Part(f" in {len(known):,} incidents together{doubted}; most in one: "),
        Part(figure_words(figure), f"incident-{most.id}"),
        Part(f" ({incident_title(most)})."),
    )


def _largest(record: Record, known: Sequence[tuple[Incident, Figure]]) -> tuple[Incident, Figure, str]:
    """The largest figure, of those that rest on more than unsure readings if any do; and in words how many rest on no more."""
    surely = [not _is_doubted(record, figure) for _, figure in known]
    sizes = [(sure, figure.low or 0, figure.high or 0) for sure, (_, figure) in zip(surely, known, strict=True)]
    most, figure = known[max(range(len(known)), key=sizes.__getitem__)]
    of_them = f", {surely.count(False):,} of them" if len(known) > 1 else ","
    return most, figure, "" if all(surely) else f"{of_them} by unsure readings only"


def _is_doubted(record: Record, figure: Figure) -> bool:
    return all(key in record.claims and record.claims[key].unsure for key in figure.claims)


def _graded(incidents: Sequence[Incident]) -> Sentence:
    found: Counter[str] = Counter(one.grade for one in incidents)
    parts = [Part(f"Of {number_words(len(incidents), 'incident')}, ")]
    for grade, criterion in GRADES.items():
        if found[grade]:
            joint = Part("; ") if len(parts) > 1 else Part("")
            parts += [joint, Part(f"{found[grade]:,} {grade}", f"grade-{grade}"), Part(f" ({criterion})")]
    return (*parts, Part(".")) if incidents else ()


def _totals(record: Record, totals: Sequence[Incident], outcome: Outcome) -> Sentence:
    known = known_figures(totals, outcome)
    if not known:
        return ()
    most, figure, doubted = _largest(record, known)
    return (
        Part("Beside them, never added: "),
        Part(f"{number_words(len(known), 'sum')} of {_people(outcome)}", f"total-{outcome}"),
        Part(f" over a period or an area{doubted}; " + ("the largest: " if len(known) > 1 else "")),
        Part(figure_words(figure), f"incident-{most.id}"),
        Part(f" ({', '.join(incident_title(most).split(', ')[1:])})."),
    )


def _besieged(record: Record) -> Sentence:
    sieges = (state for state in record.states if state.status == "besieged" and state.modality == "asserted")
    places = {state.subject: state.claims[0] for state in reversed(tuple(sieges))}
    if not places:
        return ()
    named = [Part(shorten(place), anchor(claim)) for place, claim in sorted(places.items())[:MOST_PLACES]]
    spaced = [part for one in named for part in (Part(", "), one)][1:]
    more = [Part(f" and {len(places) - MOST_PLACES:,} more")] if len(places) > MOST_PLACES else []
    return (Part("Said to be or to have been besieged: "), *spaced, *more, Part("."))


def _moods(record: Record) -> Sentence:
    moods: Counter[str] = Counter(claim.modality for claim in record.claims.values())
    expected = sum(moods[mood] for mood in EXPECTED)
    parts: list[Part] = []
    if moods["denied"]:
        parts += [Part(number_words(moods["denied"], "denial"), "denied"), Part(" shown and not subtracted")]
    if expected:
        parts += [Part("; ")] if parts else []
        parts += [
            Part(number_words(expected, "claim"), "expected"),
            Part(" of what is feared, planned or conditional, kept apart"),
        ]
    return (*parts, Part(".")) if parts else ()


def _unsure(record: Record) -> Sentence:
    doubted = sum(claim.unsure for claim in record.claims.values())
    if not doubted:
        return ()
    are = "is read unsurely and is" if doubted == 1 else "are read unsurely and are"
    return (Part(number_words(doubted, "claim"), "evidence"), Part(f" {are} marked so: check first."))


def _unread(record: Record) -> Sentence:
    if not record.findings:
        return ()
    found = number_words(len(record.findings), "problem")
    return (Part(found, "findings"), Part(" in what was to be read, each with its remedy."))


def _people(outcome: Outcome) -> str:
    return "otherwise harmed" if outcome == "other" else outcome
