"""Summary: the record in a few sentences, and its voices.

Takes a Record. Gives sentences and rows. Promises that every number in a sentence is counted from the record, and that totals which
voices give are told beside the incidents, never added to them.
"""

from collections import Counter
from dataclasses import dataclass

from daftar.model import Count, Incident, Record
from daftar.model.vocabulary import Outcome
from daftar.publish.wording import figure_words

EXPECTED = ("feared", "planned", "hypothetical")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `target` is the id on the page where its ground stands."""

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """What one voice says: its claims by kind, in how many documents."""

    name: str
    claims: int
    harm: int
    documents: int
    named: bool


def front(record: Record) -> tuple[Sentence, ...]:
    """The front of the report: what was read, what is held, what stands against it."""
    incidents = [one for one in record.incidents if one.scope == "incident"]
    found = [Sentence(_read(record), "sources")]
    for outcome in ("killed", "injured"):
        sentence = _sum(incidents, outcome)
        if sentence:
            found.append(Sentence(sentence, outcome))
    contested = sum(one.grade == "contested" for one in incidents)
    if contested:
        found.append(Sentence(f"In {contested} of them the voices name different perpetrators.", "incidents"))
    totals = [one for one in record.incidents if one.scope == "total" and one.figure("killed")]
    if totals:
        found.append(
            Sentence(
                f"{_number(len(totals), 'sum')} over a period or an area stand beside them and are not added.", "sums"
            )
        )
    besieged = sorted({s.subject for s in record.states if s.status == "besieged" and s.modality == "asserted"})
    if besieged:
        found.append(Sentence(f"Said to be or to have been besieged: {', '.join(besieged)}.", "control"))
    feared = sum(claim.modality in EXPECTED for claim in record.claims.values())
    if feared:
        found.append(
            Sentence(
                f"{_number(feared, 'claim')} of what is feared, planned or conditional {'are' if feared > 1 else 'is'} kept apart.",
                "expected",
            )
        )
    return tuple(found)


def voices(record: Record) -> tuple[VoiceRow, ...]:
    """Every voice, those with most claims first."""
    claims: Counter[str] = Counter()
    harm: Counter[str] = Counter()
    named: set[str] = set()
    documents: dict[str, set[str]] = {}
    for claim in record.claims.values():
        name = claim.voice or "unknown"
        claims[name] += 1
        harm[name] += claim.kind == "harm"
        documents.setdefault(name, set()).add(claim.document)
        if claim.said_by is not None:
            named.add(name)
    return tuple(
        VoiceRow(name, number, harm[name], len(documents[name]), name in named) for name, number in claims.most_common()
    )


def _read(record: Record) -> str:
    publishers = {document.publisher for document in record.documents.values() if document.publisher}
    days = sorted(document.published for document in record.documents.values() if document.published)
    period = f" of {days[0]} to {days[-1]}" if days and days[0] != days[-1] else f" of {days[0]}" if days else ""
    by = f" by {_number(len(publishers), 'publisher')}" if publishers else ""
    return f"{_number(len(record.documents), 'document')}{by}{period} make {_number(len(record.claims), 'claim')}."


def _sum(incidents: list[Incident], outcome: Outcome) -> str | None:
    """The incidents' figures of one outcome added up: they are different happenings, so their bounds add."""
    figures = [figure for one in incidents if (figure := one.figure(outcome)) is not None and figure.low is not None]
    if not figures:
        return None
    low = sum(figure.low or 0 for figure in figures)
    high = None if any(figure.high is None for figure in figures) else sum(figure.high or 0 for figure in figures)
    largest = max(figures, key=lambda figure: figure.low or 0)
    most = f"; the largest: {figure_words(largest)}" if len(figures) > 1 else ""
    return f"{_number(len(figures), 'incident')} with a number of {outcome}: {Count(low, high)} together{most}."


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
