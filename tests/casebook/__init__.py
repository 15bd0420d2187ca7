"""The casebook: the invented reports of Tal Serin, with what careful reading finds in them.

Takes the reports of `examples/tal-serin` and the files beside this one. Gives each report as intake extracts it with its
expected claims, the expected record of the case, and a match between a harm that was read and one that is expected.
Promises that the annotation owes nothing to what any reader finds.
"""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from daftar.intake import Arrival, arrivals
from daftar.model import Claim, Document, Harm
from daftar.model.vocabulary import Kind, Modality

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "tal-serin"


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim of the codebook. `slots` are those of its kind, as `docs/codebook.md` names them."""

    number: int
    kind: Kind
    sentence: str
    said_by: str | None
    modality: Modality
    place: str | None
    when: str | None
    when_start: str | None
    when_end: str | None
    slots: MappingProxyType[str, Any]

    @property
    def part_of(self) -> int | None:
        """The number of the harm of which this is a part."""
        number: int | None = self.slots.get("part_of")
        return number

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The bounds of a harm's count."""
        return self.slots["low"], self.slots["high"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the example. `name` is its file's, without the ending; a row of `posts.csv` is `posts-1` and so on."""

    name: str
    document: Document
    claims: tuple[Expected, ...]

    def of(self, kind: Kind) -> tuple[Expected, ...]:
        """The expected claims of that kind."""
        return tuple(claim for claim in self.claims if claim.kind == kind)


@cache
def reports() -> dict[str, Report]:
    """All reports, by name, in the order in which intake gives them."""
    found: dict[str, Report] = {}
    for arrival in arrivals([str(EXAMPLE / "reports")], None):
        assert isinstance(arrival, Arrival), arrival
        stem, member = Path(arrival.capture.location).stem, arrival.capture.member
        # Row 1 of a table is its head.
        name = stem if member is None else f"{stem}-{int(member.removeprefix('row ')) - 1}"
        found[name] = Report(name, arrival.document, _annotated(name))
    return found


@cache
def place_names() -> frozenset[str]:
    """The names of the places of the case."""
    with (EXAMPLE / "places.csv").open(encoding="utf-8", newline="") as rows:
        return frozenset(
            name for row in csv.DictReader(rows) for name in (row["name"], *row["aliases"].split("|")) if name
        )


@cache
def expected_record() -> dict[str, Any]:
    """`incidents.json`: what a careful recorder makes of the case."""
    record: dict[str, Any] = json.loads((HERE / "incidents.json").read_text(encoding="utf-8"))
    return record


def is_same_harm(report: Report, claim: Claim, expected: Expected) -> bool:
    """Whether the claim is the expected harm: the same outcome and bounds, in passages that overlap."""
    body = claim.body
    if not isinstance(body, Harm) or expected.kind != "harm":
        return False
    same = body.outcome == expected.slots["outcome"] and (body.count.low, body.count.high) == expected.bounds
    return same and overlaps(report, claim, expected)


def overlaps(report: Report, claim: Claim, expected: Expected) -> bool:
    """Whether the claim's sentence and the expected one share any text."""
    start = report.document.text.index(expected.sentence)
    return claim.sentence.start < start + len(expected.sentence) and start < claim.sentence.end


def _annotated(name: str) -> tuple[Expected, ...]:
    rows = json.loads((HERE / "claims" / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(_expected(number, row) for number, row in enumerate(rows))


def _expected(number: int, row: dict[str, Any]) -> Expected:
    common = ("kind", "sentence", "said_by", "modality", "place", "when", "when_start", "when_end")
    slots = {name: value for name, value in row.items() if name not in common}
    return Expected(number, *(row[name] for name in common), slots=MappingProxyType(slots))


KNOWN_MISSES: dict[str, str] = {}
"""What a careful reader sees in the casebook and daftar does not, and why. A test expects each to fail: one that no longer does must
be taken out of this list, and nothing may be added to it to make a change pass."""
