"""What the tests of the second engine share: a report, and one way to have it read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from daftar.model import Claim, Document, Finding
from daftar.reading.endpoint.reader import read_by_endpoint
from daftar.reading.endpoint.settings import Endpoint
from daftar.reading.language.sentences import cut

from .serving import Answer, Model, serving

REPORT = """Two shells fell on the bus depot of Narra Tel on Monday, killing at least four drivers, the Sava Rescue Corps said.
Among the dead was a mechanic. The Ostran army denied that it had fired. Nine passengers were hurt.

Northern Narra Tel is held by the River Brigade."""
DEPOT, MECHANIC, DENIAL, HURT, HELD = (REPORT[cut_off.start : cut_off.end] for cut_off in cut(REPORT).sentences)
ID = "d" * 64


@dataclass(frozen=True)
class Read:
    """What came of one reading."""

    claims: tuple[Claim, ...] | None
    findings: tuple[Finding, ...]
    model: Model

    @property
    def names(self) -> list[str]:
        return [finding.name for finding in self.findings]


Reading = Callable[..., Read]


@pytest.fixture
def read() -> Iterator[Reading]:
    """read(answer, …) has the report read by a model that gives these answers, one request after the other."""
    with ExitStack() as stack:

        def reading(*answers: Answer, report: str = REPORT, **settings: Any) -> Read:
            model = stack.enter_context(serving(*answers))
            endpoint = Endpoint(model.url, "invented-7b", **{"timeout_seconds": 10.0, "pause_seconds": 0.01} | settings)
            document = Document(ID, report, title="Depot hit", publisher="Narra Wire")
            claims, findings = read_by_endpoint(document, cut(report), endpoint)
            for claim in claims or ():
                assert claim.sentence.quote == report[claim.sentence.start : claim.sentence.end]
            return Read(claims, findings, model)

        yield reading
