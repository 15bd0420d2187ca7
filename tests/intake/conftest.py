"""What the tests of intake share: a folder, an archive, and one way to read what lies there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from daftar.intake import Archive, Arrival, Columns, Limits, arrivals
from daftar.intake.quarantine import Quarantine
from daftar.model import Document, Finding

CAPTURED_AT = "2031-05-04T12:00:00Z"
COLUMNS, LIMITS = Columns(), Limits()


@dataclass(frozen=True)
class Read:
    """What came of some locations."""

    arrivals: list[Arrival]
    findings: list[Finding]

    @property
    def document(self) -> Document:
        (arrival,) = self.arrivals
        return arrival.document

    @property
    def texts(self) -> list[str]:
        return [arrival.document.text for arrival in self.arrivals]

    @property
    def names(self) -> list[str]:
        return [finding.name for finding in self.findings]


Reading = Callable[..., Read]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture(scope="session")
def quarantine() -> Iterator[Quarantine]:
    """One child for all tests that do not kill it: starting one takes half a second."""
    with Quarantine(LIMITS) as shared:
        yield shared


@pytest.fixture
def read(tmp_path: Path, archive: Archive, quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """read(name=bytes or text, …) writes the files and reads them; read("location", …) reads locations."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    monkeypatch.chdir(inbox)

    def isolated(limits: Limits) -> AbstractContextManager[Quarantine]:
        same = replace(limits, max_bytes=LIMITS.max_bytes) == LIMITS
        return nullcontext(quarantine) if same else Quarantine(limits)

    monkeypatch.setattr("daftar.intake.desk.Quarantine", isolated)

    def reading(
        *locations: str,
        files: dict[str, bytes | str] | None = None,
        columns: Columns = COLUMNS,
        limits: Limits = LIMITS,
    ) -> Read:
        for name, content in (files or {}).items():
            path = inbox / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = list(
            arrivals(
                locations or list(files or {}), archive, columns=columns, limits=limits, captured_at=lambda: CAPTURED_AT
            )
        )
        return Read(
            [one for one in found if isinstance(one, Arrival)], [one for one in found if isinstance(one, Finding)]
        )

    return reading
